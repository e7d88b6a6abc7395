"""`policyc build --watch`: a real process, a real port, real files that change under it."""

from __future__ import annotations

import http.client
import io
import queue
import re
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

import pytest
from brand_samples import LOGO

from cli.git_repository import KORENAAR
from cli.run import command, environment, policyc
from policyc.cli import preview
from policyc.cli.check import Checked
from policyc.cli.compilation import Kept, Request, judged, made_one_by_one
from policyc.cli.config import Config
from policyc.cli.preview import Preview, server_at
from policyc.cli.preview_page import served
from policyc.cli.terminal import Progress
from policyc.errors import PolicycError
from policyc.render.templates import packaged_templates

PATIENCE = 60
BUILT = "Opnieuw gebouwd: build/korenaar.html, build/korenaar.md"
BROKEN = KORENAAR.replace("effective: 2026-12-01", "effective: 2026-13-01")
MOLEN = KORENAAR.replace("id: korenaar", "id: molen")
BILINGUAL = KORENAAR.replace("id: korenaar", "id: korenaar\ntranslations: [en]").replace(
    "status: final", "status: draft"
)
LATER = KORENAAR.replace("Molenweg 1", "Molenweg 2")


class Watch:
    """A run of `policyc build --watch` in a folder; `begun` is what it said until it could be seen."""

    def __init__(self, folder: Path, *args: str, **env: str) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            command("build", "--watch", "--port", "0", *args),
            cwd=folder,
            env=environment(**env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.begun: list[str] = []
        while not self.begun or "http://" not in self.begun[-1]:
            self.begun.append(self.line())
        found = re.search(r"http://127\.0\.0\.1:(\d+)/(\S*)", self.begun[-1])
        assert found is not None
        self.port, self.page = int(found[1]), found[2]

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.decode().rstrip("\n"))

    def line(self) -> str:
        """The next thing it says."""
        return self._lines.get(timeout=PATIENCE)

    def ask(
        self, path: str, *, method: str = "GET", hosts: tuple[str, ...] | None = None
    ) -> tuple[int, Mapping[str, str], str]:
        """Status, headers and text. `hosts` are the Host headers; without, that of the address it printed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host=True)
            for host in (f"127.0.0.1:{self.port}",) if hosts is None else hosts:
                connection.putheader("Host", host.replace("PORT", str(self.port)))
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()
        finally:
            connection.close()

    def html(self, path: str = "/korenaar.html") -> str:
        status, _, text = self.ask(path)
        assert status == 200
        return text

    def save(self, text: str, name: str = "policies/korenaar.yaml") -> None:
        """As most editors do it: a new file, put in the place of the old one."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".tmp").write_text(text, "utf-8")
        path.with_suffix(".tmp").replace(path)

    def end(self, number: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """The exit code, and what stood on stderr."""
        self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        assert self.process.stderr is not None
        return code, self.process.stderr.read().decode()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)
        for stream in (self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()  # settings above this folder are somebody else's
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "korenaar.yaml").write_text(KORENAAR, "utf-8")
    return tmp_path


@pytest.fixture
def watch(folder: Path) -> Iterator[Watch]:
    running = Watch(folder)
    yield running
    running.kill()


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    """A run for tests that only ask."""
    folder = tmp_path_factory.mktemp("still")
    (folder / "korenaar.yaml").write_text(KORENAAR, "utf-8")
    (folder / "secret.txt").write_text("geheim", "utf-8")
    running = Watch(folder, "korenaar.yaml")
    yield running
    running.kill()


# --- what is served ---


def test_it_says_where(still: Watch) -> None:
    address = f"http://127.0.0.1:{still.port}/korenaar.html"
    assert still.begun == [
        "Gebouwd: build/korenaar.html, build/korenaar.md",
        f"Te zien op {address} (stop met Ctrl-C)",
    ]


def test_the_page_is_that_of_a_build_with_a_script(still: Watch) -> None:
    html = still.html()
    written = (still.folder / "build" / "korenaar.html").read_text("utf-8")
    assert "_policyc" not in written
    assert "Content-Security-Policy" in written
    added = [line for line in html.splitlines() if line not in written.splitlines()]
    assert [line.partition(" data-news")[0] for line in added] == [
        '<link rel="stylesheet" href="/_policyc/preview.css">',
        '<link rel="icon" href="data:,">',
        '<script defer src="/_policyc/preview.js"',
    ]
    gone = [line for line in written.splitlines() if line not in html.splitlines()]
    assert [line[:44] for line in gone] == ['<meta http-equiv="Content-Security-Policy" c']


