"""The other languages say what the Dutch says: the same files and codes, choices and values, and the same articles.

Whoever adds a language makes its folder beside `templates/nl`; the tests of the first part then say what it lacks. The
second part is about English alone: its words, its sentences and its values.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import pytest
import yaml
from document.rendering import TEMPLATES, language, policy, rendered, with_row
from document.spine import all_shown, spots, without_and_with
from jinja2 import nodes
from model.maximal import maximal_policies
from test_language import AUTHOR, is_enumeration, plain, without_words

from policyc.law import facts
from policyc.model.address import addressed
from policyc.model.text import Text
from policyc.model.values import Country, Duration

DUTCH = TEMPLATES / "nl"
OTHERS = sorted(path.name for path in TEMPLATES.iterdir() if re.fullmatch("[a-z]{2}", path.name) and path != DUTCH)
"""Every language but Dutch, by the code its folder is named after."""


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in (".j2", ".yaml")}


NAMES = sorted(name for name in files(DUTCH) if name.endswith(".j2"))
PAIRS = [(code, name) for code in OTHERS for name in NAMES if (TEMPLATES / code / name).is_file()]
"""The templates of the other languages that there are; `test_nothing_is_missing` tells which there are not."""


def source(code: str, name: str) -> str:
    return addressed((TEMPLATES / code / name).read_text("utf-8"), "u")


def words_of(code: str) -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = yaml.safe_load((TEMPLATES / code / "terms.yaml").read_text("utf-8"))
    return loaded


# --- the same files and codes ---------------------------------------------------------------------------------------


def test_there_is_another_language() -> None:
    assert "en" in OTHERS


@pytest.mark.parametrize("code", OTHERS)
def test_nothing_is_missing(code: str) -> None:
    missing, unknown = files(DUTCH) - files(TEMPLATES / code), files(TEMPLATES / code) - files(DUTCH)
    assert (sorted(missing), sorted(unknown)) == ([], [])


BY_LABEL = {"callouts", "own_title"}
"""Groups whose keys are words of the language itself: a label in the text, a title of the author."""


def codes(terms: Mapping[str, Mapping[str, object]]) -> set[str]:
    """Every code with its group, such as `units.days`."""
    return {f"{group}.{key}" for group in terms if group not in BY_LABEL for key in terms[group]} | terms.keys()


@pytest.mark.parametrize("code", OTHERS)
def test_every_code_has_a_word(code: str) -> None:
    ours, theirs = codes(words_of("nl")), codes(words_of(code))
    assert (sorted(ours - theirs), sorted(theirs - ours)) == ([], [])
    kinds, theirs_of = words_of("nl")["callouts"], words_of(code)
    assert sorted(theirs_of["callouts"].values()) == sorted(kinds.values())
    assert theirs_of["own_title"]


@pytest.mark.parametrize("code", OTHERS)
def test_a_word_keeps_the_places_for_its_values(code: str) -> None:
    def places(word: object) -> list[str]:
        return sorted(re.findall(r"\{[a-z]+\}", str(word)))

    ours, theirs = words_of("nl"), words_of(code)
    for group in ours.keys() - BY_LABEL:
        for key, word in theirs.get(group, {}).items():
            assert places(word) == places(ours[group].get(key)), f"{group}.{key}"


@pytest.mark.parametrize("code", OTHERS)
def test_every_label_of_a_callout_stands_in_a_template(code: str) -> None:
    texts = [source(code, name) for there, name in PAIRS if there == code]
    labels = {label.rstrip(":") for text in texts for label in re.findall(r"^> \*\*(.+?)\*\*", text, re.MULTILINE)}
    assert labels == words_of(code)["callouts"].keys()


# --- the same choices and values ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Difference:
    """Where English chooses or prints otherwise than the Dutch, and another language may. The rest is the same."""

    why: str
    not_here: Counter[str]
    only_here: Counter[str]


DIFFERENCES: Mapping[str, Difference] = {
    "sections/complaint.md.j2": Difference(
        "English has an article before the name of one country of the EEA: “in the Netherlands”, but “in Belgium”; and "
        "an authority has an English name besides its own",
        not_here=Counter(),
        only_here=Counter(
            {
                "if content.authority.country == 'NL'": 2,
                "if content.authority.name_en": 2,
                "{{ content.authority.name_en }}": 2,
            }
        ),
    ),
    "parts/transfer_ground.md.j2": Difference(
        "the decisions and frameworks have names in each language, and a document always has an English one",
        not_here=Counter(
            {
                "if view.decision.framework_nl": 1,
                "{{ view.decision.framework_nl }}": 1,
                "{{ view.decision.document_nl }}": 2,
                "if view.clauses.document_nl": 1,
                "{{ view.clauses.document_nl }}": 1,
            }
        ),
        only_here=Counter(
            {
                "if view.decision.framework_en": 1,
                "{{ view.decision.framework_en }}": 1,
                "{{ view.decision.document }}": 2,
            }
        ),
    ),
    "notice.md.j2": Difference(
        "“the” Netherlands",
        not_here=Counter(),
        only_here=Counter({"if authority.country == 'NL'": 1}),
    ),
}


def expression(node: nodes.Node) -> str:
    """An expression as a template would write it, with words of the language as “…”.

    They begin with a capital, or are looked for in a text of the author.
    """
    match node:
        case nodes.Compare(
            expr=nodes.Const(), ops=[nodes.Operand(op="in", expr=nodes.Filter(name="in_item") as author)]
        ):
            return f"… in {expression(author)}"
        case nodes.Const(value=str() as word):
            return "…" if word[:1].isupper() and not word.isupper() else repr(word)
        case nodes.Const():
            return repr(node.value)
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{expression(node.node)}.{node.attr}"
        case nodes.Getitem():
            return f"{expression(node.node)}[{expression(node.arg)}]"
        case nodes.Call(args=[]):
            return f"{expression(node.node)}()"
        case nodes.Filter(node=nodes.Node() as filtered):
            given = f"({', '.join(map(expression, node.args))})" if node.args else ""
            return f"{expression(filtered)} | {node.name}{given}"
        case nodes.Test():
            return f"{expression(node.node)} is {' '.join([node.name, *map(expression, node.args)])}"
        case nodes.Compare():
            compared = (f" {_SIGNS[operand.op]} {expression(operand.expr)}" for operand in node.ops)
            return expression(node.expr) + "".join(compared)
        case nodes.And() | nodes.Or():
            return f"({expression(node.left)} {type(node).__name__.lower()} {expression(node.right)})"
        case nodes.Not():
            return f"not {expression(node.node)}"
        case nodes.Concat():
            return " ~ ".join(map(expression, node.nodes))
        case nodes.Tuple():
            return f"({', '.join(map(expression, node.items))})"
    raise AssertionError(f"line {node.lineno}: no template holds a {type(node).__name__}")


_SIGNS = {"eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in"}
_MARKUP = re.compile(r"^ *(?:#+|-|>)(?= |$)|\*\*|\||\n", re.MULTILINE)

Shape = tuple[Any, ...]


def shape(body: list[nodes.Node]) -> Shape:
    """What a template does, in order: its choices, repetitions, inclusions and values, and the markup between them."""
    return tuple(done for node in body for done in _done(node))


def _done(node: nodes.Node) -> Iterator[Any]:
    match node:
        case nodes.Output():
            for part in node.nodes:
                if isinstance(part, nodes.TemplateData):
                    yield from _MARKUP.findall(part.data)
                else:
                    yield f"{{{{ {expression(part)} }}}}"
        case nodes.If():
            yield f"if {expression(node.test)}", shape(node.body), shape([*node.elif_]), shape(node.else_)
        case nodes.For():
            chosen = f" if {expression(node.test)}" if node.test else ""
            each = f"for {expression(node.target)} in {expression(node.iter)}{chosen}"
            yield each, shape(node.body), shape(node.else_)
        case nodes.With():
            names = zip(node.targets, node.values, strict=True)
            given = ", ".join(f"{expression(name)} = {expression(value)}" for name, value in names)
            yield f"with {given}", shape(node.body)
        case nodes.Include():
            yield f"include {expression(node.template)}"
        case _:
            raise AssertionError(f"line {node.lineno}: {type(node).__name__}")


def shape_of(code: str, name: str) -> Shape:
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    return shape(environment.parse(source(code, name)).body)


def logic(done: Shape) -> Iterator[str]:
    """The choices, repetitions, inclusions and values of a shape, without their order or what is inside what."""
    for part in done:
        if isinstance(part, tuple):
            yield from logic(part)
        elif not _MARKUP.fullmatch(part):
            yield part


@pytest.mark.parametrize(("code", "name"), PAIRS)
def test_a_template_does_what_the_dutch_one_does(code: str, name: str) -> None:
    ours, theirs = shape_of("nl", name), shape_of(code, name)
    difference = DIFFERENCES.get(name)
    if difference is None or (code != "en" and theirs == ours):
        assert theirs == ours
    else:
        here, there = Counter(logic(theirs)), Counter(logic(ours))
        assert (there - here, here - there) == (difference.not_here, difference.only_here)


def test_a_difference_has_a_template() -> None:
    assert DIFFERENCES.keys() <= set(NAMES)


def test_another_choice_value_or_layout_would_be_found() -> None:
    def read(text: str) -> Shape:
        return shape(jinja2.Environment(autoescape=True).parse(text).body)

    dutch = read('- **Naam:** {{ party.name }}{% if a is true %} Ja.{% else %}{% include "x" %}{% endif %}')
    assert read('- **Name:** {{ party.name }}{% if a is true %} Yes.{% else %}{% include "x" %}{% endif %}') == dutch
    for text in (
        '- **Name:** {{ party.title }}{% if a is true %} Yes.{% else %}{% include "x" %}{% endif %}',
        '- **Name:** {{ party.name }}{% if a is false %} Yes.{% else %}{% include "x" %}{% endif %}',
        '- **Name:** {{ party.name }}{% if a is true %} Yes.{% else %}{% include "y" %}{% endif %}',
        '**Name:** {{ party.name }}{% if a is true %} Yes.{% else %}{% include "x" %}{% endif %}',
        '- **Name:** {{ party.name }}{% if a is true %}{% include "x" %}{% endif %}',
    ):
        assert read(text) != dutch
    assert read('{% if "ja" in a | in_item(0) %}{% endif %}') == read('{% if "yes" in a | in_item(0) %}{% endif %}')
    assert read('{% if "ja" in a | in_item(0) %}{% endif %}') != read('{% if "ja" in b | in_item(0) %}{% endif %}')
    assert read('{% if "code" in a %}{% endif %}') != read('{% if "word" in a %}{% endif %}')


# --- the same articles ----------------------------------------------------------------------------------------------

ENGLISH = [name for code, name in PAIRS if code == "en"]

_CITED = re.compile(r"\(artikel [^)]*\)|\(Article (?:[^()]|\([^()]*\))*\)")
_NUMBERS = re.compile(r"\d+(?:[a-z]\b)?|\b[a-z]\b")


def numbers(citation: str) -> list[str]:
    """“artikel 6 lid 1 onder a AVG” and “Article 6(1)(a) GDPR” as 6, 1, a."""
    return _NUMBERS.findall(citation)


def serves(text: str) -> list[str]:
    """The articles in the first line of a template."""
    return numbers(text.split("\n")[0].split(": ")[0].removesuffix(" -#}"))


@pytest.mark.parametrize("name", ENGLISH)
def test_the_english_cites_the_same_articles(name: str) -> None:
    dutch, english = source("nl", name), source("en", name)
    assert list(map(numbers, _CITED.findall(english))) == list(map(numbers, _CITED.findall(dutch)))
    assert english.count("GDPR)") == dutch.count("AVG)")
    assert set(serves(english)) == set(serves(dutch))


@pytest.mark.parametrize("name", ENGLISH)
def test_the_first_line_names_the_article_it_serves(name: str) -> None:
    assert re.match(r"\{# (?:GDPR|UAVG|Tw|BW|WP260|CJEU)\b[^;#]*\d", source("en", name).split("\n")[0])


def test_the_english_terms_cite_the_same_articles() -> None:
    dutch, english = words_of("nl"), words_of("en")
    for group in dutch.keys() - BY_LABEL:
        for key, word in dutch[group].items():
            cited = [numbers(found) for found in _CITED.findall(str(word).replace(", tweede alinea,", ""))]
            said = str(english[group][key]).replace(", second subparagraph,", "")
            assert [numbers(found) for found in _CITED.findall(said)] == cited, f"{group}.{key}"


def test_a_citation_is_read_alike() -> None:
    assert numbers("(artikel 6 lid 1 onder a AVG)") == numbers("(Article 6(1)(a) GDPR)") == ["6", "1", "a"]
    assert numbers("(artikel 21 lid 2 en 3 AVG)") == numbers("(Article 21(2) and (3) GDPR)") == ["21", "2", "3"]
    assert _CITED.findall("Yes (Article 6(1)(a) GDPR). No (that is all).") == ["(Article 6(1)(a) GDPR)"]


# --- the English words ----------------------------------------------------------------------------------------------


@cache
def ours() -> tuple[str, ...]:
    """All lines that the big policies give in English, and every field alone, each once, without the author's words."""
    named = [spot for spot in spots() if spot.name not in ("Recipient.name", "Recipient.category")]
    small = [without_and_with(spot, full=False)[1] for spot in named]
    policies = [without_words(source) for source in (*maximal_policies(), *small)]
    return tuple(dict.fromkeys(line for source in policies for line in rendered(source, code="en").splitlines()))


