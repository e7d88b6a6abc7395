"""The HTML page: what the Markdown's conventions become, and what can never get in."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from page_sample import PAGE, PAGE_FOLDER, SAMPLE, page_of

from policyc.errors import PolicycError
from policyc.render.html import Labels, statement_html, to_html
from policyc.render.marks import anchor, figure, in_language


class Tags(HTMLParser):
    """The start tags of a page, in order, with their attributes; `text` is what a reader sees."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def attributes(self, wanted: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == wanted]


def main_of(page: str) -> str:
    """What stands between the tags of `<main>`."""
    return page.partition('<main id="page.content">\n')[2].partition("\n</main>")[0]


def body(markdown: str) -> str:
    return main_of(page_of(markdown))


def statement(markdown: str, **figures: str) -> str:
    return main_of(statement_html(markdown, PAGE, figures, page_folder=PAGE_FOLDER))


# ---- structure ----------------------------------------------------------------------------------------------------


def test_headings_are_named_and_repeated_names_are_numbered() -> None:
    assert body("# A\n\n## Vragen?\n\n## Vragen") == (
        '<h1 id="a">A</h1>\n<h2 id="vragen">Vragen?</h2>\n<h2 id="vragen-1">Vragen</h2>'
    )


def test_a_list_of_links_after_a_heading_is_a_contents_list() -> None:
    assert body("## Inhoud\n\n- [A](#a)\n    - [B **c**](#b-c)\n\n## A\n\n### B c") == (
        '<nav class="contents" id="page.contents" aria-labelledby="inhoud">\n<h2 id="inhoud">Inhoud</h2>\n'
        '<ul>\n<li><a href="#a">A</a>\n<ul>\n<li><a href="#b-c">B <strong>c</strong></a></li>\n</ul></li>\n</ul>\n'
        '</nav>\n<h2 id="a">A</h2>\n<h3 id="b-c">B c</h3>'
    )


@pytest.mark.parametrize(
    "markdown",
    [
        "## A\n\n- [A](#a)\n- tekst",
        "## A\n\n- [A](#a) en meer",
        "## A\n\n- [A](https://example.org)",
        "## A\n\n1. [A](#a)",
        "## A\n\n- [A](#a)\n    - tekst",
        "## A\n\n- [A](#a)\n\n  [A](#a)",
        "## A\n\n-\n- [A](#a)",
        "tekst\n\n- [A](#a)\n\n## A",
        "> ## A\n>\n> - [A](#a)",
    ],
)
def test_other_lists_are_lists(markdown: str) -> None:
    assert "<nav" not in body(markdown)


def test_strong_text_before_a_table_is_its_caption() -> None:
    assert body("**Cookies _hier_**\n\n| A | B |\n|---|---|\n| 1 | 2 |") == (
        '<table class="pairs">\n<caption>Cookies <em>hier</em></caption>\n'
        '<thead>\n<tr><th scope="col">A</th><th scope="col">B</th></tr>\n</thead>\n'
        '<tbody>\n<tr><th scope="row">1</th><td data-label="B">2</td></tr>\n</tbody>\n</table>'
    )


@pytest.mark.parametrize("before", ["**A** b", "A", "**A** **B**", "**A**\n\ntekst"])
def test_other_text_before_a_table_is_no_caption(before: str) -> None:
    assert "<caption>" not in body(f"{before}\n\n| A | B |\n|---|---|\n| 1 | 2 |")


def test_a_caption_also_works_inside_a_call_out() -> None:
    assert "<caption>C</caption>" in body("> **C**\n>\n> | A | B |\n> |---|---|\n> | 1 | 2 |")


def test_cells_without_text_head_nothing() -> None:
    assert body("| | B |\n|---|---|\n| | 2 |\n| 1 | |") == (
        '<table class="pairs">\n<thead>\n<tr><td></td><th scope="col">B</th></tr>\n</thead>\n<tbody>\n'
        '<tr><td></td><td data-label="B">2</td></tr>\n<tr><th scope="row">1</th><td></td></tr>\n</tbody>\n</table>'
    )


