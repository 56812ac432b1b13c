"""An agent: the SDK's own client, with `kgx mcp` as a process of its own over standard input and output."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client, StdioServerParameters, stdio_client
from mcp.types import CallToolResult


class Agent:
    """Calls the server, and waits for what it says."""

    def __init__(self, client: Client, portal: BlockingPortal) -> None:
        self.client = client
        self._portal = portal

    def say(self, method: str, *arguments: Any) -> Any:
        """What a method of the SDK's client gives."""
        return self._portal.call(getattr(self.client, method), *arguments)

    def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """What a tool answers."""
        result: CallToolResult = self.say("call_tool", tool, arguments)
        assert not result.is_error, result.content
        return dict(result.structured_content or {})

    def refused(self, tool: str, **arguments: Any) -> str:
        """The error that a tool answers with."""
        result: CallToolResult = self.say("call_tool", tool, arguments)
        assert result.is_error, result.structured_content
        return str(result.content[0].text)  # type: ignore[union-attr]


@contextmanager
def agent(command: list[str], folder: Path, environment: Mapping[str, str]) -> Iterator[Agent]:
    """An agent that has started the command in that folder."""
    server = stdio_client(StdioServerParameters(command=command[0], args=command[1:], env=dict(environment), cwd=folder))
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(Client(server)) as client:
        yield Agent(client, portal)