@cache
def sentences() -> tuple[str, ...]:
    """Our English sentences, each once, with no more of the author in them than a word or two."""
    found: dict[str, None] = {}
    for line in ours():
        for cell in line.strip("| ").split(" | ") if line.startswith("|") else [line]:
            # The label of a bullet is no part of the sentence after it, and a citation none of the sentence before it.
            text = re.sub(r"^( *- )?\*\*[^*]+[:?.]\*\* ", "", cell)
            text = re.sub(f" ?(?:{_CITED.pattern})", "", plain(text))
            for sentence in re.split(r"(?<=[.!?:]) (?=[A-Z“])", text):
                if sentence.endswith((".", "?", "!")) and len(sentence.split()) > 2 and sentence.count(AUTHOR) < 3:
                    found.setdefault(sentence)
    return tuple(sentence for sentence in found if "http" not in sentence and "@" not in sentence)


def said_by_templates() -> Iterator[tuple[str, str]]:
    """What stands in the templates and terms, also where no policy leads."""
    for name in ENGLISH:
        yield name, re.sub(r"\{[#%{].*?[#%}]\}", " ", source("en", name), flags=re.DOTALL)
    terms = words_of("en")
    yield "terms.yaml", "\n".join(str(word) for words in terms.values() for word in words.values())


