"""What every function of rewards/ refuses, and that it says which argument it was."""

import copy
import inspect
import math
import re
from collections.abc import Callable, Sequence
from typing import Any, Literal, get_args, get_origin

import numpy as np
import pytest

from rewards.ragged import Ragged
from rewards.scores import Missing, Scores
from tests.methods.calls import Call, accepted, functions, hints, is_batch

FOUND = {name: (function, call) for name, function in functions() if (call := accepted(function)) is not None}
DERIVED = "regrets|progress|estimates|principles|one rollout only"  # what is made of several arguments
EVERY = [pytest.param(*pair, id=name) for name, pair in FOUND.items()]


def arguments(wanted: Callable[[Any, inspect.Parameter], bool]) -> list[Any]:
    """A case for each argument of this sort."""
    cases: list[Any] = []
    for name, (function, call) in FOUND.items():
        types = hints(function)
        for one in inspect.signature(function).parameters.values():
            if wanted(types[one.name], one):
                cases.append(pytest.param(function, call, one.name, id=f"{name}-{one.name}"))
    return cases


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


def given(hint: Any, one: inspect.Parameter) -> bool:
    return is_batch(hint) and one.default is one.empty and one.kind is not one.VAR_POSITIONAL


@pytest.mark.parametrize(("function", "call", "name"), arguments(given))
def test_nan_and_infinity_are_refused_by_the_name_of_the_argument(
    function: Callable[..., Any], call: Call, name: str
) -> None:
    for poison in (math.nan, math.inf, -math.inf):
        refused(function, call, name, poisoned(call[name], poison))


@pytest.mark.parametrize(("function", "call", "name"), arguments(lambda hint, _: hint is float))
def test_a_parameter_that_is_no_finite_number_is_refused_by_its_name(
    function: Callable[..., Any], call: Call, name: str
) -> None:
    for poison in (math.nan, math.inf, -math.inf):
        refused(function, call, name, poison)


@pytest.mark.parametrize(("function", "call", "name"), arguments(given))
def test_a_gap_is_dealt_with_or_refused_by_the_name_of_the_argument(
    function: Callable[..., Any], call: Call, name: str
) -> None:
    try:
        result = function(**{**call, name: poisoned(call[name], None)})
    except ValueError as error:
        assert re.search(rf"\b({name}|{DERIVED})\b", str(error))  # noqa: PT017
    else:
        assert all(map(math.isfinite, numbers(result)))


def options(hint: Any, _: inspect.Parameter) -> bool:
    return get_origin(hint) is Literal or hint == Missing


@pytest.mark.parametrize(("function", "call", "name"), arguments(options))
def test_an_unknown_form_is_refused_with_those_there_are(function: Callable[..., Any], call: Call, name: str) -> None:
    words = refused(function, call, name, "sideways")
    assert "sideways" in words
    hint = hints(function)[name]
    for form in ("raise", "skip") if hint == Missing else get_args(hint):
        assert re.search(rf"(?<!\w){re.escape(str(form))}(?!\w)", words)


@pytest.mark.parametrize(("function", "call", "name"), arguments(given))
def test_an_item_too_few_is_refused_by_the_name_of_one_of_the_arguments(
    function: Callable[..., Any], call: Call, name: str
) -> None:
    batches = [other for other, hint in hints(function).items() if is_batch(hint) and other in call]
    if len(batches) > 1:
        with pytest.raises(ValueError, match=rf"\b({'|'.join(batches)})\b"):
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


def test_nearly_every_function_is_among_them() -> None:
    assert len(FOUND) >= 190