def test_the_page_may_do_no_more_than_it_needs(still: Watch) -> None:
    _, headers, _ = still.ask("/korenaar.html")
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert re.fullmatch(r"'sha256-[^']+' 'self'", policy["script-src"])
    assert re.fullmatch(r"'sha256-[^']+' 'self'", policy["style-src"])
    assert (policy["connect-src"], policy["frame-ancestors"]) == ("'self'", "'none'")
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Server"] == "policyc"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/korenaar.html", "text/html; charset=utf-8"),
        ("/korenaar.html?x=1", "text/html; charset=utf-8"),
        ("/korenaar.md", "text/markdown; charset=utf-8"),
        ("/_policyc/preview.js", "text/javascript; charset=utf-8"),
        ("/_policyc/preview.css", "text/css; charset=utf-8"),
    ],
)
def test_what_there_is(still: Watch, path: str, kind: str) -> None:
    status, headers, text = still.ask(path)
    assert (status, headers["Content-Type"]) == (200, kind)
    assert len(text.encode()) == int(headers["Content-Length"]) > 0
    assert still.ask(path, method="HEAD")[::2] == (200, "")


def test_the_index_lists_the_statements_and_nothing_else(still: Watch) -> None:
    assert re.findall(r'href="(/[^"]*)"', still.html("/").partition("<body")[2]) == ["/korenaar.html", "/korenaar.md"]


# --- what is refused ---


@pytest.mark.parametrize("host", ["127.0.0.1:PORT", "localhost:PORT", "LocalHost:PORT", "[::1]:PORT"])
def test_its_own_names(still: Watch, host: str) -> None:
    assert still.ask("/korenaar.html", hosts=(host,))[0] == 200


@pytest.mark.parametrize(
    "hosts",
    [
        (),
        ("",),
        ("kwaad.example",),
        ("kwaad.example:PORT",),
        ("127.0.0.1",),
        ("127.0.0.1:1",),
        ("127.0.0.1:PORT.kwaad.example",),
        ("localhost.kwaad.example:PORT",),
        ("kwaad@127.0.0.1:PORT",),
        ("127.0.0.1:PORT", "kwaad.example"),
        ("127.0.0.1:PORT", "127.0.0.1:PORT"),
        ("127.1:PORT",),
        ("0.0.0.0:PORT",),
    ],
)
def test_another_name_is_refused(still: Watch, hosts: tuple[str, ...]) -> None:
    """A page elsewhere that has its own name lead to this machine (DNS rebinding) gets nothing."""
    for path in ("/korenaar.html", "/", "/_policyc/events", "/weg"):
        assert still.ask(path, hosts=hosts)[::2] == (403, "403 Forbidden\n")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "X"])
def test_another_method_is_refused(still: Watch, method: str) -> None:
    status, headers, text = still.ask("/korenaar.html", method=method)
    assert (status, headers["Allow"], text) == (405, "GET, HEAD", "405 Method Not Allowed\n")


@pytest.mark.parametrize(
    "path",
    [
        "/secret.txt",
        "/korenaar.yaml",
        "/../secret.txt",
        "/build/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/build/",
        "//secret.txt",
        "/_policyc/../preview.py",
        "/_policyc/preview.py",
        "/_policyc/",
        "/%00",
        "/korenaar.html/",
        "/KORENAAR.html",
        "http://kwaad.example/secret.txt",
        "/" + "a" * 5000,
    ],
)
def test_nothing_else_is_there(still: Watch, path: str) -> None:
    status, _, text = still.ask(path)
    assert status == 404
    assert "geheim" not in text
    assert "<h1>Wat er gebouwd is</h1>" in text


def test_it_listens_at_one_address_only(still: Watch) -> None:
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", still.port), timeout=PATIENCE)


@pytest.mark.parametrize("raw", [b"\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01\x00\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"])
def test_nonsense_gets_no_page_and_no_traceback(still: Watch, raw: bytes) -> None:
    with socket.create_connection(("127.0.0.1", still.port), timeout=PATIENCE) as connection:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert b"html" not in answer
    assert still.ask("/korenaar.html")[0] == 200


