"""`policyc build`: policies in, HTML, Markdown and PDF out. Everything is made before anything is written."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from policyc.cli import terminal
from policyc.cli.check import Checked, check
from policyc.cli.choices import Choices
from policyc.cli.config import config_for
from policyc.cli.exits import Exit
from policyc.cli.files import write_all
from policyc.cli.inputs import date_for, date_given, read_documents, refuse_empty
from policyc.cli.outputs import kinds_wanted
from policyc.cli.rendering import markdown_of, templates_folder
from policyc.diagnostics import Diagnostic, Severity, Wording, in_order
from policyc.errors import PolicycError
from policyc.model.policy import Policy
from policyc.report.outcome import is_law
from policyc.rules.catalogue import RULES
from policyc.rules.internal_consistency import UNCONFIRMED
from policyc.rules.selection import selected

KINDS = ("html", "md", "pdf")


def build_files(
    paths: tuple[str, ...],
    *,
    output: str,
    to: str,
    final: bool,
    as_of: str | None,
    templates: str | None,
    choices: Choices,
) -> Exit:
    """Build every policy. Findings go to stderr, the names of the files written to stdout."""
    messages = terminal.stderr(choices.lang, choices.color)
    progress = terminal.Progress(sys.stderr)
    try:
        for option, value in (
            ("--output", output),
            ("--templates", templates),
            ("--to", to),
            ("--config", choices.config),
        ):
            refuse_empty(option, value)
        kinds = kinds_wanted(to, KINDS)
        given = date_given(as_of)
        settings = config_for(choices.config, isolated=choices.isolated)
        documents = read_documents(settings.paths(paths))
        # A statement that goes out is judged whole: a team may leave rules out, but select nothing.
        settings.check(RULES)
        rules = selected(RULES, ignore=settings.ignore)
        checked = [
            check(
                document,
                on=lambda effective: date_for(given, effective),
                rules=rules,
                strict=bool(settings.strict),
                as_status="final" if final else None,
            )
            for document in documents
        ]
        _refuse_equal_ids(checked)
        if any(_blocking(one) for one in checked):
            messages.findings(in_order(found for one in checked for found in _blocking(one)), documents)
            messages.say(Wording("Er is niets geschreven.", "Nothing was written."))
            return Exit.NO
        for one in checked:
            _report(one, messages)
        files: dict[str, bytes] = {}
        for policy in (one.policy for one in checked):
            assert policy is not None  # noqa: S101  without errors there is a policy
            files |= _outputs(policy, date_for(given, policy.effective), kinds, templates, progress)
        progress.done()
        written = write_all(Path(output), files)
    except PolicycError as error:
        progress.done()
        messages.say(error.wording)
        return Exit.NO_ANSWER
    for path in written:
        print(path)
    return Exit.YES


def _blocking(one: Checked) -> tuple[Diagnostic, ...]:
    """What keeps a policy from being built: it cannot be read, or it is final and the law says no.

    A draft is built with its errors, so that people can see what they are working on, and an archived text is history.
    """
    final = one.policy is not None and one.policy.status == "final"
    return tuple(found for found in one.errors if final or not is_law(found.code))


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


def _refuse_equal_ids(checked: list[Checked]) -> None:
    seen: dict[str, str] = {}
    for one in checked:
        if one.policy is None:
            continue
        name = one.document.source.name
        if one.policy.id in seen:
            raise PolicycError(
                Wording(
                    f"{seen[one.policy.id]} en {name} hebben allebei id “{one.policy.id}” en zouden dezelfde "
                    "bestanden schrijven. Bouw ze apart, elk in een eigen map (-o).",
                    f"{seen[one.policy.id]} and {name} both have the id “{one.policy.id}” and would write the same "
                    "files. Build them apart, each into its own folder (-o).",
                )
            )
        seen[one.policy.id] = name


def _outputs(
    policy: Policy, as_of: date, kinds: tuple[str, ...], templates: str | None, progress: terminal.Progress
) -> dict[str, bytes]:
    folder = templates_folder(templates)
    markdown = markdown_of(policy, as_of, folder)
    files: dict[str, bytes] = {}
    html = ""
    if "html" in kinds or "pdf" in kinds:
        from policyc.render.html import to_html
        from policyc.render.language import language_of
        from policyc.render.statement_page import page_of

        page = page_of(policy, language_of(policy.language, folder))
        html = to_html(markdown, page, page_folder=folder / "page")
        files[f"{policy.id}.html"] = html.encode()
    files[f"{policy.id}.md"] = markdown.encode()
    if "pdf" in kinds:
        progress.show(f"{policy.id}.pdf …")
        from policyc.render.pdf import to_pdf

        files[f"{policy.id}.pdf"] = to_pdf(html, page_folder=folder / "page")
    return {name: content for name, content in files.items() if name.rsplit(".", 1)[1] in kinds}
