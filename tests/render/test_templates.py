"""The templates as files: what may stand in them, that each is used, that a broken one is named by file and line."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from document.rendering import AS_OF, TEMPLATES, language, policy
from jinja2 import nodes

from policyc.document.statement import statement_of
from policyc.errors import PolicycError
from policyc.render.markdown import to_markdown
from policyc.render.templates import Templates

FOLDER = TEMPLATES / "nl"
FILES = sorted(FOLDER.rglob("*.j2"))
NAMES = [path.relative_to(FOLDER).as_posix() for path in FILES]
SECTIONS = [path for path in FILES if path.parent.name == "sections"]

SERVES = re.compile(r"\{# (?:(?:AVG|UAVG|Tw|BW|WP260|HvJ EU)\b[^;#]*\d)", re.ASCII)
ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.With, nodes.Include, nodes.Name,
    nodes.Getattr, nodes.Getitem, nodes.Const, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand, nodes.And,
    nodes.Or, nodes.Not, nodes.Concat, nodes.Tuple,
)  # fmt: skip
FILTERS = {
    "code", "link", "mail", "phone", "in_item", "in_quote", "sentence", "closed", "names", "titles", "all_of", "any_of",
    "length",
}  # fmt: skip
CALLS = {"consent.requests.values"}


def parsed(path: Path) -> nodes.Template:
    return jinja2.Environment(autoescape=True).parse(path.read_text("utf-8"))


def walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from walk(child)


def dotted(node: nodes.Node) -> str:
    return f"{dotted(node.node)}.{node.attr}" if isinstance(node, nodes.Getattr) else getattr(node, "name", "?")


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_the_first_line_names_the_article_it_serves(path: Path) -> None:
    assert SERVES.match(path.read_text("utf-8").split("\n")[0])


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_template_chooses_and_repeats_and_does_no_more(path: Path) -> None:
    for node in walk(parsed(path)):
        if isinstance(node, nodes.Call):
            assert dotted(node.node) in {*CALLS, "loop.cycle"}, node.lineno
        else:
            assert isinstance(node, ALLOWED), f"line {node.lineno}: {type(node).__name__}"
        if isinstance(node, nodes.Filter):
            assert node.name in FILTERS, node.lineno


@pytest.mark.parametrize("path", SECTIONS, ids=lambda path: path.name)
def test_a_section_opens_and_closes_like_every_other(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert lines[1].startswith("## ")
    if path.name != "own.md.j2":
        assert lines[3] == '{% include "parts/opening.md.j2" %}'
    rest = [line for line in lines if line.strip() not in ("{% endif %}", "{% endwith %}")]
    assert rest[-1] == '{% include "parts/closing.md.j2" %}'


def test_every_template_is_used() -> None:
    from document.singles import SINGLE

    used = {"statement.md.j2", "sections/own.md.j2", *(f"sections/{id_}.md.j2" for id_ in SINGLE)}
    patterns = set()
    for path in FILES:
        for node in walk(parsed(path)):
            if isinstance(node, nodes.Include):
                if isinstance(node.template, nodes.Const):
                    used.add(node.template.value)
                else:
                    patterns.add(path.name)
    # One include is made of a name: parts/rights/<right>.md.j2.
    assert patterns == {"rights.md.j2"}
    rights = {f"parts/rights/{right}.md.j2" for right in language().terms["right"]}
    assert set(NAMES) == used | rights


def test_the_terms_hold_the_words_of_the_codes() -> None:
    assert all(isinstance(words, dict) for words in language().terms.values())


# --- broken templates ---------------------------------------------------------------------------------------------


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    return tmp_path / "templates"


def failure(folder: Path, name: str, text: str) -> str:
    (folder / "nl" / name).write_text(text, "utf-8")
    source = policy(children={"addressed": True})
    with pytest.raises(PolicycError) as caught:
        to_markdown(statement_of(source, AS_OF), Templates(folder, language(), fallback="nl"))
    return caught.value.wording.nl


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{{ polcy.title }}", "'polcy' is undefined"),
        ("{{ policy.titel }}", "has no attribute 'titel'"),
        ("{{ policy.version }}", "None has no wording"),
        ("{{ content.addressed }}", "True has no wording"),
        ("{{ content }}", "a Children has no wording"),
        ("{{ terms.means.duif }}", "has no attribute 'duif'"),
        ("{{ ('duif',) | any_of(terms.means) }}", "terms.yaml has no word for 'duif'"),
        ("{% if policy %}", "Unexpected end of template"),
        ("{{ policy | titel }}", "No filter named 'titel'"),
        ("{{ policy.title + 1 }}", "unsupported operand type"),
    ],
)
def test_what_is_wrong_is_named_by_file_and_line(copy: Path, line: str, reason: str) -> None:
    said = failure(copy, "sections/children.md.j2", f"{{# AVG art. 8 #}}\n\n{line}\n")
    assert re.search(r"sections/children\.md\.j2:3 is niet bruikbaar: ", said), said
    assert reason in said


def test_a_missing_part_is_named(copy: Path) -> None:
    said = failure(copy, "sections/children.md.j2", '{% include "parts/weg.md.j2" %}')
    assert said.endswith("parts/weg.md.j2 ontbreekt.")


def test_a_template_that_is_no_utf_8_is_named(copy: Path) -> None:
    (copy / "nl" / "parts" / "opening.md.j2").write_bytes(b"\xff")
    said = failure(copy, "sections/children.md.j2", '{% include "parts/opening.md.j2" %}')
    assert "parts/opening.md.j2 is niet bruikbaar" in said