def found_in(words: str, text: str) -> list[str]:
    return re.findall(rf"(?<!\w)(?:{'|'.join(map(re.escape, words.split(', ')))})(?!\w)", text, re.IGNORECASE)


DUTCH_WORDS = (
    "het, een, van, wij, ons, onze, u, uw, je, jouw, niet, geen, voor, met, zijn, dat, deze, dit, wordt, worden, "
    "naar, ook, als, zich, omdat, kunt, kun, hebt, heb, wat, welke, wie, hoe, waarom, waarvoor, waar, bewaren, "
    "gegevens, toestemming, artikel, lid, onder, AVG, EER, verwerking, doel, wet, alleen, daarna, tot, vanaf, "
    "versie, nog, meer"
)
VAGUE = (
    "may, might, could, possibly, perhaps, often, sometimes, usually, generally, normally, regularly, some, "
    "certain, various, several, for example, such as, among others, among other things, e.g., i.e., etc., and so "
    "on, if necessary, where necessary, if needed, where appropriate, as appropriate, in some cases, in certain "
    "cases, depending on, as long as necessary, as far as possible, if possible, where possible, reasonable, "
    "reasonably, from time to time"
)
STIFF = (
    "shall, hereby, herein, hereof, hereto, thereof, therein, thereto, whereby, wherein, hereinafter, "
    "aforementioned, abovementioned, pursuant, in accordance with, with respect to, in respect of, with regard "
    "to, regarding, concerning, prior to, subsequent, subsequently, in the event, in order to, for the purpose "
    "of, for the purposes of, by means of, on the basis of, commence, terminate, utilise, utilize, facilitate, "
    "ensure, endeavour, obtain, ascertain, deem, deemed, furnish, render, whilst, amongst, notwithstanding, "
    "without prejudice, data subject, data subjects, duly, solely, upon, thus, therefore, "
    "consequently, furthermore, moreover"
)
AMERICAN = (
    "organization, organizations, organize, recognize, recognized, anonymize, anonymized, color, favor, behavior, "
    "center, fulfill, zip code, cell phone, canceled, gotten"
)
ASK_AGAIN = "check back, check this page, review this statement regularly, visit this page"
LISTS = {"Dutch": DUTCH_WORDS, "vague": VAGUE, "stiff": STIFF, "American": AMERICAN, "asking to look again": ASK_AGAIN}