# --- news ---


class Listener:
    """Somebody who listens for news, as a browser does."""

    def __init__(self, watch: Watch, news: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", watch.port, timeout=PATIENCE)
        self._connection.request("GET", f"/_policyc/events?{news}")
        self._answer = self._connection.getresponse()
        assert self._answer.status == 200
        assert self._answer.getheader("Content-Type") == "text/event-stream; charset=utf-8"
        assert self._answer.getheader("Cache-Control") == "no-store"

    def data(self) -> str | None:
        """What comes next; None at the end."""
        while line := self._answer.readline():
            if line.startswith(b"data: "):
                return line.decode().removeprefix("data: ").strip()
        return None

    def close(self) -> None:
        self._connection.close()
        self._answer.close()


def news_in(html: str) -> str:
    """What the script of a page asks for."""
    found = re.search(r'data-news="([^"]+)"', html)
    assert found is not None
    return unescape(found[1])


def seen_in(html: str) -> str:
    return news_in(html).rpartition("seen=")[2]


def test_a_page_hears_of_the_next_build(watch: Watch) -> None:
    news, first = news_in(watch.html()), seen_in(watch.html())
    listener, late = Listener(watch, news), None
    try:
        watch.save(LATER)
        second = listener.data()
        assert second == seen_in(watch.html()) != first
        late = Listener(watch, news)  # a page that was loading while the next one was built
        assert late.data() == second
        watch.save(BROKEN)
        assert listener.data() == seen_in(watch.html()) != second
    finally:
        for one in (listener, late):
            if one is not None:
                one.close()


def test_a_page_hears_nothing_of_another(watch: Watch) -> None:
    """Nor of a file that was made of it: the first thing it hears is what became of itself."""
    watch.save(MOLEN, "policies/molen.yaml")
    watch.line()
    listener = Listener(watch, news_in(watch.html("/molen.html")))
    try:
        watch.save(LATER)
        assert watch.line() == BUILT
        watch.save(MOLEN.replace("Molenweg 1", "Molenweg 3"), "policies/molen.yaml")
        assert watch.line() == BUILT.replace("korenaar", "molen")
        assert listener.data() == seen_in(watch.html("/molen.html"))
    finally:
        listener.close()


def test_head_of_the_news_does_not_wait(still: Watch) -> None:
    assert still.ask("/_policyc/events", method="HEAD")[::2] == (200, "")


# --- what makes it build again ---


def test_a_save_builds(watch: Watch) -> None:
    assert "Molenweg 1" in watch.html()
    watch.save(LATER)
    assert watch.line() == BUILT
    assert "Molenweg 2" in watch.html()
    assert "Molenweg 2" in (watch.folder / "build" / "korenaar.md").read_text("utf-8")


def test_a_save_in_place_builds_too(watch: Watch) -> None:
    (watch.folder / "policies" / "korenaar.yaml").write_text(LATER, "utf-8")
    assert watch.line() == BUILT


def test_what_is_wrong_stands_on_the_page_and_goes(watch: Watch) -> None:
    before = (watch.folder / "build" / "korenaar.html").read_bytes()
    watch.save(BROKEN)
    assert watch.line() == "1 fout in 1 bestand: zie de pagina."
    html = watch.html()
    assert "<strong>fout[MO021]</strong> De datum 2026-13-01 bestaat niet." in html
    assert '<p class="place">policies/korenaar.yaml:7:12</p>' in html
    assert "7 | effective: 2026-13-01\n" in html
    assert "Fout in policies/korenaar.yaml: de pagina hieronder is van de laatste keer dat het goed ging</h2>" in html
    assert "Molenweg 1" in html
    assert (watch.folder / "build" / "korenaar.html").read_bytes() == before
    watch.save(LATER)
    assert watch.line() == BUILT
    assert 'class="policyc-preview"' not in watch.html()


def test_an_error_in_law_of_a_final_statement_too(watch: Watch) -> None:
    watch.save(re.sub(r"    retention: .*\n", "", KORENAAR))
    assert "zie de pagina" in watch.line()
    assert "fout[RT" in watch.html()


def test_strange_texts_are_texts_on_the_page(watch: Watch) -> None:
    watch.save(KORENAAR + '</pre><script>alert(1)</script>: x\n"<img src=x onerror=alert(2)>\u202e": 1\n')
    assert "zie de pagina" in watch.line()
    html = watch.html()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "\u202e" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_a_file_with_a_strange_name(watch: Watch) -> None:
    watch.save("a: [", "policies/<b>x&y.yaml")
    assert "zie de pagina" in watch.line()
    for path in ("/", "/korenaar.html"):
        assert "policies/&lt;b&gt;x&amp;y.yaml" in watch.html(path)
        assert "<b>x" not in watch.html(path)


def test_a_new_statement_in_the_folder(watch: Watch) -> None:
    watch.save(MOLEN, "policies/molen.yaml")
    assert watch.line() == "Opnieuw gebouwd: build/molen.html, build/molen.md"
    assert "Molenweg" in watch.html("/molen.html")
    (watch.folder / "policies" / "molen.yaml").unlink()
    assert watch.line() == "Gebouwd; er was niets nieuws te schrijven."
    assert watch.ask("/molen.html")[0] == 404


def test_one_of_many_is_wrong_and_right_again(watch: Watch) -> None:
    """What is known of the others is used again, and forgotten when more changes than a policy."""
    watch.save(MOLEN, "policies/molen.yaml")
    assert watch.line() == "Opnieuw gebouwd: build/molen.html, build/molen.md"
    watch.save(BROKEN)
    assert "zie de pagina" in watch.line()
    watch.save(LATER)
    assert watch.line() == BUILT
    watch.save('[design]\naccent = "#7a1f5c"\n', "policyc.toml")
    assert watch.line() == "Opnieuw gebouwd: build/korenaar.html, build/molen.html"
    watch.save(MOLEN.replace("Molenweg 1", "Molenweg 3"), "policies/molen.yaml")
    assert watch.line() == "Opnieuw gebouwd: build/molen.html, build/molen.md"
    for name, street in (("korenaar", "Molenweg 2"), ("molen", "Molenweg 3")):
        assert street in watch.html(f"/{name}.html")
        assert "#7a1f5c" in watch.html(f"/{name}.html")


def test_one_that_is_broken_does_not_stop_the_others(watch: Watch) -> None:
    """Each page has the findings of its own file, and says of another only that it is broken."""
    watch.save(MOLEN, "policies/molen.yaml")
    watch.line()
    watch.save(BROKEN.replace("id: korenaar", "id: molen"), "policies/molen.yaml")
    assert watch.line() == "1 fout in 1 bestand: zie de pagina."
    watch.save(LATER)
    assert watch.line() == BUILT
    assert watch.line() == "1 fout in 1 bestand: zie de pagina."
    fine, broken = watch.html(), watch.html("/molen.html")
    assert "Molenweg 2" in fine
    assert "MO021" not in fine
    assert 'Er is wel een fout in <a href="/molen.html">policies/molen.yaml</a>.' in fine
    assert "Fout in policies/molen.yaml: de pagina hieronder" in broken
    assert "fout[MO021]" in broken
    assert "korenaar.yaml" not in broken
    assert "fout[MO021]" in watch.html("/")
    watch.save(BROKEN)
    assert watch.line() == "2 fouten in 2 bestanden: zie de pagina."
    both = watch.html("/molen.html")
    assert both.count("fout[MO021]") == 1
    assert 'Er is ook een fout in <a href="/korenaar.html">policies/korenaar.yaml</a>.' in both
    assert watch.html("/").count("fout[MO021]") == 2


def test_one_that_is_broken_from_the_start_has_no_page(folder: Path) -> None:
    (folder / "policies" / "molen.yaml").write_text("a: [", "utf-8")
    watch = Watch(folder)
    try:
        assert watch.begun[:2] == [BUILT.replace("Opnieuw gebouwd", "Gebouwd"), "1 fout in 1 bestand: zie de pagina."]
        assert watch.page == "korenaar.html"
        assert 'Er is wel een fout in <a href="/">policies/molen.yaml</a>.' in watch.html()
        assert "Fout in policies/molen.yaml</h2>" in watch.html("/")
    finally:
        watch.kill()


@pytest.mark.usefixtures("pango")
def test_a_pdf_of_those_that_are_not_broken(folder: Path) -> None:
    (folder / "policies" / "molen.yaml").write_text("a: [", "utf-8")
    watch = Watch(folder, "--to", "html,pdf")
    try:
        assert watch.line() == "Gebouwd: build/korenaar.pdf"
    finally:
        watch.kill()


def test_in_two_languages(folder: Path) -> None:
    """Whichever was opened is made first; what is written, and named, is the same."""
    (folder / "policies" / "korenaar.yaml").write_text(BILINGUAL, "utf-8")
    names = [f"build/korenaar{language}.{kind}" for language in ("", ".en") for kind in ("html", "md")]
    watch = Watch(folder)
    try:
        assert watch.begun[0] == f"Gebouwd: {', '.join(names)}"
        for number, path in ((2, "/korenaar.html"), (3, "/korenaar.en.html")):
            assert f"Molenweg {number - 1}" in watch.html(path)
            watch.save(BILINGUAL.replace("Molenweg 1", f"Molenweg {number}"))
            assert watch.line() == f"Opnieuw gebouwd: {', '.join(names)}"
            assert f"Molenweg {number}" in watch.html("/korenaar.html")
            assert f"Molenweg {number}" in watch.html("/korenaar.en.html")
    finally:
        watch.kill()


def test_two_statements_with_one_id(watch: Watch) -> None:
    watch.save(KORENAAR, "policies/molen.yaml")
    assert "hebben allebei id “korenaar”" in watch.line()
    assert "hebben allebei id “korenaar”" in watch.html()


def test_all_statements_gone(watch: Watch) -> None:
    (watch.folder / "policies" / "korenaar.yaml").unlink()
    assert watch.line() == "In de map policies staat geen .yaml-bestand."
    assert "staat geen .yaml-bestand" in watch.html()
    watch.save(KORENAAR)
    assert watch.line() == "Gebouwd; er was niets nieuws te schrijven."


def test_the_settings_of_the_project(watch: Watch) -> None:
    watch.save('[design]\naccent = "#7a1f5c"\n', "policyc.toml")
    assert watch.line() == "Opnieuw gebouwd: build/korenaar.html"
    assert "#7a1f5c" in watch.html()
    watch.save("[design\n", "policyc.toml")
    assert watch.line().startswith("policyc.toml is geen geldige TOML")
    assert "policyc.toml is geen geldige TOML" in watch.html()
    assert "Niet gebouwd: de pagina hieronder is van de laatste keer dat het goed ging</h2>" in watch.html()
    (watch.folder / "policyc.toml").unlink()
    assert watch.line() == "Opnieuw gebouwd: build/korenaar.html"


def test_a_logo_that_comes_later(watch: Watch) -> None:
    """The first build does not know of it; the one that names it does, and looks at it from then on."""
    watch.save(KORENAAR + "design: {logo: logo.svg}\n")
    assert "zie de pagina" in watch.line()
    watch.save(LOGO.decode(), "policies/logo.svg")
    assert watch.line() == "Opnieuw gebouwd: build/korenaar.html"
    assert 'class="logo"' in watch.html()


def test_a_logo_that_changes_while_its_policy_is_broken(watch: Watch) -> None:
    """What is known of the text that comes back must not hold the logo of before."""
    with_logo = KORENAAR + "design: {logo: logo.svg}\n"
    watch.save(LOGO.decode(), "policies/logo.svg")
    watch.save(with_logo)
    assert watch.line() == "Opnieuw gebouwd: build/korenaar.html"
    before = watch.html()
    watch.save(with_logo + "titel: x\n")
    assert "zie de pagina" in watch.line()
    watch.save(LOGO.decode().replace("</svg>", "<!-- ander -->\n</svg>"), "policies/logo.svg")
    assert "zie de pagina" in watch.line()
    watch.save(with_logo)
    assert watch.line() == "Opnieuw gebouwd: build/korenaar.html"
    assert watch.html() != before


def test_templates_of_ones_own(folder: Path) -> None:
    security = packaged_templates() / "nl" / "sections" / "security.md.j2"
    own = folder / "eigen" / "nl" / "sections" / "security.md.j2"
    own.parent.mkdir(parents=True)
    own.write_bytes(security.read_bytes())
    watch = Watch(folder, "--templates", "eigen")
    try:
        own.write_text(security.read_text("utf-8") + "\nEen zin van onszelf.\n", "utf-8")
        assert watch.line() == BUILT
        assert "Een zin van onszelf." in watch.html()
        own.write_text("{% if", "utf-8")
        assert "security.md.j2:1" in watch.line()
        assert "security.md.j2:1" in watch.html()
        assert "Een zin van onszelf." in watch.html()
    finally:
        watch.kill()


def test_it_begins_with_a_statement_that_is_wrong(folder: Path) -> None:
    (folder / "policies" / "korenaar.yaml").write_text(BROKEN, "utf-8")
    watch = Watch(folder)
    try:
        assert watch.begun[0] == "1 fout in 1 bestand: zie de pagina."
        assert watch.page == ""
        assert "fout[MO021]" in watch.html("/")
        assert '<h2 id="policyc-preview-title">Fout in policies/korenaar.yaml</h2>' in watch.html("/")
        assert not (folder / "build").exists()
        watch.save(KORENAAR)
        assert watch.line() == BUILT
        assert "/korenaar.html" in watch.html("/")
    finally:
        watch.kill()


def test_in_english(folder: Path) -> None:
    (folder / "policies" / "korenaar.yaml").write_text(BROKEN, "utf-8")
    watch = Watch(folder, "--message-lang", "en")
    try:
        assert watch.begun[0] == "1 error in 1 file: see the page."
        assert '<html lang="en">' in watch.html("/")
        assert "<strong>error[MO021]</strong>" in watch.html("/")
    finally:
        watch.kill()


# --- PDFs ---


@pytest.mark.usefixtures("pango")
def test_a_pdf_is_made_aside(folder: Path) -> None:
    watch = Watch(folder, "--to", "html,pdf", "--attach-source")
    try:
        assert watch.begun[0] == "Gebouwd: build/korenaar.html"
        assert watch.line() == "Gebouwd: build/korenaar.pdf"
        connection = http.client.HTTPConnection("127.0.0.1", watch.port, timeout=PATIENCE)
        connection.request("GET", "/korenaar.pdf")
        answer = connection.getresponse()
        assert answer.getheader("Content-Type") == "application/pdf"
        assert answer.read() == (folder / "build" / "korenaar.pdf").read_bytes()
        connection.close()
        answer.close()
        watch.save(LATER)
        assert watch.line() == "Opnieuw gebouwd: build/korenaar.html"
        assert watch.end()[0] == 130  # while the PDF is being made
        assert sorted(path.name for path in (folder / "build").iterdir()) == ["korenaar.html", "korenaar.pdf"]
    finally:
        watch.kill()


# --- how it ends ---


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_it_is_asked_to(folder: Path, number: signal.Signals) -> None:
    """With somebody listening, whose line is closed. Then the port is free."""
    watch = Watch(folder)
    listener = Listener(watch, news_in(watch.html()))
    try:
        assert watch.end(number) == (130, "")
        assert watch.line() == "Gestopt."
        assert listener.data() is None
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", watch.port), timeout=PATIENCE)
    finally:
        listener.close()
        watch.kill()


# --- how it does not begin ---


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--watch", "-"], "--watch kijkt naar bestanden"),
        (["--watch", "--stats"], "--stats gaat niet samen met --watch"),
        (["--watch", "--to", "md"], "neem html op in --to"),
        (["--watch", "--port", "65536"], "--port 65536 is geen poort"),
        (["--watch", "--port", "-1"], "--port -1 is geen poort"),
        (["--watch", "--port", "0", "weg.yaml"], "weg.yaml bestaat niet"),
        (["--watch", "--port", "0", "--config", "weg.toml"], "weg.toml is niet te lezen"),
        (["--port", "0"], "--port en --open horen bij --watch"),
        (["--open"], "--port en --open horen bij --watch"),
    ],
)
def test_wrong_use(folder: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], said: str) -> None:
    monkeypatch.chdir(folder)
    run = policyc("build", *args)
    assert (run.code, run.stdout) == (2, "")
    assert said in run.stderr
    assert not (folder / "build").exists()


