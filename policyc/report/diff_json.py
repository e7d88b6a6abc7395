"""What `policyc diff` found as JSON for programs: everything, in both languages, the same bytes for the same input.

The form is `policyc.diff/1`, described by `diff.schema.json`. A field may be added under the same name of the form; one
that goes or means something else makes it `/2`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path as File
from typing import Any

from policyc import __version__
from policyc.changes.difference import Accepted, LikelyRename
from policyc.changes.duties import Step
from policyc.changes.kind import Materiality
from policyc.changes.said import Said
from policyc.diagnostics import Language, Path, Wording
from policyc.model.policy import AcceptedChange, Policy
from policyc.report.compared import Compared, Side, View
from policyc.report.diff_entries import Entry, Place, dotted, entries_of, events_told, nearest, plain
from policyc.report.diff_sentences import step_sentence
from policyc.report.outside import dumped, path_of, whole

FORMAT = "policyc.diff/1"


def render(compared: Compared, *, language: Language) -> str:
    """One JSON object. `language` does not matter: every sentence is there in both."""
    return dumped(report(compared))


def report(compared: Compared) -> dict[str, Any]:
    """What `render` gives, before it is text."""
    return {
        "format": FORMAT,
        "tool": {"name": "policyc", "version": __version__},
        "facts": compared.facts_version,
        "fail_on": compared.fail_on,
        "verdict": "pass" if compared.passes else "fail",
        "views": [_view(view, compared) for view in compared.views],
    }


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `render` gives."""
    read: dict[str, Any] = json.loads(File(__file__).with_name("diff.schema.json").read_text("utf-8"))
    return read


def _view(view: View, compared: Compared) -> dict[str, Any]:
    entries = entries_of(view)
    difference = view.difference
    return {
        "baseline": view.baseline,
        "decides": view.decides,
        "date": difference.on.isoformat(),
        "old": _side(view.old, difference.old),
        "new": _side(view.new, difference.new),
        "verdict": _verdict(view, compared),
        "summary": _summary(view, entries),
        "changes": [_change(one, view) for one in entries],
        "events": [
            {
                "subject": _path(event.subject),
                "materiality": event.materiality.word,
                "changes": [one.index for one in event.entries],
            }
            for event in events_told(view, entries)
        ],
        "renames": [_rename(one, view) for one in difference.renames],
        "acceptances": [_acceptance(one, view) for one in difference.accepted],
        "technical": None if view.technical is None else [_said(one) for one in view.technical],
    }


def _side(side: Side, policy: Policy | None) -> dict[str, Any]:
    effective = policy.effective if policy is not None else None
    return {
        "name": path_of(side.name),
        "file": path_of(side.path),
        "source": side.origin,
        "ref": side.ref and whole(side.ref),
        "commit": side.commit and whole(side.commit),
        "exists": side.document is not None,
        "policy": policy and policy.id,
        "version": policy and policy.version,
        "effective": effective and effective.isoformat(),
        "sha256": side.sha256,
    }


def _verdict(view: View, compared: Compared) -> dict[str, Any]:
    verdict = view.difference.verdict
    return {
        "carried": verdict.carried,
        "too_heavy": compared.too_heavy(view),
        "materiality": verdict.materiality.word,
        "notice_date": verdict.notice_date and verdict.notice_date.isoformat(),
        "effective": verdict.effective and verdict.effective.isoformat(),
        "lead_time": None if verdict.lead_time is None else str(verdict.lead_time),
        "earliest": verdict.earliest and verdict.earliest.isoformat(),
        "steps": [_step(step, view) for step in verdict.steps],
        "advice": [_step(step, view) for step in verdict.advice],
    }


def _step(step: Step, view: View) -> dict[str, Any]:
    return {
        "code": step.code,
        "text": {"nl": whole(step_sentence(step, "nl")), "en": whole(step_sentence(step, "en"))},
        "path": _path(step.at),
        "position": None if view.difference.new is None else _place(nearest(view, step.at)),
        "changes": list(step.changes),
        "keys": [
            {
                "name": key.name,
                "paths": [whole(path) for path in key.paths],
                "hints": [_wording(hint) for hint in key.hints],
            }
            for key in step.keys
        ],
    }


