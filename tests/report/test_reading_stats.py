"""How hard a statement is to read: the figures are those of a text small enough to count by hand."""

from __future__ import annotations

from datetime import date

import pytest

from policyc.diagnostics import Language
from policyc.law import facts
from policyc.report.reading_stats import ReadingStats, formula_for, reading_stats, reading_table

DUTCH = facts.plain_language(date(2026, 12, 1))

# Wij stu-ren u een brief. (5 words, 6 syllables)  Dat doen wij graag. (4, 4)
# De com-pu-ter be-waart uw naam en uw a-dres zo lang als u klant bent. (14, 18)
TEXT = """# Verklaring

> **CONCEPT** Deze tekst geldt nog niet.

Wij sturen u een brief. Dat doen wij graag.

## Inhoud

- [Hebt u een vraag?](#hebt-u-een-vraag)
- [Namen](#namen)

## Hebt u een vraag?

### Doet u dat zelf?

- **Moet u dat doen?** De computer bewaart uw naam en uw adres zo lang als u klant bent.
- **Naam:** Drukkerij Jansen B.V.

> **Nog te bevestigen**
>
> - Is dat zo?

## Namen

- Naam
- Adres
"""


def stats(text: str = TEXT, language: str = "nl") -> ReadingStats:
    return reading_stats(text, language, DUTCH, leave_out=("CONCEPT", "Nog te bevestigen"))


def counted(found: ReadingStats) -> list[tuple[str | None, int, int, int, int]]:
    return [
        (one.title, one.measure.sentences, one.measure.words, one.measure.syllables, one.measure.longest)
        for one in (*found.sections, found.whole)
        if one.measure
    ]


def test_the_sections_and_the_whole_are_counted() -> None:
    """What has no whole sentence, such as the contents and a list of names, is no section of the table."""
    assert counted(stats()) == [
        (None, 2, 9, 10, 5),
        ("Hebt u een vraag?", 1, 14, 18, 14),
        (None, 3, 23, 28, 14),
    ]


def test_the_scores() -> None:
    found = stats()
    assert found.formula is not None
    scores = [round(found.formula.score(one.measure), 2) for one in (*found.sections, found.whole) if one.measure]
    # 206.84 - 77 x 10/9 - 0.93 x 9/2;  206.84 - 77 x 18/14 - 0.93 x 14;  206.84 - 77 x 28/23 - 0.93 x 23/3
    assert scores == [117.10, 94.82, 105.97]


def test_a_call_out_counts_unless_it_is_left_out() -> None:
    everything = reading_stats(TEXT, "nl", DUTCH)
    assert everything.whole.measure is not None
    assert everything.whole.measure.sentences == 5  # with “Deze tekst geldt nog niet.” and “Is dat zo?”


@pytest.mark.parametrize(
    ("markdown", "sentences"),
    [
        ("| Wat | Hoe? |\n| --- | --- |\n| Wij tellen. | Dat ziet u. Hier: a\\|b. |", 3),
        ("> **Recht van bezwaar**\n>\n> U zegt nee. Wij stoppen.", 2),
        ("- **Inzage.** U vraagt het. Wij [antwoorden](https://a.example).", 2),
        ("**Let op** dit is belangrijk.", 1),
        ("**Bewaartermijnen per doel**", 0),
        ("Dit zijn de namen:\n\n- Jansen\n- Smit B.V.", 0),
        ("Een regel\\\nen de volgende.", 1),
        ("Daarmee meet\nhet bedrijf bezoek.", 1),
    ],
)
def test_what_is_a_sentence(markdown: str, sentences: int) -> None:
    measure = stats(markdown).whole.measure
    assert (measure.sentences if measure else 0) == sentences


def test_english_has_its_own_formula_and_syllables() -> None:
    """We keep your let-ters. (4 words, 5 syllables)  You can read them. (4, 4)"""
    found = stats("We keep your letters. You can read them.", "en")
    assert counted(found)[-1] == (None, 2, 8, 9, 4)
    assert found.formula is not None
    assert found.whole.measure is not None
    # 206.835 - 84.6 x 9/8 - 1.015 x 4
    assert round(found.formula.score(found.whole.measure), 2) == 107.6


def test_another_language_has_no_score() -> None:
    assert formula_for("fr", DUTCH) is None
    found = stats("Nous gardons vos lettres.", "fr")
    assert found.formula is None
    assert "Voor deze taal is er geen formule voor leesgemak." in reading_table(found, "nl", ascii_only=False)


# --- the table ------------------------------------------------------------------------------------------------------

TABLE = """\
Onderdeel                                Zinnen    Woorden    Langste    Flesch-
                                                   per zin        zin      Douma
--------------------------------------------------------------------------------
Begin                                         2        4,5          5      117,1
Hebt u een vraag?                             1       14,0         14       94,8
--------------------------------------------------------------------------------
De hele tekst                                 3        7,7         14      106,0

Flesch-Douma = 206,84 - 77 x lettergrepen per woord - 0,93 x woorden per zin.
Een hogere score is makkelijker te lezen. Het doel is 60 of hoger.

De langste zin (14 woorden):
  De computer bewaart uw naam en uw adres zo lang als u klant bent.
"""

ENGLISH_TABLE = """\
Section                               Sentences  Words per    Longest     Flesch
                                                  sentence   sentence    Reading
                                                                            Ease
--------------------------------------------------------------------------------
Your letters                                  2        4.0          4      107.6
--------------------------------------------------------------------------------
The whole text                                2        4.0          4      107.6

Flesch Reading Ease = 206.835 - 84.6 x syllables per word - 1.015 x words per
sentence. A higher score is easier to read.

The longest sentence (4 words):
  We keep your letters.
"""


def test_the_table() -> None:
    assert reading_table(stats(), "nl", ascii_only=False) == TABLE
    found = stats("## Your letters\n\nWe keep your letters. You can read them.", "en")
    assert reading_table(found, "en", ascii_only=True) == ENGLISH_TABLE


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_table_fits_a_terminal_and_can_be_ascii(language: Language) -> None:
    heading = "Wat wij in Łódź met uw “één” lange, lange gegevens doen en waarom dat volgens ons toch echt mag → ja"
    long = " ".join(["Overeenkomstengeschiedenis"] * 12)
    table = reading_table(stats(f"## {heading}\n\n{long}…\n\n\x1b[31mRood."), language, ascii_only=True)
    assert table.isascii()
    assert "\x1b" not in table
    assert max(map(len, table.splitlines())) <= 80


@pytest.mark.parametrize(("language", "said"), [("nl", "geen hele zinnen"), ("en", "no whole sentences")])
def test_a_text_without_sentences_has_no_table(language: Language, said: str) -> None:
    assert said in reading_table(stats("# Verklaring"), language, ascii_only=True)
