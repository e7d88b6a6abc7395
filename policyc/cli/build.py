"""`policyc build`: policies in, HTML, Markdown and PDF out. Everything is made before anything is written."""

from __future__ import annotations

import sys
from pathlib import Path

from policyc.cli import terminal
from policyc.cli.check import Checked
from policyc.cli.choices import Choices
from policyc.cli.compilation import Judged, Request, judged, made, stats_table
from policyc.cli.editions import FRAGMENT, KINDS
from policyc.cli.exits import Exit
from policyc.cli.files import write_all
from policyc.cli.inputs import date_given, refuse_empty
from policyc.cli.outputs import kinds_wanted
from policyc.cli.rendering import unused_templates
from policyc.diagnostics import Diagnostic, Severity, Wording, in_order
from policyc.errors import PolicycError
from policyc.rules.internal_consistency import UNCONFIRMED

WATCHED = "html,md"
"""What is made after every save: a PDF takes longer than anybody waits for a page."""


def build_files(
    paths: tuple[str, ...],
    *,
    output: str,
    to: str | None,
    final: bool,
    as_of: str | None,
    templates: str | None,
    languages: str | None,
    attach_source: bool,
    fragment: bool,
    stats: bool,
    choices: Choices,
    watch: bool = False,
    port: int | None = None,
    browse: bool = False,
) -> Exit:
    """Build every policy, once or after every save. Findings go to stderr, the names of the files written to stdout."""
    messages = terminal.stderr(choices.lang, choices.color)
    try:
        for option, value in (
            ("--output", output),
            ("--templates", templates),
            ("--to", to),
            ("--lang", languages),
            ("--config", choices.config),
        ):
            refuse_empty(option, value)
        kinds = kinds_wanted(to or (WATCHED if watch else ",".join(KINDS)), KINDS)
        if attach_source and "pdf" not in kinds:
            raise _NO_PDF_TO_ATTACH_TO
        request = Request(
            paths,
            (*kinds, *((FRAGMENT,) if fragment else ())),
            final,
            date_given(as_of),
            templates,
            languages,
            attach_source,
            choices.config,
            choices.isolated,
        )
        if watch:
            from policyc.cli.watch import watch_files

            return watch_files(request, output=output, stats=stats, port=port, browse=browse, choices=choices)
        if port is not None or browse:
            raise _NOTHING_TO_SERVE
        return _build(request, Path(output), messages, choices, stats=stats)
    except PolicycError as error:
        messages.say(error.wording)
        return Exit.NO_ANSWER


def _build(request: Request, output: Path, messages: terminal.Terminal, choices: Choices, *, stats: bool) -> Exit:
    results, progress = terminal.stdout(choices.lang, choices.color), terminal.Progress(sys.stderr)
    found = judged(request)
    if found.blocking:
        messages.findings(found.blocking, [one.document for one in found.checked])
        messages.say(Wording("Er is niets geschreven.", "Nothing was written."))
        return Exit.NO
    for one in found.checked:
        _report(one, messages)
        if "pdf" in request.kinds:
            _tell_of_font(one, found, messages)
    for unused in unused_templates(request.templates):
        messages.say(
            Wording(
                f"{unused} is niet gebruikt: policyc heeft geen sjabloon met die naam op die plaats.",
                f"{unused} was not used: policyc has no template of that name in that place.",
            )
        )
    try:
        tables = stats_table(choices.lang, ascii_only=results.frame()["ascii"]) if stats else None
        result = made(found, progress, tables)
    finally:
        progress.done()
    for path in write_all(output, result.files):
        print(path)
    for table in result.tables:
        results.show(table)
    return Exit.YES


MOST_REPORTED = 20
"""A build is asked for a page and not for a report: the heaviest findings, and where the rest is."""


def _report(one: Checked, messages: terminal.Terminal) -> None:
    """The findings that stop nothing, a line each; a draft's open questions as one number."""
    others = [found for found in one.diagnostics if found.accepted is None and not _is_open(found)]
    levels = list(Severity)
    heaviest = sorted(others, key=lambda found: levels.index(found.severity))[:MOST_REPORTED]
    messages.findings(in_order(heaviest), [one.document], concise=True)
    hidden = len(others) - len(heaviest)
    if hidden:
        name = one.document.source.name
        messages.say(
            Wording(
                f"{name}: nog {hidden} {'melding' if hidden == 1 else 'meldingen'}. policyc validate toont alles.",
                f"{name}: {hidden} more {'finding' if hidden == 1 else 'findings'}. policyc validate shows all.",
            )
        )
    _count_open_questions(one, messages)


def _tell_of_font(one: Checked, found: Judged, messages: terminal.Terminal) -> None:
    """A PDF holds its letters: a font that is only a name, or in files for a browser, is not in it."""
    name, font = one.document.source.name, one.brand.over(found.house).lost_on_paper
    if font is not None:
        messages.say(
            Wording(
                f"{name}: de PDF houdt de letter Lato. Voor {font} zijn de bestanden regular en bold nodig, als TTF of "
                "OTF met vaste dikte.",
                f"{name}: the PDF keeps the font Lato. For {font} it needs the files regular and bold, as TTF or OTF "
                "of a fixed weight.",
            )
        )


def _is_open(diagnostic: Diagnostic) -> bool:
    return diagnostic.code == UNCONFIRMED and diagnostic.severity is Severity.WARNING


def _count_open_questions(one: Checked, messages: terminal.Terminal) -> None:
    """A draft shows its open questions on the page itself; a finding for each would hide everything else."""
    name, count = one.document.source.name, sum(map(_is_open, one.diagnostics))
    if count == 1:
        messages.say(
            Wording(
                f"{name}: 1 vraag staat nog open. U vindt haar in het concept en met policyc validate.",
                f"{name}: 1 question is still open. It is in the draft, and policyc validate shows it.",
            )
        )
    elif count:
        messages.say(
            Wording(
                f"{name}: {count} vragen staan nog open. U vindt ze in het concept en met policyc validate.",
                f"{name}: {count} questions are still open. They are in the draft, and policyc validate shows them.",
            )
        )


_NO_PDF_TO_ATTACH_TO = PolicycError(
    Wording(
        "--attach-source zet de bron in de PDF, maar --to vraagt geen pdf.",
        "--attach-source puts the source into the PDF, but --to asks for no pdf.",
    )
)
_NOTHING_TO_SERVE = PolicycError(Wording("--port en --open horen bij --watch.", "--port and --open go with --watch."))
