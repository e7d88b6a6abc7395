"""The outcome as JSON for programs: everything, in both languages, the same bytes for the same input.

The form is `policyc.validate/1`, described by `validate.schema.json`. A field may be added under the same name of the
form; one that goes or means something else makes it `/2`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from policyc.diagnostics import Diagnostic, Language, Span, Wording
from policyc.report.outcome import JudgedFile, Outcome, counts, fingerprinted, name_for
from policyc.report.outside import dumped, path_of, whole

FORMAT = "policyc.validate/1"


def render(outcome: Outcome, *, language: Language) -> str:
    """One JSON object. `language` does not matter: every sentence is there in both."""
    return dumped(report(outcome))


def report(outcome: Outcome) -> dict[str, Any]:
    """What `render` gives, before it is text."""
    return {
        "format": FORMAT,
        "tool": {"name": "policyc", "version": outcome.tool_version},
        "facts": outcome.facts_version,
        "fail_on": str(outcome.fail_on),
        "verdict": outcome.verdict,
        "counts": counts(outcome.diagnostics),
        "rules": [rule.code for rule in outcome.rules],
        "files": [_file(file) for file in sorted(outcome.files, key=lambda one: one.name)],
        "findings": [_finding(outcome, file, found, mark) for file, found, mark in fingerprinted(outcome)],
    }


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `render` gives."""
    read: dict[str, Any] = json.loads(Path(__file__).with_name("validate.schema.json").read_text("utf-8"))
    return read


def _file(file: JudgedFile) -> dict[str, Any]:
    return {
        "file": path_of(file.name),
        "policy": file.policy_id,
        "status": file.status,
        "as_of": file.as_of and file.as_of.isoformat(),
        "counts": counts(file.diagnostics),
        "low_confidence": sorted(file.low_confidence),
    }


def _finding(outcome: Outcome, file: JudgedFile, found: Diagnostic, mark: str) -> dict[str, Any]:
    accepted = found.accepted
    return {
        "code": found.code,
        "name": name_for(outcome, found.code),
        "level": found.severity.value,
        "message": _wording(found.message),
        "help": found.help and _wording(found.help),
        "file": path_of(file.name),
        "path": [whole(step) if isinstance(step, str) else step for step in found.path],
        "position": _position(found.span),
        "label": found.label and _wording(found.label),
        "related": [{"position": _position(one.span), "label": _wording(one.label)} for one in found.related],
        "reader": None if found.reader is None else whole(found.reader),
        "sources": [whole(source) for source in found.sources],
        "subject": whole(found.subject),
        "fingerprint": mark,
        "accepted": accepted
        and {"reason": whole(accepted.reason), "by": whole(accepted.by), "until": accepted.until.isoformat()},
    }


def _wording(wording: Wording) -> dict[str, str]:
    return {"nl": whole(wording.nl), "en": whole(wording.en)}


def _position(span: Span) -> dict[str, int]:
    """1-based, in code points, the end exclusive; a byte order mark in front is not counted."""
    return {"line": span.line, "column": span.column, "end_line": span.end_line, "end_column": span.end_column}
