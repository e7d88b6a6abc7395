"""What `policyc diff` found as a GitLab Code Quality report.

There is an issue for each step, each change that lacks one, and each passage that changes without the policy.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from policyc.changes.kind import Materiality
from policyc.diagnostics import Language
from policyc.report import diff_words as words
from policyc.report.compared import Compared, View
from policyc.report.diff_entries import Place, dotted, entries_of, nearest
from policyc.report.diff_sentences import group_title, step_sentence, technical_sentences
from policyc.report.glyphs import visible
from policyc.report.outside import dumped

_SEVERITY = {
    Materiality.CONSENT: "critical",
    Materiality.ADVANCE: "major",
    Materiality.NOTIFY: "minor",
    Materiality.PUBLISH: "info",
    Materiality.EDITORIAL: "info",
}


def render(compared: Compared, *, language: Language) -> str:
    """One JSON array of the comparisons that decide, `[]` when there is nothing left to do."""
    return dumped(issues(compared, language))


def issues(compared: Compared, language: Language) -> list[dict[str, Any]]:
    """The issues of the comparisons that decide. No two have one fingerprint, nor that of a finding of `validate`."""
    seen: Counter[str] = Counter()
    found = []
    for view in compared.views:
        if view.decides:
            for identity, issue in _issues(view, language):
                key = json.dumps([*identity, issue["location"]["path"]])
                found.append({**issue, "fingerprint": _fingerprint(key, seen[key])})
                seen[key] += 1
    return found


def _fingerprint(key: str, occurrence: int) -> str:
    """The same as long as the change or the step is: no line, sentence or number takes part."""
    return sha256(f"policyc diff {key} {occurrence}".encode()).hexdigest()[:32]


_Identity = tuple[str, str]


def _issues(view: View, language: Language) -> Iterator[tuple[_Identity, dict[str, Any]]]:
    for step in view.difference.verdict.steps:
        sentence = step_sentence(step, language)
        yield (step.code, dotted(step.at)), _issue(step.code, sentence, "major", nearest(view, step.at))
    for one in entries_of(view):
        if not one.covered:
            change = one.change
            named = words.CLASS[change.materiality].in_language(language)
            path = dotted(change.path) or words.WHOLE.in_language(language)
            sentence = f"{named}, {group_title([one], change.materiality, language)}: {path}"
            issue = _issue(change.kind.id, sentence, _SEVERITY[change.materiality], one.near)
            yield (one.fingerprint, dotted(change.path)), issue
    # Known by the same words, whatever the language of the report.
    known = technical_sentences(view, "nl")
    for identity, sentence in zip(known, technical_sentences(view, language), strict=True):
        yield ("technical", identity), _issue("technical", sentence, "info", nearest(view, ()))


def _issue(name: str, sentence: str, severity: str, place: Place) -> dict[str, Any]:
    """GitLab does not show `check_name`, so it begins the description."""
    shown = visible(" ".join(sentence.split()), ascii_only=False)
    return {
        "description": f"{visible(name, ascii_only=False)}: {shown}",
        "check_name": visible(name, ascii_only=False),
        "fingerprint": "",
        "severity": severity,
        "location": {"path": place.file, "lines": {"begin": max(place.span.line, 1)}},
    }