@pytest.mark.parametrize("kind", LISTS)
def test_no_word_to_avoid(kind: str) -> None:
    assert {line: found for line in ours() if (found := found_in(LISTS[kind], _without_values(line)))} == {}
    assert {name: found for name, text in said_by_templates() if (found := found_in(LISTS[kind], text))} == {}


def _without_values(line: str) -> str:
    """A line without addresses, which stay as they are in every language."""
    return plain(re.sub(r"\[[^\]]*\]\([^)]*\)", "", line))


@pytest.mark.parametrize("kind", LISTS)
def test_a_word_to_avoid_would_be_found(kind: str) -> None:
    for word in LISTS[kind].split(", "):
        assert found_in(LISTS[kind], f"That {word} is so."), word
    assert found_in(LISTS[kind], "We keep your data for 2 years. You can object at any time.") == []


def test_no_form_of_address_is_left() -> None:
    assert [name for name in ENGLISH if re.search(r"(?<![{%])\{[^{}%#]*\|", source("en", name))] == []


# --- the English sentences ------------------------------------------------------------------------------------------


def test_there_is_something_to_read() -> None:
    assert len(sentences()) > 250
    assert "You can object at any time if we use your data for a legitimate interest." in sentences()


def test_our_sentences_are_short() -> None:
    long = [one for one in sentences() if len(one.split()) > 25 and not is_enumeration(one)]
    assert long == []