def test_alignment_makes_no_style_attribute() -> None:
    page = page_of("# T\n\n| A | B | C |\n|:--|:-:|--:|\n| 1 | 2 | 3 |")
    assert not [tag for tag, attributes in Tags(page).tags if "style" in attributes]


def test_one_column_is_not_headed_by_itself() -> None:
    assert '<td data-label="A">1</td>' in body("| A |\n|---|\n| 1 |")


def test_a_table_of_headers_only_is_a_row() -> None:
    row = '<tr><th scope="row">A</th><td>B</td></tr>'
    assert body("| A | B |\n|---|---|") == f'<table class="pairs">\n<tbody>\n{row}\n</tbody>\n</table>'


def test_tables_of_many_columns_and_long_words_are_told_to_the_style_sheet() -> None:
    html = body("| A | B | C | D | E |\n|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | https://example.org/een-lang-adres |")
    assert '<table class="wide">' in html
    assert '<td data-label="E" class="long">' in html


def test_call_outs() -> None:
    assert body("> **Nog te bevestigen:** Hoe lang?") == (
        '<div class="note question" role="note">\n'
        '<p><strong class="label">Nog te bevestigen:</strong><br>\nHoe lang?</p>\n</div>'
    )
    assert body("> **Onbekend** woord").startswith('<div class="note" role="note">')
    assert body("> Gewoon **sterk**") == '<div class="note" role="note">\n<p>Gewoon <strong>sterk</strong></p>\n</div>'
    assert '<p><strong class="label">Bezwaar</strong></p>\n<p>Dat kan.</p>' in body("> **Bezwaar**\n>\n> Dat kan.")
    assert body(">") == ""


def test_loose_and_tight_lists_are_written_alike() -> None:
    assert body("- a\n- b") == body("- a\n\n- b") == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"
    assert body("- a\n\n  b") == "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ul>"
    assert body("3. a\n4. b") == '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'


def test_a_list_of_labels_and_what_they_label_is_set_as_such() -> None:
    assert body("- **Telefoon:** 1\n- **Moet dat?** Nee.\n- **Doelen:**\n    - a") == (
        '<ul class="facts">\n<li><strong>Telefoon:</strong> 1</li>\n<li><strong>Moet dat?</strong> Nee.</li>\n'
        "<li><strong>Doelen:</strong>\n<ul>\n<li>a</li>\n</ul></li>\n</ul>"
    )


@pytest.mark.parametrize(
    "markdown",
    [
        "- **A:** b\n- c",
        "- a **B:** c",
        "- **A** b",
        "- **A:**",
        "- *A:* b",
        "1. **A:** b",
        "- **A:** b\n\n  c",
        "- **A:** b\n\n  > c",
        "- ## **A:** b",
    ],
)
def test_other_lists_have_no_labels(markdown: str) -> None:
    assert "facts" not in body(markdown)


def test_an_address_may_be_broken_where_it_says_so() -> None:
    assert body("[a.b@c-d.nl](mailto:a.b@c-d.nl)") == (
        '<p><a href="mailto:a.b@c-d.nl">a<wbr>.b@<wbr>c-d<wbr>.nl</a></p>'
    )
    assert body("[www.x.nl/y.z](https://www.x.nl/y.z)") == (
        '<p><a href="https://www.x.nl/y.z">www.x<wbr>.nl/y<wbr>.z</a></p>'
    )
    assert body("<https://x.nl/?a=1&b=2>") == (
        '<p><a href="https://x.nl/?a=1&amp;b=2">https://x<wbr>.nl/?a=1&amp;b=2</a></p>'
    )
    for words in ("x.nl", "*www.x.nl*", "Versie 1.2"):
        assert "<wbr>" not in body(f"[{words}](https://www.x.nl)")


# ---- layers -------------------------------------------------------------------------------------------------------


