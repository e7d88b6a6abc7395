"""`policyc build --watch`: builds after every save, and shows the result on a page of this machine.

Nothing that is saved ends it: what is wrong stands on the page, above what could be built last.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from policyc.cli import terminal
from policyc.cli.background import PdfMaker
from policyc.cli.choices import Choices
from policyc.cli.compilation import Judged, Kept, Request, judged, made
from policyc.cli.config import config_for
from policyc.cli.exits import Exit
from policyc.cli.files import write_all
from policyc.cli.inputs import STDIN
from policyc.cli.preview import Preview, PreviewServer, Shown, server_at
from policyc.cli.preview_page import panel_of_findings, panel_of_sentence
from policyc.cli.watched import Marks, Watched, watched
from policyc.diagnostics import Wording
from policyc.errors import PolicycError
from policyc.report.glyphs import visible
from policyc.report.words import summary

_EVERY = 0.1
"""Seconds between two looks at the files."""
_SETTLE = 0.02
_SETTLED_AFTER = 10
"""An editor may write a file in pieces, or take it away before it puts the new one in place: how often to look again,
and how many times at most."""


def watch_files(
    request: Request, *, output: str, stats: bool, port: int | None, browse: bool, choices: Choices
) -> Exit:
    """Build, serve and build again until Ctrl-C. Raises PolicycError for what makes that impossible from the start."""
    _refuse(request, stats=stats)
    results = terminal.stdout(choices.lang, choices.color)
    preview = Preview(choices.lang)
    watch = _Watch(request, output, preview, results)
    try:
        with _terminated_as_interrupted(), server_at(port, preview) as server:
            with _collected_after():
                watch.begin()
            gc.freeze()  # what was loaded for the first build is there for good, and need not be looked through again
            with _serving(server):
                address = server.address + (watch.pages[0] if len(watch.pages) == 1 else "")
                results.say(Wording(f"Te zien op {address} (stop met Ctrl-C)", f"See {address} (stop with Ctrl-C)"))
                if browse:
                    _open(address)
                watch.go_on()
    except KeyboardInterrupt:
        results.say(Wording("Gestopt.", "Stopped."))
    finally:
        watch.end()
    return Exit.INTERRUPTED


def _refuse(request: Request, *, stats: bool) -> None:
    if STDIN in request.paths:
        raise PolicycError(
            Wording(
                "--watch kijkt naar bestanden: de standaardinvoer (-) verandert niet.",
                "--watch looks at files: the standard input (-) does not change.",
            )
        )
    if stats:
        raise PolicycError(Wording("--stats gaat niet samen met --watch.", "--stats does not go with --watch."))
    if "html" not in request.kinds:
        raise PolicycError(
            Wording(
                "--watch toont de pagina: neem html op in --to.",
                "--watch shows the page: take html into --to.",
            )
        )


class _Watch:
    """One run: what is asked for, what it reads, and what came of it."""

    def __init__(self, request: Request, output: str, preview: Preview, results: terminal.Terminal) -> None:
        self._quick = replace(
            request, kinds=tuple(kind for kind in request.kinds if kind != "pdf"), attach_source=False
        )
        self._pdf = PdfMaker(request, output) if "pdf" in request.kinds else None
        self._output = Path(output)
        self._preview = preview
        self._results = results
        self._files: dict[str, bytes] = {}
        self._kept = Kept()
        self._watched: Watched
        self._marks: Marks

    @property
    def pages(self) -> tuple[str, ...]:
        """The names of the pages that were built."""
        return tuple(name for name in self._files if name.endswith(".html") and not name.endswith(".fragment.html"))

    def begin(self) -> None:
        """The first build. Raises PolicycError when there is nothing to look at: no policy, settings that are wrong."""
        settings = config_for(self._quick.config, isolated=self._quick.isolated)
        self._watched = watched(self._quick, settings, None)
        self._marks = self._watched.marks()
        found = judged(self._quick, settings, self._kept)
        self._look_at(found)
        self._make(found, again=False)

    def go_on(self) -> None:
        """Build after every change, for ever."""
        while True:
            time.sleep(_EVERY)
            if self._changed():
                with _collected_after():
                    self._build()
            self._take_pdf()

    def end(self) -> None:
        """End what is still being made."""
        if self._pdf is not None:
            self._pdf.end()

    # --- what changed -------------------------------------------------------------------------------------------------

    def _changed(self) -> bool:
        now = self._watched.marks()
        if now == self._marks:
            return False
        for _ in range(_SETTLED_AFTER):
            before = now
            time.sleep(_SETTLE)
            now = self._watched.marks()
            gone = any(now.get(name) is None for name, mark in self._marks.items() if mark is not None)
            if now == before and not gone:
                break
        self._forget_unless_policies(now)
        self._marks = now
        return True

    def _forget_unless_policies(self, now: Marks) -> None:
        """What was made of a policy holds as long as only other policies change."""
        changed = (name for name in {*now, *self._marks} if now.get(name) != self._marks.get(name))
        if not all(self._watched.is_policy(name) for name in changed):
            self._kept = Kept()

    def _look_at(self, found: Judged) -> None:
        """Look from now on at what these policies name. What was looked at before keeps its old marks: it may have
        been saved again meanwhile.
        """
        self._watched = watched(self._quick, found.settings, found)
        fresh = self._watched.marks()
        self._marks = {name: self._marks.get(name, mark) for name, mark in fresh.items()}

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        try:
            settings = config_for(self._quick.config, isolated=self._quick.isolated)
            found = judged(self._quick, settings, self._kept)
            self._look_at(found)
            self._make(found, again=True)
        except PolicycError as error:
            self._say_wrong(error.wording)
        except Exception as error:
            # A mistake of ours must not take the page away from somebody who is in the middle of a sentence.
            if os.environ.get("POLICYC_TRACEBACK"):
                raise
            self._say_wrong(_internal(error))

    def _make(self, found: Judged, *, again: bool) -> None:
        """Make, write and show the files, or say why not."""
        if found.blocking:
            documents = [one.document for one in found.checked]
            panel = panel_of_findings(found.blocking, documents, self._results.language, below=bool(self._files))
            self._preview.show(Shown(self._files, panel))
            nl, en = summary(found.blocking, "nl"), summary(found.blocking, "en")
            self._results.say(Wording(f"{nl}: zie de pagina.", f"{en}: see the page."))
            return
        try:
            files = dict(made(found, terminal.Progress(sys.stderr), kept=self._kept).files)
            written = _write_changed(self._output, files)
        except PolicycError as error:
            self._say_wrong(error.wording)
            return
        pdfs = {name: content for name, content in self._files.items() if _is_pdf_of(name, files)}
        self._files = {**files, **pdfs}
        self._preview.show(Shown(self._files))
        self._results.say(_built(written, again=again))
        if self._pdf is not None:
            self._pdf.begin()

    def _say_wrong(self, said: Wording) -> None:
        panel = panel_of_sentence(said, self._results.language, below=bool(self._files))
        self._preview.show(Shown(self._files, panel))
        self._results.say(said)

    def _take_pdf(self) -> None:
        paths = self._pdf.made() if self._pdf is not None else None
        if paths is None:
            return
        with contextlib.suppress(OSError):
            # What is shown already is being read by others, and stays as it is.
            self._files = {**self._files, **{path.name: path.read_bytes() for path in paths}}
        panel = self._preview.now()[0].panel
        self._preview.show(Shown(self._files, panel), quietly=True)
        if paths:
            self._results.say(_written(paths))
        else:
            self._results.say(
                Wording(
                    "De pdf is niet gemaakt. Waarom niet, zegt policyc build --to pdf.",
                    "The PDF was not made. For the reason, give policyc build --to pdf.",
                )
            )


def _write_changed(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write what is not there yet in just this form. So nothing that was built can itself cause the next build."""
    changed = {name: content for name, content in files.items() if not _is_there(folder / name, content)}
    return write_all(folder, changed) if changed else ()


