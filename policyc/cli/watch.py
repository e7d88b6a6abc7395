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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from policyc.cli import terminal
from policyc.cli.background import PdfMaker
from policyc.cli.choices import Choices
from policyc.cli.compilation import Judged, Kept, Request, blocking, judged, made_one_by_one
from policyc.cli.config import config_for
from policyc.cli.exits import Exit
from policyc.cli.files import write_all
from policyc.cli.inputs import STDIN
from policyc.cli.preview import Preview, PreviewServer, Shown, server_at
from policyc.cli.preview_page import Broken, is_page, panel_of_all, panel_of_file, panel_of_others, panel_of_sentence
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
        self._built: dict[str, Mapping[str, bytes]] = {}
        self._pdfs: dict[str, bytes] = {}
        self._on_paper: Mapping[str, Mapping[str, bytes]] = {}
        self._kept = Kept()
        self._watched: Watched
        self._marks: Marks

    @property
    def pages(self) -> tuple[str, ...]:
        """The names of the pages that were built."""
        return tuple(name for files in self._built.values() for name in files if is_page(name))

    def begin(self) -> None:
        """The first build. Raises PolicycError when there is nothing to look at: no policy, settings that are wrong."""
        settings = config_for(self._quick.config, isolated=self._quick.isolated)
        self._watched = watched(self._quick, settings, ())
        self._marks = self._watched.marks()
        found = judged(self._quick, settings, self._kept, drafts=False)
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
        self._forget_after(now)
        self._marks = now
        return True

    def _forget_after(self, now: Marks) -> None:
        """What was made of a policy holds as long as no template and no file of a design changes; what the settings say
        is compared when they are read.
        """
        changed = [name for name in {*now, *self._marks} if now.get(name) != self._marks.get(name)]
        if any(map(self._watched.is_template, changed)):
            self._kept = Kept()
        elif any(map(self._watched.is_design, changed)):
            self._kept.forget()

    def _look_at(self, found: Judged) -> None:
        """Look from now on at what these policies name, and what they named when they could be built: that may be what
        they come back to. What was looked at before keeps its old marks: it may have been saved again meanwhile.
        """
        self._watched = watched(self._quick, found.settings, (*found.checked, *self._kept.built))
        fresh = self._watched.marks()
        self._marks = {name: self._marks.get(name, mark) for name, mark in fresh.items()}

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        try:
            settings = config_for(self._quick.config, isolated=self._quick.isolated)
            found = judged(self._quick, settings, self._kept, drafts=False)
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
        """Make, show and write the files of every policy that nothing blocks, and say what blocks the others."""
        broken = self._broken(found)
        built = {name: files for name in _names(found) if (files := self._built.get(name)) is not None}
        try:
            for piece in made_one_by_one(found, terminal.Progress(sys.stderr), self._kept, self._preview.opened()):
                name = piece.checked.document.source.name
                built[name] = piece.files if piece.whole else {**built.get(name, {}), **piece.files}
                if not piece.whole:
                    # Whoever waits for a page has it, while the others and the files are still to come.
                    self._show(built, broken)
            built = {name: built[name] for name in _names(found) if name in built}
            fine = {name: files for name, files in built.items() if name not in {one.name for one in broken}}
            written = _write_changed(self._output, _together(fine, ()))
        except PolicycError as error:
            self._say_wrong(error.wording)
            return
        self._built = built
        self._show(built, broken)
        if written or not broken:
            self._results.say(_built(written, again=again))
        if broken:
            wrong = found.blocking
            nl, en = summary(wrong, "nl"), summary(wrong, "en")
            self._results.say(Wording(f"{nl}: zie de pagina.", f"{en}: see the page."))
        self._begin_pdf(fine)

    def _broken(self, found: Judged) -> tuple[Broken, ...]:
        """The policies that cannot be built, with the page that each has from before."""
        return tuple(
            Broken(name, wrong, one.document, next(filter(is_page, self._built.get(name, ())), None))
            for one in found.checked
            if (wrong := blocking(one)) and (name := one.document.source.name)
        )

    def _show(self, built: Mapping[str, Mapping[str, bytes]], broken: Sequence[Broken]) -> None:
        self._preview.show(Shown(self._with_pdfs(_together(built, broken)), self._panels(built, broken)))

    def _with_pdfs(self, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
        return {**files, **{name: pdf for name, pdf in self._pdfs.items() if _is_pdf_of(name, files)}}

    def _panels(self, built: Mapping[str, Mapping[str, bytes]], broken: Sequence[Broken]) -> Mapping[str, str]:
        """What stands above each page, and above the list of them."""
        if not broken:
            return {}
        language = self._results.language
        about = {one.name: panel_of_file(one, [o for o in broken if o is not one], language) for one in broken}
        others = panel_of_others(broken, language)
        pages = {page: about.get(name, others) for name, files in built.items() for page in files if is_page(page)}
        return {**pages, "": panel_of_all(broken, language)}

    def _say_wrong(self, said: Wording) -> None:
        files = self._with_pdfs(_together(self._built, ()))
        panel = panel_of_sentence(said, self._results.language, below=bool(self._built))
        list_only = panel_of_sentence(said, self._results.language, below=False)
        self._preview.show(Shown(files, {"": list_only, **dict.fromkeys(self.pages, panel)}))
        self._results.say(said)

    # --- PDFs ---------------------------------------------------------------------------------------------------------

    def _begin_pdf(self, built: Mapping[str, Mapping[str, bytes]]) -> None:
        """Make the PDFs of these policies, unless they are those that were begun last."""
        if self._pdf is not None and built and built != self._on_paper:
            self._on_paper = built
            self._pdf.begin(tuple(built))

    def _take_pdf(self) -> None:
        paths = self._pdf.made() if self._pdf is not None else None
        if paths is None:
            return
        with contextlib.suppress(OSError):
            self._pdfs |= {path.name: path.read_bytes() for path in paths}
        # Pages that are open stay as they are: nothing in them changed.
        shown = self._preview.now()
        self._preview.show(replace(shown, files=self._with_pdfs(shown.files)))
        if paths:
            self._results.say(_written(paths))
        else:
            self._on_paper = {}
            self._results.say(
                Wording(
                    "De pdf is niet gemaakt. Waarom niet, zegt policyc build --to pdf.",
                    "The PDF was not made. For the reason, give policyc build --to pdf.",
                )
            )


def _names(found: Judged) -> tuple[str, ...]:
    return tuple(one.document.source.name for one in found.checked)


def _together(built: Mapping[str, Mapping[str, bytes]], broken: Sequence[Broken]) -> dict[str, bytes]:
    """All files by name. What was just built goes before what a broken policy has left under the same name."""
    old, files = {one.name for one in broken}, dict[str, bytes]()
    for name, made in built.items():
        files |= {**made, **files} if name in old else made
    return files


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
