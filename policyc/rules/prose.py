"""The author's texts as readers read them: in one language and form of address, without mark-up, as sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from policyc.diagnostics import Path
from policyc.model.address import AddressForm
from policyc.model.policy import Policy
from policyc.model.references import texts
from policyc.model.text import Prose, Text

_NOT_FOR_READERS = frozenset({"unconfirmed", "suppress", "release"})

DUTCH = "nl"
"""The language of the lists of words (`policyc.law.language`)."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of the author: where it stands, and its words without mark-up (paragraphs and items on lines)."""

    path: Path
    text: str
    is_dutch: bool = True

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences, in order; a heading, a name or an item without a full stop is one too."""
        return sentences(self.text)


def texts_of(policy: Policy) -> Iterator[tuple[Path, Text]]:
    """Every text of the policy that its readers see, in all its languages, with its place."""
    for field in type(policy).model_fields:
        if field not in _NOT_FOR_READERS:
            yield from texts(getattr(policy, field), (field,))


def announced_of(policy: Policy) -> Iterator[tuple[Path, Text]]:
    """Every text that only the notice of a new version says."""
    for path, text in texts(policy.release, ("release",)):
        if path[1] != "accept" and path[-1] not in _NOT_ANNOUNCED:
            yield path, text


_NOT_ANNOUNCED = frozenset({"law", "compatibility"})


def form_of(policy: Policy) -> AddressForm:
    """How the statement addresses its reader in Dutch."""
    return policy.address_form or "u"


class Said(NamedTuple):
    """What a text says to readers: where it stands, the text itself, and its words with their mark-up."""

    path: Path
    text: Text
    words: str
    is_dutch: bool


def said_of(policy: Policy) -> Iterator[Said]:
    """What every text says: in Dutch where it is in Dutch, since the lists of words are, else in the policy's language.

    A text that is not in the language of the policy says nothing.
    """
    is_dutch, is_translated = policy.language == DUTCH, DUTCH in policy.translations
    for path, text in texts_of(policy):
        reads_dutch = is_dutch or (is_translated and text.is_in(DUTCH))
        words = text.in_language(DUTCH if reads_dutch else policy.language, form_of(policy))
        if words is not None:
            yield Said(path, text, words, reads_dutch)


def passages_of(said: Iterable[Said]) -> Iterator[Passage]:
    """The same without mark-up."""
    for path, text, words, is_dutch in said:
        yield Passage(path, unmarked(words) if isinstance(text, Prose) else words, is_dutch)


_OFFICIAL = frozenset({"street", "postal_code", "city", "legal_name", "names", "law", "article"})
_PARTIES = frozenset({"controller", "controllers", "dpo", "recipients", "documents"})


def is_own_words(passage: Passage) -> bool:
    """Whether its author chose the words: nobody can put “Van Kan B.V.” or “artikel 6” in plainer ones."""
    field = next(step for step in reversed(passage.path) if isinstance(step, str))
    return field not in _OFFICIAL and not (field == "name" and passage.path[0] in _PARTIES)


# --- mark-up --------------------------------------------------------------------------------------------------------

_ITEM = re.compile(r" *(?:[-*+]|\d{1,9}[.)])(?: +|$)")
_INLINE = r"""
    \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?<!`)(?P<fence>`++)(?P<code>[^`]++)(?P=fence)(?!`)
    | <(?P<address>(?:https|mailto|tel):[^<>\s]*)>
    | \[(?P<link>(?:[^\[\]\\]|\\.)*+)\]\((?:[^()\s\\]|\\.|\([^()\s]*+\))*+(?:\ +"[^"]*+")?\)
    | (?P<entity>&(?:\#\w{1,8}|[A-Za-z]\w{1,31});)
    | (?P<mark>\*+(?=\S)|(?<=\S)\*+|(?<![^\W_])_+(?=\S)|(?<=\S)_+(?![^\W_]))
    """
"""What is mark-up within a line. No part of it looks further than the next bracket, so that it takes linear time."""


def unmarked(markdown: str) -> str:
    """Prose without its mark-up. A paragraph or an item is a line."""
    blocks: list[list[str]] = [[]]
    for line in markdown.split("\n"):
        item = _ITEM.match(line)
        if item or not line.strip():
            blocks.append([])
        words = (line[item.end() :] if item else line).strip().removesuffix("\\")
        if words:
            blocks[-1].append(words)
    lines = (_plain(" ".join(block)) for block in blocks)
    return "\n".join(line for line in lines if line)


def _plain(line: str) -> str:
    """A line without the mark-up within it. Most lines have none, and the pattern for it is dear to make."""
    return _inline().sub(_as_read, line).strip() if _MARKED.intersection(line) else line.strip()


_MARKED = frozenset("\\`<[&*_")


@cache
def _inline() -> re.Pattern[str]:
    return re.compile(_INLINE, re.VERBOSE)


def _as_read(match: re.Match[str]) -> str:
    if match["link"] is not None:
        return _inline().sub(_as_read, match["link"])
    if match["entity"]:
        import html  # costs more than all the rest, and hardly any text has one

        return html.unescape(match["entity"])
    return match["escaped"] or match["code"] or match["address"] or ""


# --- sentences ------------------------------------------------------------------------------------------------------

_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W_a-zà-öø-ÿ])")
"""Where a sentence may end: after a stop, before a word that begins with a capital or a digit."""

_ABBREVIATED = re.compile(
    r"""
    (?:[a-z]\.)+[a-z]      # o.a., d.w.z., m.b.t.
    | (?:[A-Z]\.)*[A-Z]    # J., A.B.
    | (?i:aanh|afb|afd|alg|art|bijl|bijv|blz|ca|dhr|dr|drs|evt|excl|fam|fig|gem|hfst|incl|ing|inz|ir|jhr|max|mevr|min|mr
      |mw|nr|nrs|ong|pag|par|prof|resp|st|str|tel|vgl|zgn)
    """,
    re.VERBOSE,
)
"""Words that a full stop belongs to, and that a sentence goes on after. This is spelling, not law, so it is no fact."""

_MAY_END = frozenset({"B.V", "N.V", "C.V", "V.O.F", "U.A", "e.a", "e.d", "c.s", "a.u.b"})
"""Abbreviations that a sentence may end with. Before a capital it does: the name of a company goes in front."""

_OPENING = "\"'“‘«(["


@cache
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text without mark-up. A line ends one."""
    return tuple(sentence for line in text.split("\n") for sentence in _of_line(line))


def _of_line(line: str) -> Iterator[str]:
    start = 0
    for stop in _STOP.finditer(line):
        if line[stop.start()] == "." and not _is_end(line, start, stop):
            continue
        yield line[start : stop.end()].strip()
        start = stop.end()
    rest = line[start:].strip()
    if rest:
        yield rest


def _is_end(line: str, start: int, stop: re.Match[str]) -> bool:
    """Whether a full stop ends the sentence that began at `start`, by the word before it."""
    if stop.group().rstrip() != ".":
        return True  # three of them, or one within quotes or brackets
    before = line[max(start, stop.start() - 12) : stop.start()]
    word = before.split()[-1].lstrip(_OPENING) if before[-1:].strip() else ""
    if word.isdigit():
        return line[start : stop.start()].strip().lstrip(_OPENING) != word  # the number of an item begins one
    return word in _MAY_END or not _ABBREVIATED.fullmatch(word)


# --- words ----------------------------------------------------------------------------------------------------------

_TOKEN = re.compile(r"\w+")


def vocabulary(passages: Iterable[Passage]) -> frozenset[str]:
    """All words in these passages, in lower case."""
    return frozenset(_TOKEN.findall("\n".join(passage.text for passage in passages).lower()))


def present(phrases: Iterable[str], vocabulary: frozenset[str]) -> tuple[str, ...]:
    """The phrases of which every word occurs: a cheap look, since making and searching a long pattern is not cheap."""
    return tuple(phrase for phrase in phrases if vocabulary.issuperset(_tokens(phrase)))


@cache
def _tokens(phrase: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(phrase.lower()))


@cache
def phrases(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds any of the words or phrases, whole and in any case; longer ones first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    alternatives = "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)" if ordered else r"(?!)", re.IGNORECASE)


def found(pattern: re.Pattern[str], passages: Iterable[Passage]) -> Iterator[tuple[Passage, str, re.Match[str]]]:
    """Every hit of a pattern with its passage and the sentence it is in."""
    for passage in passages:
        if pattern.search(passage.text) is None:
            continue
        for sentence in passage.sentences:
            for match in pattern.finditer(sentence):
                yield passage, sentence, match


# --- places of words --------------------------------------------------------------------------------------------------


def first_of(phrase: str, text: str, start: int = 0) -> tuple[int, int]:
    """Where a phrase begins and ends in a text: the first time it stands there as whole words, or else at all.

    Its spaces may be line breaks. (-1, -1) when it is not there.
    """
    first = at = text.find(phrase, start)
    while at >= 0:
        if not _goes_on(text, at) and not _goes_on(text, at + len(phrase)):
            return at, at + len(phrase)
        at = text.find(phrase, at + 1)
    if first >= 0:
        return first, first + len(phrase)
    broken = re.search(r"\s+".join(map(re.escape, phrase.split())), text[start:]) if " " in phrase else None
    return (start + broken.start(), start + broken.end()) if broken else (-1, -1)


def _goes_on(text: str, at: int) -> bool:
    """Whether a place is within a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


_AROUND = 4
"""Words that a mark takes in at most to tell it apart from the same words before it."""


def mark(passage: Passage, sentence: str, start: int, end: int, *, whole: bool = False) -> str:
    """The words at that place of a sentence, with as many words around them as tell them apart from earlier ones.

    With `whole` the same letters within an earlier word do not count: “u” would take in half the sentence.
    """
    at = passage.text.find(sentence)
    for _ in range(_AROUND):
        marked = sentence[start:end]
        if (first_of(marked, passage.text)[0] if whole else passage.text.find(marked)) == at + start:
            break
        if start > 0:
            start = sentence.rfind(" ", 0, start - 1) + 1
        else:
            following = sentence.find(" ", end + 1)
            end = following if following >= 0 else len(sentence)
    return sentence[start:end]