def _is_pdf_of(name: str, files: Mapping[str, bytes]) -> bool:
    """Whether a file is the PDF of a page among others."""
    return name.endswith(".pdf") and f"{name.removesuffix('.pdf')}.html" in files


def _is_there(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


# --- what is said -----------------------------------------------------------------------------------------------------


def _built(written: tuple[Path, ...], *, again: bool) -> Wording:
    if not written:
        return Wording("Gebouwd; er was niets nieuws te schrijven.", "Built; there was nothing new to write.")
    if again:
        names = _listed(written)
        return Wording(f"Opnieuw gebouwd: {names}", f"Built again: {names}")
    return _written(written)


def _written(paths: tuple[Path, ...]) -> Wording:
    names = _listed(paths)
    return Wording(f"Gebouwd: {names}", f"Built: {names}")


def _listed(paths: tuple[Path, ...]) -> str:
    return ", ".join(map(str, paths))


def _internal(error: Exception) -> Wording:
    name = visible(type(error).__name__, ascii_only=True)
    return Wording(
        f"Interne fout van policyc ({name}). Meld haar met de uitvoer van dezelfde opdracht met POLICYC_TRACEBACK=1.",
        f"Internal error of policyc ({name}). Report it with the output of the same command with POLICYC_TRACEBACK=1.",
    )


# --- the process ------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _serving(server: PreviewServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), name="preview", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.preview.close()
        server.shutdown()
        thread.join()


@contextlib.contextmanager
def _collected_after() -> Iterator[None]:
    """Look for what is no longer needed when the page is there, and not while somebody waits for it.

    Other commands never do (`policyc.cli.app.main`), but this one lives for hours.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()


@contextlib.contextmanager
def _terminated_as_interrupted() -> Iterator[None]:
    """SIGTERM ends the run as Ctrl-C does: with nothing left behind."""

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _open(address: str) -> None:
    """Ask the desktop for a browser. Without one there is the address that was printed."""
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
