"""The preview server of `policyc build --watch`: on this machine only, and only what was built.

It answers from memory and never from a path, so there is nothing to climb out of. It refuses every name but that of the
machine itself, so that no page elsewhere can read it by a name of its own (DNS rebinding).
"""

from __future__ import annotations

import errno
import hashlib
import os
import socketserver
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from policyc.cli.preview_page import OWN, index_page, is_page, served
from policyc.diagnostics import Language, Wording
from policyc.errors import PolicycError, reason

LOOPBACK = "127.0.0.1"
FIRST_PORT = 8765
_TRIED = 20
_NAMES = (LOOPBACK, "localhost", "[::1]")
_HEARTBEAT = 15.0
_PATIENCE = 10
_ENOUGH = 16
"""So many digits tell one state of a page from another."""

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
}
_CLOSED = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class Shown:
    """What can be asked for: the files that were built last, by name, and what stands above each page if anything is
    wrong. The panel of the list of pages has no name, and stands above every page that has none of its own.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    panels: Mapping[str, str] = field(default_factory=dict)

    def panel(self, name: str) -> str:
        """What stands above a page."""
        return self.panels.get(name, self.panels.get("", ""))

    def state(self, name: str) -> str:
        """What tells this page from an older one of that name. The list of pages is the same for any other name."""
        content = self.files.get(name)
        if content is None:
            content = "\n".join(self.files).encode()
        return hashlib.sha256(content + self.panel(name).encode()).hexdigest()[:_ENOUGH]


class Preview:
    """What is shown now, for many threads at once."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._news = Condition()
        self._shown = Shown()
        self._opened = ""
        self._closed = False

    def show(self, shown: Shown) -> None:
        """Show something else. The pages that are open hear of it when they are no longer as they were."""
        with self._news:
            self._shown = shown
            self._news.notify_all()

    def now(self) -> Shown:
        """What is shown."""
        with self._news:
            return self._shown

    def opened(self) -> str:
        """The page that was asked for last; nothing when there was none."""
        with self._news:
            return self._opened

    def open(self, name: str) -> Shown:
        """What is shown, to somebody who asks for this page."""
        with self._news:
            self._opened = name
            return self._shown

    def next(self, name: str, seen: str) -> str | None:
        """A state of a page that is not `seen`, once there is one; `seen` itself after a while, None at the end."""
        with self._news:
            self._news.wait_for(lambda: self._closed or self._shown.state(name) != seen, _HEARTBEAT)
            return None if self._closed else self._shown.state(name)

    def close(self) -> None:
        """Let everybody go who waits for news."""
        with self._news:
            self._closed = True
            self._news.notify_all()


