"""Words that a statement had better not use, and the measure of plain language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import product

from policyc.law.fact import Fact, by_id, common, holding
from policyc.law.patterns import Needles, compiled, may_be_in
from policyc.law.store import rows


class _WordList(Fact):
    words: tuple[str, ...]
    patterns: tuple[str, ...]
    needles: tuple[Needles, ...]


class PlainLanguage(Fact):
    """The measure of plain language that this project keeps to. The AVG asks for it without figures (art. 12(1))."""

    max_sentence_words: int
    mean_sentence_words: int
    min_flesch_douma: float
    max_passive_share: float
    """Of all sentences, from 0 to 1."""
    summary_words: int
    """A text of more words wants a summary or a list of contents."""
    constant: float
    per_syllable: float
    per_word: float
    """Flesch-Douma: constant - per_syllable x (syllables per word) - per_word x (words per sentence)."""


class TermAlert(Fact):
    """Words that betray a dead instrument, authority or tool."""

    written: str
    needles: Needles
    dead_from: date
    replace_by: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """The words, in whatever form and case."""
        return compiled(self.written)

    def may_be_in(self, text: str) -> bool:
        """A quick look in a text in lower case: False where the words surely are not."""
        return may_be_in(text, self.needles)


_MEASURE = "readability_nl"


_JE = {"u": ("je",), "uw": ("je", "jouw")}
_BEFORE_JOU = frozenset({"aan", "bij", "door", "met", "naar", "op", "over", "tot", "van", "voor"})
_BEFORE_JE = {"bent": "ben", "gaat": "ga", "hebt": "heb", "heeft": "heb", "kan": "kan", "kunt": "kun", "stemt": "stem"}
_AFTER_JE = {"heeft": "hebt"}


def _in_both_forms(phrases: Iterable[str]) -> Iterator[str]:
    """Phrases that speak to a reader called u, and the same to one called je: “delen je gegevens niet”."""
    for phrase in phrases:
        yield phrase
        words = phrase.split()
        if len(words) > 1 and not _JE.keys().isdisjoint(words):
            yield from map(" ".join, product(*(_to_je(words, index) for index in range(len(words)))))


def _to_je(words: list[str], index: int) -> tuple[str, ...]:
    """What a word of a phrase becomes when its reader is called je."""
    word, before, after = words[index], *(words[at] if 0 <= at < len(words) else "" for at in (index - 1, index + 1))
    if after == "u" and word in _BEFORE_JE:
        return (_BEFORE_JE[word],)
    if before == "u" and word in _AFTER_JE:
        return (_AFTER_JE[word],)
    return ("jou", "je") if word == "u" and before in _BEFORE_JOU else _JE.get(word, (word,))


@cache
def _lists() -> dict[str, _WordList]:
    return by_id(
        _WordList(
            **common(row),
            words=tuple(dict.fromkeys(_in_both_forms(row.get("words", ())))),
            patterns=tuple(row.get("patterns", ())),
            needles=tuple(row.get("needles", ())),
        )
        for row in rows("language_rules")
        if row["id"] != _MEASURE
    )


def words(list_id: str, on: date) -> tuple[str, ...]:
    """Whole words and phrases in lower case, those that say u also with je; none on a day the list does not hold.

    KeyError for an unknown list.
    """
    found = _lists()[list_id]
    return found.words if found.holds(on) else ()


def patterns(list_id: str, on: date, *, within: str | None = None) -> tuple[re.Pattern[str], ...]:
    """What stands in many forms, to be searched for in whatever case; `^` and `$` mean a line. KeyError for an unknown
    list.

    `within`, in lower case, leaves out those that are surely not in that text: compiling them all costs more than a
    whole judgement.
    """
    found = _lists()[list_id]
    if not found.holds(on):
        return ()
    return tuple(
        compiled(pattern)
        for pattern, groups in zip(found.patterns, found.needles, strict=True)
        if within is None or may_be_in(within, groups)
    )


@cache
def _measure() -> PlainLanguage:
    row = next(row for row in rows("language_rules") if row["id"] == _MEASURE)
    return PlainLanguage(
        **common(row),
        max_sentence_words=row["single_sentence_words_max"],
        mean_sentence_words=row["mean_sentence_words_max"],
        min_flesch_douma=row["flesch_douma_min"],
        max_passive_share=row["passive_share_max"],
        summary_words=row["words_without_summary_max"],
        constant=row["constant"],
        per_syllable=row["per_syllable"],
        per_word=row["per_word"],
    )


def plain_language(on: date) -> PlainLanguage:
    """The measure on a date. It does not depend on it: a text was as hard to read before the AVG."""
    return _measure()


@cache
def _alerts() -> dict[str, TermAlert]:
    return by_id(
        TermAlert(
            **common(row),
            written=row["pattern"],
            needles=row["needles"],
            dead_from=date.fromisoformat(row["dead_from"]),
            replace_by=row["replace_by"],
        )
        for row in rows("statement_term_alerts")
    )


def term_alert(id_: str, on: date) -> TermAlert | None:
    """An alert by its id, such as `term_privacy_shield`, on a day it holds."""
    return holding(_alerts().get(id_), on)


def term_alerts(on: date) -> tuple[TermAlert, ...]:
    """All that hold on a date."""
    return tuple(alert for alert in _alerts().values() if alert.holds(on))
