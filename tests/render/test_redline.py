"""The redline: nothing lost, nothing marked that stayed, and a page that a lawyer and a screen reader can follow."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from document.editions import OWN
from document.rendering import language, policy, rendered
from golden import assert_golden
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html  # type: ignore[import-untyped]
from page_sample import page_of
from redline_sample import NEW, OLD, PAGE_FOLDER, main_of, marks, passages, redline

from policyc.errors import PolicycError
from policyc.model.policy import Policy
from policyc.render.html import to_html
from policyc.render.language import Language
from policyc.render.redline import redline_html
from policyc.render.statement_page import page_of as statement_page

ROOT = Path(__file__).parents[2]
CALLOUTS = language().terms["callouts"]


def body(old: str | None, new: str | None) -> str:
    """The redline below its summary, without the numbers and the words for who does not see the marks."""
    text = re.sub(r'<span class="said">.*?</span>', "", main_of(redline(old, new)))
    return re.sub(r'<a class="number".*?</a> ', "", text)


def test_the_small_redline_is_as_it_was_read(request: pytest.FixtureRequest) -> None:
    main = redline(OLD, NEW).partition('<main id="page.content">\n')[2].partition("\n</main>")[0]
    assert_golden(request, "redline/small.html", main + "\n")


# ---- nothing lost, nothing too many -------------------------------------------------------------------------------

_SAMPLES = (
    *("wij", "bewaren", "uw", "naam.", "**vet**", "*schuin*", "`code`", "<b>", "(6", "7%)", "en,", "1.0", "É"),
    *("[link](https://a.example)", "[link](https://b.example)", "**a** [b **c**](https://c.example)"),
    *("a\\\nb", "c\nd"),
)
_WORDS = st.lists(st.sampled_from(_SAMPLES), min_size=1, max_size=9).map(" ".join)
_LINE = _WORDS.map(lambda text: " ".join(text.split("\n")).replace("\\", ""))


def _table(rows: list[tuple[str, str]]) -> str:
    written = "\n".join(f"| {left} | {right} |" for left, right in rows)
    return f"**Tabel**\n\n| A | B |\n| --- | --- |\n{written}"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


_ITEMS = st.lists(_LINE, min_size=1, max_size=4)
_BULLETS = _ITEMS.map(lambda items: "\n".join(f"- {item}" for item in items))
_BLOCK = st.one_of(
    _WORDS,
    _LINE.map("## {}".format),
    _LINE.map("### {}".format),
    _BULLETS,
    _ITEMS.map(lambda items: "\n".join(f"{number}. {item}" for number, item in enumerate(items, 3))),
    _ITEMS.map(lambda items: "\n\n".join(f"- **Label:** {item}\n\n  meer\n\n  - {item}" for item in items)),
    st.lists(st.tuples(_LINE, _LINE), min_size=1, max_size=4).map(_table),
    _WORDS.map(lambda text: _quoted(f"**Bezwaar** {text}")),
    _BULLETS.map(lambda text: _quoted(f"**Nog te bevestigen**\n\n{text}")),
    _LINE.map("> **CONCEPT:** {}".format),
    _LINE.map("- > **Nog te bevestigen** {0}\n- {0}\n\n  > **Eerdere versie** {0}".format),
    st.just("---"),
)
_BLOCKS = st.lists(_BLOCK, min_size=0, max_size=8)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """An old text and a new one that kept some blocks of it."""
    old = draw(_BLOCKS)
    new = [draw(_BLOCK) if draw(st.integers(0, 3)) == 0 else block for block in old if draw(st.integers(0, 4))]
    new[draw(st.integers(0, len(new))) :] += draw(st.lists(_BLOCK, max_size=2))
    return tuple("\n\n".join(["# Titel", *blocks]) + "\n" for blocks in (old, new))  # type: ignore[return-value]


@settings(max_examples=150, deadline=None)
@given(pairs())
@example((OLD, NEW))
def test_without_what_was_deleted_it_is_the_new_text_and_without_what_was_inserted_the_old(
    pair: tuple[str, str],
) -> None:
    old, new = pair
    page = redline(old, new)
    assert passages(page, without="del") == passages(page_of(new, callouts=CALLOUTS), without="del")
    assert passages(page, without="ins") == passages(page_of(old, callouts=CALLOUTS), without="ins")


@settings(max_examples=50, deadline=None)
@given(pairs())
def test_equal_texts_have_no_marks(pair: tuple[str, str]) -> None:
    for text in pair:
        page = redline(text, text)
        assert not marks(page)
        assert "De twee teksten zijn gelijk." in page
        assert main_of(page).replace(' data-title="', "\0").count("\0") == len(re.findall("<h[1-6]", main_of(page)))


@settings(max_examples=50, deadline=None)
@given(pairs())
def test_the_new_headings_keep_their_names_and_no_name_is_there_twice(pair: tuple[str, str]) -> None:
    page = lxml_html.fromstring(redline(*pair))
    wanted = lxml_html.fromstring(page_of(pair[1]))
    headings = [f"self::h{level}" for level in range(1, 7)]
    path = f"//main//*[{' or '.join(headings)}][not(ancestor::section[@class='summary'])]/@id"
    assert page.xpath(path) == wanted.xpath(path)
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    assert {target[1:] for target in page.xpath("//@href") if target.startswith("#")} <= set(names)


def _in_one_layer(markdown: str, policy: Policy) -> str:
    """The published Markdown as a page, without what only the page of a statement makes of its marks."""
    return to_html(markdown, statement_page(policy, language()), page_folder=PAGE_FOLDER)


def test_the_statements_of_this_repository() -> None:
    texts = {one.name.rpartition("/")[2]: (one.policy, rendered(one.policy)) for one in OWN}
    (old_policy, old), (new_policy, new) = texts["progressx-1.0.0"], texts["progressx"]
    page = redline_html(old, new, old_policy, new_policy, language(), PAGE_FOLDER)
    assert passages(page, without="del") == passages(_in_one_layer(new, new_policy), without="del")
    assert passages(page, without="ins") == passages(_in_one_layer(old, old_policy), without="ins")
    assert page == redline_html(old, new, old_policy, new_policy, language(), PAGE_FOLDER)


# ---- what is shown how --------------------------------------------------------------------------------------------


def test_words_are_marked_in_a_sentence_that_stayed() -> None:
    assert body("Wij bewaren het 6 maanden na de koop.", "Wij bewaren het 1 jaar na de koop.") == (
        '<p class="edit">Wij bewaren het <del>6 maanden</del><ins>1 jaar</ins> na de koop.</p>'
    )


def test_a_sentence_of_which_little_stayed_is_there_twice() -> None:
    assert body("Wij geven de gegevens aan niemand anders.", "Met de bezorger delen wij de straat van u.") == (
        '<p class="del"><del>Wij geven de gegevens aan niemand anders.</del></p>\n'
        '<p class="ins"><ins>Met de bezorger delen wij de straat van u.</ins></p>'
    )


def test_a_sentence_that_was_added_to_a_short_one_is_marked_alone() -> None:
    old = "De verantwoordelijke is De Korenaar."
    assert body(old, f"{old} Dat is een bakkerij in Zwolle met drie winkels en een kraam op de markt.") == (
        f'<p class="edit">{old}<ins> Dat is een bakkerij in Zwolle met drie winkels en een kraam op de markt.</ins></p>'
    )


def test_the_label_of_an_item_stays_when_all_the_rest_is_new() -> None:
    assert body("- **Hoe lang:** 1 jaar", "- **Hoe lang:** Totdat u zich afmeldt voor onze brief") == (
        '<ul>\n<li class="edit"><strong>Hoe lang:</strong> <del>1 jaar</del>'
        "<ins>Totdat u zich afmeldt voor onze brief</ins></li>\n</ul>"
    )


def test_marks_are_well_nested_in_emphasis_and_links() -> None:
    assert body(
        "Lees **de oude regels** in [onze winkel](https://a.example).", "Lees **de nieuwe regels** in onze winkel."
    ) == (
        '<p class="edit">Lees <strong>de</strong> <del><strong>oude</strong></del><ins><strong>nieuwe</strong></ins>'
        " <strong>regels</strong> in <del>onze winkel</del><ins>onze winkel</ins>.</p>"
    )


def test_where_a_link_led_and_leads_is_shown_when_only_that_changed() -> None:
    assert body("Zie [de site](https://a.example) hier.", "Zie [de site](https://b.example) hier.") == (
        '<p class="edit">Zie <del>de site<span class="target"> (https://a.example)</span></del>'
        '<ins><a href="https://b.example">de site</a><span class="target"> (https://b.example)</span></ins> hier.</p>'
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[a@b.example](mailto:a@b.example)", "[c@b.example](mailto:c@b.example)"),
        ("[a.example/x](https://a.example/x)", "[https://b.example](https://b.example)"),
        ("[0612345678](tel:0612345678)", "[0687654321](tel:0687654321)"),
    ],
)
def test_where_a_link_leads_is_not_said_twice(old: str, new: str) -> None:
    page = body(f"Schrijf aan {old} of bel.", f"Schrijf aan {new} of bel.")
    assert page.count("<del>") == page.count("<ins>") == 1
    assert "target" not in page


def test_an_address_is_only_broken_between_its_words() -> None:
    text = "Schrijf ons gerust een brief of stuur uw vraag aan {}."
    assert body(text.format("j.de_boer@bakker.example"), text.format("j.de_wit@bakker.example")) == (
        '<p class="edit">Schrijf ons gerust een brief of stuur uw vraag aan '
        "<del>j<wbr>.de_boer@<wbr>bakker<wbr>.example</del><ins>j<wbr>.de_wit@<wbr>bakker<wbr>.example</ins>.</p>"
    )


# ---- what is said about the text ----------------------------------------------------------------------------------

BANNER = "> **Eerdere versie** Dit is een eerdere versie van deze verklaring.\n\n"
QUESTION = "> **Nog te bevestigen** Hoe lang bewaart u dit?\n\n"
UNMARKED = "De melding over de status en de open vragen zijn die van de nieuwe tekst."


@pytest.mark.parametrize(("old", "new"), [(BANNER, ""), ("", QUESTION), (BANNER, QUESTION), (QUESTION, BANNER)])
def test_banners_and_questions_are_those_of_the_new_text_and_not_marked(old: str, new: str) -> None:
    page = redline(f"# T\n\n{old}a\n\n- b", f"# T\n\n{new}a\n\n- b\n\n{new}")
    assert not marks(page)
    assert UNMARKED in page
    assert "De twee teksten zijn gelijk." in page
    assert main_of(page).count('role="note"') == (2 if new else 0)


def test_an_insertion_around_a_question_is_one_change() -> None:
    page = redline("# T\n\na", f"# T\n\na\n\nTwee woorden.\n\n{QUESTION}Nog een zin.")
    assert page.count('class="number"') == 1
    assert re.findall(r"<(?:ins|div|p)\b[^>]*>", main_of(page)) == [
        "<p>", '<p class="ins">', "<ins>", '<div class="note question" role="note">', "<p>", '<p class="ins">', "<ins>",
    ]  # fmt: skip


def test_the_right_to_object_is_compared() -> None:
    page = redline("a", "a\n\n> **Recht van bezwaar** U mag nee zeggen.")
    assert page.count("<ins>") == 2  # one in the legend
    assert UNMARKED not in page


def test_of_a_withdrawn_statement_the_questions_are_left_out_and_that_is_said() -> None:
    page = redline(f"# T\n\n{BANNER}a\n\n{QUESTION}", None)
    assert "De melding over de status en de open vragen van de vervallen tekst staan er niet bij." in page
    assert 'role="note"' not in page


def test_a_deleted_heading_is_no_heading_and_the_new_one_is_whole() -> None:
    assert body("# T\n\n## Onze cookies\n\nTekst.", "# T\n\n## Uw cookies\n\nTekst.") == (
        '<h1 id="t" data-title="T">T</h1>\n'
        '<p class="del former h2"><del>Onze cookies</del></p>\n'
        '<h2 id="uw-cookies" class="ins" data-title="Uw cookies"><ins>Uw cookies</ins></h2>\n<p>Tekst.</p>'
    )


def test_rows_and_cells_stay_in_their_table() -> None:
    head = "| A | B |\n|---|---|\n"
    assert body(f"{head}| x | 1 |\n| y | 2 |\n| z | 3 |", f"{head}| x | 1 |\n| y | 9 |\n| w | 4 |") == (
        '<table class="pairs">\n<thead>\n<tr><th scope="col">A</th><th scope="col">B</th></tr>\n</thead>\n<tbody>\n'
        '<tr><th scope="row">x</th><td data-label="B">1</td></tr>\n'
        '<tr class="edit"><th scope="row">y</th><td data-label="B"><del>2</del><ins>9</ins></td></tr>\n'
        '<tr class="del"><th scope="row"><del>z</del></th><td data-label="B"><del>3</del></td></tr>\n'
        '<tr class="ins"><th scope="row"><ins>w</ins></th><td data-label="B"><ins>4</ins></td></tr>\n'
        "</tbody>\n</table>"
    )


def test_a_table_with_other_columns_is_another_table() -> None:
    page = body("| A | B |\n|---|---|\n| x | 1 |", "| A | B | C |\n|---|---|---|\n| x | 1 | 2 |")
    assert re.findall(r"<table.*?>|<th scope=\"col\">.*?</th>", page) == [
        '<table class="pairs">', '<th scope="col"><del>A</del></th>', '<th scope="col"><del>B</del></th>',
        "<table>", *(f'<th scope="col"><ins>{name}</ins></th>' for name in "ABC"),
    ]  # fmt: skip


def test_the_label_of_a_column_on_narrow_screens_is_the_new_one() -> None:
    page = body("| A | Oud |\n|---|---|\n| x | 1 |", "| A | Nieuw |\n|---|---|\n| x | 1 |")
    assert re.findall('data-label="(.*?)"', page) == ["Nieuw"]


def test_dividing_lines_are_those_of_the_new_text() -> None:
    assert body("a\n\n---\n\nb", "a\n\nb") == "<p>a</p>\n<p>b</p>"
    assert body("a\n\nb", "a\n\n---\n\nb") == "<p>a</p>\n<hr>\n<p>b</p>"


def test_deleted_items_take_no_number() -> None:
    page = body("3. aap\n4. noot\n5. mies", "3. aap\n4. mies")
    assert re.findall("<[ol].*?>", page) == ['<ol start="3">', "<li>", '<li class="del gone">', '<li value="4">']


def test_a_call_out_that_stayed_keeps_its_kind_and_label() -> None:
    assert body("> **Recht van bezwaar** U mag nee zeggen.", "> **Recht van bezwaar** U mag altijd nee zeggen.") == (
        '<div class="note objection" role="note">\n<p class="edit">'
        '<strong class="label">Recht van bezwaar</strong><br>\n U mag<ins> altijd</ins> nee zeggen.</p>\n</div>'
    )


# ---- who does not see the marks -----------------------------------------------------------------------------------


def test_every_mark_is_said_in_words() -> None:
    for mark in re.findall(r"<(?:ins|del)>(.*?)</(?:ins|del)>", main_of(redline(OLD, NEW))):
        said = re.findall(r'<span class="said">(.*?)</span>', mark)
        if not said:  # a further cell of a row that said so in the cell that heads it
            continue
        assert said in (
            ["[ingevoegd: ", " einde ingevoegd]"], ["[verwijderd: ", " einde verwijderd]"],
            ["[rij ingevoegd: "], [" einde ingevoegd]"], ["[rij verwijderd: "], [" einde verwijderd]"],
        )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [(OLD, NEW), (OLD, None), (None, NEW), ("```\na\n```", "```\nb\n```"), ("| A |\n|---|\n| b |", "| A |\n|---|")],
)
def test_what_begins_in_words_ends_in_words(old: str | None, new: str | None) -> None:
    page = main_of(redline(old, new))
    said = re.findall(r'class="said">(\[| einde )(?:rij )?(ingevoegd|verwijderd)(?:: |\])</span>', page)
    assert said
    assert [begin for begin, _ in said] == ["[", " einde "] * (len(said) // 2)
    assert [word for _, word in said[::2]] == [word for _, word in said[1::2]]


def test_a_row_says_once_that_it_is_new_and_where_it_ends() -> None:
    page = main_of(redline("| A | B |\n|---|---|\n| x | 1 |", "| A | B |\n|---|---|\n| x | 1 |\n| y | 2 |"))
    assert '<ins><span class="said">[rij ingevoegd: </span>y</ins></th>' in page
    assert '<ins>2<span class="said"> einde ingevoegd]</span></ins></td></tr>' in page
    assert page.count("ingevoegd") == 2


def test_numbers_lead_from_each_change_to_the_next_and_back_to_the_summary() -> None:
    page = lxml_html.fromstring(redline(OLD, NEW))
    numbers = page.xpath("//a[@class='number']")
    assert [link.get("id") for link in numbers] == [f"change.{number}" for number in range(1, 11)]
    assert [link.get("href") for link in numbers] == [
        *(f"#change.{number}" for number in range(2, 11)),
        "#page.changes",
    ]
    assert numbers[2].text_content() == "Wijziging 3 van 10, naar de volgende 3"


def test_the_summary_names_the_versions_counts_and_parts() -> None:
    page = lxml_html.fromstring(redline(OLD, NEW))
    assert page.findtext(".//title") == "Vergelijking: Verklaring, versie 1.0.0 en 2.0.0"
    (summary,) = page.xpath("//section[@class='summary']")
    assert [" ".join(item.text_content().split()) for item in summary.iter("li")] == [
        "Eerdere tekst: Versie 1.0.0",
        "Nieuwe tekst: Versie 2.0.0",
        "Wijzigingen: 10",
        "Passages met ingevoegde tekst: 8",
        "Passages met verwijderde tekst: 8",
        "Begin van de verklaring: wijziging 1",
        "Wie zijn wij?: wijziging 2 en 3",
        "Oude cookies (vervallen onderdeel): wijziging 4",
        "Bewaren: wijziging 5 tot en met 9",
        "Klachten (nieuw onderdeel): wijziging 10",
    ]


# ---- one side only ------------------------------------------------------------------------------------------------


def test_of_a_new_statement_all_is_inserted() -> None:
    page = redline(None, NEW)
    assert "Deze verklaring is nieuw. Daarom is alle tekst ingevoegd." in page
    assert passages(page, without="ins") == []
    assert passages(page, without="del") == passages(page_of(NEW), without="del")


def test_of_a_withdrawn_statement_all_is_deleted_and_the_summary_is_the_title() -> None:
    page = redline(OLD, None)
    assert "Deze verklaring vervalt. Daarom is alle tekst verwijderd." in page
    assert passages(page, without="del") == []
    assert passages(page, without="ins") == passages(page_of(OLD), without="ins")
    assert re.findall("<h1.*?>", page) == ['<h1 id="page.changes">']
    assert "<h2" not in main_of(page)


def test_without_any_statement_there_is_no_redline() -> None:
    with pytest.raises(ValueError, match="old or a new"):
        redline_html(None, None, None, None, language(), PAGE_FOLDER)


# ---- hostile ------------------------------------------------------------------------------------------------------

HOSTILE = (
    "</ins><script>alert(1)</script> \\<img src=x onerror=alert(1)\\> &lt;b&gt; [x](javascript:alert(1)) \x00 \u202e"
)


@pytest.mark.parametrize(("old", "new"), [(HOSTILE, "a"), ("a", HOSTILE), (f"a {HOSTILE}", f"b {HOSTILE} c")])
@pytest.mark.parametrize(
    "form", ["{}", "## {}", "- **{}** x", "> **{}** y", "| {} | b |\n|---|---|\n| c | {} |", "```\n{}\n```"]
)
def test_hostile_text_stays_text(form: str, old: str, new: str) -> None:
    page = redline(form.replace("{}", old), form.replace("{}", new), title='"><script>', version="2")
    assert "<script" not in page
    assert "<img" not in page
    assert "\x00" not in page
    tree = lxml_html.fromstring(page)
    assert not tree.xpath("//@*[starts-with(name(), 'on')] | //@style | //@href[starts-with(., 'javascript')]")


def test_a_heading_cannot_take_the_name_of_a_change() -> None:
    page = lxml_html.fromstring(redline("# change.1\n\na", "# change.1\n\n## page.changes\n\nb"))
    names = page.xpath("//@id")
    assert len(names) == len(set(names))


def test_the_security_policy_is_as_strict_as_ever_and_fits_the_style() -> None:
    policies = [
        re.sub("sha256-[^']*", "", re.findall('content="(default-src.*?)"', page)[0])
        for page in (redline("a", "b"), page_of("a"))
    ]
    assert policies[0] == policies[1]


def test_every_word_of_the_redline_is_used() -> None:
    source = (ROOT / "policyc" / "render" / "redline.py").read_text("utf-8")
    unused = [name for name in language().terms["redline"] if not re.search(rf"""['"]{name}['"]""", source)]
    assert unused == []


def test_words_that_are_missing_are_named() -> None:
    terms = {**language().terms, "redline": {}}
    with pytest.raises(PolicycError) as caught:
        redline_html("a", "b", policy(version="1"), policy(version="2"), Language("nl", terms), PAGE_FOLDER)
    assert caught.value.wording.nl == "nl/terms.yaml: redline.heading ontbreekt."


# ---- size ---------------------------------------------------------------------------------------------------------


def test_a_large_table_of_changed_rows_is_compared_row_by_row() -> None:
    """Each row changed and none has a name of its own: without limits each would be compared with each."""
    rows = [f"| zelfde | kenmerk{number} en nog wat woorden die bleven | {{}} |" for number in range(600)]
    head = "| A | B | C |\n|---|---|---|\n"
    old, new = (head + "\n".join(row.format(word) for row in rows) for word in ("oud", "nieuw"))
    page = main_of(redline(old, new))
    assert page.count('<tr class="edit">') == 600
    assert "kenmerk599 en nog wat woorden die bleven</td>" in page
