"""`policyc log`: which versions of a statement were published, and how heavily each changed the one before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policyc.cli import terminal
from policyc.cli.choices import Choices
from policyc.cli.exits import Exit
from policyc.diagnostics import Language, Wording
from policyc.errors import PolicycError

if TYPE_CHECKING:
    from policyc.changes.kind import Materiality
    from policyc.cli.history import History, Published
    from policyc.cli.versions import Remark, Version
    from policyc.report.compared import View

FORMAT = "policyc.log/1"
FORMATS = ("text", "json")

_FOR_PEOPLE = ("text",)
_MOST_SUBJECTS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One version. `tag` is None for what is not published yet; `view` compares it with the version before it, and is
    None for the first and where one of both cannot be read.
    """

    tag: str | None
    commit: str | None
    number: str | None
    version: Version | None
    view: View | None
    is_first: bool = False


def show_log(paths: tuple[str, ...], *, formats: tuple[str, ...], choices: Choices) -> Exit:
    """Give the published versions of every policy, the newest first, and what is not published yet.

    Without an answer nothing is printed on stdout and no file is written.
    """
    from policyc.cli.versions import Unusable, Versions

    messages = terminal.stderr(choices.lang, choices.color)
    try:
        from policyc.cli.config import config_for
        from policyc.cli.history import histories
        from policyc.cli.inputs import refuse_empty
        from policyc.cli.outputs import outputs_wanted, print_reports, refuse_inputs_as_outputs, write_reports

        outputs = outputs_wanted(formats, FORMATS)
        refuse_empty("--config", choices.config)
        settings = config_for(choices.config, isolated=choices.isolated)
        remarks: list[Remark] = []
        found = histories(Versions(remarks.append), remarks.append, paths, settings.paths(()))
        refuse_inputs_as_outputs(_files_read(found), outputs)
        told = [(history, _rows(history)) for history in found]
        out = terminal.stdout(choices.lang, choices.color)
        shown = {kind: _json(told) if kind == "json" else _page(told, out) for kind in outputs}
        write_reports(shown, outputs)
    except Unusable as error:
        messages.findings(error.diagnostics, [error.document])
        messages.say(error.wording)
        return Exit.NO_ANSWER
    except PolicycError as error:
        messages.say(error.wording)
        return Exit.NO_ANSWER
    for wording in _once(remarks):
        messages.say(wording)
    print_reports(shown, outputs, out, for_people=_FOR_PEOPLE)
    return Exit.YES


def _files_read(found: Sequence[History]) -> list[str]:
    """The files that no report may replace."""
    documents = [one.current.side.document for one in found if one.current.side.origin == "worktree"]
    return [document.source.name for document in documents if document is not None]


def _once(remarks: Sequence[Remark]) -> Iterator[Wording]:
    """Of remarks about the same, which a long history has many of, the first and how many more there are."""
    groups: dict[object, list[Wording]] = {}
    for number, remark in enumerate(remarks):
        groups.setdefault(number if remark.about == "whole" else remark.about, []).append(remark.wording)
    for (nl, en), *others in groups.values():
        if others:
            nl = f"{nl.removesuffix('.')} (en nog {len(others)})."
            en = f"{en.removesuffix('.')} (and {len(others)} more)."
        yield Wording(nl, en)


def _rows(history: History) -> list[Row]:
    """The newest first."""
    rows: list[Row] = []
    before: Published | None = None
    for published in reversed(history.published):
        version = published.version
        view = _view(before.version if before else None, version)
        tag = published.tag
        rows.append(Row(tag.name, tag.commit, tag.version, version, view, is_first=before is None))
        before = published
    current = history.current
    last = before.version if before else None
    view = _view(last, current)
    if current.policy is not None and (last is None or (view is not None and view.difference.changes)):
        rows.append(Row(None, None, current.policy.version, current, view, is_first=before is None))
    return rows[::-1]


def _view(old: Version | None, new: Version | None) -> View | None:
    if old is None or new is None or old.policy is None or new.policy is None:
        return None
    from policyc.changes.difference import difference
    from policyc.cli.inputs import date_for
    from policyc.report.compared import View

    found = difference(old.policy, new.policy, date_for(None, new.policy.effective))
    return View("given", old.side, new.side, found, said=(), technical=None)


