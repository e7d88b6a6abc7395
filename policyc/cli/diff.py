"""`policyc diff`: what changed between two versions, what that means for people, and whether its duty is carried."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyc.cli import terminal
from policyc.cli.choices import Choices
from policyc.cli.exits import Exit
from policyc.diagnostics import Language, Wording
from policyc.errors import PolicycError

if TYPE_CHECKING:
    from policyc.changes.difference import Difference
    from policyc.changes.said import Said
    from policyc.cli.pairs import Comparison
    from policyc.cli.versions import Version
    from policyc.report.compared import Compared, View

FORMATS = ("text", "markdown", "json", "github", "gitlab")

_FOR_PEOPLE = ("text",)
_IN_WORDS = {"text", "markdown", "json", "github"}
"""The formats that tell a change in the sentences of the statement, which take templates to make."""


def diff_files(
    typed: tuple[str, ...],
    *,
    against: tuple[str, ...],
    pushed: bool,
    formats: tuple[str, ...],
    fail_on: str | None,
    all_changes: bool,
    as_of: str | None,
    notice: bool,
    redline: bool,
    to: str | None,
    output: str,
    audience: str | None,
    notice_lang: str | None,
    templates: str | None,
    stdin_filename: str | None,
    choices: Choices,
) -> Exit:
    """Compare versions, report in every format asked for, write the notice and the redline, and answer.

    Without an answer nothing is printed on stdout and no file is written.
    """
    from policyc.cli.versions import Remark, Unusable, Versions

    messages = terminal.stderr(choices.lang, choices.color)
    progress = terminal.Progress(sys.stderr)
    try:
        from policyc.cli.announcement import announced_files, files_wanted
        from policyc.cli.config import config_for
        from policyc.cli.files import write_files
        from policyc.cli.inputs import date_given, refuse_empty
        from policyc.cli.outputs import outputs_wanted, print_reports, refuse_inputs_as_outputs, report_files
        from policyc.cli.pairs import comparisons

        outputs = outputs_wanted(formats, FORMATS)
        for option, value in (
            ("--stdin-filename", stdin_filename),
            ("--config", choices.config),
            ("--templates", templates),
            ("--output", output),
            ("--to", to),
            ("--for", audience),
            ("--notice-lang", notice_lang),
        ):
            refuse_empty(option, value)
        wanted = files_wanted(notice=notice, redline=redline, to=to, audience=audience, language=notice_lang)
        given = date_given(as_of)
        settings = config_for(choices.config, isolated=choices.isolated)

        def note(remark: Remark) -> None:
            messages.say(remark.wording)

        versions = Versions(note, stdin_name=stdin_filename)
        paths = settings.paths(())
        if pushed:
            from policyc.cli.pushed import pushed_comparisons

            _refuse_sides(typed)
            found = pushed_comparisons(versions, note, os.environ, against, paths)
            if isinstance(found, Wording):
                messages.say(found)
                return Exit.YES
            pairs = found
        else:
            pairs = comparisons(versions, note, typed, against, paths)
        refuse_inputs_as_outputs(_files_read(pairs), outputs)
        in_words = bool(outputs.keys() & _IN_WORDS)
        compared = compared_pairs(pairs, given, fail_on, templates, messages.say, in_words=in_words)
        out = terminal.stdout(choices.lang, choices.color)
        shown = {kind: _rendered(kind, compared, choices.lang, out, all_changes=all_changes) for kind in outputs}
        files = report_files(shown, outputs)
        made: dict[Path, bytes] = {}
        if wanted is not None:
            from policyc.cli.branding import brand_of_house

            made = announced_files(
                tuple(zip(pairs, compared.views, strict=True)),
                wanted,
                folder=Path(output),
                templates=templates,
                audience=audience,
                language=notice_lang,
                house=brand_of_house(settings),
                given=given,
                note=messages.say,
                progress=progress,
            )
        progress.done()
        _refuse_equal_names(files, made)
        write_files({**files, **made})
    except Unusable as error:
        progress.done()
        messages.findings(error.diagnostics, [error.document])
        messages.say(error.wording)
        return Exit.NO_ANSWER
    except PolicycError as error:
        progress.done()
        messages.say(error.wording)
        return Exit.NO_ANSWER
    print_reports(shown, outputs, out, for_people=_FOR_PEOPLE)
    for path in made:
        messages.say(Wording(f"Geschreven: {path}", f"Written: {path}"))
    return Exit.YES if compared.passes else Exit.NO


def _refuse_sides(typed: tuple[str, ...]) -> None:
    if typed:
        raise PolicycError(
            Wording(
                f"--pushed zoekt de verklaringen zelf: laat {' '.join(typed)} weg.",
                f"--pushed finds the statements itself: leave out {' '.join(typed)}.",
            )
        )


def _refuse_equal_names(reports: Iterable[Path], made: Iterable[Path]) -> None:
    taken = {path.resolve() for path in made}
    for path in reports:
        if path.resolve() in taken:
            raise PolicycError(
                Wording(
                    f"{path} zou twee keer worden geschreven: als verslag en als bericht. Kies een andere naam.",
                    f"{path} would be written twice: as a report and as a notice. Choose another name.",
                )
            )


def _files_read(comparisons: Sequence[Comparison]) -> list[str]:
    """The files, by the names they were opened by, that no report may replace."""
    documents = (
        version.side.document
        for comparison in comparisons
        for version in (comparison.old, comparison.new)
        if version.side.origin in ("file", "worktree")
    )
    return [document.source.name for document in documents if document is not None]


def compared_pairs(
    comparisons: Sequence[Comparison],
    given: date | None,
    fail_on: str | None,
    templates: str | None,
    say: Callable[[Wording], None],
    *,
    in_words: bool,
) -> Compared:
    """What every comparison comes to, by the law of the day that was given, or else of the new version.

    `say` is told what could not be seen. Without `in_words` no sentence of the statement is made. Raises PolicycError.
    """
    from policyc.cli.inputs import day_of
    from policyc.law.store import version
    from policyc.report.compared import Compared

    views = tuple(_view(one, day_of(given, one.new.policy), templates, say, in_words=in_words) for one in comparisons)
    return Compared(views, version(), fail_on)


def _view(
    comparison: Comparison, on: date, templates: str | None, say: Callable[[Wording], None], *, in_words: bool
) -> View:
    from policyc.changes.difference import difference
    from policyc.cli.inputs import day_before
    from policyc.report.compared import View

    old, new = comparison.old, comparison.new
    found = difference(old.policy, new.policy, on)
    on_old = day_before(old.policy, on)
    return View(
        baseline=comparison.baseline,
        old=old.side,
        new=new.side,
        difference=found,
        said=_said(found, templates, on_old, on, in_words=in_words),
        technical=None if new.policy is None else _technical(old, on_old, on, templates, say),
        decides=comparison.decides,
    )


def _said(found: Difference, templates: str | None, on_old: date, on: date, *, in_words: bool) -> tuple[Said, ...]:
    """The sentences of every change. What makes them is loaded only where there is something to tell."""
    if found.pair is None or not found.changes or not in_words:
        from policyc.changes.said import Said

        return tuple(Said(None, None) for _ in found.changes)
    from policyc.cli.cache import cache_folder
    from policyc.cli.rendering import templates_folder
    from policyc.render.sentences import sentences

    return sentences(found, templates_folder(templates), cache_folder(), on_old, on)


def _technical(
    old: Version, on_old: date, on: date, templates: str | None, say: Callable[[Wording], None]
) -> tuple[Said, ...] | None:
    """What readers would see change if only the templates and the legal facts did: the old policy, told twice.

    None when that cannot be told: there is no old policy, or its templates no longer work.
    """
    if old.policy is None:
        return None
    if templates is None and on_old == on:
        return ()
    from policyc.cli.old_text import UnusableOldTemplates, old_text
    from policyc.cli.rendering import markdown_of, templates_folder
    from policyc.render.drift import drift

    try:
        before = old_text(old, old.policy, on_old, templates)
    except UnusableOldTemplates as error:
        nl, en = error.wording
        say(
            Wording(
                f"Of andere sjablonen de tekst veranderen, is niet te zien: die van toen werken niet meer. {nl}",
                f"Whether other templates change the text cannot be seen: those of then no longer work. {en}",
            )
        )
        return None
    return drift(before, markdown_of(old.policy, on, templates_folder(templates)))


def _rendered(kind: str, compared: Compared, lang: Language, out: terminal.Terminal, *, all_changes: bool) -> str:
    module = import_module(f"policyc.report.diff_{kind}")
    frame: dict[str, Any] = {"language": lang}
    if kind in ("text", "markdown"):
        frame = {**(out.frame() if kind == "text" else frame), "all_changes": all_changes}
    shown: str = module.render(compared, **frame)
    return shown
