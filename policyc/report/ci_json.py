"""What `policyc ci` found as JSON for programs: the verdict, and the reports of `validate` and `diff` as they are.

The form is `policyc.ci/1`, described by `ci.schema.json`. A field may be added under the same name of the form; one
that goes or means something else makes it `/2`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from policyc import __version__
from policyc.diagnostics import Language, Wording
from policyc.report import diff_json, json_report
from policyc.report.ci_answer import Answer
from policyc.report.outside import dumped, whole

FORMAT = "policyc.ci/1"


def render(answer: Answer, *, language: Language) -> str:
    """One JSON object. `language` does not matter: every sentence is there in both."""
    return dumped(
        {
            **_head(answer.verdict),
            "materiality": answer.materiality or None,
            "changes": None if answer.compared is None else len(answer.changes),
            "strict": answer.strict,
            "error": None,
            "remarks": [_wording(remark) for remark in answer.remarks],
            "stale": [_wording(one.wording) for one in answer.stale],
            "not_compared": [whole(name) for name in answer.left_out],
            "validate": json_report.report(answer.outcome),
            "diff": None if answer.compared is None else diff_json.report(answer.compared),
        }
    )


def no_answer(wording: Wording) -> str:
    """The same form for a run without an answer, and why there is none."""
    empty = {"materiality": None, "changes": None, "strict": None}
    lists: dict[str, Any] = {"remarks": [], "stale": [], "not_compared": [], "validate": None, "diff": None}
    return dumped({**_head("error"), **empty, "error": _wording(wording), **lists})


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of both. It refers to those of `validate` and `diff` by their `$id`."""
    read: dict[str, Any] = json.loads(Path(__file__).with_name("ci.schema.json").read_text("utf-8"))
    return read


def _head(verdict: str) -> dict[str, Any]:
    return {"format": FORMAT, "tool": {"name": "policyc", "version": __version__}, "verdict": verdict}


def _wording(wording: Wording) -> dict[str, str]:
    return {"nl": whole(wording.nl), "en": whole(wording.en)}
