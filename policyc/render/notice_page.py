"""A notice in, its Markdown and the page around it out. The wording is that of `notice.md.j2` and `changes/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from policyc.changes.materiality import MaterialChange
from policyc.changes.naming import PartName, name_of, section_of
from policyc.changes.notice import Notice, Subject
from policyc.changes.pair import value_at
from policyc.changes.rows.generic import LANGUAGE_ADDED
from policyc.diagnostics import Path
from policyc.model.text import Text
from policyc.render.html import Labels, Page
from policyc.render.language import Language
from policyc.render.markdown import tidy
from policyc.render.plain_text import Piece, joined, one_line, words_of
from policyc.render.sentences import WHOLES, Sentences
from policyc.render.templates import Templates

_LETTER, _SUBJECT_LINE, _VALUE = "notice.md.j2", "changes/subject_line.md.j2", "changes/value.md.j2"
TEMPLATES = (_LETTER, _SUBJECT_LINE, _VALUE, *(template for template, _ in WHOLES.values()))
"""What is rendered by name for a letter, besides the sentences of the changes."""


@dataclass(frozen=True, slots=True)
class Row:
    """How one part was told and how it is told now, each on one line of Markdown; None where nothing is said of it.

    `name` is what readers call the part, and `piece` a row of a purpose with several; without a name it goes by its
    `section`.
    """

    name: PartName | None
    piece: PartName | None
    section: str
    before: Markup | None
    after: Markup | None


@dataclass(frozen=True, slots=True)
class Whole:
    """A part that comes, with all that a letter says of it as Markdown, or that goes. `section` says which sort it is:
    `recipients`, `purposes`, `cookies`, or `rows` for a row of the purpose `name`."""

    name: PartName | None
    piece: PartName | None
    section: str
    described: Markup | None


@dataclass(frozen=True, slots=True)
class Told:
    """A subject with its rows and whole parts, and what the author says of it as far as that has to fit on a line."""

    subject: Subject
    rows: tuple[Row, ...]
    wholes: tuple[Whole, ...]
    why: Markup | None
    means: Markup | None

    @property
    def says_something(self) -> bool:
        """Whether there is anything to read of it besides its name."""
        entry = self.subject.entry
        return bool(self.rows or self.wholes or self.means or (entry and entry.options))


def notice_markdown(notice: Notice, templates: Templates) -> str:
    """The letter as CommonMark with tables, ending in a newline. Equal notices give equal text.

    What the author did not write in the language of `templates` carries the marks of `policyc.render.marks`.
    """
    writer = _Writer(notice, templates, _sentences(notice, templates))
    begins = _undivided(notice.policy.effective, templates)
    heading = _subject_line(notice, templates)
    subjects, corrections = writer.told(notice.subjects), writer.told(notice.corrections)
    values = {
        **_values(notice, templates),
        "subject_line": _ready(heading if begins is None else heading.replace(begins.replace("\u00a0", " "), begins)),
        "subjects": subjects,
        "corrections": corrections,
        "in_short": sorted((*subjects, *corrections), key=lambda told: -told.subject.materiality)[:_IN_SHORT],
        "more": max(len(notice.told) - _IN_SHORT, 0),
        "summary": notice.release.summary if notice.is_whole else None,
        "others": tuple(told for told in writer.told(notice.others) if told.says_something),
        "begins": begins,
    }
    return tidy(templates.render(_LETTER, values))


_IN_SHORT = 5
"""So many subjects fit at the head of a letter."""


def subject_line(notice: Notice, templates: Templates) -> str:
    """What the notice is about, in plain words on one line: for the title of the page and for a mail program."""
    return words_of(_subject_line(notice, templates)).removesuffix(".")


def notice_page(notice: Notice, language: Language, templates: Templates) -> Page:
    """The page around the letter."""
    terms, fallback = language.terms, notice.policy.language
    names = [language.text(party.title, fallback) for party in notice.controllers if party.title is not None]
    return Page(
        language=language.code,
        title=subject_line(notice, templates),
        labels=Labels(skip=terms["page"]["skip"], page_of=terms["page"]["page_of"]),
        author=language.list(names) or None,
        mark=terms["marks"].get(notice.policy.status if notice.is_ready else "draft"),
        callouts=terms["callouts"],
    )


def _values(notice: Notice, templates: Templates) -> dict[str, object]:
    names = tuple(party.title for party in notice.controllers if party.title is not None)
    title = words_of(templates.render(_VALUE, {"value": notice.policy.title})).removesuffix(".")
    return {"notice": notice, "policy": notice.policy, "release": notice.release, "names": names, "own_title": title}


def _subject_line(notice: Notice, templates: Templates) -> str:
    return " ".join(templates.render(_SUBJECT_LINE, _values(notice, templates)).split())


def _undivided(day: date | None, templates: Templates) -> Markup | None:
    """A date that no line end divides, for a narrow column."""
    return None if day is None else _ready("\u00a0".join(templates.render(_VALUE, {"value": day}).split()))


def _sentences(notice: Notice, templates: Templates) -> Sentences:
    old, new = notice.pair.old, notice.pair.new
    return Sentences.of(notice.pair, templates, old.effective or notice.on, new.effective or notice.on)


@dataclass(frozen=True, slots=True)
class _Writer:
    notice: Notice
    templates: Templates
    sentences: Sentences

    def told(self, subjects: Iterable[Subject]) -> tuple[Told, ...]:
        return tuple(self._told(one) for one in subjects)

    def _told(self, subject: Subject) -> Told:
        entry = subject.entry
        why, means = (entry.why, entry.means) if entry is not None else (None, None)
        rows: tuple[Row, ...] = ()
        wholes: tuple[Whole, ...] = ()
        if entry is not None and (entry.before is not None or entry.after is not None):
            rows = (Row(None, None, subject.section, self._line(entry.before), self._line(entry.after)),)
        else:
            parts = self._by_part(subject.changes)
            wholes = tuple(whole for part in parts if (whole := self._whole(part)) is not None)
            rows = tuple(self._rows(parts))
        return Told(subject, rows, wholes, self._line(why), self._line(means))

    def _line(self, text: Text | None) -> Markup | None:
        if text is None:
            return None
        return _ready(one_line(self.templates.render(_VALUE, {"value": text})))

    def _whole(self, part: Path) -> Whole | None:
        """A part that came or went and has too much to say for a row."""
        pair = self.notice.pair
        section = "rows" if len(part) == _ROW else str(part[0]) if len(part) == 2 else ""
        was, is_now = (value_at(side, part) is not None for side in (pair.old, pair.new))
        if section not in _WHOLES or was == is_now:
            return None
        name, piece = name_of(pair, part[:2]), name_of(pair, part) if len(part) > 2 else None
        return Whole(name, piece, section, _ready_or_none(self.sentences.whole(part)) if is_now else None)

    def _rows(self, parts: Mapping[Path, Sequence[MaterialChange]]) -> Iterator[Row]:
        """Each part in the words of the statement, without what is said before as well as after.

        Where a text got a translation there is nothing to tell: it says the same.
        """
        for part, changes in parts.items():
            if self._whole(part) is not None:
                continue
            name = name_of(self.notice.pair, part[:2])
            piece = name_of(self.notice.pair, part) if len(part) > 2 else None
            before, after = _differing(
                [self.sentences.pieces(one) for one in changes if one.kind is not LANGUAGE_ADDED]
            )
            label = self._line(name.text) if name is not None and not name.of_cookie else None
            before, after = (_without_name(side, label) for side in (before, after))
            if before or after:
                yield Row(
                    name,
                    piece,
                    section_of(changes[0].path),
                    *(_ready(text) if text else None for text in (before, after)),
                )

    def _by_part(self, changes: Iterable[MaterialChange]) -> dict[Path, list[MaterialChange]]:
        found: dict[Path, list[MaterialChange]] = {}
        for one in changes:
            is_row = len(one.path) >= _ROW and one.path[:2] == one.subject and one.path[0] == "purposes"
            part = one.path[:_ROW] if is_row and self._has_rows(one.subject) else one.subject
            found.setdefault(part, []).append(one)
        return found

    def _has_rows(self, purpose: Path) -> bool:
        """Whether the purpose has several rows, so that a reader has to know which is meant."""
        sides = [value_at(side, purpose) for side in (self.notice.pair.old, self.notice.pair.new)]
        return None not in sides and any(len(side.processing) > 1 for side in sides)


_WHOLES = ("recipients", "purposes", "cookies", "rows")
_ROW = len(("purposes", "…", "processing", "…"))


def _ready_or_none(markdown: str | None) -> Markup | None:
    return None if markdown is None else _ready(markdown)


def _ready(markdown: str) -> Markup:
    """Markdown that came out of a template, where all that an author wrote was escaped or checked."""
    return Markup(markdown)  # noqa: S704


def _differing(spoken: Sequence[tuple[Sequence[Piece], Sequence[Piece]]]) -> tuple[str, str]:
    """All that is said of one part, each piece once, and none that says the same before and after."""
    before, after = (_each_once(piece for one in spoken for piece in one[side]) for side in (0, 1))
    return joined([one for one in before if one not in after]), joined([one for one in after if one not in before])


def _each_once(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Without what another piece begins with: “Naam.” beside “Naam: voornaam, achternaam.”"""
    found = {piece: words_of(piece[0]).rstrip(".") for piece in pieces}
    return tuple(
        piece
        for piece, words in found.items()
        if not any(other != words and other.startswith((f"{words}:", f"{words}.")) for other in found.values())
    )


def _without_name(text: str, name: Markup | None) -> str:
    """What is said of a part, without the name that stands before it already."""
    if name is None or not text.startswith(start := f"**{str(name).removesuffix('.')}:** "):
        return text
    rest = text.removeprefix(start)
    return rest[:1].upper() + rest[1:]
