"""The MCP server, with a real client in memory (both protocol eras) and over stdio."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from typing import Any, Literal

import pytest
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult, ImageContent, TextContent

from agent.pocket.policy import PocketPolicy
from agent.policies.lexical import LexicalPolicy
from agent.policy import Policy
from agent.store import Store
from agent.trajectory import Act, Ask, Decision, Reply
from devices.action import Wait
from gui_mcp.server import build_server, listing

Era = Literal["auto", "legacy"]
PAPER = {
    "get_device_list", "get_screenshot", "click", "double_click", "triple_click", "right_click", "middle_click",
    "swipe", "long_press", "move_to", "drag_to", "input_text", "hotkey", "awake", "execute_task",
}  # fmt: skip


def words(result: CallToolResult) -> str:
    return " ".join(part.text for part in result.content if isinstance(part, TextContent))


def drive(
    work: Callable[[Client], Awaitable[None]],
    policy: Callable[[], Policy] = LexicalPolicy,
    era: Era = "auto",
    **options: Any,
) -> None:
    async def go() -> None:
        async with Client(build_server(policy, **options), mode=era) as client:
            await work(client)

    asyncio.run(go())


class Endless:
    """Waits for ever, a little at a time."""

    def __call__(self, goal: str, past: object, seen: object) -> Reply:
        return Reply(Act(Wait(0.01)))


def always(decision: Decision) -> Callable[[], Policy]:
    return lambda: lambda goal, past, seen: Reply(decision)


@pytest.mark.parametrize("era", ["auto", "legacy"])
def test_the_tools_bear_the_paper_s_names_and_say_what_they_do(era: Era) -> None:
    async def work(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert tools.keys() >= PAPER
        for tool in tools.values():
            assert tool.description
            assert tool.annotations is not None
        assert tools["get_screenshot"].output_schema is None, "a picture beside structured content gets lost"
        assert tools["get_screenshot"].annotations.read_only_hint  # type: ignore[union-attr]
        assert not tools["click"].annotations.read_only_hint  # type: ignore[union-attr]

    drive(work, era=era)


@pytest.mark.parametrize("era", ["auto", "legacy"])
def test_looking_and_touching_work_through_the_protocol(era: Era) -> None:
    async def work(client: Client) -> None:
        shot = await client.call_tool("get_screenshot", {})
        assert isinstance(shot.content[0], ImageContent)
        assert '"width": 720' in words(shot)
        did = await client.call_tool("awake", {"app": "Notes"})
        assert did.structured_content == {"device": "virtual", "did": "awake", "app": "org.guimcp.notes"}
        lines = words(await client.call_tool("list_elements", {})).splitlines()
        field = next(line for line in lines if line.startswith("field"))
        x, y = map(int, field.split('" ')[1].split(" ")[0].split(","))
        await client.call_tool("click", {"x": x, "y": y})
        await client.call_tool("input_text", {"text": "it's 你好"})
        assert "it's 你好" in words(await client.call_tool("list_elements", {}))
        await client.call_tool("hotkey", {"keys": ["home"]})
        assert "system screen" in words(await client.call_tool("list_elements", {}))

    drive(work, era=era)


@pytest.mark.parametrize(
    ("tool", "arguments", "says"),
    [
        ("click", {"x": 5}, "y"),
        ("click", {"x": -1, "y": 5}, "greater than or equal to 0"),
        ("click", {"x": "left", "y": 5}, "valid integer"),
        ("click", {"x": 720, "y": 5}, "off the 720x1600 screen"),
        ("move_to", {"x": 1, "y": 1}, "cannot Move; it can:"),
        ("right_click", {"x": 1, "y": 1}, "no right button"),
        ("awake", {"app": "Nots"}, "did you mean Notes"),
        ("input_text", {"text": "x"}, "tap the field first"),
        ("hotkey", {"keys": []}, "at least 1 item"),
        ("hotkey", {"keys": ["ctrl", "q"]}, "knows no hotkey"),
        ("get_screenshot", {"device": "toaster"}, "no device called 'toaster'"),
        ("get_screenshot", {"device": "adb:nosuch"}, "no phone 'nosuch'"),
        ("get_screenshot", {"device": "virtual:x"}, "seed number"),
        ("task_status", {"task_id": "zzz"}, "execute_task gives the id"),
        ("execute_task", {"task_description": ""}, "at least 1 character"),
        ("nosuch", {}, "nosuch"),
    ],
)
def test_a_wrong_call_is_answered_with_what_to_do_and_the_server_goes_on(
    tool: str, arguments: dict[str, Any], says: str
) -> None:
    async def work(client: Client) -> None:
        await client.call_tool("hotkey", {"keys": ["home"]})
        result = await client.call_tool(tool, arguments)
        assert result.is_error
        assert says in words(result)
        assert not (await client.call_tool("get_device_list", {})).is_error

    drive(work)


def test_a_delegated_task_is_carried_out_with_progress(tmp_path: Any) -> None:
    async def work(client: Client) -> None:
        told: list[str] = []

        async def progress(progress: float, total: float | None, message: str | None) -> None:
            told.append(message or "")

        result = await client.call_tool(
            "execute_task", {"task_description": "Pin the note Standup", "wait_s": 45}, progress_callback=progress
        )
        state = result.structured_content
        assert state is not None
        assert state["status"] == "done"
        assert told[0] == "step 1: tap “Notes”"
        assert any("Pin" in message for message in told)

    drive(work, PocketPolicy, keep=tmp_path / "kept")
    (episode,) = Store(tmp_path / "kept").episodes()
    assert episode.complete
    assert episode.trajectory.goal == "Pin the note Standup"


def test_a_long_task_is_followed_and_cancelled_by_its_id_and_holds_its_device_meanwhile() -> None:
    async def work(client: Client) -> None:
        first = await client.call_tool("execute_task", {"task_description": "x", "max_steps": 400, "wait_s": 0})
        state = first.structured_content
        assert state is not None
        assert state["status"] == "working"
        busy = await client.call_tool("click", {"x": 1, "y": 1})
        assert busy.is_error
        assert "task_cancel" in words(busy)
        second = await client.call_tool("execute_task", {"task_description": "y"})
        assert "busy with task" in words(second)
        cancelled = await client.call_tool("task_cancel", {"task_id": state["task_id"]})
        assert cancelled.structured_content is not None
        assert cancelled.structured_content["status"] == "cancelled"
        assert not (await client.call_tool("click", {"x": 1, "y": 1})).is_error

    drive(work, Endless)


def test_cancelling_the_call_stops_the_hand() -> None:
    async def work(client: Client) -> None:
        started = asyncio.Event()

        async def progress(progress: float, total: float | None, message: str | None) -> None:
            started.set()

        call = asyncio.create_task(
            client.call_tool(
                "execute_task", {"task_description": "x", "max_steps": 400, "wait_s": 45}, progress_callback=progress
            )
        )
        await asyncio.wait_for(started.wait(), 30)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        for _ in range(200):  # the step under way is finished first
            result = await client.call_tool("hotkey", {"keys": ["home"]})
            if not result.is_error:
                return
        raise AssertionError("the device is still held by the cancelled task")

    drive(work, Endless)


def test_a_question_ends_the_task_and_is_passed_on() -> None:
    async def work(client: Client) -> None:
        result = await client.call_tool("execute_task", {"task_description": "order something", "wait_s": 20})
        assert result.structured_content is not None
        assert result.structured_content["status"] == "asked"
        assert "Which pizza?" in result.structured_content["summary"]

    drive(work, always(Ask("Which pizza?")))


def test_a_policy_that_breaks_is_told_and_lets_the_device_go() -> None:
    def broken(goal: str, past: object, seen: object) -> Reply:
        raise ZeroDivisionError("inside the policy")

    async def work(client: Client) -> None:
        result = await client.call_tool("execute_task", {"task_description": "x", "wait_s": 20})
        assert result.structured_content is not None
        assert result.structured_content["status"] == "error"
        assert "ZeroDivisionError" in result.structured_content["summary"]
        assert not (await client.call_tool("hotkey", {"keys": ["home"]})).is_error

    drive(work, lambda: broken)


def test_a_password_is_not_listed() -> None:
    from devices.device import Observation
    from devices.element import Box, Element

    field = Element(Box(0, 0, 9, 9), text="•••", label="PIN", role="field", editable=True, password=True)
    assert "PIN" in listing(Observation(b"", 9, 9, (field,)))


def test_over_stdio_nothing_but_the_protocol_is_on_stdout() -> None:
    async def go() -> None:
        child = StdioServerParameters(command=sys.executable, args=["-m", "gui_mcp", "serve"], env=dict(os.environ))
        async with Client(child) as client:
            assert len((await client.list_tools()).tools) >= len(PAPER)
            assert not (await client.call_tool("awake", {"app": "Clock"})).is_error
            assert (await client.call_tool("awake", {"app": "Nots"})).is_error

    asyncio.run(go())
