"""The loop, the policies, and a model behind a real HTTP endpoint."""

import base64
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from agent.errors import ModelUnavailable, ReplyMalformed
from agent.loop import run_episode
from agent.policies.chat import ChatPolicy
from agent.policies.endpoint import ChatConfig
from agent.policies.lexical import LexicalPolicy
from agent.policies.open import policy_factory
from agent.policies.scripted import Back, Decline, Fill, Hold, Open, Say, ScriptedPolicy, Slide, Tap
from agent.policies.wording import read
from agent.settle import look, same
from agent.trajectory import Act, Ask, Decision, Done, GiveUp, Reply, Step, Stop
from devices.action import Action, Awake, Click, Move, Point, Press, Wait
from devices.device import DeviceInfo, Observation
from devices.errors import DeviceUnavailable
from devices.virtual.device import VirtualDevice
from devices.virtual.world import World
from tests.chatserver import Endpoint

ROOT = Path(__file__).parent.parent


class Says:
    """Answers with these decisions in turn, the last one for ever."""

    def __init__(self, *decisions: Decision | Exception) -> None:
        self._decisions = decisions

    def __call__(self, goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        decision = self._decisions[min(len(past), len(self._decisions) - 1)]
        if isinstance(decision, Exception):
            raise decision
        return Reply(decision)


@pytest.fixture
def phone(device: VirtualDevice) -> VirtualDevice:
    device.phone.restore(World.new(0).dumps())
    return device


@pytest.mark.parametrize(
    ("decision", "stop"), [(Done("7"), Stop.DONE), (GiveUp("no"), Stop.GAVE_UP), (Ask("who?"), Stop.ASKED)]
)
def test_the_agent_ends_the_episode_by_saying_so(phone: VirtualDevice, decision: Decision, stop: Stop) -> None:
    episode = run_episode("g", phone, Says(Act(Wait(0)), decision))
    assert episode.stop is stop
    assert not episode.stop.truncated
    assert len(episode.steps) == 2


def test_a_limit_cuts_it_short(phone: VirtualDevice) -> None:
    episode = run_episode("g", phone, Says(Act(Wait(0))), max_steps=3)
    assert episode.stop is Stop.STEP_LIMIT
    assert episode.stop.truncated
    assert len(episode.steps) == 3
    assert run_episode("g", phone, Says(Act(Wait(0))), max_seconds=-1).stop is Stop.TIME_LIMIT


def test_it_can_be_cancelled_between_steps(phone: VirtualDevice) -> None:
    cancel = threading.Event()
    episode = run_episode("g", phone, Says(Act(Wait(0))), cancel=cancel, on_step=lambda n, s: cancel.set())
    assert episode.stop is Stop.CANCELLED
    assert len(episode.steps) == 1


def test_a_refused_action_is_told_to_the_policy_and_ends_nothing(phone: VirtualDevice) -> None:
    told: list[str | None] = []

    def policy(goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        told[:] = [step.error for step in past]
        wrong: list[Action] = [Click(Point(5000, 5)), Awake("Nots"), Move(Point(1, 1))]
        return Reply(Act(wrong[len(past)]) if len(past) < 3 else Done())

    episode = run_episode("g", phone, policy)
    assert episode.stop is Stop.DONE
    assert "off the 720x1600 screen" in str(told[0])
    assert "did you mean Notes" in str(told[1])
    assert "cannot Move" in str(told[2])


def test_three_unreadable_replies_in_a_row_end_it_and_their_text_is_kept(phone: VirtualDevice) -> None:
    bad = ReplyMalformed("no action field", "blah")
    episode = run_episode("g", phone, Says(bad, Act(Wait(0)), bad, bad, bad))
    assert episode.stop is Stop.ERROR
    assert [step.reply.said for step in episode.steps] == ["blah", "", "blah", "blah", "blah"]
    assert "3 unreadable replies" in episode.why


def test_a_device_or_model_that_dies_is_an_error_and_loses_no_step() -> None:
    device = VirtualDevice()

    def policy(goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        if len(past) == 2:
            device.close()
        return Reply(Act(Wait(0)))

    episode = run_episode("g", device, policy)
    assert episode.stop is Stop.ERROR
    assert episode.why.startswith("DeviceUnavailable")
    assert len(episode.steps) == 2


class Moving:
    """A screen that moves for a while before it rests."""

    info = DeviceInfo("moving", "web", 10, 10, frozenset({Wait}))

    def __init__(self, frames: int) -> None:
        self.looks, self._frames = 0, frames

    def observe(self) -> Observation:
        self.looks += 1
        return Observation(bytes([min(self.looks, self._frames)]), 10, 10)

    def act(self, action: Action) -> None:
        raise DeviceUnavailable("not for acting")

    def close(self) -> None:
        return


def test_a_moving_screen_is_waited_for_and_one_that_never_rests_is_not_waited_for_for_ever() -> None:
    rests, never = Moving(4), Moving(10**9)
    assert look(rests).png == bytes([4])
    assert rests.looks == 5

    class Counting(Moving):
        def observe(self) -> Observation:
            self.looks += 1
            return Observation(str(self.looks).encode(), 10, 10)

    restless = Counting(never.looks)
    assert look(restless, timeout=0.2).png != b"1"
    assert restless.looks > 1
    assert not same(Observation(b"a", 1, 1), Observation(b"b", 1, 1))


def test_a_script_taps_fills_slides_scrolls_and_goes_back(phone: VirtualDevice) -> None:
    script = [
        Open("Settings"), Tap("Display"), Slide("Brightness", 0.5), Tap("Font size"), Tap("Large", "text"), Back(),
        Tap("About phone"), Tap("Device name"), Fill("Device name", "Heron"), Tap("OK"), Say("fine"),
    ]  # fmt: skip
    episode = run_episode("g", phone, ScriptedPolicy(script))
    state = phone.phone.world.apps["org.guimcp.settings"]
    assert episode.stop is Stop.DONE, episode.why
    assert episode.answer == "fine"
    assert (state["brightness"], state["font_scale"], state["device_name"]) == (50, "Large", "Heron")


def test_a_script_finds_what_lies_below_and_above_the_screen(phone: VirtualDevice) -> None:
    phone.act(Awake("Contacts"))
    names = sorted(c["name"] for c in phone.phone.world.apps["org.guimcp.contacts"]["contacts"].values())
    script = [Open("Contacts"), Tap(names[-1]), Back(), Tap(names[0]), Say()]
    assert run_episode("g", phone, ScriptedPolicy(script)).stop is Stop.DONE


def test_a_script_that_finds_nothing_gives_up_instead_of_tapping_something_else(phone: VirtualDevice) -> None:
    for move in (Tap("No Such Thing"), Hold("No Such Thing"), Fill("No Such Field", "x"), Slide("Nothing", 0.5)):
        episode = run_episode("g", phone, ScriptedPolicy([Open("Settings"), move, Say()]))
        assert episode.stop is Stop.GAVE_UP
        assert "No" in episode.why
    assert run_episode("g", phone, ScriptedPolicy([Decline("why")])).why == "why"


@pytest.mark.parametrize("hardship", ["popup", "advert", "nag", "slow"])
def test_a_script_that_goes_back_gets_there_however_often_it_is_interrupted(
    blind: VirtualDevice, hardship: str
) -> None:
    pages = ("Display", "Sound & vibration", "Battery", "Storage", "Display", "Location", "Battery")
    script = [Open("Settings"), *(move for page in pages for move in (Tap(page), Back())), Tap("About phone"), Say()]
    for seed in range(6):
        blind.phone.restore(World.new(seed, hardships=[hardship]).dumps())
        episode = run_episode("g", blind, ScriptedPolicy(script), max_steps=60)
        assert episode.stop is Stop.DONE, (seed, episode.why)
        assert blind.phone.world.screen["name"] == "about", seed


@pytest.mark.parametrize(
    ("goal", "app", "field", "value"),
    [
        ("Turn on Do Not Disturb.", "org.guimcp.settings", "do_not_disturb", True),
        ("Switch battery saver on in Settings.", "org.guimcp.settings", "battery_saver", True),
    ],
)
def test_the_lexical_baseline_solves_easy_things_by_reading(
    phone: VirtualDevice, goal: str, app: str, field: str, value: object
) -> None:
    assert run_episode(goal, phone, LexicalPolicy()).stop is Stop.DONE
    assert phone.phone.world.apps[app][field] == value


def test_the_lexical_baseline_types_what_the_goal_quotes(phone: VirtualDevice) -> None:
    run_episode('Create a note titled "Plumber" that says "Friday at 8".', phone, LexicalPolicy())
    notes = phone.phone.world.apps["org.guimcp.notes"]["notes"].values()
    assert ("Plumber", "Friday at 8") in [(note["title"], note["body"]) for note in notes]


def test_the_lexical_baseline_knows_no_task_and_no_oracle() -> None:
    source = "".join((ROOT / "agent" / "policies" / name).read_text("utf-8") for name in ("lexical.py", "wording.py"))
    assert "benchmarks" not in source.replace("benchmark beyond", "")
    assert "scripted" not in source
    assert "world" not in source.replace("stopwatch wake world", "")


def test_a_goal_is_taken_apart_into_values_and_words() -> None:
    wording = read('Send "On my way" to Theo and turn off Wi-Fi.')
    assert [value.text for value in wording.values] == ["On my way"]
    assert wording.switch is False
    assert read("How many alarms are on?").asks


def test_a_model_behind_an_endpoint_drives_the_phone_and_remembers_by_its_summary(
    phone: VirtualDevice, endpoint: Endpoint
) -> None:
    endpoint.say(
        "<THINK> open it </THINK>\nexplain:a\taction:AWAKE\tvalue:Notes\tsummary:opened Notes",
        "<THINK> done </THINK>\nexplain:b\taction:COMPLETE\treturn:open\tsummary:finished",
    )
    episode = run_episode("open Notes", phone, ChatPolicy(ChatConfig(base_url=endpoint.url)))
    assert (episode.stop, episode.answer) == (Stop.DONE, "open")
    assert phone.phone.world.front == "org.guimcp.notes"
    assert [step.reply.tokens for step in episode.steps] == [9, 9]
    assert episode.steps[0].reply.thought == "open it"
    assert "opened Notes" in str(endpoint.asked[1])
    picture = endpoint.asked[0]["messages"][0]["content"][2]["image_url"]["url"].partition(",")[2]
    assert base64.b64decode(picture) == episode.steps[0].seen.png
    assert endpoint.headers == [None, None]


def test_the_key_is_read_from_the_environment(
    phone: VirtualDevice, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUI_MCP_API_KEY", "s3cret")
    endpoint.say("action:COMPLETE\treturn:x")
    run_episode("g", phone, ChatPolicy(ChatConfig(base_url=endpoint.url)))
    assert endpoint.headers == ["Bearer s3cret"]


@pytest.mark.parametrize(
    ("code", "data", "says"),
    [(500, b"out of memory", "out of memory"), (200, b"not json", "no model at"), (200, b"{}", "without a choice"),
     (404, b"model not found", "answered 404")],
)  # fmt: skip
def test_an_endpoint_that_fails_is_said_to(
    phone: VirtualDevice, endpoint: Endpoint, code: int, data: bytes, says: str
) -> None:
    endpoint.answer = lambda: (code, data)
    episode = run_episode("g", phone, ChatPolicy(ChatConfig(base_url=endpoint.url)))
    assert episode.stop is Stop.ERROR
    assert says in episode.why


def test_an_unreadable_reply_is_one_step_and_not_the_end(phone: VirtualDevice, endpoint: Endpoint) -> None:
    endpoint.say("I think we should tap it.", "action:COMPLETE\treturn:ok")
    episode = run_episode("g", phone, ChatPolicy(ChatConfig(base_url=endpoint.url)))
    assert episode.stop is Stop.DONE
    assert "no action field" in str(episode.steps[0].error)


def test_policies_are_found_by_name_or_path_or_refused() -> None:
    assert isinstance(policy_factory("lexical")(), LexicalPolicy)
    assert policy_factory("agent.policies.lexical:LexicalPolicy") is LexicalPolicy
    for name in ("nosuch", "agent.policies.lexical:Nobody", "no.such.module:x"):
        with pytest.raises(ModelUnavailable):
            policy_factory(name)
    with pytest.raises(ValueError, match="unknown dialect"):
        ChatPolicy(ChatConfig(dialect="klingon"))


def test_press_names_are_checked_when_they_are_made() -> None:
    with pytest.raises(ValueError, match="unknown key"):
        Press("nope")  # type: ignore[arg-type]