def test_the_contents_list_divides_a_statement_in_layers_of_sections() -> None:
    page = statement(
        "# T\n\nInleiding.\n\n## In het kort\n\nLees [A](#a).\n\n## Inhoud\n\n- [A](#a)\n\n"
        f"## A{anchor('section.a')}\n\na\n\n### B{anchor('purposes.b')}\n\n#### C\n\nc\n\n### D\n\nd\n\n## E\n\ne"
    )
    assert page == (
        '<div class="layer">\n'
        '<h1 id="t">T</h1>\n<p>Inleiding.</p>\n'
        '<section>\n<h2 id="in-het-kort">In het kort</h2>\n<p>Lees <a href="#section.a">A</a>.</p>\n</section>\n'
        "</div>\n"
        '<nav class="contents" id="page.contents" aria-labelledby="inhoud">\n<h2 id="inhoud">Inhoud</h2>\n'
        '<ul>\n<li><a href="#section.a">A</a></li>\n</ul>\n</nav>\n'
        '<div class="detail">\n'
        '<section id="a">\n<h2 id="section.a">A</h2>\n<p>a</p>\n'
        '<section id="b">\n<h3 id="purposes.b">B</h3>\n<h4 id="c">C</h4>\n<p>c</p>\n</section>\n'
        '<section>\n<h3 id="d">D</h3>\n<p>d</p>\n</section>\n'
        "</section>\n"
        '<section>\n<h2 id="e">E</h2>\n<p>e</p>\n</section>\n'
        "</div>"
    )


def test_a_statement_without_a_contents_list_is_one_layer() -> None:
    assert statement("# T\n\nx") == '<div class="layer">\n<h1 id="t">T</h1>\n<p>x</p>\n</div>'


def test_a_figure_stands_in_its_place_with_its_words_folded_below_it() -> None:
    words = "**De figuur *in* woorden**\n\n- **A:** b"
    page = statement(f"# T\n\n{figure('flows')}\n\n{words}\n\nx", flows="<figure>f</figure>")
    assert page == (
        '<div class="layer">\n<h1 id="t">T</h1>\n<figure>f</figure>\n'
        "<details>\n<summary>De figuur <em>in</em> woorden</summary>\n"
        '<ul class="facts">\n<li><strong>A:</strong> b</li>\n</ul>\n</details>\n<p>x</p>\n</div>'
    )
    assert "<details>" not in statement(f"# T\n\n{words}")
    assert statement(f"# T\n\n{figure('flows')}\n\nx") == ('<div class="layer">\n<h1 id="t">T</h1>\n<p>x</p>\n</div>')


def test_text_in_another_language_says_so() -> None:
    assert body(in_language("en", "a *b*\n\n- c")) == (
        '<p><span lang="en">a </span><em><span lang="en">b</span></em></p>\n'
        '<ul>\n<li><span lang="en">c</span></li>\n</ul>'
    )


def test_nothing_empty_is_written() -> None:
    assert body("##\n\n-\n\n[](https://example.org)\n\n> \n\n![](https://example.org/x.png)") == ""


def test_the_rest_of_markdown() -> None:
    assert body("a  \nb\n*c* **d** `<e>`\n\n---\n\n    <f>\n\n```js\n<g>\n```") == (
        "<p>a<br>\nb\n<em>c</em> <strong>d</strong> <code>&lt;e&gt;</code></p>\n<hr>\n"
        "<pre><code>&lt;f&gt;\n</code></pre>\n<pre><code>&lt;g&gt;\n</code></pre>"
    )


# ---- what may not get in ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "java%0ascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "http://example.org",
        "//example.org",
        "/pad",
        "pad",
        "../x",
        "?q",
        "#",
        "https:",
        "https://",
        "https:///pad",
        "https:pad",
        "https://[x",
        "https://example.org:port/",
        "https://gebruiker@example.org/",
        "mailto:",
        "tel:",
        "ftp://example.org",
    ],
)
def test_links_to_elsewhere_are_text(target: str) -> None:
    assert body(f"[klik]({target})") == "<p>klik</p>"


@pytest.mark.parametrize(
    "target", ["https://example.org/?a=1&b=2#c", "HTTPS://example.org", "mailto:a@example.org", "tel:+31201234567"]
)
def test_links_that_may_be_followed(target: str) -> None:
    (link,) = Tags(body(f"[klik]({target})")).attributes("a")
    assert link == {"href": target}


def test_images_leave_their_words_and_raw_html_is_text() -> None:
    text = '![een *foto*](https://example.org/x.png) <script>alert(1)</script> <b onclick="x">b</b>\n\n<iframe src=x>'
    page = Tags(body(text))
    assert {tag for tag, _ in page.tags} == {"p"}
    assert "een foto" in page.text
    assert "<script>" in page.text


