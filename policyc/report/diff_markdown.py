"""What `policyc diff` found as a comment on a pull request: for GitHub and for GitLab, and no longer than they take.

What comes from a policy, a file name or a ref cannot break out of its place: no mark-up, no HTML, no link, nobody is
mentioned and no issue is referred to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from policyc.changes.duties import Step
from policyc.changes.kind import Materiality
from policyc.changes.said import Said
from policyc.diagnostics import Language, Wording
from policyc.report import diff_sentences
from policyc.report import diff_words as words
from policyc.report.compared import Compared, View
from policyc.report.diff_entries import (
    LONGEST,
    Entry,
    Told,
    dotted,
    entries_of,
    events_told,
    excerpts,
    nearest,
    subject_name,
)
from policyc.report.glyphs import visible
from policyc.report.outside import logged

MOST_CHARACTERS = 65_536
"""GitHub takes no longer comment."""

_ROOM = 1_024
"""Kept free for what whoever posts the comment puts around it, such as a mark to find it by."""
_MOST_OF_STEPS = 2
"""Steps and advice may take the half of the room of a comparison."""
_LONGEST_STEP = 600
_LONGEST_NAME = 300
_YAML_WIDTH = 100


@dataclass(frozen=True, slots=True)
class _Part:
    """One comparison, its language, the changes to show, and how many characters there are for it."""

    view: View
    compared: Compared
    entries: tuple[Entry, ...]
    language: Language
    all_changes: bool
    room: int
    cut: Wording

    def say(self, wording: Wording) -> str:
        return prose(wording.in_language(self.language))


def render(
    compared: Compared,
    *,
    language: Language,
    all_changes: bool = False,
    most: int = MOST_CHARACTERS - _ROOM,
    cut: Wording = words.CUT,
) -> str:
    """The whole comment. With several comparisons each has a part with a heading and an equal share of the room.

    `most` is how many characters there are for it, and `cut` the sentence that says that not all fitted.
    """
    blocks = [f"## policyc diff{_title(compared, language)}\n"]
    for view in compared.views:
        part = _Part(view, compared, entries_of(view), language, all_changes, most // len(compared.views), cut)
        heading = [f"### {prose(_baseline(part))}\n"] if len(compared.views) > 1 else []
        written = "\n".join((*heading, *_blocks(part)))
        if sum(map(len, blocks)) + len(written) > most:
            blocks.append(f"*{part.say(cut)}*\n")
            break
        blocks.append(written)
    return "\n".join(blocks)


def _title(compared: Compared, language: Language) -> str:
    """The title of the statement, when all comparisons are of one."""
    titles = {_titled(view, language) for view in compared.views}
    return f": {_cut(titles.pop(), _LONGEST_NAME)}" if len(titles) == 1 else ""


def _titled(view: View, language: Language) -> str:
    policy = view.difference.new or view.difference.old
    return "" if policy is None else policy.title.in_language(language) or str(policy.title)


def _baseline(part: _Part) -> str:
    """`Deze branch`, with the title of the statement when there are several statements."""
    named = words.BASELINE[part.view.baseline].in_language(part.language)
    several = len({_titled(view, part.language) for view in part.compared.views}) > 1
    return f"{named}: {_titled(part.view, part.language)[:_LONGEST_NAME]}" if several else named


# --- text of others --------------------------------------------------------------------------------------------------

_ESCAPED = re.compile(r"[\\`*_\[\]|~#^]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"}
# What code hosts make a mention, a reference, an emoji or a link of, even when it is written as an entity: a break that
# takes no room stands between the sign and the word after it.
_LINKED = re.compile(r"(?<=[@#!%~&$:/])(?=[\w\"/])|(?<=\bGH)(?=-\d)|(?<=\bwww)(?=\.)", re.IGNORECASE)
_BREAK = "\u200b"
_OPENING = re.compile(r"([-+=/]|\d+(?=[.)]))")


def prose(text: str) -> str:
    """A text of others on one line as Markdown that shows it as it is and does nothing else."""
    shown = _LINKED.sub(_BREAK, visible(" ".join(text.split()), ascii_only=False))
    escaped = _ESCAPED.sub(r"\\\g<0>", shown)
    escaped = "".join(_ENTITIES.get(char, char) for char in escaped)
    # At the beginning of a line these would begin a list, a heading or, on GitLab, a command.
    return _OPENING.sub(lambda match: f"&#8203;{match[0]}", escaped, count=1) if _OPENING.match(escaped) else escaped


def code(text: str) -> str:
    """A path or a name as code; what is in it stays what it is, whatever quotes it has."""
    shown = logged(visible(text, ascii_only=False))
    fence = _fence(shown, 1)
    padding = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{padding}{shown}{padding}{fence}" if shown else ""


def _fence(text: str, least: int) -> str:
    """So many backticks that nothing in a text ends what stands between them."""
    return "`" * max(least, 1 + max((len(run) for run in re.findall("`+", text)), default=0))


def _cut(text: str, longest: int) -> str:
    return prose(text if len(text) <= longest else text[: longest - 1].rstrip() + "…")


# --- one comparison --------------------------------------------------------------------------------------------------


def _blocks(part: _Part) -> Iterator[str]:
    """The blocks that fit, each with an empty line after it: verdict, table and steps first, then the changes."""
    if diff_sentences.nothing_to_tell(part.view):
        old, new = (side.shown[:_LONGEST_NAME] for side in (part.view.old, part.view.new))
        yield f"{prose(words.nothing_changed(old, new, part.language))}\n"
        return
    cut = f"*{part.say(part.cut)}*\n"
    used = len(cut)
    for block in _head(part):
        used += len(block) + 1
        yield block
    for block in _fitting(_steps(part), (part.room - used) // _MOST_OF_STEPS, f"\n{cut}"):
        used += len(block) + 1
        yield block
    for opening, blocks, closing in _sections(part):
        around = sum(len(block) + 1 for block in (*opening, *closing))
        kept = list(_fitting(iter(blocks), part.room - used - around, ""))
        if kept:
            yield from (*opening, *kept, *closing)
            used += around + sum(len(block) + 1 for block in kept)
        if len(kept) < len(blocks):
            yield cut
            return


def _fitting(blocks: Iterator[str], room: int, cut: str) -> Iterator[str]:
    for block in blocks:
        room -= len(block) + 1
        if room < 0:
            if cut:
                yield cut
            return
        yield block


def _head(part: _Part) -> Iterator[str]:
    yes, said = diff_sentences.verdict_sentences(part.compared, part.view, part.language)
    word = part.say(words.YES if yes else words.NO)
    verdict = part.say(words.VERDICT)
    yield f"**{verdict[:1].upper()}{verdict[1:]}: {word}.** {prose(said[0])}\n"
    for sentence in said[1:]:
        yield f"{prose(sentence)}\n"
    yield f"{_versions(part)}\n"
    yield _table(part)


def _versions(part: _Part) -> str:
    difference = part.view.difference
    sides = []
    for side, policy in ((part.view.old, difference.old), (part.view.new, difference.new)):
        if policy is not None:
            version = words.version_of(policy.version, policy.effective, part.language)
            sides.append(f"{code(side.shown[:_LONGEST_NAME])}, {prose(version)}")
    judged = prose(words.judged_on(part.view.difference.on, part.compared.facts_version, part.language))
    if len(sides) == 1:
        sentence = words.NEW if difference.old is None else words.WITHDRAWN
        return f"{part.say(sentence)}: {sides[0]}; {judged}"
    return f"{sides[0]} → {sides[1]}; {judged}"


def _table(part: _Part) -> str:
    lines = [f"| {' | '.join(part.say(one) for one in words.COLUMNS)} |", "|---|--:|---|"]
    rows = diff_sentences.summary_rows(part.view, part.entries, part.language, all_changes=part.all_changes)
    lines += [
        f"| {part.say(row.name)} | {'-' if row.count is None else row.count} | {prose(row.note)} |" for row in rows
    ]
    return "\n".join(lines) + "\n"


def _steps(part: _Part) -> Iterator[str]:
    """Next steps as a list to tick off, the way to answer for a change otherwise, and advice."""
    verdict = part.view.difference.verdict
    if verdict.steps:
        yield f"**{part.say(words.STEPS)}**\n"
        for number, step in enumerate(verdict.steps, start=1):
            yield "\n".join((f"- [ ] {number}\\. {_step(part, step)}", *_entry(part, step)))
        yield ""
        first = diff_sentences.first_to_accept(part.view, part.entries)
        if first is not None:
            yield f"{part.say(words.ACCEPT_HOW)}\n"
            yield "\n".join(_yaml(diff_sentences.acceptance_entry(first, part.language))) + "\n"
    if verdict.advice:
        yield f"**{part.say(words.ADVICE)}**\n"
        for step in verdict.advice:
            yield f"- {_step(part, step)}"
        yield ""


def _yaml(lines: Iterator[str]) -> list[str]:
    """Lines of YAML as a block of code."""
    shown = [logged(visible(line, ascii_only=False)) for line in lines]
    fence = _fence("".join(shown), 3)
    return [f"{fence}yaml", *shown, fence]


def _entry(part: _Part, step: Step) -> list[str]:
    """The entry that a step asks, as part of its item in the list."""
    if not step.keys:
        return []
    written = diff_sentences.entry_to_write(part.view, step, part.language, _YAML_WIDTH)
    return [f"  {line}" for line in _yaml(written)]


def _step(part: _Part, step: Step) -> str:
    places = [code(place) for place in (diff_sentences.step_place(part.view, step), dotted(step.at)) if place]
    said = _cut(step.wording.in_language(part.language), _LONGEST_STEP)
    return f"{said} ({', '.join(places)})" if places else said


# --- changes ---------------------------------------------------------------------------------------------------------

_Section = tuple[list[str], list[str], list[str]]
"""What goes before, the blocks of which as many are shown as fit, and what goes after."""


def _sections(part: _Part) -> Iterator[_Section]:
    shown = [event for event in events_told(part.view, part.entries) if _visible(part, event)]
    in_full = diff_sentences.told_in_full(shown, all_changes=part.all_changes)
    explaining = diff_sentences.first_of_kind(group for event in in_full for group in _full_groups(part, event))
    for materiality, events in groupby(shown, key=lambda event: event.materiality):
        grouped = list(events)
        blocks = [_event(part, event, explaining) if event in in_full else _line(part, event) for event in grouped]
        blocks[-1] = blocks[-1].rstrip("\n") + "\n"  # what follows is no part of the last line
        count = sum(len(_visible(part, event)) for event in grouped)
        yield _section(part, materiality, count, blocks)
    if len(in_full) < len(shown):
        yield [], [f"*{part.say(words.IN_BRIEF)}*\n"], []
    if part.view.difference.renames:
        yield [f"**{part.say(words.RENAMED)}**\n"], list(_renames(part)), []
    stale = [
        f"- {_cut(sentence, _LONGEST_STEP)}" for sentence in diff_sentences.stale_sentences(part.view, part.language)
    ]
    if stale:
        yield [f"**{part.say(words.STALE_HEADING)}**\n"], stale, [""]
    if part.view.technical:
        yield _folded(part.say(words.TECHNICAL), len(part.view.technical), list(_technical(part)))


def _visible(part: _Part, event: Told) -> list[Entry]:
    return diff_sentences.shown_of(event, all_changes=part.all_changes)


def _section(part: _Part, materiality: Materiality, count: int, blocks: list[str]) -> _Section:
    """A class of changes: open to the eye for those that people must hear of ahead, folded for the rest."""
    verdict = part.view.difference.verdict
    promised = verdict.lead_time if materiality is verdict.materiality else None
    duty = prose(words.duty(materiality, part.view.difference.on, promised, part.language)) + "\n"
    name = part.say(words.CLASS[materiality])
    if materiality >= Materiality.ADVANCE:
        return [f"#### {name[:1].upper()}{name[1:]}\n", duty], blocks, []
    return _folded(name, count, [duty, *blocks])


def _folded(name: str, count: int, blocks: list[str]) -> _Section:
    return [f"<details>\n<summary>{name} ({count})</summary>\n"], blocks, ["</details>\n"]


def _full_groups(part: _Part, event: Told) -> Iterator[list[Entry]]:
    """The groups of an event that are told with their sentences."""
    for group in diff_sentences.alike(_visible(part, event)):
        if diff_sentences.is_in_full(group[0], event.materiality, all_changes=part.all_changes):
            yield group


def _line(part: _Part, event: Told) -> str:
    told, place = diff_sentences.in_brief(part.view, event, part.language)
    return f"- {_cut(told, _LONGEST_STEP)}, {code(place)}"


def _event(part: _Part, event: Told, explaining: frozenset[int]) -> str:
    named = subject_name(part.view, event.subject, part.language)
    path = code(dotted(event.subject)) or part.say(words.WHOLE)
    lines = [f"##### {_cut(named, _LONGEST_NAME)} {path}\n" if named else f"##### {path}\n"]
    above: set[Said] = set()
    for group in diff_sentences.alike(_visible(part, event)):
        lines += _group(part, event, group, explaining, above)
    return "\n".join(lines)


def _group(
    part: _Part, event: Told, entries: list[Entry], explaining: frozenset[int], above: set[Said]
) -> Iterator[str]:
    yield f"**{_cut(diff_sentences.group_title(entries, event.materiality, part.language), _LONGEST_STEP)}**\n"
    in_full = diff_sentences.is_in_full(entries[0], event.materiality, all_changes=part.all_changes)
    longest = None if part.all_changes else LONGEST
    for passage in diff_sentences.passages(entries):
        for one in passage:
            path = code(dotted(one.change.path)) or part.say(words.WHOLE)
            mark = f"{part.say(words.FINGERPRINT)} {code(one.fingerprint)}" if not one.covered else ""
            yield f"- {', '.join(filter(None, (path, code(diff_sentences.where(one, part.language)), mark)))}"
        said = passage[0].said
        quoted = list(diff_sentences.sentences(passage[0], longest)) if in_full else []
        if quoted and said in above:
            yield f"\n  {part.say(words.AS_ABOVE)}"
        elif quoted:
            if said != Said(None, None):
                above.add(said)
            yield "\n" + "\n  >\n".join(f"  > **{part.say(label)}** {prose(text)}" for label, text in quoted)
    if in_full:
        explained = not part.all_changes and entries[0].index not in explaining
        notes = diff_sentences.group_notes(part.view, entries[0], part.language, explained=explained)
        written = [f"*{part.say(label)}:* {_cut(text, _LONGEST_STEP)}" for label, text in notes]
        if written:
            yield "\n" + "\\\n".join(written)
    yield ""


def _renames(part: _Part) -> Iterator[str]:
    for one in part.view.difference.renames:
        old, new = dotted(one.before), dotted(one.path)
        place = diff_sentences.position(nearest(part.view, one.path))
        question = words.rename_question(old, new, round(one.likeness * 100), place, part.language)
        yield f"- {_cut(question, _LONGEST_STEP)} {code(diff_sentences.formerly(part.view, one.path, one.before))}"
    yield ""


def _technical(part: _Part) -> Iterator[str]:
    yield f"{part.say(words.TECHNICAL_EXPLAINED)}\n"
    for passage in part.view.technical or ():
        said = excerpts(passage, None if part.all_changes else LONGEST)
        pairs = ((words.THEN, said.before), (words.NOW, said.after))
        yield (
            "\n>\n".join(f"> **{part.say(label)}** “{prose(text)}”" for label, text in pairs if text is not None) + "\n"
        )
