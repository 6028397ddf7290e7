"""The door: an MCP server with atomic device actions and a delegated task, and the command line."""

__version__ = "0.1.0"