def test_our_text_is_plain() -> None:
    """Flesch Reading Ease: from 60 it is plain English, by the author of the measure."""
    measured = [one.replace(AUTHOR, "").split() for one in sentences() if not is_enumeration(one)]
    words = [word for sentence in measured for word in sentence if re.search(r"[a-zA-Z]", word)]
    mean, syllables = len(words) / len(measured), sum(map(_syllables, words)) / len(words)
    score = 206.835 - 1.015 * mean - 84.6 * syllables
    print(f"Flesch {score:.1f} over {len(measured)} sentences of {mean:.1f} words on average")
    assert score >= 60
    assert mean <= 15


def _syllables(word: str) -> int:
    """About as many as a reader says: the groups of vowels, without an e that is not heard."""
    bare = re.sub(r"[^a-z]", "", word.lower())
    bare = re.sub(r"(?<=[^aeiouyl])e(?:[ds])?$|(?<=[aeiouy])le?s?$", "", bare) if len(bare) > 3 else bare
    return max(1, len(re.findall(r"[aeiouy]+", bare)))


def test_no_line_is_put_together_badly() -> None:
    bad = re.compile(
        r"[^|\-\s] {2,}\S"  # two spaces
        r"|\s[.,;!?](?:\s|$)"  # a space before punctuation
        r"|[.!?:;,][.,;](?!\w)"  # two stops
        r"|\(\s|\s\)|\(\)|“”|\*\*\*\*"  # nothing inside
        r"|\b(\w+) \1\b"  # a word twice
        r"|\ba [aeio]\w|\ban [^aeiouhx\W]"  # the wrong article
    )
    assert [line for line in ours() if bad.search(_alone(line)) and not line.startswith("|")] == []


