"""`policyc build`: policies in, HTML, Markdown and PDF out. Everything is made before anything is written."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from policyc.cli import terminal
from policyc.cli.cache import cache_folder
from policyc.cli.check import Checked, check
from policyc.cli.exits import Exit
from policyc.cli.files import write_all
from policyc.cli.inputs import date_for, date_given, read_documents, refuse_empty
from policyc.diagnostics import Diagnostic, Language, Severity, Wording, in_order
from policyc.errors import PolicycError
from policyc.model.policy import Policy
from policyc.rules.internal_consistency import UNCONFIRMED
from policyc.source.suggestion import did_you_mean

KINDS = ("html", "md", "pdf")


def build_files(
    paths: tuple[str, ...],
    *,
    output: str,
    to: str,
    final: bool,
    as_of: str | None,
    templates: str | None,
    lang: Language,
    color: str,
) -> Exit:
    """Build every policy. Findings go to stderr, the names of the files written to stdout."""
    messages = terminal.stderr(lang, color)
    progress = terminal.Progress(sys.stderr)
    try:
        for option, value in (("--output", output), ("--templates", templates), ("--to", to)):
            refuse_empty(option, value)
        kinds = _kinds(to)
        given = date_given(as_of)
        documents = read_documents(paths)
        checked = [check(document, as_status="final" if final else None) for document in documents]
        _refuse_equal_ids(checked)
        findings = in_order(diagnostic for one in checked for diagnostic in one.diagnostics if not _is_open(diagnostic))
        messages.findings(findings, documents)
        for one in checked:
            _count_open_questions(one, messages)
        if any(one.has_errors for one in checked):
            messages.say(Wording("Er is niets geschreven.", "Nothing was written."))
            return Exit.NO
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


def _kinds(to: str) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(kind.strip() for kind in to.strip(" ,").split(",")))
    for kind in wanted:
        if kind not in KINDS:
            meant = did_you_mean(kind, KINDS)
            nl = f"Bedoelt u {meant}?" if meant else "Kies uit html, md en pdf."
            en = f"Did you mean {meant}?" if meant else "Choose from html, md and pdf."
            raise PolicycError(
                Wording(f"--to {kind} is geen soort uitvoer. {nl}", f"--to {kind} is not a kind of output. {en}")
            )
    return tuple(kind for kind in KINDS if kind in wanted)


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
    from policyc.document.statement import statement_of
    from policyc.render.language import language_of
    from policyc.render.markdown import to_markdown
    from policyc.render.templates import Templates, packaged_templates

    folder = Path(templates) if templates else packaged_templates()
    language = language_of(policy.language, folder)
    statement = statement_of(policy, as_of)
    markdown = to_markdown(statement, Templates(folder, language, fallback=policy.language, cache=cache_folder()))
    files: dict[str, bytes] = {}
    html = ""
    if "html" in kinds or "pdf" in kinds:
        from policyc.render.html import to_html
        from policyc.render.statement_page import page_of

        html = to_html(markdown, page_of(policy, language), page_folder=folder / "page")
        files[f"{policy.id}.html"] = html.encode()
    files[f"{policy.id}.md"] = markdown.encode()
    if "pdf" in kinds:
        progress.show(f"{policy.id}.pdf …")
        from policyc.render.pdf import to_pdf

        files[f"{policy.id}.pdf"] = to_pdf(html, page_folder=folder / "page")
    return {name: content for name, content in files.items() if name.rsplit(".", 1)[1] in kinds}
