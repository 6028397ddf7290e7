"""A chat endpoint on this machine that says what a test tells it to."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


class Endpoint:
    """Answers as it is told and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.headers: list[str | None] = []
        self.answer: Callable[[], tuple[int, bytes]] = lambda: (200, b"{}")
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:  # noqa: N802
                body = self.rfile.read(int(self.headers["content-length"]))
                endpoint.asked.append(json.loads(body))
                endpoint.headers.append(self.headers.get("authorization"))
                code, data = endpoint.answer()
                self.send_response(code)
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    def say(self, *texts: str) -> None:
        """Answer with these texts, one after the other."""
        rest = iter(texts)
        self.answer = lambda: (
            200,
            json.dumps({"choices": [{"message": {"content": next(rest)}}], "usage": {"total_tokens": 9}}).encode(),
        )

    def think_of(self, likely: Mapping[str, float]) -> None:
        """Give these next tokens with their log-probabilities."""
        top = [{"token": token, "logprob": logprob} for token, logprob in likely.items()]
        first = {"token": top[0]["token"] if top else "", "top_logprobs": top}
        body = json.dumps({"choices": [{"message": {"content": ""}, "logprobs": {"content": [first]}}]}).encode()
        self.answer = lambda: (200, body)


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """A chat endpoint that answers as it is told."""
    server = Endpoint()
    try:
        yield server
    finally:
        server.server.shutdown()
        server.server.server_close()
        server.thread.join()
