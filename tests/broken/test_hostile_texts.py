"""Mark-up in a text of the author: plain texts show it letter by letter in every output, prose refuses it."""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from document.rendering import TEMPLATES, edition
from markdown_it import MarkdownIt
from model.maximal import maximal_policies, maximal_sources, policy_of, to_yaml
from model.walk import fields_of_type
from pydantic import BaseModel

from policyc.diagnostics import Path
from policyc.model.load import load
from policyc.model.text import Prose, Text
from policyc.render.statement_page import edition_html
from policyc.source.reader import read

HOSTILE = (
    "**x** _y_ <script>alert(1)</script> [a](javascript:alert(1)) | `c` &copy; # ~~z~~ $m$ "
    "![i](https://e.example/x.png)"
)
# What is only mark-up at the beginning, or the end, of a line.
BEGINNINGS = ("# ", "- ", "1. ", "2) ", "> ", "| ", "```", "~~~", "=== ", "--- ", "* * * ", "[x]: https://e.example ")
ENDS = ("\\", "  ", "`", "*", "_", "<", "&", "|", "[", "](", "$", "~~")

NOT_SHOWN = {
    "AcceptedChange.by": "for the authors",
    "AcceptedChange.reason": "for the authors",
    "ConsentRefresh.plan": "for the announcement",
    "Design.logo_alt": "the words of a logo, which is on the page alone: test_brand",
    "Release.stays": "for the announcement",
    "Release.summary": "for the announcement",
    "ReleaseChange.after": "for the announcement",
    "ReleaseChange.before": "for the announcement",
    "ReleaseChange.compatibility": "for the announcement",
    "ReleaseChange.law": "for the announcement",
    "ReleaseChange.means": "for the announcement",
    "ReleaseChange.options": "for the announcement",
    "ReleaseChange.risks": "for the announcement",
    "ReleaseChange.subject": "for the announcement",
    "ReleaseChange.why": "for the announcement",
    "Suppression.by": "for the authors",
    "Suppression.reason": "for the authors",
}
"""Fields that are no part of the statement, and for whom they are instead."""

ONE, SEVERAL = 0, 1  # the maximal policy with one controller, and the one with several


# --- where the texts are ---


def texts_of(value: Any, at: Path = (), owner: str = "") -> Iterator[tuple[str, Path, Text]]:
    """Every text of a policy: `Class.field`, path, value."""
    if isinstance(value, Text):
        yield owner, at, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            # A field belongs to the class that declares it.
            home = next(cls for cls in reversed(type(value).__mro__) if name in getattr(cls, "model_fields", {}))
            yield from texts_of(getattr(value, name), (*at, field.alias or name), f"{home.__name__}.{name}")
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts_of(inner, (*at, key), owner)
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from texts_of(inner, (*at, index), owner)


@cache
def plain_texts(policy: int) -> tuple[tuple[str, Path], ...]:
    found = texts_of(maximal_policies()[policy])
    return tuple((owner, path) for owner, path, text in found if not isinstance(text, Prose))


@cache
def prose_texts() -> Mapping[str, Path]:
    """One place of every prose field."""
    found: dict[str, Path] = {}
    for policy in (ONE, SEVERAL):
        for owner, path, text in texts_of(maximal_policies()[policy]):
            if isinstance(text, Prose):
                found.setdefault(owner, path)
    return found


def written(source: Any, path: Path, text: str) -> None:
    """Put `text` at `path`."""
    for step in path[:-1]:
        source = source[step]
    source[path[-1]] = text


def test_the_maximal_policies_have_every_text_field_of_the_model() -> None:
    plain = {owner for policy in (ONE, SEVERAL) for owner, _ in plain_texts(policy)}
    assert plain == fields_of_type(Text) - fields_of_type(Prose)
    assert prose_texts().keys() == fields_of_type(Prose)


# --- plain texts ---


@dataclass(frozen=True)
class Shown:
    """What readers get of a policy whose n-th plain text is `make(n)`."""

    texts: tuple[str, ...]
    """The bare text of every stretch of inline Markdown, code spans included."""
    structure: tuple[str, ...]
    """Every Markdown token that is not text, in order."""
    elements: tuple[str, ...]
    """Every HTML element, in order."""
    attributes: tuple[str, ...]
    html: str


_LAID_OUT = re.compile(r'<figure.*?</figure>|<script type="application/ld\+json">.*?</script>', re.DOTALL)
"""The drawings, in which long texts have more lines, and the data for machines: both have tests of their own."""


def show(policy: int, make: Callable[[int], str]) -> Shown:
    source = copy.deepcopy(maximal_sources()[policy])
    for number, (_, path) in enumerate(plain_texts(policy)):
        written(source, path, make(number))
    made = policy_of(source)
    shown = edition(made)
    markdown, html = shown.markdown, _LAID_OUT.sub("", edition_html(shown, page_folder=TEMPLATES / "page"))
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(markdown)
    inline = [token.children or [] for token in tokens if token.type == "inline"]
    structure = [token.type for token in tokens]
    structure += [child.type for children in inline for child in children if child.type != "text"]
    parsed = Elements()
    parsed.feed(html)
    return Shown(
        texts=tuple("".join(child.content for child in children) for children in inline),
        structure=tuple(structure),
        elements=tuple(parsed.names),
        attributes=tuple(parsed.attributes),
        html=html,
    )


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # `wbr` lets long words break; where depends on the words.
        if tag != "wbr":
            self.names.append(tag)
        # Title and author of the page stand in `content` and `data-title`, which nothing follows or runs.
        self.attributes += [value or "" for name, value in attrs if name not in ("content", "data-title")]


