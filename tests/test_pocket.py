"""What pocket reads, what it can choose, and that a choice and a decision are each other's way back."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.loop import run_episode
from agent.pocket.amount import amounts_of
from agent.pocket.choice import Choice, Kind, Span, allowed, decide
from agent.pocket.find import choice_of, find_span
from agent.pocket.loading import loading
from agent.pocket.policy import PocketPolicy
from agent.pocket.reader import Reader
from agent.pocket.sources import reach
from agent.pocket.thesaurus import concepts
from agent.pocket.unit import Sort, touchable, units_of
from agent.pocket.words import GRAMS, grams, quoted, words_of
from agent.policies.by_icon import ByIcon
from agent.policies.scripted import Enter, Open, Say, ScriptedPolicy, Tap
from agent.trajectory import Act, Done, Reply, Step, Stop
from devices.action import Awake, Click, InputText, Press, Wait
from devices.device import Observation
from devices.element import Box, Element
from devices.virtual.apps import APPS
from devices.virtual.nodes import NodeDevice
from devices.virtual.world import World

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def screen(*elements: Element, app: str = "org.example") -> Observation:
    return Observation(b"", 720, 1600, elements, app)


def button(text: str, y: int = 100, **more: object) -> Element:
    return Element(Box(0, y, 700, y + 80), text=text, role="button", clickable=True, **more)


@pytest.fixture(scope="module")
def phone() -> NodeDevice:
    return NodeDevice(World.new(3))


@given(TEXTS)
def test_words_stand_where_they_say_and_leave_out_only_white_space(text: str) -> None:
    found = words_of(text)
    assert all(text[w.start : w.end] == w.text for w in found)
    rest = list(text)
    for w in found:
        rest[w.start : w.end] = [" "] * (w.end - w.start)
    assert not "".join(c for c in rest if not c.isspace() and c.isprintable() and c.isalnum())


@given(TEXTS)
def test_every_word_has_numbers_of_its_own_in_any_case(text: str) -> None:
    for word in words_of(text):
        numbers = grams(word.text.casefold())
        assert len(numbers) == GRAMS
        assert numbers[0] > 0
        assert numbers == grams(word.text.casefold())


def test_money_times_and_plain_numbers_are_told_apart() -> None:
    found = amounts_of("Pay €1,250.50 at 5:02 PM or 21:15 for 3 people, room 12")
    assert [(a.kind, a.value) for a in found] == [
        ("money", 1250.5), ("time", 17 * 60 + 2.0), ("time", 21 * 60 + 15.0), ("plain", 3.0), ("plain", 12.0),
    ]  # fmt: skip


def test_quotation_marks_of_any_kind_mark_what_they_hold() -> None:
    for text in ('say "hello" twice', "say “hello” twice", "说「hello」了"):
        marks = quoted(text)
        assert "".join(c for c, m in zip(text, marks, strict=True) if m) == "hello"


def test_what_can_be_touched_speaks_for_the_words_inside_it() -> None:
    row = Element(Box(0, 0, 720, 100), role="item", clickable=True)
    inside = Element(Box(10, 10, 300, 50), text="Dentist", role="text", parent=0)
    when = Element(Box(10, 50, 300, 90), text="9:30 AM", role="text", parent=0)
    units = units_of(screen(row, inside, when))
    assert [u.text for u in units] == ["Dentist · 9:30 AM"]
    assert units[0].element == 0


def test_a_button_inside_a_row_stays_a_thing_of_its_own() -> None:
    row = Element(Box(0, 0, 720, 100), role="item", clickable=True)
    name = Element(Box(10, 10, 300, 50), text="Milk", role="text", parent=0)
    drop = Element(Box(600, 10, 700, 90), label="Remove Milk", role="button", clickable=True, parent=0)
    assert [u.text for u in units_of(screen(row, name, drop))] == ["Milk", "Remove Milk"]


def test_a_password_is_never_read() -> None:
    field = Element(Box(0, 0, 700, 80), text="hunter2", label="Password", role="field", editable=True, clickable=True,
                    password=True, focused=True)  # fmt: skip
    seen = screen(field)
    assert all("hunter2" not in u.text for u in units_of(seen))
    typed = Step(seen, Reply(Act(InputText("hunter2"))))
    reading = Reader().read("Log in", [typed], seen)
    assert all("hunter2" not in u.text for u in reading.units)


def test_a_long_text_becomes_several_units_that_lose_no_word() -> None:
    words = " ".join(f"word{n}" for n in range(90))
    units = units_of(screen(Element(Box(0, 0, 700, 900), text=words, role="text")))
    assert len(units) > 1
    assert "".join(u.text for u in units).replace(" ", "") == words.replace(" ", "")


@pytest.mark.parametrize("app", ["Settings", "Calendar", "Basar", "Letterbox"])
def test_a_touch_is_found_again_as_the_choice_that_made_it(app: str, phone: NodeDevice) -> None:
    phone.act(Awake(app))
    seen = phone.observe()
    reading = Reader().read("Do something", [], seen)
    taps = [(kind, unit) for kind, unit in allowed(reading.units, seen) if kind is Kind.TAP]
    assert len(taps) > 3
    for kind, unit in taps:
        decision = decide(Choice(kind, unit), reading.units, "", seen)
        found = choice_of(decision, reading, seen)
        assert found is not None
        # A long text is several units of one element: touching any of them is the same touch.
        assert reading.units[found.unit].element == reading.units[unit].element


def test_every_choice_that_is_allowed_becomes_a_decision_of_its_kind(phone: NodeDevice) -> None:
    phone.act(Awake("Settings"))
    seen = phone.observe()
    reading = Reader().read("Do something with “this”", [], seen)
    for kind, unit in allowed(reading.units, seen):
        decision = decide(Choice(kind, unit), reading.units, "this", seen)
        assert isinstance(decision, Act) == (kind < Kind.DONE)


def test_typing_is_offered_only_where_something_has_the_focus() -> None:
    field = Element(Box(0, 0, 700, 80), label="Name", role="field", editable=True, clickable=True)
    without = allowed(units_of(screen(field)), screen(field))
    focused = screen(replace(field, focused=True))
    assert Kind.TYPE not in {kind for kind, _ in without}
    assert Kind.TYPE in {kind for kind, _ in allowed(units_of(focused), focused)}


def test_what_is_disabled_is_not_offered() -> None:
    seen = screen(button("Save", enabled=False), button("Cancel", 300))
    units = units_of(seen)
    assert [units[u].text for kind, u in allowed(units, seen) if kind is Kind.TAP] == ["Cancel"]


@settings(max_examples=40)
@given(st.text(alphabet=st.sampled_from("Ab 9.:,-@'“”\"?€红"), min_size=1, max_size=40), st.integers(0, 10_000))
def test_every_span_that_can_be_copied_is_found_again_by_its_text(goal: str, draw: int) -> None:
    reading = Reader().read(f"{goal} x", [], screen(button("Fern Street 9 · Lowmoor")))
    first = Random(draw).choice(np.flatnonzero(reading.cuts[:, 1]).tolist())
    ends = np.flatnonzero(reach(reading.cuts, reading.sorts, reading.owners, first)).tolist()
    assert ends, "what begins can end"
    text = reading.text_of(Span(first, Random(draw).choice(ends)))
    span = find_span(reading, text)
    assert span is not None
    assert [w.text.casefold() for w in words_of(reading.text_of(span))] == [w.text.casefold() for w in words_of(text)]


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("Tandem, red", "Rename it to “Tandem, red” and save"),
        ("Otto and the Tides", "Play something by Otto and the Tides on Tremolo."),
        ("What the River Keeps", "Keep “The Daughter, episode 5: What the River Keeps” for later"),
        ("ann.lee@post.example", "a filter for the sender ann.lee@post.example: delete it"),
        ("Who's there?", 'Write "Who\'s there?" to Bo'),
        ("13:32", "the train at 13:32, second class"),
        ("950", "set the daily limit to €950.00."),
        ("€950.00", "set the daily limit to €950.00."),
        ("555-0123", "write 555-0123 into Phone"),
        ("Gallery of Glass", "Gallery of Glass: when does it open?"),
        ("garden hose", "Look for garden hose in the shop"),
        ("蓝牙", "打开蓝牙并保存"),
    ],
)
def test_names_numbers_quotations_and_clauses_can_be_copied(text: str, goal: str) -> None:
    reading = Reader().read(goal, [], screen(button("OK")))
    span = find_span(reading, text)
    assert span is not None
    assert reading.text_of(span) == text


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("Don", "Don't book yet"),
        ("Take", "Take it off the list. Add milk"),
        ("Lambert", "Please call Theo Lambert today"),
        ("invited to. Change", "Theo Lambert is invited to. Change it"),
        ("Linen” and “Tandem", "Put “Oak & Linen” and “Tandem” there"),
        ("Linen", "Put “Oak & Linen” there"),
        ("subject “Cost", "Send a mail: subject “Cost of it”"),
        ("32", "the train at 13:32"),
    ],
)
def test_pieces_of_names_and_bits_of_two_sentences_cannot(text: str, goal: str) -> None:
    assert find_span(Reader().read(goal, [], screen(button("OK"))), text) is None


def test_a_text_that_stands_nowhere_has_no_span() -> None:
    reading = Reader().read("Call Anna", [], screen(button("Bruno")))
    assert find_span(reading, "Chiara") is None
    assert find_span(reading, "") is None


def test_what_was_read_before_can_be_copied_later() -> None:
    first = screen(Element(Box(0, 0, 700, 80), text="The code is 8366", role="text"))
    then = screen(button("New message"))
    reading = Reader().read("Send me the code", [Step(first, Reply(Act(Press("back"))))], then)
    span = find_span(reading, "8366")
    assert span is not None
    assert reading.units[int(reading.owners[span.first])].sort is Sort.MEMORY
    assert reading.text_of(span) == "8366"


def test_what_the_user_told_is_part_of_the_goal() -> None:
    seen = screen(button("Anna Okafor"))
    asked = Step(seen, Reply(Act(Press("back"))), told="Anna Okafor, please")
    reading = Reader().read("Call Anna", [asked], seen)
    assert "Okafor" in [u.text for u in reading.units if u.sort is Sort.GOAL]


def test_a_reader_that_begins_anew_forgets_the_episode_before() -> None:
    seen, other = screen(button("One")), screen(button("Two"))
    reader = Reader()
    reader.read("Goal", [Step(other, Reply(Act(Click(other.elements[0].bounds.centre))))], seen)
    again = reader.read("Goal", [], seen)
    fresh = Reader().read("Goal", [], seen)
    assert again.units == fresh.units
    assert np.array_equal(again.features, fresh.features)


def test_reading_the_whole_past_at_once_is_the_same_as_step_by_step(phone: NodeDevice) -> None:
    device = NodeDevice(World.new(3))
    episode = run_episode(
        "Have a look", device, ScriptedPolicy([Open("Settings"), Enter(), Tap("go-display"), Say("x")])
    )
    assert episode.stop is Stop.DONE
    by_step = Reader()
    for n, step in enumerate(episode.steps):
        one = by_step.read(episode.goal, episode.steps[:n], step.seen)
        whole = Reader().read(episode.goal, episode.steps[:n], step.seen)
        assert one.units == whole.units
        assert np.array_equal(one.features, whole.features)


@pytest.mark.parametrize("count", [0, 1, 300])
def test_screens_of_any_size_are_read(count: int) -> None:
    seen = screen(*[button(f"Thing {n}", n * 5) for n in range(count)])
    reading = Reader().read("Open Thing 3", [], seen)
    assert len(reading.units) == len(reading.sorts) == reading.relations.shape[1] == len(reading.features)
    assert np.isfinite(reading.features).all()
    assert ((reading.relations >= 0) & (reading.relations <= 1.0001)).all()


def test_an_app_is_opened_by_its_icon_even_on_the_second_page() -> None:
    device = NodeDevice(World.new(1))
    for app in APPS.values():
        device.restore(NodeDevice(World.new(1)).snapshot())
        policy = ByIcon(ScriptedPolicy([Open(app.name), Say("there")]))
        episode = run_episode("Open it", device, policy, max_steps=6)
        assert episode.steps[-1].seen.app == app.id
        assert episode.steps[-1].reply.decision == Done("there")
        assert not any(isinstance(s.reply.decision, Act) and isinstance(s.reply.decision.action, Awake)
                       for s in episode.steps)  # fmt: skip


def test_what_has_just_changed_nothing_is_not_tried_again_at_once() -> None:
    seen = screen(button("Refresh"), button("Next", 300))
    step = Step(seen, Reply(Act(Click(seen.elements[0].bounds.centre))))
    reading = Reader().read("Go on", [step], seen)
    left = [
        reading.units[u].text for k, u in allowed(reading.units, seen) if k is Kind.TAP and not reading.futile(k, u)
    ]
    assert left == ["Next"]
    other = Reader().read("Go on", [step], screen(button("Refresh"), button("Done", 300)))
    assert not any(other.futile(k, u) for k, u in allowed(other.units, seen))


def test_touchable_is_what_a_finger_does_something_to() -> None:
    assert touchable(button("Go"))
    assert not touchable(Element(Box(0, 0, 1, 1), text="Read me", scrollable=True))


def test_a_word_of_the_goal_is_related_to_what_the_screen_calls_otherwise() -> None:
    reading = Reader().read("Get rid of the picture", [], screen(button("Delete photo"), button("Rename", 300)))
    texts = [u.text for u in reading.units]
    means = reading.relations[12]
    assert means[texts.index("rid"), texts.index("Delete photo")] > 0
    assert means[texts.index("picture"), texts.index("Delete photo")] > 0
    assert means[texts.index("picture"), texts.index("Rename")] == 0
    assert set(grams("picture")) & set(grams("photo"))
    assert not set(grams("picture")) & set(grams("lamp"))


def test_words_of_no_group_mean_only_themselves() -> None:
    assert concepts("zebra") == ()
    assert set(concepts("Deleting")) & set(concepts("removed"))


def test_going_round_in_circles_ends() -> None:
    one, two = screen(button("Next")), screen(button("Back"))
    forth = Step(one, Reply(Act(Click(one.elements[0].bounds.centre))))
    back = Step(two, Reply(Act(Click(two.elements[0].bounds.centre))))
    once = Reader().read("Go on", [forth, back], one)
    again = Reader().read("Go on", [forth, back, forth, back], one)
    unit = next(i for i, u in enumerate(once.units) if u.sort is Sort.SCREEN)
    assert not once.futile(Kind.TAP, unit)
    assert again.futile(Kind.TAP, unit)
    assert not again.futile(Kind.HOLD, unit)


def test_quotations_show_where_they_begin_and_end() -> None:
    reading = Reader().read("Write “see you there” to Ada", [], screen(button("Send")))
    marks = {u.text: tuple(reading.features[i, [0, 5, 6]]) for i, u in enumerate(reading.units) if u.sort is Sort.GOAL}
    assert marks["see"] == (1, 1, 0)
    assert marks["you"] == (1, 0, 0)
    assert marks["there"] == (1, 0, 1)
    assert marks["Ada"] == (0, 0, 0)


def ring() -> Element:
    return Element(Box(320, 300, 400, 380), label="Loading…", role="ring")


def test_what_is_still_loading_is_waited_for_but_not_for_ever() -> None:
    policy, seen = PocketPolicy(), screen(button("Back"), ring())
    past: list[Step] = []
    while len(past) < 5:
        reply = policy("Open the notes", past, seen)
        assert reply.decision == Act(Wait(1.0))
        past.append(Step(seen, reply))
    assert policy("Open the notes", past, seen).decision != Act(Wait(1.0))
    assert not loading([], screen(button("Back"), button("Save", 300), ring())), "what can be used already is used"
    assert not loading([], screen(button("Back")))
