"""A statement in, Markdown out: the sections worded one by one, then put in their frame with a contents list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from policyc.document.views import Section, Statement
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


def to_markdown(statement: Statement, templates: Templates) -> str:
    """CommonMark with tables, ending in a newline. Equal statements give equal text."""
    sections = [Markup(_section(section, statement, templates)) for section in statement.sections]
    values = {"statement": statement, "policy": statement.policy, "sections": sections}
    # The anchors count every heading, those of the frame too, so the frame is rendered once to learn them.
    without_contents = tidy(templates.render(_FRAME, {**values, "contents": ()}))
    contents = _contents(without_contents, sum(len(_HEADING.findall(section)) for section in sections))
    return tidy(templates.render(_FRAME, {**values, "contents": contents}))


def _section(section: Section, statement: Statement, templates: Templates) -> str:
    values = {"section": section, "content": section.content, "policy": statement.policy}
    return tidy(templates.render(section.template, values))


def _contents(markdown: str, of_sections: int) -> tuple[ContentsEntry, ...]:
    """The second-level headings among the last `of_sections`: the frame has its own headings before the sections."""
    anchor = Slugger()
    headings = [(level, text, anchor(_ESCAPE.sub(r"\1", text))) for level, text in _HEADING.findall(markdown)]
    last = headings[len(headings) - of_sections :]
    return tuple(ContentsEntry(Markup(text), Markup(name)) for level, text, name in last if level == "##")


def tidy(markdown: str) -> str:
    """Without what templates leave behind: white space at line ends, piles of empty lines."""
    lines = "\n".join(line.rstrip() for line in markdown.strip().split("\n"))
    return _BLANKS.sub("\n\n", lines) + "\n"