class PreviewServer(ThreadingHTTPServer):
    """Serves a preview at a port of this machine. Raises OSError when that is taken."""

    daemon_threads = True

    def __init__(self, port: int, preview: Preview) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.preview = preview
        self.hosts = {f"{name}:{self.port}" for name in _NAMES} | (set(_NAMES) if self.port == 80 else set())

    @property
    def port(self) -> int:
        """The port it serves at, also when a free one was asked for."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """Where a browser finds the list of pages; the name of a page goes behind it."""
        return f"http://{LOOPBACK}:{self.port}/"

    def server_bind(self) -> None:
        """Without the look-up of a name for the address, which may ask a network."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = LOOPBACK, self.port

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves in the middle is no news."""
        if os.environ.get("POLICYC_TRACEBACK"):
            super().handle_error(request, client_address)


def server_at(port: int | None, preview: Preview) -> PreviewServer:
    """A server at the port that was asked for, else at ours or the first free one after it. Raises PolicycError."""
    if port is None:
        for candidate in range(FIRST_PORT, FIRST_PORT + _TRIED):
            try:
                return PreviewServer(candidate, preview)
            except OSError:
                continue
    elif not 0 <= port <= 65535:
        raise PolicycError(
            Wording(
                f"--port {port} is geen poort: kies 0 (een vrije) of een getal tot en met 65535.",
                f"--port {port} is not a port: choose 0 (a free one) or a number up to 65535.",
            )
        )
    try:
        return PreviewServer(port or 0, preview)
    except OSError as error:
        why = _TAKEN if error.errno == errno.EADDRINUSE else reason(error)
        raise PolicycError(
            Wording(
                f"Op poort {port} is geen voorbeeld te tonen: {why.nl}. Kies een andere met --port; 0 is een vrije.",
                f"No preview can be shown at port {port}: {why.en}. Choose another with --port; 0 is a free one.",
            )
        ) from None


_TAKEN = Wording("die is al in gebruik", "it is in use already")


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    timeout = _PATIENCE

    def parse_request(self) -> bool:
        """Refuse what no browser of this machine asks, before anything is looked up."""
        if not super().parse_request():
            return False
        if [host.lower() for host in self.headers.get_all("Host", [])] not in [[host] for host in self.server.hosts]:
            self.send_error(HTTPStatus.FORBIDDEN)
            return False
        if self.command not in ("GET", "HEAD"):
            self.send_error(HTTPStatus.METHOD_NOT_ALLOWED)
            return False
        return True

    def do_GET(self) -> None:
        """News, the script and style of the preview, or what was built."""
        try:
            parts = urlsplit(self.path)
            path, query = unquote(parts.path, errors="strict"), parse_qs(parts.query)
        except ValueError:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        if path == f"{OWN}events":
            self._tell_news(query.get("page", [""])[0], query.get("seen", [""])[0])
        elif path in (f"{OWN}preview.js", f"{OWN}preview.css"):
            file = Path(__file__).with_name(path.removeprefix(OWN))
            self._reply(HTTPStatus.OK, _TYPES[file.suffix], file.read_bytes(), _CLOSED)
        else:
            self._give(path.removeprefix("/"))

    do_HEAD = do_GET

    def _give(self, name: str) -> None:
        """A file that was built; the list of them for no name, and for one that there is not."""
        shown = self.server.preview.now()
        content = shown.files.get(name)
        if content is None:
            listed = index_page(_by_page(shown.files), self.server.preview.language)
            page = served(listed, shown.panel(""), _news("", shown))
            status = HTTPStatus.NOT_FOUND if name else HTTPStatus.OK
            self._reply(status, _TYPES[".html"], page.html.encode(), page.policy)
        elif is_page(name):
            shown = self.server.preview.open(name)
            page = served(shown.files.get(name, content).decode(), shown.panel(name), _news(name, shown))
            self._reply(HTTPStatus.OK, _TYPES[".html"], page.html.encode(), page.policy)
        else:
            # The viewer of a browser that shows a PDF is itself a page with scripts.
            policy = "frame-ancestors 'none'" if name.endswith(".pdf") else _CLOSED
            self._reply(HTTPStatus.OK, _TYPES[Path(name).suffix], content, policy)

    def _tell_news(self, page: str, seen: str) -> None:
        """Server-sent events (HTML Standard, 9.2): the name of every new state of a page, until the browser leaves."""
        self._begin(HTTPStatus.OK, "text/event-stream; charset=utf-8", _CLOSED)
        self.end_headers()
        if self.command == "HEAD":
            return
        self.wfile.write(b"retry: 500\n\n")
        while (state := self.server.preview.next(page, seen)) is not None:
            self.wfile.write(b":\n\n" if state == seen else f"data: {state}\n\n".encode())
            seen = state

    def _reply(self, status: int, kind: str, content: bytes, policy: str) -> None:
        self._begin(status, kind, policy)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _begin(self, status: int, kind: str, policy: str) -> None:
        self.send_response(status)
        for name, value in (
            ("Content-Type", kind),
            ("Content-Security-Policy", policy),
            ("Cache-Control", "no-store"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
        ):
            self.send_header(name, value)
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET, HEAD")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Only the number and its name: what was asked for is not said back."""
        status = HTTPStatus(code)
        self._reply(status, "text/plain; charset=utf-8", f"{status.value} {status.phrase}\n".encode(), _CLOSED)

    def version_string(self) -> str:
        """Who answers, without the versions that a stranger has no use for."""
        return "policyc"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what a browser asks for is no news, and what is asked for may be anything."""


def _news(name: str, shown: Shown) -> str:
    """What the script of a page asks for, to hear of the next state."""
    return urlencode({"page": name, "seen": shown.state(name)})


def _by_page(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """The other files of each page: those that begin with its name, and belong to no longer one."""
    pages = list(filter(is_page, files))
    found: dict[str, list[str]] = {page: [] for page in pages}
    for name in files:
        owners = [page for page in pages if name.startswith(page.removesuffix("html")) and name != page]
        if owners and name not in pages:
            found[max(owners, key=len)].append(name)
    return found