def numbered(number: int) -> str:
    return f"{HOSTILE} nr{number:05}"


def on_edge(number: int) -> str:
    return f"{BEGINNINGS[number % len(BEGINNINGS)]}nr{number:05} {ENDS[number % len(ENDS)]}".strip()


@cache
def innocent(policy: int) -> Shown:
    return show(policy, lambda number: f"tekst nr{number:05}")


@cache
def hostile(policy: int) -> Shown:
    return show(policy, numbered)


def numbers(shown: Shown) -> set[int]:
    return {int(number) for text in shown.texts for number in re.findall(r"nr(\d{5})", text)}


@pytest.mark.parametrize("policy", [ONE, SEVERAL])
def test_hostile_texts_add_nothing_to_the_structure(policy: int) -> None:
    assert hostile(policy).structure == innocent(policy).structure
    assert hostile(policy).elements == innocent(policy).elements


@pytest.mark.parametrize("policy", [ONE, SEVERAL])
def test_hostile_texts_make_no_script_and_no_attribute(policy: int) -> None:
    assert "<script" not in hostile(policy).html.casefold()
    assert not [value for value in hostile(policy).attributes if "javascript:" in value.casefold()]
    assert not [value for value in hostile(policy).attributes if "e.example" in value]


def test_texts_that_are_mark_up_at_the_edge_of_a_line() -> None:
    shown = show(ONE, on_edge)
    assert shown.structure == innocent(ONE).structure
    assert shown.elements == innocent(ONE).elements
    whole = "\n".join(shown.texts)
    lost = [on_edge(number) for number in numbers(innocent(ONE)) if on_edge(number) not in whole]
    assert lost == []


@cache
def shown_of_fields() -> Mapping[str, list[bool]]:
    """Per plain field and place of it in the policies: whether it is shown letter by letter."""
    found: dict[str, list[bool]] = defaultdict(list)
    for policy in (ONE, SEVERAL):
        whole = "\n".join(hostile(policy).texts)
        visible = numbers(innocent(policy))
        for number, (owner, _) in enumerate(plain_texts(policy)):
            if number in visible:
                found[owner].append(numbered(number) in whole)
    return found


@pytest.mark.parametrize("field", sorted(fields_of_type(Text) - fields_of_type(Prose) - NOT_SHOWN.keys()))
def test_plain_field_is_shown_letter_by_letter(field: str) -> None:
    places = shown_of_fields().get(field, [])
    assert places, f"{field} is nowhere in the statement"
    assert all(places)


def test_fields_that_are_not_shown_are_no_part_of_the_statement() -> None:
    assert NOT_SHOWN.keys() <= fields_of_type(Text)
    assert not NOT_SHOWN.keys() & shown_of_fields().keys()


# --- prose ---

BASE = {"policyc": 1, "id": "proza", "title": "Proza", "status": "final"}


def alone(field: str, text: str) -> bytes:
    """A policy in which that prose field is all that is wrong."""
    path = prose_texts()[field]
    source = copy.deepcopy(maximal_sources()[SEVERAL if path[0] == "controllers" else ONE])
    part = str(path[0])
    keep: dict[str, Any] = {**BASE, part: source[part]}
    written(keep, path, text)
    return to_yaml(keep)


@pytest.mark.parametrize("field", sorted(fields_of_type(Prose)))
@pytest.mark.parametrize(
    ("text", "code", "piece"),
    [
        (HOSTILE, "MO026", "<script>"),
        ("Lees [dit](javascript:alert(1)).", "MO015", "javascript:alert(1)"),
    ],
    ids=["mark-up", "link"],
)
def test_prose_field_refuses_mark_up_at_its_line(field: str, text: str, code: str, piece: str) -> None:
    raw = alone(field, text)
    (line,) = [number for number, line in enumerate(raw.decode().split("\n"), start=1) if text in line]
    loaded = load(read(raw, name="proza.yaml"))
    (finding,) = [found for found in loaded.diagnostics if found.code in ("MO026", "MO015")]
    column = raw.decode().split("\n")[line - 1].index(piece) + 1
    assert (finding.code, finding.span.line, finding.span.column) == (code, line, column)
    assert loaded.policy is None


def test_every_text_of_the_maximal_policy_is_refused_when_empty() -> None:
    source = copy.deepcopy(maximal_sources()[ONE])
    for _, path, _ in texts_of(maximal_policies()[ONE]):
        written(source, path, " ")
    found = load(read(to_yaml(source), name="leeg.yaml")).diagnostics
    assert {finding.code for finding in found} == {"MO011"}
    assert {finding.path for finding in found} == {path for _, path, _ in texts_of(maximal_policies()[ONE])}
