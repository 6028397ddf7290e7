"""`gui-mcp run`."""

from pathlib import Path

from rich.console import Console
from rich.markup import escape

from agent.loop import run_episode
from agent.store import Store
from agent.trajectory import Step, Stop
from devices.open import open_device
from gui_mcp.commands.folder import run_folder
from gui_mcp.commands.minds import factory
from gui_mcp.commands.view import write
from rewards.samples import describe, intent


def run(
    goal: str, device: str, policy: str, model: str, base_url: str, max_steps: int, max_seconds: float, out: Path | None
) -> int:
    """One episode, kept; 0 where the agent says it is done."""
    console = Console()
    mind = factory(policy, model, base_url)()
    store = Store(run_folder(out, "run"))
    store.begin({"kind": "run", "policy": policy})
    hand = open_device(device)
    name = f"run-{len(store.ids()) + 1:03d}"
    try:
        with store.write(name, goal, meta={"device": device}) as writer:

            def on_step(number: int, step: Step) -> None:
                writer.step(number, step)
                decision = step.reply.decision
                console.print(f"[bold]{number + 1:3}[/] {escape(intent(decision, step.seen))}", highlight=False)
                console.print(
                    f"    [dim]{escape(describe(decision, step.seen))}  {escape(step.reply.thought[:300])}[/]"
                )
                if step.error:
                    console.print(f"    [red]{escape(step.error)}[/]")

            episode = run_episode(goal, hand, mind, max_steps=max_steps, max_seconds=max_seconds, on_step=on_step)
            writer.end(episode)
    finally:
        hand.close()
    words = episode.answer or episode.why
    console.print(
        f"[bold]{episode.stop.value}[/] after {len(episode.steps)} steps" + (f": {escape(words)}" if words else "")
    )
    console.print(f"report: {write(store.root)}", highlight=False)
    return 0 if episode.stop is Stop.DONE else 1
