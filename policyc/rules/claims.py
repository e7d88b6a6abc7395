"""What a text says in words of a list: the legal facts hold the lists, the texts are the author's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policyc.diagnostics import Path
from policyc.law import facts
from policyc.rules.case import Case
from policyc.rules.prose import Passage


@dataclass(frozen=True, slots=True)
class Claim:
    """The first words of a sentence that are on a list."""

    passage: Passage
    sentence: str
    words: str
    list_id: str = ""
    """Empty where not the words claim it but the model."""


def claims(case: Case, list_id: str, passages: Iterable[Passage]) -> Iterator[Claim]:
    """Every sentence with words of the list, once."""
    wanted = listed(case, list_id)
    for passage in passages if wanted else ():
        for sentence in passage.sentences:
            words = first(wanted, sentence)
            if words is not None:
                yield Claim(passage, sentence, words, list_id)


def once_a_text(found: Iterable[Claim]) -> Iterator[Claim]:
    """The first claim of every text, where a text is mended as a whole."""
    done: set[Path] = set()
    for claim in found:
        if claim.passage.path not in done:
            done.add(claim.passage.path)
            yield claim


def says(case: Case, list_id: str, text: str) -> bool:
    """Whether a text has words of the list."""
    return first(listed(case, list_id), text) is not None


def is_denied(case: Case, claim: Claim) -> bool:
    """Whether the sentence says no: “geen beveiliging is volledig veilig”. What is on the list itself is no denial."""
    is_on_list = claim.list_id != "" and claim.words.casefold() in facts.words(claim.list_id, case.on)
    rest = claim.sentence.replace(claim.words, "") if is_on_list else claim.sentence
    return says(case, "denials_nl", rest)


def is_refused(case: Case, claim: Claim) -> bool:
    """Whether one of the few words before says no: “niet alleen bij …”, “wij vragen geen kopie …”."""
    before, _, _ = claim.sentence.partition(claim.words)
    return says(case, "denials_nl", " ".join(before.split()[-3:]))


def is_out_of_use(case: Case, tool: re.Pattern[str], sentence: str) -> bool:
    """Whether a sentence says of a tool or an instrument that it is not used, or no more."""
    said = tool.sub("TERM", sentence)
    within = said.lower()
    return any(one.search(said) for one in facts.patterns("not_in_use_nl", case.on, within=within))


def listed(case: Case, list_id: str) -> tuple[re.Pattern[str], ...]:
    """The words and the patterns of a list, as far as the policy has them anywhere."""
    return case.listed(list_id)


def first(wanted: Iterable[re.Pattern[str]], text: str) -> str | None:
    """The words of a text that a pattern finds first; of those that begin together the longest."""
    hits = [match for pattern in wanted if (match := pattern.search(text))]
    return min(hits, key=lambda match: (match.start(), -match.end())).group() if hits else None
