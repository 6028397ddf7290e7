"""`gui-mcp serve`."""

from pathlib import Path

from gui_mcp.commands.minds import factory
from gui_mcp.server import build_server


def run(device: str, policy: str, model: str, base_url: str, max_seconds: float, keep: Path | None) -> None:
    """Serve over stdio until the client goes."""
    build_server(factory(policy, model, base_url), device, max_seconds, keep).run()
