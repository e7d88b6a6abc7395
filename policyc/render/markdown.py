"""A statement in, Markdown out: the sections worded one by one, then put in their frame with a contents list.

The Markdown still holds the marks of `policyc.render.marks`, of which the page makes use.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from policyc.document.views import Section, Statement
from policyc.render.marks import anchor_in, without
from policyc.render.slug import Slugger
from policyc.render.templates import Templates

_FRAME = "statement.md.j2"

_HEADING = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BLANKS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents list: the heading as Markdown and the name of its anchor."""

    heading: Markup
    anchor: Markup


@dataclass(frozen=True, slots=True)
class Languages:
    """What a statement says of its languages, each by its name in this one: “Engels”."""

    others: tuple[str, ...] = ()
    """The other languages in which it is published."""
    prevailing: str | None = None
    """The one that counts where they differ, if the policy says so."""


def to_markdown(statement: Statement, templates: Templates, languages: Languages = Languages()) -> str:
    """CommonMark with tables and marks, ending in a newline. Equal statements give equal text."""
    sections = [Markup(_section(section, statement, templates)) for section in statement.sections]
    values = {
        "statement": statement,
        "policy": statement.policy,
        "summary": statement.summary,
        "edition": languages,
        "sections": sections,
    }
    # The anchors count every heading, those of the frame too, so the frame is rendered once to learn them.
    first = tidy(templates.render(_FRAME, {**values, "contents": (), "links": _Unknown()}))
    headings = _headings(first)
    links = {heading.stable: heading.slug for heading in headings if heading.stable}
    of_sections = sum(len(_HEADING.findall(section)) for section in sections)
    contents = _contents(headings[len(headings) - of_sections :])
    return tidy(templates.render(_FRAME, {**values, "contents": contents, "links": links}))


class _Unknown(dict[str, str]):
    """The names of headings while they are not known yet: any may be there."""

    def __missing__(self, key: str) -> str:
        return ""

    def __contains__(self, key: object) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    markdown: str
    slug: str
    stable: str | None


def _section(section: Section, statement: Statement, templates: Templates) -> str:
    values = {"section": section, "content": section.content, "policy": statement.policy}
    return tidy(templates.render(section.template, values))


def _headings(markdown: str) -> Sequence[_Heading]:
    """Every heading, with the name that a code host gives it and the stable one it carries."""
    slug = Slugger()
    found = [(len(marks), without(text), anchor_in(text)) for marks, text in _HEADING.findall(markdown)]
    return [_Heading(level, text, slug(_ESCAPE.sub(r"\1", text)), stable) for level, text, stable in found]


def _contents(headings: Sequence[_Heading]) -> tuple[ContentsEntry, ...]:
    """The sections among the headings of the sections: the frame has its own headings before them."""
    return tuple(ContentsEntry(Markup(one.markdown), Markup(one.slug)) for one in headings if one.level == 2)


def tidy(markdown: str) -> str:
    """Without what templates leave behind: white space at line ends, piles of empty lines."""
    lines = "\n".join(line.rstrip() for line in markdown.strip().split("\n"))
    return _BLANKS.sub("\n\n", lines) + "\n"
