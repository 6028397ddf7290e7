"""The library is whole: every id is there, under its kind, with an example and invariants."""

import inspect

from rewards.methods import BY_ID, METHODS
from tests.methods.coverage import faults
from tests.methods.index import IDS


def test_every_method_is_there_under_its_kind_and_only_once() -> None:
    found = {kind: {m.id for m in METHODS if m.kind.value == kind} for kind in IDS}
    assert found == {kind: set(ids) for kind, ids in IDS.items()}
    assert len(BY_ID) == len(METHODS) == 203


def test_every_method_has_a_worked_example_and_three_invariants() -> None:
    assert faults() == []


def test_every_method_says_what_it_gives_and_where_its_formula_is_from() -> None:
    for method in METHODS:
        words = inspect.getdoc(method.call) or ""
        assert 10 < len(method.summary) < 121, method.id
        assert method.paper, method.id
        assert method.source.words, method.id
        assert any(word in words for word in ("ource", "nterface", "our", "Our", "Standard", "paper")), method.id


def test_a_method_is_called_by_its_id_where_it_is_a_function() -> None:
    for method in METHODS:
        if inspect.isfunction(method.call):
            assert method.call.__name__ == method.id
        assert method.where.startswith("rewards."), method.id
