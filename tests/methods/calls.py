"""A call that each public function of rewards/ accepts, found by its signature: small batches, tried in turn."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import islice, product
from typing import Any, Literal, get_args, get_origin, get_type_hints

import numpy as np

from rewards.grounding.places import Rows as Places
from rewards.method import Kind
from rewards.ragged import Rows
from rewards.scores import Column

MOST = 3000  # calls tried a function
COLUMNS = ([1, 0], [0.5, 0.25], [-1.5, -0.5], [2, 3])
ROWS = ([[1, 0], [1]], [[0.5, 0.25], [0.75]], [[-1.5, -0.5], [-0.25]], [[2, 3], [4]])
PLACES = ([[10, 20, 30, 50], [50, 60, 70, 90]], [[20, 40], [60, 70]])
LABELS = (["a", "a"],)
NESTED = ([["a", "b"], ["a"]],)
Call = dict[str, Any]


def functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function of the ten kinds, by module and name."""
    for kind in Kind:
        package = importlib.import_module(f"rewards.{kind.value}")
        for info in pkgutil.iter_modules(package.__path__, f"rewards.{kind.value}."):
            module = importlib.import_module(info.name)
            for name, value in vars(module).items():
                if inspect.isfunction(value) and value.__module__ == info.name and not name.startswith("_"):
                    yield f"{info.name}.{name}", value


def hints(function: Callable[..., Any]) -> dict[str, Any]:
    """Types of its arguments."""
    found = get_type_hints(function)
    return {name: found.get(name) for name in inspect.signature(function).parameters}


def is_batch(hint: Any) -> bool:
    """Is it numbers, one or a row for each item?"""
    return any(hint == kind or kind in get_args(hint) or hint == kind | None for kind in (Column, Rows, Places))


def accepted(function: Callable[..., Any]) -> Call | None:
    """Arguments it takes; None where it wants a callable or something else that is not made here."""
    parameters = inspect.signature(function).parameters.values()
    types = hints(function)
    choices: dict[str, Sequence[Any]] = {}
    for one in parameters:
        if one.kind in (one.VAR_POSITIONAL, one.VAR_KEYWORD) or (
            one.default is not one.empty and not is_batch(types[one.name])
        ):
            continue
        found = _values(types[one.name])
        if found is None:
            return None
        choices[one.name] = found
    for values in islice(product(*choices.values()), MOST):
        call = dict(zip(choices, values, strict=True))
        try:
            function(**call)
        except (ValueError, TypeError, IndexError):
            continue
        return call
    return None


def _values(hint: Any) -> Sequence[Any] | None:
    for kind, values in ((Rows, ROWS), (Column, COLUMNS), (Places, PLACES)):
        if hint == kind or hint == kind | None:
            return values
    if get_origin(hint) is Literal:
        return get_args(hint)
    table: dict[Any, Sequence[Any]] = {
        float: (0.5, 1.0, 2.0),
        int: (2, 1),
        bool: (True,),
        Sequence[float]: ([0.5, 0.5], [1.0, 2.0]),
        Sequence[int]: ([1, 1],),
        Sequence[Hashable]: LABELS,
        Sequence[str]: LABELS,
        Sequence[Sequence[Hashable]]: NESTED,
        Sequence[Sequence[str]]: NESTED,
        np.random.Generator: (np.random.default_rng(0),),
    }
    return table.get(hint)
