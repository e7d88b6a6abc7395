"""`policyc validate`: are these policies right, by the law of their day?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

from policyc.cli.choices import Choices
from policyc.cli.exits import Exit
from policyc.diagnostics import Language, Severity, in_order
from policyc.errors import PolicycError

if TYPE_CHECKING:
    from policyc.cli.check import Checked
    from policyc.cli.terminal import Terminal
    from policyc.report.outcome import Outcome
    from policyc.rules.rule import Rule
    from policyc.source.document import Document

FORMATS = ("text", "concise", "json", "sarif", "github", "gitlab", "junit")

_FOR_PEOPLE = ("text", "concise")


def validate_files(
    paths: tuple[str, ...],
    *,
    formats: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    strict: bool | None,
    as_of: str | None,
    stdin_filename: str | None,
    choices: Choices,
) -> Exit:
    """Check every policy, give the findings in every format asked for, and answer: yes, no, or no answer.

    Without an answer nothing is printed on stdout and no file is written: an empty report would close every finding
    that a code host keeps.
    """
    from policyc.cli import terminal

    try:
        from policyc.cli.branding import brand_of_house
        from policyc.cli.config import config_for
        from policyc.cli.inputs import date_given, read_documents, refuse_empty
        from policyc.cli.outputs import outputs_wanted, print_reports, refuse_inputs_as_outputs, write_reports
        from policyc.rules.catalogue import RULES
        from policyc.rules.selection import selected

        outputs = outputs_wanted(formats, FORMATS)
        refuse_empty("--stdin-filename", stdin_filename)
        refuse_empty("--config", choices.config)
        given = date_given(as_of)
        settings = config_for(choices.config, isolated=choices.isolated)
        for option, values in (("--select", select), ("--ignore", ignore)):
            for value in values:
                refuse_empty(option, value.replace(",", " "))
        settings.check(RULES)
        brand_of_house(settings)
        # Who asks for certain rules gets them, also those the project leaves out.
        rules = selected(
            RULES,
            select=select or settings.select,
            ignore=ignore if select else (*settings.ignore, *ignore),
            whole=not select,
        )
        documents = read_documents(settings.paths(paths), stdin_name=stdin_filename)
        refuse_inputs_as_outputs([document.source.name for document in documents], outputs)
        checked = checked_documents(documents, rules, given, strict=bool(settings.strict if strict is None else strict))
        outcome = outcome_of(checked, rules, fail_on or settings.fail_on or "error")
        out = terminal.stdout(choices.lang, choices.color)
        shown = {kind: _rendered(kind, checked, outcome, choices.lang, out) for kind in outputs}
        write_reports(shown, outputs)
    except PolicycError as error:
        terminal.stderr(choices.lang, choices.color).say(error.wording)
        return Exit.NO_ANSWER
    print_reports(shown, outputs, out, for_people=_FOR_PEOPLE)
    return Exit.NO if outcome.verdict == "fail" else Exit.YES


def checked_documents(
    documents: Sequence[Document], rules: Sequence[Rule], given: date | None, *, strict: bool
) -> list[Checked]:
    """Every document through every check, by the law of the day that was given, or else of its own."""
    from policyc.cli.check import check
    from policyc.cli.inputs import date_for

    return [
        check(document, on=lambda effective: date_for(given, effective), rules=rules, strict=strict)
        for document in documents
    ]


def outcome_of(checked: Sequence[Checked], rules: Sequence[Rule], fail_on: str) -> Outcome:
    """What the checks come to. `fail_on` is a level of finding, or `never`."""
    from policyc import __version__
    from policyc.cli.inputs import name_in_repository
    from policyc.law.store import version
    from policyc.report.outcome import FailOn, JudgedFile, concluded

    files = (
        JudgedFile(
            name=name_in_repository(one.document.source.name),
            source=one.document.source,
            policy_id=one.policy.id if one.policy else None,
            status=one.policy.status if one.policy else None,
            as_of=one.as_of,
            diagnostics=one.diagnostics,
            low_confidence=one.low_confidence,
        )
        for one in checked
    )
    threshold: FailOn = "never" if fail_on == "never" else Severity(fail_on)
    return concluded(files, rules, tool_version=__version__, facts_version=version(), fail_on=threshold)


def _rendered(kind: str, checked: Sequence[Checked], outcome: Outcome, lang: Language, out: Terminal) -> str:
    if kind in _FOR_PEOPLE:
        findings = in_order(diagnostic for one in checked for diagnostic in one.diagnostics)
        return out.rendered(findings, [one.document for one in checked], concise=kind == "concise", outcome=outcome)
    module = import_module(f"policyc.report.{'json_report' if kind == 'json' else kind}")
    shown: str = module.render(outcome, language=lang)
    return shown