def _summary(view: View, entries: Sequence[Entry]) -> dict[str, int | None]:
    """How many changes of each class, bookkeeping apart; how many lack something, and how many somebody accepted."""
    counted = Counter("waived" if one.change.waived else one.change.materiality.word for one in entries)
    classes = (*(materiality.word for materiality in sorted(Materiality, reverse=True)), "waived")
    return {
        **{name: counted[name] for name in classes},
        "technical": None if view.technical is None else len(view.technical),
        "uncovered": sum(not one.covered for one in entries),
        "accepted": sum(one.accepted is not None for one in entries),
    }


def _change(one: Entry, view: View) -> dict[str, Any]:
    change, raw = one.change, one.change.change
    steps = view.difference.verdict.steps
    is_whole = not change.path  # a statement that came or went: its values are the sides themselves
    return {
        "kind": change.kind.id,
        "row": change.kind.row,
        "text": _wording(change.kind.title),
        "action": raw.action.value,
        "path": _path(change.path),
        "before": _path(raw.before),
        "at": whole(dotted(change.path)),
        "materiality": change.materiality.word,
        "usual_materiality": change.kind.materiality.word,
        "direction": change.direction.value,
        "nature": change.nature,
        "circumstances": [circumstance.value for circumstance in change.circumstances],
        "audiences": [whole(audience) for audience in change.audiences],
        "entry": change.entry,
        "waived": whole(change.waived) or None,
        "asks": change.kind.asks and _wording(change.kind.asks),
        "sources": [whole(source) for source in change.kind.sources],
        "fingerprint": one.fingerprint,
        "covered": one.covered,
        "missing": [steps[number].code for number in one.steps],
        "accepted": None if one.accepted is None else _accepted(one.accepted),
        "old": {"value": None if is_whole else _json(raw.old), "position": _place(one.old)},
        "new": {"value": None if is_whole else _json(raw.new), "position": _place(one.new)},
        "rendered": _said(one.said),
    }


def _accepted(entry: AcceptedChange) -> dict[str, str]:
    return {"reason": whole(str(entry.reason)), "by": whole(str(entry.by)), "until": entry.until.isoformat()}


def _acceptance(one: Accepted, view: View) -> dict[str, Any]:
    return {
        "index": one.index,
        "change": whole(one.entry.change),
        "at": whole(one.entry.at),
        "fingerprint": whole(one.entry.fingerprint),
        **_accepted(one.entry),
        "changes": list(one.changes),
        "stale": one.stale or None,
        "position": _place(nearest(view, ("release", "accept", one.index))),
    }


def _rename(one: LikelyRename, view: View) -> dict[str, Any]:
    return {
        "before": _path(one.before),
        "path": _path(one.path),
        "likeness": round(one.likeness, 4),
        "position": _place(nearest(view, one.path)),
    }


def _said(said: Said) -> dict[str, str | None]:
    return {
        "old": None if said.before is None else whole(said.before),
        "new": None if said.after is None else whole(said.after),
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    """1-based, in code points, the end exclusive; a byte order mark in front is not counted."""
    if place is None:
        return None
    span = place.span
    return {
        "file": place.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def _path(path: Path) -> list[str | int]:
    return [whole(step) if isinstance(step, str) else step for step in path]


def _wording(wording: Wording) -> dict[str, str]:
    return {"nl": whole(wording.nl), "en": whole(wording.en)}


def _json(value: object) -> Any:
    return _whole(plain(value))


def _whole(value: Any) -> Any:
    """The same without halves of characters, which UTF-8 cannot write."""
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, dict):
        return {whole(key): _whole(inner) for key, inner in value.items()}
    return [_whole(inner) for inner in value] if isinstance(value, list) else value