def test_a_link_to_a_heading_that_is_not_there_is_an_error() -> None:
    with pytest.raises(PolicycError) as error:
        page_of("# T\n\n[x](#nergens)")
    assert error.value.wording.nl == "De tekst verwijst naar “#nergens”, maar geen kop op de pagina heet zo."
    assert body('## Café\n\n[x](#caf%C3%A9 "titel") [x](#café)').count('href="#caf%C3%A9"') == 2


def test_characters_that_html_forbids() -> None:
    page = page_of("# T\n\na\x01b\x0bc\ufffed\ud800e", title="x\x00\x07y\n z", author="\x1b[31m")
    page.encode()
    assert "a\ufffdb" in page
    assert "<title>x\ufffd\ufffdy z – \ufffd[31m</title>" in page


HOSTILE = "\"'><script>alert(1)</script></title></style><!-- {{ 7 * 7 }} {% x %} &amp; ]]>"


def test_hostile_values_stay_values() -> None:
    page = page_of(
        f"# {HOSTILE}\n\n> **{HOSTILE}** x",
        title=HOSTILE,
        author=HOSTILE,
        description=HOSTILE,
        version=HOSTILE,
        mark=HOSTILE,
        callouts={HOSTILE: HOSTILE},
        labels=Labels(skip=HOSTILE, page_of="{page}/{pages}", colophon=HOSTILE),
    )
    parsed = Tags(page)
    assert not parsed.attributes("script")
    assert len(parsed.attributes("style")) == 1
    allowed = "html head meta title style body a header p main h1 div strong br footer"
    assert {tag for tag, _ in parsed.tags} <= set(allowed.split())
    data = parsed.attributes("body")[0]
    assert data["data-mark"] == data["data-title"] == data["data-colophon"] == HOSTILE
    assert {"name": "description", "content": HOSTILE} in parsed.attributes("meta")


# ---- the page around the text -------------------------------------------------------------------------------------


def test_the_whole_page() -> None:
    page = page_of(SAMPLE)
    parsed = Tags(page)
    tags = [tag for tag, _ in parsed.tags]
    assert parsed.attributes("html") == [{"lang": "nl"}]
    for once in ("title", "h1", "header", "main", "footer", "nav", "style"):
        assert tags.count(once) == 1
    assert not {"script", "img", "link", "iframe", "base", "form"} & set(tags)
    names = [attributes["id"] for _, attributes in parsed.tags if "id" in attributes]
    assert len(names) == len(set(names))
    assert parsed.attributes("a")[0] == {"href": "#page.content", "class": "skip"}
    assert {"name": "author", "content": "ProgressX"} in parsed.attributes("meta")
    assert {"name": "dcterms.valid", "content": "2026-12-15"} in parsed.attributes("meta")
    assert page.startswith("<!doctype html>\n<html")
    assert page.endswith("</html>\n")
    assert "http" not in (PAGE_FOLDER / "page.html.j2").read_text(encoding="utf-8").replace("http-equiv", "")


def test_what_is_not_given_is_not_written() -> None:
    labels = Labels(skip="Skip", page_of="Page {page} of {pages}")
    page = page_of(
        "# T\n\nx", author=None, description=None, version=None, effective=None, mark=None, callouts=None, labels=labels
    )
    tags = [tag for tag, _ in Tags(page).tags]
    assert not {"header", "footer"} & set(tags)
    assert "None" not in page


def test_the_security_policy_names_the_style_and_nothing_else() -> None:
    page = page_of("# T")
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert style == style.strip()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policies = [meta["content"] for meta in Tags(page).attributes("meta") if "http-equiv" in meta]
    assert policies == [
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    ]
    assert not re.search(r"url\(|@import|@font-face", style)


def style_sheets() -> dict[str, str]:
    return {sheet.name: sheet.read_text(encoding="utf-8") for sheet in PAGE_FOLDER.glob("*.css")}


