"""`policyc build`: policies in, HTML, Markdown and PDF out. Everything is made before anything is written."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from policyc.cli import terminal
from policyc.cli.branding import brand_of_house
from policyc.cli.check import Checked, check
from policyc.cli.choices import Choices
from policyc.cli.config import config_for
from policyc.cli.editions import FRAGMENT, KINDS, Order, editions_of, files_of, languages_wanted, stats_of
from policyc.cli.exits import Exit
from policyc.cli.files import write_all
from policyc.cli.inputs import date_for, date_given, read_documents, refuse_empty
from policyc.cli.outputs import kinds_wanted
from policyc.cli.rendering import templates_folder, unused_templates
from policyc.diagnostics import Diagnostic, Severity, Wording, in_order
from policyc.errors import PolicycError
from policyc.render.brand import Brand
from policyc.render.folders import Folder
from policyc.report.outcome import is_law
from policyc.rules.catalogue import RULES
from policyc.rules.internal_consistency import UNCONFIRMED
from policyc.rules.selection import selected


def build_files(
    paths: tuple[str, ...],
    *,
    output: str,
    to: str,
    final: bool,
    as_of: str | None,
    templates: str | None,
    languages: str | None,
    attach_source: bool,
    fragment: bool,
    stats: bool,
    choices: Choices,
) -> Exit:
    """Build every policy. Findings go to stderr, the names of the files written to stdout."""
    messages, results = terminal.stderr(choices.lang, choices.color), terminal.stdout(choices.lang, choices.color)
    plain = results.frame()["ascii"]
    progress = terminal.Progress(sys.stderr)
    try:
        for option, value in (
            ("--output", output),
            ("--templates", templates),
            ("--to", to),
            ("--lang", languages),
            ("--config", choices.config),
        ):
            refuse_empty(option, value)
        kinds = (*kinds_wanted(to, KINDS), *((FRAGMENT,) if fragment else ()))
        if attach_source and "pdf" not in kinds:
            raise _NO_PDF_TO_ATTACH_TO
        given = date_given(as_of)
        settings = config_for(choices.config, isolated=choices.isolated)
        documents = read_documents(settings.paths(paths))
        # A statement that goes out is judged whole: a team may leave rules out, but select nothing.
        settings.check(RULES)
        house = brand_of_house(settings)
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
        folder = templates_folder(templates)
        for unused in unused_templates(templates):
            messages.say(
                Wording(
                    f"{unused} is niet gebruikt: policyc heeft geen sjabloon met die naam op die plaats.",
                    f"{unused} was not used: policyc has no template of that name in that place.",
                )
            )
        tables: list[str] = []
        for one in checked:
            day = date_for(given, one.policy.effective if one.policy else None)
            order = _order(one, day, kinds, folder, house, attached=attach_source)
            editions = editions_of(order, languages_wanted(order.policy, languages))
            files |= files_of(order, editions, progress)
            if stats:
                tables += [stats_of(order, edition, choices.lang, ascii_only=plain) for edition in editions]
        progress.done()
        written = write_all(Path(output), files)
    except PolicycError as error:
        progress.done()
        messages.say(error.wording)
        return Exit.NO_ANSWER
    for path in written:
        print(path)
    for table in tables:
        results.show(table)
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


_NO_PDF_TO_ATTACH_TO = PolicycError(
    Wording(
        "--attach-source zet de bron in de PDF, maar --to vraagt geen pdf.",
        "--attach-source puts the source into the PDF, but --to asks for no pdf.",
    )
)


def _order(one: Checked, day: date, kinds: tuple[str, ...], folder: Folder, house: Brand, *, attached: bool) -> Order:
    policy, public = one.policy, None
    assert policy is not None  # noqa: S101  without errors there is a policy
    if attached:
        from policyc.export.public_source import public_source

        public = public_source(policy)
    return Order(policy, day, kinds, folder, one.brand.over(house), one.document.source.sha256, public)
