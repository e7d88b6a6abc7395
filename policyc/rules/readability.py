"""How hard a Dutch text is to read: words, syllables, Flesch-Douma, length of sentences, share of the passive.

Pure functions on sentences (see `policyc.rules.prose`). What is too hard is a fact of the law (`facts.plain_language`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from policyc.law.facts import PlainLanguage

_WORD = re.compile(r"[^\W_](?:[^\s|]*[^\W_])?")
"""From the first letter or digit to the last: `e-mailadres`, `IP-adres`, `2.000` and an address are a word each."""


def words(text: str) -> list[str]:
    """The words of a text, without the punctuation around them."""
    return _WORD.findall(text)


_SOUND = re.compile(
    r"""
    éé | óó | áá | ëi | ïe             # één, vóór, beëindigen, mozaïek
    | [ëïöüáéíóúàèìòùâêîôûäå]          # a sign on a vowel begins a syllable: creëren, financiële
    | aai | ooi | oei | eeu | ieuw | eau(?!t) | aa | ee | oo | uu | ie | oe | eu(?!m) | ui | ei | ij | ou | au | ai
    | [aeiou] | (?<![aeiou])y(?![aeiou])
    """,
    re.VERBOSE,
)
"""A vowel as Dutch writes it. Counting these is within 2 % of a hyphenation dictionary, and needs none."""

_NO_WORD = re.compile(r"[\d@/\\_]|\w\.\w")


@lru_cache(maxsize=4096)
def syllables(word: str) -> int:
    """The syllables of a Dutch word; one for what is not read as a word (numbers, addresses) or has no vowel."""
    if _NO_WORD.search(word):
        return 1
    return len(_SOUND.findall(word.lower())) or 1


_PASSIVE = re.compile(r"\b(?:word|wordt|worden|werd|werden)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(r"\b(?:\w{0,12}?ge\w{2,}|(?:be|er|her|ont|ver)\w{2,})(?<=[dtn])\b", re.IGNORECASE)


def is_passive(sentence: str) -> bool:
    """Whether something is done in it that nobody does: a form of *worden* and what looks like a participle."""
    return _PASSIVE.search(sentence) is not None and _PARTICIPLE.search(sentence) is not None


def is_whole(sentence: str) -> bool:
    """Whether it is a sentence, and not a name, a heading or the item of a list."""
    return sentence.rstrip("\"'”’»)]").endswith((".", "!", "?", "…"))


@dataclass(frozen=True, slots=True)
class Readability:
    """The measures of a text. Its sentences are the whole ones: a list of names is not easy to read for being short."""

    sentences: int
    words: int
    syllables: int
    longest: int
    """The words of the longest sentence."""
    passive: int
    """How many sentences are passive."""

    @property
    def mean(self) -> float:
        """Words per sentence."""
        return self.words / self.sentences

    @property
    def passive_share(self) -> float:
        return self.passive / self.sentences

    def flesch_douma(self, scale: PlainLanguage) -> float:
        """The higher, the plainer: 60 is about B1, under 30 is for specialists."""
        return scale.constant - scale.per_syllable * self.syllables / self.words - scale.per_word * self.mean


def readability(sentences: Iterable[str], syllables_of: Callable[[str], int] = syllables) -> Readability | None:
    """The measures of the whole sentences among these; None when there is none.

    `syllables_of` counts those of a word, where the text is not Dutch. `passive` is for Dutch only.
    """
    whole = [(sentence, words(sentence)) for sentence in sentences if is_whole(sentence)]
    counted = [(sentence, found) for sentence, found in whole if found]
    if not counted:
        return None
    return Readability(
        sentences=len(counted),
        words=sum(len(found) for _, found in counted),
        syllables=sum(syllables_of(word) for _, found in counted for word in found),
        longest=max(len(found) for _, found in counted),
        passive=sum(is_passive(sentence) for sentence, _ in counted),
    )
