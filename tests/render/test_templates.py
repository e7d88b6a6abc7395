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

from policyc.diagnostics import Wording
from policyc.errors import PolicycError
from policyc.render.edition import edition_of
from policyc.render.language import filled
from policyc.render.statement_page import page_of
from policyc.render.templates import read_terms

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
    "length", "anchor", "figure", "capital",
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
    if path.name == "flows.md.j2":  # the picture has no words of the author around it
        return
    if path.name != "own.md.j2":
        assert lines[3] == '{% include "parts/opening.md.j2" %}'
    rest = [line for line in lines if line.strip() not in ("{% endif %}", "{% endwith %}")]
    assert rest[-1] == '{% include "parts/closing.md.j2" %}'


def test_every_template_is_used() -> None:
    from document.singles import SINGLE

    from policyc.render.notice_page import TEMPLATES as OF_A_NOTICE
    from policyc.render.sentences import ASPECTS

    used = {"statement.md.j2", "sections/own.md.j2", *(f"sections/{id_}.md.j2" for id_ in SINGLE), *OF_A_NOTICE}
    used |= {aspect.template for aspect in ASPECTS.values() if aspect.template}
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


def failed(folder: Path, name: str, text: str) -> Wording:
    (folder / "nl" / name).write_text(text, "utf-8")
    source = policy(children={"addressed": True})
    with pytest.raises(PolicycError) as caught:
        edition_of(source, AS_OF, folder, cache=None)
    return caught.value.wording


def failure(folder: Path, name: str, text: str) -> str:
    return failed(folder, name, text).nl


OPEN_PRINT = "een {{, {% of {# wordt niet afgesloten met }}, %} of #}."
ENGLISH = re.compile(r"\b(the|is not|has no|unexpected|undefined|object|template|expected|codec|unknown|named)\b", re.I)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{{ polcy.title }}", "“polcy” bestaat niet. Bedoelt u “policy”?"),
        ("{{ zzz }}", "“zzz” bestaat niet."),
        ("{% if zzz %}x{% endif %}", "“zzz” bestaat niet."),
        ("{{ zzz() }}", "“zzz” bestaat niet."),
        ("{{ policy.titel }}", "het veld “titel” bestaat niet. Bedoelt u “title”?"),
        ("{{ section.zzz.y }}", "het veld “zzz” bestaat niet."),
        ("{{ policy.version }}", "dit veld is niet ingevuld; zet er {% if %} omheen."),
        ("{{ content.addressed }}", "dit is ja of nee en geen tekst; kies de woorden met {% if %}."),
        ("{{ content }}", "dit is een geheel van velden en geen tekst; noem één van de velden."),
        ("{{ terms.means.duif }}", "er is geen woord voor “duif”."),
        ("{{ terms.means['websit'] }}", "er is geen woord voor “websit”. Bedoelt u “website”?"),
        ("{{ ('duif',) | any_of(terms.means) }}", "er is geen woord voor “duif”."),
        ("{% if policy %}", "{% if %} is niet afgesloten met {% endif %}."),
        ("{% if policy %}{% endfor %}", "{% endfor %} kan hier niet: {% if %} is niet afgesloten met {% endif %}."),
        ("{% endif %}", "{% endif %} hoort nergens bij: er is niets meer open."),
        ("{% inclde 'x' %}", "{% inclde %} bestaat niet. Bedoelt u “include”?"),
        ("{{ policy.title", OPEN_PRINT),
        ("{{ policy.title }", OPEN_PRINT),
        ("{# policy.title", OPEN_PRINT),
        ("{{ policy | titel }}", "het filter “titel” bestaat niet. Bedoelt u “titles”?"),
        ("{{ policy is leeg }}", "de toets “is leeg” bestaat niet."),
        ("{{ policy ? }}", "hier klopt de opbouw niet."),
        ("{% for x %}{% endfor %}", "hier klopt de opbouw niet."),
        ("{{ policy.title + 1 }}", "wat hier staat, kan niet."),
        ('{% include "sections/children.md.j2" %}', "dit sjabloon voegt steeds zichzelf in."),
    ],
)
def test_what_is_wrong_is_named_by_file_and_line(copy: Path, line: str, reason: str) -> None:
    said = failed(copy, "sections/children.md.j2", f"{{# AVG art. 8 #}}\n\n{line}\n")
    place = f"{copy}/nl/sections/children.md.j2:3"
    assert said.nl == f"Het sjabloon {place} is niet bruikbaar: {reason}"
    assert not ENGLISH.search(re.sub("“.*?”", "", said.nl.replace(place, "")))
    assert said.en.startswith(f"The template {place} cannot be used: ")
    assert re.search(r"[^.][.?]\Z", said.en)
    assert "\n" not in said.en