def _counts(view: View) -> dict[Materiality, int]:
    """How many changes of each class, the heaviest first; bookkeeping is not counted."""
    from policyc.changes.kind import Materiality

    counted = Counter(one.materiality for one in view.difference.changes if not one.waived)
    return {one: counted[one] for one in sorted(Materiality, reverse=True) if counted[one]}


# --- for people -----------------------------------------------------------------------------------------------------


def _page(told: Sequence[tuple[History, list[Row]]], out: terminal.Terminal) -> str:
    return "\n".join("".join(_text(*one, out)) for one in told)


def _text(history: History, rows: list[Row], out: terminal.Terminal) -> Iterator[str]:
    from policyc.report.colour import BOLD, painter
    from policyc.report.glyphs import visible, wrapped

    frame = out.frame()
    paint, width = painter(frame["color"]), max(frame["width"], 40)

    def lines(text: str, indent: int) -> Iterator[str]:
        for line in wrapped(visible(text, ascii_only=frame["ascii"]), width - indent):
            yield " " * indent + line + "\n"

    yield paint(visible(history.policy_id, ascii_only=frame["ascii"]), BOLD) + "\n"
    for row in rows:
        yield from lines(_head(row, out.language), 2)
        for said in _about(row, out.language):
            yield from lines(said, 6)


def _head(row: Row, language: Language) -> str:
    nl = language == "nl"
    policy = row.version.policy if row.version else None
    parts = [row.number or ("zonder versienummer" if nl else "without a version number")]
    if policy is not None and policy.effective is not None:
        parts.append(f"{'vanaf' if nl else 'from'} {policy.effective.isoformat()}")
    parts.append(row.tag or ("nog niet gepubliceerd" if nl else "not published yet"))
    return "  ".join(parts)


def _about(row: Row, language: Language) -> Iterator[str]:
    from policyc.report import diff_words as words
    from policyc.report.diff_entries import subject_name

    nl = language == "nl"
    if row.version is None or row.version.policy is None:
        yield "niet te lezen met deze versie van policyc" if nl else "this version of policyc cannot read it"
    elif row.is_first:
        yield "de eerste versie" if nl else "the first version"
    elif row.view is None:
        yield "niet te vergelijken met de versie ervoor" if nl else "cannot be compared with the version before it"
    else:
        counts = _counts(row.view)
        if not counts:
            yield "geen wijzigingen voor mensen" if nl else "no changes for people"
            return
        heaviest = words.CLASS[next(iter(counts))].in_language(language)
        listed = ", ".join(f"{count} {words.CLASS[one].in_language(language)}" for one, count in counts.items())
        yield f"{heaviest} ({listed})"
        names = [subject_name(row.view, one, language) or ".".join(map(str, one)) for one in _subjects(row.view)]
        if names:
            yield words.listed(names, language)


def _subjects(view: View) -> list[tuple[str | int, ...]]:
    """The parts with the heaviest changes, as far as those are of the heaviest class."""
    events = view.difference.events
    heaviest = max((event.materiality for event in events), default=None)
    return [event.subject for event in events if event.materiality == heaviest and event.subject][:_MOST_SUBJECTS]


# --- for machines ---------------------------------------------------------------------------------------------------


def _json(told: list[tuple[History, list[Row]]]) -> str:
    from policyc import __version__
    from policyc.law.store import version
    from policyc.report.outside import dumped

    return dumped(
        {
            "format": FORMAT,
            "tool": {"name": "policyc", "version": __version__},
            "facts": version(),
            "policies": [
                {"policy": history.policy_id, "versions": [_as_json(row) for row in rows]} for history, rows in told
            ],
        }
    )


def _as_json(row: Row) -> dict[str, Any]:
    from policyc.changes.kind import Materiality
    from policyc.report.outside import path_of

    policy = row.version.policy if row.version else None
    view = row.view
    counts = {} if view is None else _counts(view)
    return {
        "version": row.number,
        "effective": policy.effective.isoformat() if policy and policy.effective else None,
        "published": row.tag is not None,
        "tag": row.tag,
        "commit": row.commit,
        "file": path_of(row.version.side.path) if row.version else None,
        "readable": policy is not None,
        "first": row.is_first,
        "class": next(iter(counts)).word if counts else None,
        "counts": None if view is None else {one.word: counts.get(one, 0) for one in sorted(Materiality, reverse=True)},
        "subjects": [".".join(map(str, subject)) for subject in _subjects(view)] if view else None,
    }
