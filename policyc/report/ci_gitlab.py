"""What `policyc ci` found as one GitLab Code Quality report: GitLab reads one file for a job."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from policyc.diagnostics import Language
from policyc.report import diff_gitlab, gitlab
from policyc.report.ci_answer import Answer
from policyc.report.glyphs import visible
from policyc.report.outside import dumped


def render(answer: Answer, *, language: Language) -> str:
    """The findings and the changes that lack something in one JSON array, `[]` when there is nothing left to do."""
    found = gitlab.issues(answer.outcome, language)
    if answer.compared is not None:
        found += diff_gitlab.issues(answer.compared, language)
    return dumped([*found, *_stale(answer, language)])


def _stale(answer: Answer, language: Language) -> Iterator[dict[str, Any]]:
    seen: Counter[tuple[str, str]] = Counter()
    for one in answer.stale:
        key = one.place.file, one.change
        yield {
            "description": f"stale-acceptance: {visible(one.wording.in_language(language), ascii_only=False)}",
            "check_name": "stale-acceptance",
            "fingerprint": sha256(f"policyc ci stale {key} {seen[key]}".encode("utf-8", "replace")).hexdigest()[:32],
            "severity": "major",
            "location": {"path": one.place.file, "lines": {"begin": max(one.place.span.line, 1)}},
        }
        seen[key] += 1
