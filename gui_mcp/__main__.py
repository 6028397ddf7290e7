"""`python -m gui_mcp` is `gui-mcp`."""

from gui_mcp.cli import main

main()