def _alone(line: str) -> str:
    """A line without the words of the author, which a list may hold twice in a row."""
    return re.sub(rf"{AUTHOR}(?: {AUTHOR})+", AUTHOR, plain(line))


def test_what_we_say_ends_in_a_stop() -> None:
    """Only a value after a label, a name the author gave, a heading or a cell may go without."""
    for line in ours():
        text = plain(line)
        if not text or line.startswith(("#", "|", "- [")) or text.endswith((".", "?", "!", ":", "…")):
            continue
        label_and_value = re.match(r"^ *- \*\*[^*]+[:?]\*\* \S", line)
        from_the_author = text.startswith((AUTHOR, "Version", "http")) or line.startswith("- the right")
        caption_or_label = re.match(r"^(?:> )?\*\*[^*]+\*\*( " + AUTHOR + ")?$", line) or line.startswith("> ")
        assert label_and_value or from_the_author or caption_or_label, line


def test_every_term_is_printed() -> None:
    shown = [all_shown(source).model_copy(update={"status": "final"}) for source in maximal_policies()]
    derived = shown[0].model_copy(update={"rights": None})
    printed = "\n".join(rendered(one, code="en") for one in (*shown, derived))
    terms = language("en").terms
    of_the_page = {"units", "page", "callouts", "marks", "redline", "figure", "own_title"}
    missing = [word for name in terms.keys() - of_the_page for word in map(str, terms[name].values())]
    assert [word for word in missing if word not in printed] == []


# --- the English values ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("P1D", "1 day"),
        ("P30D", "30 days"),
        ("P1W", "1 week"),
        ("P18M", "18 months"),
        ("P1Y", "1 year"),
        ("P7Y", "7 years"),
        ("PT1H", "1 hour"),
        ("PT30M", "30 minutes"),
        ("PT90S", "90 seconds"),
        ("P1Y6M", "1 year and 6 months"),
        ("P1Y6M3D", "1 year, 6 months and 3 days"),
    ],
)
def test_periods(period: str, words: str) -> None:
    assert language("en").duration(Duration.parse(period)) == words


def test_dates_countries_and_lists() -> None:
    english = language("en")
    assert english.date(date(2026, 12, 15)) == "15 December 2026"
    assert english.country(Country("US")) == "United States"
    assert english.list(["a", "b", "c"]) == "a, b and c"
    assert english.choice(["a", "b", "c"]) == "a, b or c"


def test_a_translated_text_is_in_english_and_another_as_it_is() -> None:
    assert language("en").text(Text.parse({"nl": "een", "en": "one"}), "nl") == "one"
    assert language("en").text(Text.parse("een"), "nl") == "een"


def test_a_country_with_an_article_and_one_without() -> None:
    def complaint(country: str) -> str:
        return rendered(policy(controller={"address": {"country": country}}, **with_row()), code="en")

    assert "In the Netherlands, the supervisory authority is called Autoriteit Persoonsgegevens" in complaint("NL")
    assert "In Belgium, the supervisory authority is called Gegevensbeschermingsautoriteit." in complaint("BE")


def test_no_other_country_with_an_authority_has_an_article() -> None:
    """Names that English puts “the” before are plural, of islands, or say what kind of country it is."""
    names = {language("en").country(fact.country) for fact in facts.authorities() if fact.country != "NL"}
    assert {name for name in names if re.search(r"s$|Islands|Republic|Kingdom|Union", name)} <= {"Cyprus"}