def test_a_missing_part_is_named(copy: Path) -> None:
    said = failure(copy, "sections/children.md.j2", '{% include "parts/weg.md.j2" %}')
    assert said.endswith("parts/weg.md.j2 ontbreekt.")


def test_a_name_that_no_file_can_have_is_a_missing_part(copy: Path) -> None:
    assert failure(copy, "sections/children.md.j2", '{% include "parts/\\0.md.j2" %}').endswith(" ontbreekt.")


def test_a_template_that_is_no_utf_8_is_named(copy: Path) -> None:
    (copy / "nl" / "parts" / "opening.md.j2").write_bytes(b"x\n\xff")
    said = failure(copy, "sections/children.md.j2", '{% include "parts/opening.md.j2" %}')
    assert said.endswith("parts/opening.md.j2:2 is niet bruikbaar: het is niet opgeslagen als UTF-8.")


def test_a_folder_in_place_of_a_template_is_named(copy: Path) -> None:
    (copy / "nl" / "parts" / "map.md.j2").mkdir()
    said = failure(copy, "sections/children.md.j2", '{% include "parts/map.md.j2" %}')
    assert said.endswith("parts/map.md.j2 is niet bruikbaar: dat is een map.")


# --- broken terms ---------------------------------------------------------------------------------------------------

TWO_WORDS = "hier horen twee woorden te staan: [enkelvoud, meervoud]."
A_TEXT = "hier hoort een tekst te staan, zo nodig tussen aanhalingstekens."
PAGE_OF = "page.page_of: hier hoort {page} en {pages} in te staan, in deze volgorde en elk één keer, en verder geen"
VERSION_AND_DATE = "page.version_and_date: hier hoort {version} en {date} in te staan, elk één keer, en verder geen"
# What stands in terms.yaml: (what comes in its place, what is said of it).
TERMS: dict[str, list[tuple[str, str]]] = {
    "page:": [("paginas:", "page: deze groep ontbreekt.")],
    "  skip: Naar de inhoud\n": [
        ("", "page.skip: dit ontbreekt."),
        ("  skip:\n", f"page.skip: {A_TEXT}"),
        ("  skip: [a]\n", f"page.skip: {A_TEXT}"),
        ("  skip: {a: b}\n", f"page.skip: {A_TEXT}"),
        ("  skip: true\n", f"page.skip: {A_TEXT}"),
        ("  skip: ''\n", f"page.skip: {A_TEXT}"),
        ("  skip: a: b\n", "een dubbele punt met een spatie erna mag hier niet"),
        ("  skip: a\n  skip: b\n", "“skip” staat hier voor de tweede keer."),
    ],
    "Pagina {page} van {pages}": [
        (text, PAGE_OF)
        for text in ("Pagina", "P {page}", "P {pages}, {page}", "P {page} {pages} {page}", "P {page} {pages} {x}")
    ],
    "Versie {version}, geldig vanaf {date}": [
        (text, VERSION_AND_DATE)
        for text in ("V", "V {version}", "V {version} {date", "V {version} {date} {0}", "'{version} {date} }'")
    ],
    "  version: Versie {version}": [
        ("  version: Versie", "page.version: hier hoort {version} in te staan"),
        ("  version: '{version!r}'", "page.version: hier hoort {version} in te staan"),
    ],
    "  date: Geldig vanaf {date}": [("  date: Vanaf", "page.date: hier hoort {date} in te staan")],
    "  weeks: [week, weken]": [
        ("", "units.weeks: dit ontbreekt."),
        ("  weeks: week", f"units.weeks: {TWO_WORDS}"),
        ("  weeks: [week]", f"units.weeks: {TWO_WORDS}"),
        ("  weeks: [week, weken, w]", f"units.weeks: {TWO_WORDS}"),
        ("  weeks: [week, [weken]]", f"units.weeks: {TWO_WORDS}"),
    ],
    "  website: de website": [
        ("  website: {a: b}", f"means.website: {A_TEXT}"),
        ("  website: !x de website", "de aanduiding “!x” wordt niet ondersteund."),
    ],
    "callouts:\n": [("callouts: []\nrest:\n", "callouts: hier horen woorden te staan (code: woord).")],
    "marks:\n": [("marks: x\nrest:\n", "marks: hier horen woorden te staan (code: woord).")],
}


