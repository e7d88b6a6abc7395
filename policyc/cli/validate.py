"""`policyc validate`: are these policies right, by the law of their day?"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from policyc.cli.exits import Exit
from policyc.diagnostics import Language, Severity, Wording, in_order
from policyc.errors import PolicycError
from policyc.source.suggestion import did_you_mean

if TYPE_CHECKING:
    from policyc.cli.check import Checked
    from policyc.cli.terminal import Terminal
    from policyc.report.outcome import Outcome
    from policyc.rules.rule import Rule
    from policyc.source.document import Document

FORMATS = ("text", "concise", "json", "sarif", "github", "gitlab", "junit")

_FOR_PEOPLE = ("text", "concise")
_STDOUT = "-"


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
    config: str | None,
    isolated: bool,
    lang: Language,
    color: str,
) -> Exit:
    """Check every policy, give the findings in every format asked for, and answer: yes, no, or no answer.

    Without an answer nothing is printed on stdout and no file is written: an empty report would close every finding
    that a code host keeps.
    """
    from policyc.cli import terminal

    try:
        from policyc.cli.check import check
        from policyc.cli.config import config_for
        from policyc.cli.files import write_files
        from policyc.cli.inputs import date_for, date_given, read_documents, refuse_empty
        from policyc.rules.catalogue import RULES
        from policyc.rules.selection import selected

        outputs = outputs_wanted(formats)
        refuse_empty("--stdin-filename", stdin_filename)
        refuse_empty("--config", config)
        given = date_given(as_of)
        settings = config_for(config, isolated=isolated)
        for option, values in (("--select", select), ("--ignore", ignore)):
            for value in values:
                refuse_empty(option, value.replace(",", " "))
        settings.check(RULES)
        # Who asks for certain rules gets them, also those the project leaves out.
        rules = selected(
            RULES,
            select=select or settings.select,
            ignore=ignore if select else (*settings.ignore, *ignore),
            whole=not select,
        )
        documents = read_documents(settings.paths(paths), stdin_name=stdin_filename)
        _refuse_inputs_as_outputs(documents, outputs)
        checked = [
            check(
                document,
                on=lambda effective: date_for(given, effective),
                rules=rules,
                strict=bool(settings.strict if strict is None else strict),
            )
            for document in documents
        ]
        outcome = _outcome(checked, rules, fail_on or settings.fail_on or "error")
        out = terminal.stdout(lang, color)
        shown = {kind: _rendered(kind, checked, outcome, lang, out) for kind in outputs}
        write_files({Path(file): shown[kind].encode() for kind, file in outputs.items() if file != _STDOUT})
    except PolicycError as error:
        terminal.stderr(lang, color).say(error.wording)
        return Exit.NO_ANSWER
    for kind, file in outputs.items():
        if file == _STDOUT:
            (out.show if kind in _FOR_PEOPLE else out.give)(shown[kind])
    return Exit.NO if outcome.verdict == "fail" else Exit.YES


def outputs_wanted(formats: tuple[str, ...]) -> dict[str, str]:
    """Format → file, `-` for stdout, of what was typed: `json=findings.json`. Raises PolicycError."""
    wanted: dict[str, str] = {}
    for text in formats or ("text",):
        kind, equals, file = text.partition("=")
        if kind not in FORMATS:
            meant = did_you_mean(kind, FORMATS)
            listed = ", ".join(FORMATS)
            raise PolicycError(
                Wording(
                    f"-f {kind} is geen soort uitvoer. {f'Bedoelt u {meant}?' if meant else f'Kies uit {listed}.'}",
                    f"-f {kind} is no format. {f'Did you mean {meant}?' if meant else f'Choose from {listed}.'}",
                )
            )
        places = {_place(other) for other in wanted.values()}
        if (equals and not file) or kind in wanted or _place(file or _STDOUT) in places:
            raise PolicycError(
                Wording(
                    f"-f {text} gaat niet: elke soort hoort één keer genoemd, met een eigen bestand; één soort gaat "
                    "zonder bestand naar de standaarduitvoer.",
                    f"-f {text} is not possible: name every format once, with a file of its own; one format goes to "
                    "stdout without a file.",
                )
            )
        wanted[kind] = file or _STDOUT
    return wanted


def _place(file: str) -> str:
    return file if file == _STDOUT else os.path.realpath(file)


def _refuse_inputs_as_outputs(documents: Sequence[Document], outputs: Mapping[str, str]) -> None:
    """A report over the policy it is about would be the end of the policy."""
    inputs = {_place(document.source.name) for document in documents}
    for kind, file in outputs.items():
        if file != _STDOUT and _place(file) in inputs:
            raise PolicycError(
                Wording(
                    f"-f {kind}={file} zou het beleidsbestand zelf overschrijven. Kies een andere naam.",
                    f"-f {kind}={file} would overwrite the policy itself. Choose another name.",
                )
            )


def _outcome(checked: Sequence[Checked], rules: Sequence[Rule], fail_on: str) -> Outcome:
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
