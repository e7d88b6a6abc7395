"""How hard a statement is to read, section by section: what `policyc build --stats` shows.

Measured is the published Markdown, with the words of the author and ours together, as readers meet them. Only whole
sentences count, so a list of names is not easy to read for being short. Headings, labels, captions, the head of a table
and the contents list are no sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from policyc.diagnostics import Language, Wording
from policyc.law.facts import PlainLanguage
from policyc.report.glyphs import visible, width_of, wrapped
from policyc.rules.prose import sentences, unmarked
from policyc.rules.readability import Readability, readability, syllables, words

# --- the formulas ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Formula:
    """A measure of ease: constant - per_syllable × syllables per word - per_word × words per sentence.

    The higher the score, the easier the text. `goal` is the score that this project asks of a statement, if any.
    """

    name: str
    constant: float
    per_syllable: float
    per_word: float
    goal: float | None = None

    def score(self, measure: Readability) -> float:
        return (
            self.constant
            - self.per_syllable * measure.syllables / measure.words
            - self.per_word * measure.words / measure.sentences
        )


_FLESCH = Formula("Flesch Reading Ease", 206.835, 84.6, 1.015)
"""R. Flesch, “A new readability yardstick”, Journal of Applied Psychology 32 (1948), 221-233: for English."""


def formula_for(language: str, dutch: PlainLanguage) -> Formula | None:
    """The formula for texts in a language; `dutch` is that of Douma (1960), which is a fact of the law. Else None."""
    if language == "nl":
        return Formula("Flesch-Douma", dutch.constant, dutch.per_syllable, dutch.per_word, dutch.min_flesch_douma)
    return _FLESCH if language == "en" else None


@cache
def _english_syllables(word: str) -> int:
    """The syllables of an English word by where it may be hyphenated; one for what is not read as a word."""
    import pyphen  # only here: it reads a dictionary

    if not word.isalpha() and not re.fullmatch(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", word):
        return 1
    hyphenation = pyphen.Pyphen(lang="en_GB")
    return sum(len(hyphenation.positions(part)) + 1 for part in re.split(r"[-'’](?=\w{2})", word))


_SYLLABLES: dict[str, Callable[[str], int]] = {"nl": syllables, "en": _english_syllables}

# --- what is measured -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SectionStats:
    """One section. `title` is None for what stands before the first one; `measure` where nothing is a whole sentence.

    `longest` is the longest sentence itself.
    """

    title: str | None
    measure: Readability | None
    longest: str = ""


@dataclass(frozen=True, slots=True)
class ReadingStats:
    """The sections of a statement in order, and the statement as a whole."""

    formula: Formula | None
    sections: tuple[SectionStats, ...]
    whole: SectionStats


def reading_stats(
    markdown: str, language: str, dutch: PlainLanguage, *, leave_out: Collection[str] = ()
) -> ReadingStats:
    """The measures of a statement in Markdown, without marks of ours.

    A section is what stands under a heading of the second level; one with nothing to measure, such as the contents, is
    left out. So are call-outs with a label in `leave_out`: an open question is not a sentence of the statement.
    """
    count = _SYLLABLES.get(language, syllables)
    parts = [(title, tuple(_sentences(lines, leave_out))) for title, lines in _sections(markdown.split("\n"))]
    measured = (_stats(title, found, count) for title, found in parts)
    return ReadingStats(
        formula=formula_for(language, dutch),
        sections=tuple(section for section in measured if section.measure),
        whole=_stats(None, tuple(sentence for _, found in parts for sentence in found), count),
    )


def _stats(title: str | None, found: Sequence[str], count: Callable[[str], int]) -> SectionStats:
    measure = readability(found, count)
    if measure is None:
        return SectionStats(title, None)
    longest = next(one for one in found if len(words(one)) == measure.longest and readability([one]))
    return SectionStats(title, measure, longest)


# --- Markdown as sentences ------------------------------------------------------------------------------------------

_HEADING = re.compile(r"(#{1,6}) +(.*)")
_CONTENTS_ITEM = re.compile(r" *- \[[^\]]*\]\(#[^)]*\)")
_TABLE_RULE = re.compile(r"\|(?: *:?-+:? *\|)+")
_CELL = re.compile(r"(?<!\\)\|")
_NAME = re.compile(r"(?:[^\W\d_]\.){2,}$")
"""“Drukkerij Jansen B.V.” ends in a full stop and is no sentence."""
_LABEL = re.compile(r"( *(?:[-*+] +)?)\*\*(?P<label>(?:[^*\\]|\\.)+?)\*\*(?P<rest>.*)")


def _sections(lines: Iterable[str]) -> Iterator[tuple[str | None, list[str]]]:
    title: str | None = None
    held: list[str] = []
    for line in lines:
        heading = _HEADING.fullmatch(line)
        if heading and len(heading[1]) == 2:
            yield title, held
            title, held = unmarked(heading[2]), []
        else:
            held.append("" if heading else line)
    yield title, held


def _sentences(lines: Sequence[str], leave_out: Collection[str]) -> Iterator[str]:
    texts = unmarked("\n".join(_texts(lines, leave_out)))
    for text in texts.split("\n"):
        yield from (sentence for sentence in sentences(text) if not _NAME.search(sentence))


def _texts(lines: Sequence[str], leave_out: Collection[str]) -> Iterator[str]:
    """The lines that hold sentences, each cell of a table as a paragraph."""
    label, quoted = "", False
    for number, line in enumerate(lines):
        if line.startswith("|"):
            following = lines[number + 1] if number + 1 < len(lines) else ""
            if not (_TABLE_RULE.fullmatch(line) or _TABLE_RULE.fullmatch(following)):
                for cell in _CELL.split(line)[1:-1]:
                    yield from ("", cell.strip().replace("\\|", "|"))
            yield ""
        elif line.startswith(">"):
            text = line[1:].removeprefix(" ")
            found = None if quoted else _LABEL.fullmatch(text)
            label = (found["label"] if found else "") if not quoted else label
            if label not in leave_out:
                yield (found["rest"] if found else text).strip()
        else:
            yield "" if _CONTENTS_ITEM.fullmatch(line) else _without_label(line)
        quoted = line.startswith(">")


def _without_label(line: str) -> str:
    """“- **Adres:** Dam 1” as “- Dam 1”; strong words that are no label stay."""
    found = _LABEL.fullmatch(line)
    if found is None or (not found["label"].endswith((":", ".", "?")) and found["rest"].strip()):
        return line
    return f"{found[1]}{found['rest'].strip()}"


# --- as a table for a terminal ----------------------------------------------------------------------------------------

_WIDTH = 80
_COLUMN = 11
_HEADS = (
    Wording("Zinnen", "Sentences"),
    Wording("Woorden\nper zin", "Words per\nsentence"),
    Wording("Langste\nzin", "Longest\nsentence"),
)
_SECTION = Wording("Onderdeel", "Section")
_OPENING = Wording("Begin", "Opening")
_WHOLE = Wording("De hele tekst", "The whole text")
_LONGEST = Wording("De langste zin ({words} woorden):", "The longest sentence ({words} words):")
_FORMULA = Wording(
    "{name} = {constant} - {per_syllable} x lettergrepen per woord - {per_word} x woorden per zin. Een hogere score is "
    "makkelijker te lezen.",
    "{name} = {constant} - {per_syllable} x syllables per word - {per_word} x words per sentence. A higher score is "
    "easier to read.",
)
_GOAL = Wording("Het doel is {goal} of hoger.", "The goal is {goal} or higher.")
_NO_FORMULA = Wording(
    "Voor deze taal is er geen formule voor leesgemak.", "There is no formula for ease of reading in this language."
)
_NOTHING = Wording("Er zijn geen hele zinnen om te meten.", "There are no whole sentences to measure.")


def reading_table(stats: ReadingStats, language: Language, *, ascii_only: bool) -> str:
    """The measures as a table of 80 columns, ending in a newline. `language` is that of the table, not of the text."""
    if stats.whole.measure is None:
        return _NOTHING.in_language(language) + "\n"
    formula = stats.formula
    heads = [head.in_language(language) for head in _HEADS]
    if formula is not None:
        heads.append(re.sub(r" |(?<=-)", "\n", formula.name))
    lines = [*_row(_SECTION.in_language(language), heads), "-" * _WIDTH]
    for section in stats.sections:
        title = _OPENING.in_language(language) if section.title is None else section.title
        lines += _row(visible(title, ascii_only=ascii_only), _figures(section, formula, language))
    lines += ["-" * _WIDTH, *_row(_WHOLE.in_language(language), _figures(stats.whole, formula, language)), ""]
    lines += wrapped(visible(_about(formula, language), ascii_only=ascii_only), _WIDTH)
    longest = _LONGEST.in_language(language).format(words=stats.whole.measure.longest)
    lines += ["", longest]
    lines += [f"  {line}" for line in wrapped(visible(stats.whole.longest, ascii_only=ascii_only), _WIDTH - 2)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _figures(section: SectionStats, formula: Formula | None, language: Language) -> list[str]:
    measure = section.measure
    assert measure is not None  # noqa: S101  what has nothing to measure is not shown
    score = [_decimal(f"{formula.score(measure):.1f}", language)] if formula else []
    return [str(measure.sentences), _decimal(f"{measure.mean:.1f}", language), str(measure.longest), *score]


def _row(title: str, figures: Sequence[str]) -> Iterator[str]:
    """A row of the table, on as many lines as its longest cell takes. Figures stand to the right."""
    cells = [figure.split("\n") for figure in figures]
    room = _WIDTH - _COLUMN * len(cells)
    titles = wrapped(title, room)
    for number in range(max(len(titles), *map(len, cells))):
        text = titles[number] if number < len(titles) else ""
        shown = ((cell[number] if number < len(cell) else "").rjust(_COLUMN) for cell in cells)
        yield text + " " * (room - width_of(text)) + "".join(shown)


def _about(formula: Formula | None, language: Language) -> str:
    if formula is None:
        return _NO_FORMULA.in_language(language)
    said = _FORMULA.in_language(language).format(
        name=formula.name,
        constant=_decimal(f"{formula.constant:g}", language),
        per_syllable=_decimal(f"{formula.per_syllable:g}", language),
        per_word=_decimal(f"{formula.per_word:g}", language),
    )
    if formula.goal is None:
        return said
    return f"{said} {_GOAL.in_language(language).format(goal=_decimal(f'{formula.goal:g}', language))}"


def _decimal(figure: str, language: Language) -> str:
    """11.2 as “11,2” in Dutch."""
    return figure.replace(".", ",") if language == "nl" else figure
