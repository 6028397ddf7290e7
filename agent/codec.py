"""Decisions, elements and verdicts as JSON and back. pydantic stays here, at the edge."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from functools import cache
from typing import Annotated, Any, cast

from pydantic import Field, TypeAdapter, ValidationError

from agent.trajectory import Decision, Row, Verdict
from devices.action import Action
from devices.element import Box, Element

_DEFAULTS = {f.name: f.default for f in fields(Element) if f.name != "bounds"}


@cache
def _decisions() -> TypeAdapter[Decision]:
    return TypeAdapter(Annotated[Decision, Field(discriminator="kind")])


@cache
def _actions() -> TypeAdapter[Action]:
    return TypeAdapter(Annotated[Action, Field(discriminator="kind")])


def decision_to_json(decision: Decision) -> dict[str, Any]:
    """Plain JSON with a `kind`."""
    return cast("dict[str, Any]", _decisions().dump_python(decision, mode="json"))


def decision_from_json(data: Mapping[str, Any]) -> Decision:
    """Back from `decision_to_json`. Raises ValueError naming what is wrong."""
    try:
        return _decisions().validate_python(data)
    except ValidationError as problem:
        raise ValueError(f"no decision: {problem.errors()[0]['msg']} in {json.dumps(dict(data))[:200]}") from problem


def action_from_json(data: Mapping[str, Any]) -> Action:
    """An action from its JSON. Raises ValueError naming what is wrong."""
    try:
        return _actions().validate_python(data)
    except ValidationError as problem:
        raise ValueError(f"no action: {problem.errors()[0]['msg']} in {json.dumps(dict(data))[:200]}") from problem


def elements_to_json(elements: Sequence[Element]) -> list[dict[str, Any]]:
    """Only what differs from the defaults is written."""
    out: list[dict[str, Any]] = []
    for element in elements:
        row: dict[str, Any] = {"bounds": list(element.bounds)}
        row |= {name: value for name, d in _DEFAULTS.items() if (value := getattr(element, name)) != d}
        out.append(row)
    return out


def elements_from_json(rows: Sequence[Mapping[str, Any]]) -> tuple[Element, ...]:
    """Back from `elements_to_json`."""
    return tuple(Element(Box(*row["bounds"]), **{k: v for k, v in row.items() if k != "bounds"}) for row in rows)


def verdict_to_json(verdict: Verdict) -> dict[str, Any]:
    """Plain JSON."""
    return asdict(verdict)


def verdict_from_json(data: Mapping[str, Any]) -> Verdict:
    """Back from `verdict_to_json`."""
    plain = {key: data[key] for key in ("success", "clean", "progress", "why", "error")}
    return Verdict(rows=tuple(Row(**row) for row in data["rows"]), side_effects=tuple(data["side_effects"]), **plain)