def test_the_style_of_a_page_is_small_and_has_no_words() -> None:
    """That of an organisation with a logo aside, which comes on top."""
    style = page_of("# T").partition("<style>")[2].partition("</style>")[0]
    assert 10_000 < len(style.encode()) < 20_000
    redline = [text for name, text in style_sheets().items() if name.startswith("redline")]
    assert sum(len(text.encode()) for text in redline) < 8_000
    assert not any(re.search(r'content: "[^"]*\w', text) for text in style_sheets().values())


def test_a_page_has_the_style_sheets_without_their_comments(folder: Path) -> None:
    own = 'p { color: red } /* why:\n "quoted" */\nq::before { content: "/* « */" }\n'
    (folder / "base.css").write_text(own, "utf-8")
    style = to_html("# T", PAGE, page_folder=folder).partition("<style>")[2].partition("</style>")[0]
    assert style.startswith('p { color: red } q::before { content: "/* « */" }\n')
    assert "/*" not in style.removeprefix('p { color: red } q::before { content: "/*')


@pytest.mark.parametrize("name", ["base.css", "screen.css", "print.css"])
def test_colours_are_named_once_and_used_by_name(name: str) -> None:
    """So an organisation that sets one has set it everywhere, and a dark page has no light corner."""
    rules = re.sub(r":root \{[^}]*\}|/\*.*?\*/", "", style_sheets()[name], flags=re.DOTALL)
    assert not re.findall(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", rules)


@pytest.mark.parametrize("pattern", ["", "{page}", "{pages} {page}", "{page} {pages} {x}", "{page}{pages}{"])
def test_page_numbers_need_both_numbers_in_order(pattern: str) -> None:
    with pytest.raises(ValueError, match="page_of"):
        Labels(skip="x", page_of=pattern)


# ---- a broken page folder -----------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PAGE_FOLDER, tmp_path / "page"))


def complaint(folder: Path) -> str:
    with pytest.raises(PolicycError) as error:
        to_html("# T", PAGE, page_folder=folder)
    assert "\n" not in error.value.wording.nl + error.value.wording.en
    assert str(folder) in error.value.wording.nl
    return error.value.wording.en


@pytest.mark.parametrize("name", ["page.html.j2", "base.css", "screen.css", "print.css"])
def test_a_page_file_is_missing_or_unreadable(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"\xff")
    assert complaint(folder) == f"The page file {folder / name} is not UTF-8."
    (folder / name).unlink()
    assert complaint(folder) == f"The page file {folder / name} is missing."
    (folder / name).mkdir()
    assert complaint(folder) == f"The page file {folder / name} cannot be read (Is a directory)."


@pytest.mark.parametrize(
    ("template", "line", "reason"),
    [
        ("a\n{% if %}", 2, "Expected an expression"),
        ("a\n\n{{ nope }}", 3, "'nope' is undefined"),
        ("a\n{{ page.nope }}", 2, "has no attribute 'nope'"),
        ("{{ 1 / 0 }}", 1, "division by zero"),
        ("{{ 'x' | nope }}", 1, "No filter named 'nope'"),
    ],
)
def test_a_broken_template_is_named_by_line(folder: Path, template: str, line: int, reason: str) -> None:
    (folder / "page.html.j2").write_text(template, encoding="utf-8")
    assert complaint(folder).startswith(f"The page template {folder / 'page.html.j2'}:{line} cannot be used: ")
    assert reason in complaint(folder)


def test_a_style_sheet_cannot_end_its_element(folder: Path) -> None:
    (folder / "print.css").write_text("/* </style><script> */", encoding="utf-8")
    assert "“</”" in complaint(folder)


# ---- how it is made -----------------------------------------------------------------------------------------------


def test_html_does_not_load_what_only_pdf_needs() -> None:
    code = (
        "import sys; from page_sample import *; page_of(SAMPLE);"
        "print(sorted({'weasyprint', 'fontTools', 'PIL', 'pydyf', 'babel', 'pydantic'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parent, check=True
    )
    assert (run.stdout, run.stderr) == ("[]\n", "")


def test_the_date_is_machine_readable() -> None:
    assert '<meta name="dcterms.valid" content="0999-01-02">' in page_of("# T", effective=date(999, 1, 2))
