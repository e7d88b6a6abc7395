"""The outcome as SARIF 2.1.0 (OASIS), in the shape that GitHub code scanning takes.

Section numbers are those of the standard with errata 01. GitHub shows what its page "SARIF support for code scanning"
lists; what it adds to the standard is said where it applies.
"""

from __future__ import annotations

import re
from typing import Any

from policyc.diagnostics import Diagnostic, Language, Severity, Span, Wording
from policyc.report.glyphs import visible
from policyc.report.outcome import (
    FINGERPRINT,
    JudgedFile,
    Outcome,
    fingerprinted,
    is_law,
    name_for,
    rule_for,
    title_for,
)
from policyc.report.outside import dumped, notes, shown, uri_of, whole
from policyc.report.words import more

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_LONGEST = 1024  # GitHub's limit for the descriptions of a rule
_SEE = Wording("Zie ook", "See also")
_MEND = Wording("De melding zegt hoe u dit herstelt.", "The finding says how to mend this.")


def render(outcome: Outcome, *, language: Language, stable_ids: bool = False) -> str:
    """One run. With `stable_ids` GitHub follows a finding by our fingerprint, not by the text of the next lines."""
    found = list(fingerprinted(outcome))
    codes = sorted({*(rule.code for rule in outcome.rules), *(one.code for _, one, _ in found)})
    index = {code: position for position, code in enumerate(codes)}
    # 3.27.23: when one result of a run says whether it is suppressed, all do.
    suppressing = any(one.accepted is not None for _, one, _ in found)
    results = []
    for file, one, mark in found:
        result = _result(file, one, index[one.code], language)
        result["partialFingerprints"] = {FINGERPRINT: mark}
        if stable_ids:
            result["partialFingerprints"]["primaryLocationLineHash"] = mark
        if suppressing:
            result["suppressions"] = _suppressions(one)
        results.append(result)
    return dumped(
        {
            "version": "2.1.0",
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "runs": [_run(outcome, [_descriptor(outcome, code, language) for code in codes], results, language)],
        }
    )


def _run(outcome: Outcome, rules: list[Any], results: list[Any], language: Language) -> dict[str, Any]:
    return {
        "tool": {
            "driver": {
                "name": "policyc",
                "semanticVersion": outcome.tool_version,
                "language": language,
                "rules": rules,
            }
        },
        "language": language,
        # Everything before the last slash is the category under which GitHub keeps the alerts apart (3.17.2).
        "automationDetails": {"id": "policyc/validate/"},
        "columnKind": "unicodeCodePoints",
        "defaultEncoding": "utf-8",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": results,
        "properties": {
            "verdict": outcome.verdict,
            "failOn": str(outcome.fail_on),
            "facts": outcome.facts_version,
            "asOf": sorted({file.as_of.isoformat() for file in outcome.files if file.as_of}),
        },
    }


# --- rules -----------------------------------------------------------------------------------------------------------


def _descriptor(outcome: Outcome, code: str, language: Language) -> dict[str, Any]:
    """A reportingDescriptor (3.49) with all that GitHub asks for.

    `help.markdown` is the page of the rule, which GitHub shows beside an alert. The YAML and the model have no pages.
    """
    rule = rule_for(outcome, code)
    title, level = title_for(outcome, code, language), Severity.ERROR
    full, text, markdown = title, _MEND.in_language(language), _MEND.in_language(language)
    if rule is not None:
        level = rule.level
        full, markdown = _page(code, rule.help, language)
        text = f"{rule.help.in_language(language)} ({more(code, language)})"
    return {
        "id": code,
        "name": name_for(outcome, code),
        "shortDescription": {"text": _limited(title)},
        "fullDescription": {"text": _limited(full)},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"level": _LEVEL[level]},
        "properties": {
            "tags": ["privacy", code[:2]],
            "precision": rule.precision if rule else "very-high",
            "problem.severity": _PROBLEM[level],
            "sources": list(rule.sources) if rule else [],
        },
    }


def _page(code: str, help_: Wording, language: Language) -> tuple[str, str]:
    """What a rule asks, and its page; how to mend it, for a rule whose page is missing."""
    from policyc.rules.pages import page

    mend = help_.in_language(language)
    try:
        found = page(code)
    except FileNotFoundError:
        return mend, mend
    if language == "nl":
        return " ".join(found.asks.split()) or mend, found.text
    summary = " ".join(found.summary_en.split()) or mend
    return summary, f"{summary}\n\n{mend}\n"  # the page itself is in Dutch


def _limited(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


# --- results ---------------------------------------------------------------------------------------------------------


def _result(file: JudgedFile, found: Diagnostic, rule: int, language: Language) -> dict[str, Any]:
    """A result (3.27) at exactly one place."""
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": _LEVEL[found.severity],
        "message": {"text": _message(found, language)},
        "locations": [{"physicalLocation": _place(file, found.span)}],
    }
    if found.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _place(file, related.span),
                "message": {"text": _plain(shown(related.label, language))},
            }
            for number, related in enumerate(found.related, 1)
        ]
    result["properties"] = {"path": [whole(step) if isinstance(step, str) else step for step in found.path]}
    if found.reader is not None:
        result["properties"]["reader"] = visible(found.reader, ascii_only=False)
    return result


def _message(found: Diagnostic, language: Language) -> str:
    """The sentence, which makes the title of the alert; what explains it, as links; how to mend it."""
    links = [f"[{_link(shown(one.label, language))}]({number})" for number, one in enumerate(found.related, 1)]
    lines = [_plain(shown(found.message, language))]
    if links:
        lines.append(f"{_SEE.in_language(language)}: {', '.join(links)}.")
    lines += [_plain(note) for note in notes(found, language)]
    if is_law(found.code):
        lines.append(more(found.code, language))
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Text with nothing in it that is a placeholder (3.11.5: braces are doubled) or a link (3.11.6: `[…](…)`)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _link(text: str) -> str:
    """Text within the brackets of a link (3.11.6)."""
    return re.sub(r"[\\[\]]", r"\\\g<0>", _plain(text))


def _place(file: JudgedFile, span: Span) -> dict[str, Any]:
    """A physicalLocation (3.29) relative to the root of the repository. GitHub refuses a line or a column of 0."""
    return {
        "artifactLocation": {"uri": uri_of(file.name)},
        "region": {
            "startLine": max(span.line, 1),
            "startColumn": max(span.column, 1),
            "endLine": max(span.end_line, 1),
            "endColumn": max(span.end_column, 1),
        },
    }


def _suppressions(found: Diagnostic) -> list[dict[str, str]]:
    """A suppression (3.35) in the policy itself; an empty list says that there is none."""
    if found.accepted is None:
        return []
    accepted = found.accepted
    reason = f"{accepted.reason} ({accepted.by}, {accepted.until.isoformat()})"
    return [{"kind": "inSource", "status": "accepted", "justification": visible(reason, ascii_only=False)}]
