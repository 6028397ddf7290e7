"""What every function of rewards/ refuses, and that it says which argument it was."""

import copy
import importlib
import inspect
import math
import re
from collections.abc import Callable, Sequence
from typing import Any, Literal, get_args, get_origin, get_type_hints

import numpy as np
import pytest

from rewards.grounding.places import Rows as Places
from rewards.methods import METHODS
from rewards.ragged import Ragged, Rows
from rewards.scores import Column, Missing, Scores
from tests.methods.calls import CALLS, Call

DERIVED = "regrets|progress|estimates|principles|one rollout only"  # what is made of several arguments


def function_of(name: str) -> Callable[..., Any]:
    module, _, own = name.rpartition(".")
    return getattr(importlib.import_module(f"rewards.{module}"), own)


def hints(function: Callable[..., Any]) -> dict[str, Any]:
    """Types of its arguments."""
    found = get_type_hints(function)
    return {name: found.get(name) for name in inspect.signature(function).parameters}


def is_batch(hint: Any) -> bool:
    """Is it numbers, one or a row for each item?"""
    return any(hint in (kind, kind | None) for kind in (Column, Rows, Places))


def is_listed(hint: Any) -> bool:
    """Or anything else, one for each item?"""
    listed = (Sequence[str], Sequence[str | None], Sequence[int])
    return is_batch(hint) or any(hint in (kind, kind | None) for kind in listed)


EVERY = [pytest.param(function_of(name), call, id=name) for name, call in CALLS.items()]


def arguments(wanted: Callable[[Any], bool], *, of_the_call: bool) -> list[Any]:
    """A case for each argument of this sort."""
    return [
        pytest.param(function, call, name, id=f"{called}-{name}")
        for called, call in CALLS.items()
        for function in [function_of(called)]
        for name, hint in hints(function).items()
        if wanted(hint) and (name in call or not of_the_call)
    ]


def refused(function: Callable[..., Any], call: Call, name: str, value: Any) -> str:
    """The words of the error; it must name the argument."""
    with pytest.raises(ValueError, match=rf"\b{name}\b") as error:
        function(**{**copy.deepcopy(call), name: value})
    return str(error.value)


def poisoned(values: Any, poison: float | None) -> Any:
    """A copy whose first number is another."""
    if isinstance(values, (int, float)):
        return poison
    out = list(values)
    out[0] = poisoned(out[0], poison)
    return out


@pytest.mark.parametrize(("function", "call", "name"), arguments(is_batch, of_the_call=True))
def test_nan_and_infinity_are_refused_by_the_name_of_the_argument(
    function: Callable[..., Any], call: Call, name: str
) -> None:
    for poison in (math.nan, math.inf, -math.inf):
        assert "NaN" in refused(function, call, name, poisoned(call[name], poison))


@pytest.mark.parametrize(("function", "call", "name"), arguments(lambda hint: hint is float, of_the_call=False))
def test_a_parameter_that_is_no_finite_number_is_refused_by_its_name(
    function: Callable[..., Any], call: Call, name: str
) -> None:
    for poison in (math.nan, math.inf, -math.inf):
        assert f"not {poison}" in refused(function, call, name, poison)


@pytest.mark.parametrize(("function", "call", "name"), arguments(is_batch, of_the_call=True))
def test_a_gap_is_dealt_with_or_refused_by_the_name_of_the_argument(
    function: Callable[..., Any], call: Call, name: str
) -> None:
    try:
        result = function(**{**call, name: poisoned(call[name], None)})
    except ValueError as error:
        assert re.search(rf"\b({name}|{DERIVED})\b", str(error))  # noqa: PT017
    else:
        assert all(map(math.isfinite, numbers(result)))


def is_form(hint: Any) -> bool:
    return get_origin(hint) is Literal or hint == Missing


@pytest.mark.parametrize(("function", "call", "name"), arguments(is_form, of_the_call=False))
def test_an_unknown_form_is_refused_with_those_there_are(function: Callable[..., Any], call: Call, name: str) -> None:
    words = refused(function, call, name, "sideways")
    assert "sideways" in words
    hint = hints(function)[name]
    for form in ("raise", "skip") if hint == Missing else get_args(hint):
        assert re.search(rf"(?<!\w){re.escape(str(form))}(?!\w)", words)


def side_by_side(function: Callable[..., Any], call: Call) -> list[str]:
    return [name for name, hint in hints(function).items() if is_listed(hint) and name in call]


TOGETHER = [one for one in arguments(is_listed, of_the_call=True) if len(side_by_side(*one.values[:2])) > 1]


@pytest.mark.parametrize(("function", "call", "name"), TOGETHER)
def test_an_item_too_few_is_refused_by_the_name_of_one_of_the_arguments(
    function: Callable[..., Any], call: Call, name: str
) -> None:
    with pytest.raises(ValueError, match=rf"\b({'|'.join(side_by_side(function, call))})\b"):
        function(**{**call, name: call[name][:-1]})


def numbers(result: Any) -> list[float]:
    """Every number in a result."""
    if isinstance(result, (Scores, Ragged)):
        return numbers(result.values)
    if isinstance(result, np.ndarray):
        return result.ravel().tolist() if result.dtype.kind == "f" else []
    if isinstance(result, float):
        return [result]
    if isinstance(result, dict):
        return numbers(list(result.values()))
    if isinstance(result, (list, tuple)):
        return [number for item in result for number in numbers(item)]
    fields = getattr(result, "__dataclass_fields__", ())
    return [number for field in fields for number in numbers(getattr(result, field))]


@pytest.mark.parametrize(("function", "call"), EVERY)
def test_results_are_finite_and_what_was_given_is_left_as_it_was(function: Callable[..., Any], call: Call) -> None:
    before = copy.deepcopy({name: value for name, value in call.items() if isinstance(value, Sequence)})
    assert all(map(math.isfinite, numbers(function(**call))))
    assert {name: call[name] for name in before} == before


def takes_batches(function: Callable[..., Any]) -> bool:
    types = list(hints(function).values())
    return any(map(is_batch, types)) and not any("Callable" in str(hint) for hint in types)


def test_no_method_of_batches_is_left_out() -> None:
    by_hand = {  # any number of columns, trees, actions
        "steps.fusion.softmax_fusion", "steps.fusion.drm_score", "advantages.trees.fork_advantage",
        "curation.negatives.hard_negatives",
    }  # fmt: skip
    found = [m.call for m in METHODS if inspect.isfunction(m.call) and takes_batches(m.call)]
    names = {f"{call.__module__}.{call.__name__}".removeprefix("rewards.") for call in found}
    assert names - CALLS.keys() == by_hand
