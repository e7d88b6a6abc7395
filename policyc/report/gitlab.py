"""The outcome as a GitLab Code Quality report (docs.gitlab.com, "Code Quality report format")."""

from __future__ import annotations

from typing import Any

from policyc.diagnostics import Diagnostic, Language, Severity
from policyc.report.outcome import JudgedFile, Outcome, fingerprinted
from policyc.report.outside import dumped, path_of, shown

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(outcome: Outcome, *, language: Language) -> str:
    """One JSON array, `[]` when there is nothing to mend. GitLab knows no accepted findings: those are left out."""
    return dumped(issues(outcome, language))


def issues(outcome: Outcome, language: Language) -> list[dict[str, Any]]:
    """An issue for every finding that nobody accepted."""
    return [
        _issue(file, found, mark, language) for file, found, mark in fingerprinted(outcome) if found.accepted is None
    ]


def _issue(file: JudgedFile, found: Diagnostic, mark: str, language: Language) -> dict[str, Any]:
    """GitLab merges issues of one fingerprint and does not show `check_name`, so the code begins the description."""
    return {
        "description": f"{found.code}: {shown(found.message, language)}",
        "check_name": found.code,
        "fingerprint": mark,
        "severity": _SEVERITY[found.severity],
        "location": {"path": path_of(file.name), "lines": {"begin": max(found.span.line, 1)}},
    }