def test_a_fragment_is_not_a_page(folder: Path) -> None:
    watch = Watch(folder, "--fragment")
    try:
        assert watch.page == "korenaar.html"
        status, headers, text = watch.ask("/korenaar.fragment.html")
        assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert "script-src" not in headers["Content-Security-Policy"]
        assert text == (folder / "build" / "korenaar.fragment.html").read_text("utf-8")
        assert watch.ask("/korenaar.fragment.css")[1]["Content-Type"] == "text/css; charset=utf-8"
    finally:
        watch.kill()


def test_a_port_that_is_taken(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = policyc("build", "--watch", "--port", port)
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.startswith(f"Op poort {port} is geen voorbeeld te tonen: die is al in gebruik. Kies een andere")


def test_without_a_port_the_first_free_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setattr(preview, "FIRST_PORT", taken.getsockname()[1])
        with server_at(None, Preview("nl")) as server:
            assert server.port != taken.getsockname()[1]
    assert preview.FIRST_PORT != 0
    with pytest.raises(PolicycError):
        server_at(65536, Preview("nl"))


# --- what is known of earlier builds ---


def known(folder: Path, kept: Kept, ignore: tuple[str, ...] = ()) -> tuple[Checked, dict[str, bool]]:
    """The one policy of a folder, and the names of the pieces that were given: whether they were known already."""
    request = Request((str(folder / "policies"),), ("html", "md"), isolated=True)
    found = judged(request, Config(ignore=ignore), kept)
    (one,) = found.checked
    before = kept.files(one)
    pieces = list(made_one_by_one(found, Progress(io.StringIO()), kept, "korenaar.en.html"))
    return one, {name: files is before for _, files, _ in pieces for name in files}


def test_the_page_that_is_open_is_the_first_piece(folder: Path) -> None:
    (folder / "policies" / "korenaar.yaml").write_text(BILINGUAL, "utf-8")
    _, pieces = known(folder, Kept())
    assert list(pieces) == ["korenaar.en.html", "korenaar.html", "korenaar.md", "korenaar.en.md"]


def test_a_text_that_comes_back_is_not_made_again(folder: Path) -> None:
    """After a mistake in it. But it is under settings that say something else."""
    file, kept = folder / "policies" / "korenaar.yaml", Kept()
    first, pieces = known(folder, kept)
    assert not any(pieces.values())
    file.write_text(BROKEN, "utf-8")
    broken, pieces = known(folder, kept)
    assert broken is not first
    assert pieces == {}
    assert known(folder, kept)[0] is broken
    file.write_text(KORENAAR, "utf-8")
    again, pieces = known(folder, kept)
    assert again is first
    assert pieces == {"korenaar.html": True, "korenaar.md": True}
    other, pieces = known(folder, kept, ignore=("LA002",))
    assert other is not first
    assert not any(pieces.values())


# --- pages of other templates ---


@pytest.mark.parametrize(
    ("page", "html"),
    [
        ("<!doctype html><p>Tekst", "HEAD\nPANEL<!doctype html><p>Tekst"),
        ("<html><head></head><BODY class='a'>x</body>", "<html><head>HEAD</head><BODY class='a'>\nPANELx</body>"),
        ("", "HEAD\nPANEL"),
        # The link that skips to the text stays the first of the page.
        (
            '<head></head><body>\n<a class="skip" href="#x">Naar</a><p>Tekst',
            '<head>HEAD</head><body>\n<a class="skip" href="#x">Naar</a>\nPANEL<p>Tekst',
        ),
    ],
)
def test_where_the_panel_stands(page: str, html: str) -> None:
    found = served(page, "PANEL", "1")
    head = served("", "", "1").html.removesuffix("\n")
    assert found.html == html.replace("HEAD", head)
    assert found.policy.startswith("default-src 'none'; script-src 'self'; ")


def test_a_policy_of_a_page_cannot_make_headers_of_its_own() -> None:
    meta = '<meta http-equiv="Content-Security-Policy" content="default-src *\r\nSet-Cookie: a=b; script-src é x">'
    policy = served(f"<html><head>{meta}</head><body>", "", "1").policy
    assert "\r" not in policy
    assert "\n" not in policy
    assert policy.isascii()


def test_the_panel_is_in_no_file(watch: Watch) -> None:
    watch.save(BROKEN)
    watch.line()
    files = sorted((watch.folder / "build").iterdir())
    assert [path.name for path in files] == ["korenaar.html", "korenaar.md"]
    assert all(b"policyc-preview" not in path.read_bytes() for path in files)