@pytest.mark.parametrize(("old", "new", "reason"), [(old, *case) for old, cases in TERMS.items() for case in cases])
def test_what_is_wrong_in_the_terms_is_named_by_file_and_key(tmp_path: Path, old: str, new: str, reason: str) -> None:
    path = tmp_path / "terms.yaml"
    before, found, after = (FOLDER / "terms.yaml").read_text("utf-8").partition(old)
    assert found
    path.write_text(before + new + after, "utf-8")
    with pytest.raises(PolicycError) as caught:
        read_terms(tmp_path)
    said = caught.value.wording
    match = re.match(rf"Het sjabloon {re.escape(str(path))}:(\d+) is niet bruikbaar: {re.escape(reason)}", said.nl)
    assert match, said.nl
    assert re.match(rf"The template {re.escape(str(path))}:\d+ cannot be used: .*[^.]\.\Z", said.en), said.en
    if "ontbreekt" not in reason:
        named = path.read_text("utf-8").split("\n")[int(match.group(1)) - 1].strip()
        assert named
        assert named in new or new in named


@pytest.mark.parametrize(
    "raw", [b"", b"- a\n", b"tekst\n", b"a: [" * 5000, b"\xff", b"a: 2026-13-45\n", b"a: &a [*a]\n"]
)
def test_terms_that_are_something_else_are_refused(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "terms.yaml").write_bytes(raw)
    with pytest.raises(PolicycError) as caught:
        read_terms(tmp_path)
    assert "terms.yaml:1 is niet bruikbaar: " in caught.value.wording.nl
    assert "verklaring" not in caught.value.wording.nl


def test_a_folder_in_place_of_the_terms_is_named(tmp_path: Path) -> None:
    (tmp_path / "terms.yaml").mkdir()
    with pytest.raises(PolicycError, match="that is a folder"):
        read_terms(tmp_path)


def test_a_form_is_filled_in_one_go() -> None:
    assert filled("V {version}, {date} {x}", {"version": "{date} {0}", "date": "nu"}) == "V {date} {0}, nu {x}"


@pytest.mark.parametrize(
    ("fields", "colophon"),
    [
        ({}, ""),
        ({"version": "2"}, "Versie 2"),
        ({"effective": "2026-12-15"}, "Geldig vanaf 15 december 2026"),
        ({"version": "2", "effective": "2026-12-15"}, "Versie 2, geldig vanaf 15 december 2026"),
    ],
)
def test_the_colophon(fields: dict[str, str], colophon: str) -> None:
    assert page_of(policy(**fields), language()).labels.colophon == colophon
