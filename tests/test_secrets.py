"""What was typed into a password field is in no word that leaves an episode."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from agent.trajectory import Act, Ask, Done, GiveUp, Row, Stop, Trajectory, Verdict
from devices.action import Awake, Click, InputText, Point
from devices.element import Box, Element
from rewards.samples import name_at
from rewards.secrets import Mask, secrets_of
from tests.episodes import episode, screen, step

FIELD = Element(Box(0, 0, 90, 20), label="Password", editable=True, focused=True, password=True)


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_of(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_of(inner)
    elif is_dataclass(value):
        for one in fields(value):
            yield from texts_of(getattr(value, one.name))


@settings(deadline=None)
@given(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=9), st.integers(1, 3))
def test_a_password_is_in_no_word_of_a_masked_episode(text: str, pieces: int) -> None:
    secret = f"Zq7{text}"
    cut = -(-len(secret) // pieces)
    seen = screen(0, (FIELD, Element(Box(0, 100, 90, 150), text=f"was {secret}", label=secret, id=f"row-{secret}")))
    typed = [step(InputText(secret[at : at + cut]), seen) for at in range(0, len(secret), cut)]
    shown = replace(seen, elements=(replace(FIELD, text=secret), seen.elements[1]))
    whole = episode(
        *typed, step(Awake(secret), shown), step(Ask(f"{secret}?"), told=secret, said=secret, thought=secret),
        step(InputText(f"my {secret}"), error=f"no {secret}"), step(GiveUp(secret)), step(Done(secret)),
        goal=f"log in with {secret}",
    )  # fmt: skip
    verdict = Verdict(True, True, 1.0, (Row(secret, secret, secret, True),), (secret,), secret, secret)
    whole = replace(whole, last=shown, verdict=verdict, why=secret, evidence={"apps": {"bank": [secret, 7, None]}})
    masked = Mask.of(whole).episode(whole)
    assert [text for text in texts_of(masked) if secret in text] == []
    assert [s.reply.decision.kind for s in masked.steps] == [s.reply.decision.kind for s in whole.steps]
    assert masked.evidence["apps"]["bank"][1:] == [7, None]


def test_an_episode_without_a_password_stays_as_it_is() -> None:
    whole = replace(episode(step(Act(Click(Point(5, 5)))), step(Done("4821"))), why="4821", evidence={"a": ["4821"]})
    for one in (whole, replace(whole, last=None)):
        assert Mask.of(one).episode(one) == one


def test_a_single_character_is_hidden_where_it_was_typed_and_nowhere_else() -> None:
    seen = screen(0, (FIELD,))
    whole = episode(step(InputText("4"), seen), step(Done("4 items")))
    assert secrets_of(whole) == set()
    masked = Mask.of(whole).episode(whole)
    assert [s.reply.decision for s in masked.steps] == [Act(InputText("•")), Done("4 items")]


def test_four_characters_are_hidden_within_words_and_three_are_not() -> None:
    seen = screen(0, (FIELD,))
    for secret, hidden in (("a1b2", "x••••y"), ("a1b", "xa1by")):
        assert Mask.of(episode(step(InputText(secret), seen))).text(f"x{secret}y") == hidden


def test_whatever_a_password_field_shows_is_bullets() -> None:
    whole = episode(step(Done(), screen(0, (replace(FIELD, text="7"), Element(Box(0, 50, 90, 90), text="7 days")))))
    (masked,) = Mask.of(whole).episode(whole).steps
    assert [element.text for element in masked.seen.elements] == ["•", "7 days"]


def test_the_name_of_a_password_field_is_no_secret() -> None:
    named = replace(FIELD, text="Password")
    whole = Trajectory("t", "g", (step(Act(Click(Point(5, 5))), screen(0, (named,))),), Stop.DONE)
    assert secrets_of(whole) == set()


def test_a_touch_on_a_password_field_is_named_by_the_field() -> None:
    assert name_at(screen(0, (replace(FIELD, text="••••"),)), Point(5, 5)) == "Password"
