"""What someone probably meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable

from policyc.diagnostics import Wording

# Below this likeness a suggestion confuses more than it helps ("email" for "name").
_LIKENESS = 0.7


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `word`, or None. Case, hyphens, underscores and spaces do not count.

    Equally likely candidates: the alphabetically first, so that the answer does not depend on their order.
    """
    names = sorted(set(candidates))
    wanted = _folded(word)
    same = [name for name in names if _folded(name) == wanted]
    if same:
        return same[0]
    from difflib import SequenceMatcher  # imported here: only a mistake pays for it

    best: tuple[float, str] | None = None
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    for name in names:
        matcher.set_seq1(_folded(name))
        if matcher.real_quick_ratio() < _LIKENESS or matcher.quick_ratio() < _LIKENESS:
            continue
        likeness = matcher.ratio()
        if likeness >= _LIKENESS and (best is None or likeness > best[0]):
            best = (likeness, name)
    return best[1] if best else None


def suggestion(word: str, candidates: Iterable[str]) -> Wording | None:
    """What was probably meant, as the help of a finding."""
    meant = did_you_mean(word, candidates)
    return Wording(f"Bedoelt u “{meant}”?", f"Did you mean “{meant}”?") if meant else None


def _folded(word: str) -> str:
    return word.casefold().replace("-", "").replace("_", "").replace(" ", "")
