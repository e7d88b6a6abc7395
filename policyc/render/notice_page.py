"""A notice in, its Markdown and the page around it out. The wording is that of `notice.md.j2` and `changes/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from policyc.changes.materiality import MaterialChange
from policyc.changes.notice import Notice, Subject, name_of, section_of
from policyc.changes.pair import value_at
from policyc.diagnostics import Path
from policyc.model.text import Text
from policyc.render.html import Labels, Page
from policyc.render.language import Language
from policyc.render.markdown import tidy
from policyc.render.plain_text import one_line, words_of
from policyc.render.sentences import Sentences, Spoken
from policyc.render.templates import Templates

TEMPLATES = ("notice.md.j2", "changes/subject_line.md.j2", "changes/value.md.j2")
"""What is rendered by name for a letter, besides the sentences of the changes."""

_LETTER, _SUBJECT_LINE, _VALUE = TEMPLATES


@dataclass(frozen=True, slots=True)
class Row:
    """How one part was told and how it is told now, each on one line of Markdown; None where nothing is said of it.

    `name` is what readers call the part, and `piece` a row of a purpose with several; without a name it goes by its
    `section`.
    """

    name: Text | None
    piece: Text | None
    section: str
    before: Markup | None
    after: Markup | None


@dataclass(frozen=True, slots=True)
class Told:
    """A subject with its rows, and what the author says of it as far as that has to fit in a cell."""

    subject: Subject
    rows: tuple[Row, ...]
    why: Markup | None
    means: Markup | None


def notice_markdown(notice: Notice, templates: Templates) -> str:
    """The letter as CommonMark with tables, ending in a newline. Equal notices give equal text."""
    writer = _Writer(notice, templates, _sentences(notice, templates))
    values = {
        **_values(notice),
        "subject_line": _ready(_subject_line(notice, templates)),
        "subjects": writer.told(notice.subjects),
        "corrections": writer.told(notice.corrections),
        "others": writer.told(notice.others),
    }
    return tidy(templates.render(_LETTER, values))


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
        mark=terms["marks"].get(notice.policy.status),
        callouts=terms["callouts"],
    )


def _values(notice: Notice) -> dict[str, object]:
    names = tuple(party.title for party in notice.controllers if party.title is not None)
    return {"notice": notice, "policy": notice.policy, "release": notice.release, "names": names}


def _subject_line(notice: Notice, templates: Templates) -> str:
    return " ".join(templates.render(_SUBJECT_LINE, _values(notice)).split())


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
        return Told(subject, tuple(self._rows(subject)), self._line(why), self._line(means))

    def _line(self, text: Text | None) -> Markup | None:
        if text is None:
            return None
        return _ready(one_line(self.templates.render(_VALUE, {"value": text})))

    def _rows(self, subject: Subject) -> Iterator[Row]:
        """What the author says of the whole, or else each part in the words of the statement."""
        entry = subject.entry
        if entry is not None and (entry.before is not None or entry.after is not None):
            yield Row(None, None, subject.section, self._line(entry.before), self._line(entry.after))
            return
        for part, changes in self._by_part(subject.changes).items():
            before, after = _joined([self.sentences.told(one) for one in changes])
            if before is not None or after is not None:
                name = name_of(self.notice.pair, part[:2])
                piece = name_of(self.notice.pair, part) if len(part) > 2 else None
                yield Row(name, piece, section_of(changes[0].path), _ready_or_none(before), _ready_or_none(after))

    def _by_part(self, changes: Iterable[MaterialChange]) -> dict[Path, list[MaterialChange]]:
        found: dict[Path, list[MaterialChange]] = {}
        for one in changes:
            is_row = len(one.path) > _ROW and one.path[:2] == one.subject and one.path[0] == "purposes"
            part = one.path[:_ROW] if is_row and self._has_rows(one.subject) else one.subject
            found.setdefault(part, []).append(one)
        return found

    def _has_rows(self, purpose: Path) -> bool:
        """Whether the purpose has several rows, so that a reader has to know which is meant."""
        pair = self.notice.pair
        return any(len(part.processing) > 1 for side in (pair.old, pair.new) if (part := value_at(side, purpose)))


_ROW = len(("purposes", "…", "processing", "…"))


def _ready_or_none(markdown: str | None) -> Markup | None:
    return None if markdown is None else _ready(markdown)


def _ready(markdown: str) -> Markup:
    """Markdown that came out of a template, where all that an author wrote was escaped or checked."""
    return Markup(markdown)  # noqa: S704


def _joined(spoken: Sequence[Spoken]) -> Spoken:
    """All that is said of one part, each sentence once, and none that says the same before and after."""
    before, after = (_each_once(one[side] for one in spoken) for side in (0, 1))
    return (
        " ".join(one for one in before if one not in after) or None,
        " ".join(one for one in after if one not in before) or None,
    )


def _each_once(texts: Iterable[str | None]) -> tuple[str, ...]:
    """Without what another text begins with: “Naam.” beside “Naam: voornaam, achternaam.”"""
    found = {text: words_of(text).rstrip(".") for text in texts if text}
    return tuple(
        text
        for text, words in found.items()
        if not any(other != words and other.startswith((f"{words}:", f"{words}.")) for other in found.values())
    )
