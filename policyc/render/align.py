"""Which blocks of an old and a new text belong together, in about linear time.

First what is the same anchors what lies between (only what occurs once on each side, as in patience diff); then what
has the same name; then, in what is left between those, what is alike.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from policyc.render.blocks import Block

_T = TypeVar("_T")
Pair = tuple[_T | None, _T | None]
"""Old and new; None where one of them has nothing like it."""


@dataclass(frozen=True, slots=True)
class Gap(Generic[_T]):
    """What lies between two anchors, still without partners."""

    old: Sequence[_T]
    new: Sequence[_T]


# With fewer words in common than this, two blocks are another text and not a changed one. What only holds blocks may
# differ more: its parts are compared in turn.
_ALIKE = 0.5
_ALIKE_INSIDE = 0.3
_HOLDERS = ("section", "bullet_list", "ordered_list", "contents", "table")
# Nearly all words of the shorter one: a text that was added to, or cut short. A few words may be there by chance.
_WITHIN = 0.8
_FEW_WORDS = 4

# So many comparisons of each with each are cheap; with more, each block only looks at the next few.
_EACH_WITH_EACH = 2_500
_NEXT_FEW = 20

# Between anchors there may be more anchors, and so on. A text made to mislead may not go on for ever.
_DEPTH = 12


def align(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Pair[Block]]:
    """The blocks of both texts in order, in pairs; of what has no partner the old comes before the new."""
    for same in anchored(old, new, lambda block: block.key):
        if not isinstance(same, Gap):
            yield same
            continue
        for named in anchored(same.old, same.new, _name):
            if not isinstance(named, Gap):
                yield named
                continue
            yield from _alike(named.old, named.new)


def anchored(
    old: Sequence[_T], new: Sequence[_T], key: Callable[[_T], Hashable | None], depth: int = _DEPTH
) -> Iterator[Pair[_T] | Gap[_T]]:
    """Pairs with the same key, and the gaps between them, in order. A key of None is like no other."""
    old_keys, new_keys = [key(block) for block in old], [key(block) for block in new]
    shorter = min(len(old), len(new))
    start = next((i for i in range(shorter) if old_keys[i] is None or old_keys[i] != new_keys[i]), shorter)
    rest = shorter - start
    end = next((i for i in range(rest) if old_keys[-1 - i] is None or old_keys[-1 - i] != new_keys[-1 - i]), rest)
    yield from zip(old[:start], new[:start], strict=True)
    yield from _between(
        Gap(old[start : len(old) - end], new[start : len(new) - end]),
        _anchors(old_keys[start : len(old) - end], new_keys[start : len(new) - end]),
        key,
        depth,
    )
    yield from zip(old[len(old) - end :], new[len(new) - end :], strict=True)


def _between(
    gap: Gap[_T], anchors: Sequence[tuple[int, int]], key: Callable[[_T], Hashable | None], depth: int
) -> Iterator[Pair[_T] | Gap[_T]]:
    if not gap.old and not gap.new:
        return
    if not anchors or not depth:
        yield gap
        return
    i = j = 0
    for at, to in (*anchors, (len(gap.old), len(gap.new))):
        yield from anchored(gap.old[i:at], gap.new[j:to], key, depth - 1)
        if at < len(gap.old):
            yield gap.old[at], gap.new[to]
        i, j = at + 1, to + 1


def _anchors(old: Sequence[Hashable | None], new: Sequence[Hashable | None]) -> list[tuple[int, int]]:
    """The longest rising series of places of keys that occur once in each."""
    in_old, in_new = Counter(old), Counter(new)
    place = {key: i for i, key in enumerate(new) if key is not None and in_new[key] == 1}
    once = [(i, place[key]) for i, key in enumerate(old) if key in place and in_old[key] == 1]
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for number, (_, j) in enumerate(once):
        length = bisect_left(ends, j)
        ends[length : length + 1] = [j]
        last[length : length + 1] = [number]
        before.append(last[length - 1] if length else None)
    found: list[tuple[int, int]] = []
    at = last[-1] if last else None
    while at is not None:
        found.append(once[at])
        at = before[at]
    return found[::-1]


def _name(block: Block) -> Hashable | None:
    return None if block.name is None else (block.type, " ".join(block.name.casefold().split()))


def _alike(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Pair[Block]]:
    pairs = _best(old, new) if len(old) * len(new) <= _EACH_WITH_EACH else _near(old, new)
    i = j = 0
    for at, to in (*pairs, (len(old), len(new))):
        yield from ((block, None) for block in old[i:at])
        yield from ((None, block) for block in new[j:to])
        if at < len(old):
            yield old[at], new[to]
        i, j = at + 1, to + 1


def _best(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[int, int]]:
    """The pairs, in order, that have most in common altogether."""
    likeness = [[_likeness(before, after) for after in new] for before in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            together = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _near(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[int, int]]:
    """For each old block the first of the next few new ones that is like it."""
    pairs: list[tuple[int, int]] = []
    j = 0
    for i, before in enumerate(old):
        found = next((to for to in range(j, min(j + _NEXT_FEW, len(new))) if _likeness(before, new[to])), None)
        if found is not None:
            pairs.append((i, found))
            j = found + 1
    return pairs


def _likeness(old: Block, new: Block) -> float:
    """The part of their words that two blocks have in common; 0 when they are not to be compared at all."""
    if old.type != new.type or not comparable(old, new):
        return 0.0
    if old.key == new.key:
        return 1.0
    sizes = old.words.total(), new.words.total()
    common = (old.words & new.words).total()
    likeness = 2 * common / sum(sizes) if any(sizes) else 1.0
    if likeness >= (_ALIKE_INSIDE if old.type in _HOLDERS else _ALIKE):
        return likeness
    return likeness if min(sizes) >= _FEW_WORDS and common >= _WITHIN * min(sizes) else 0.0


def comparable(old: Block, new: Block) -> bool:
    """Whether one can be shown as a change of the other: tables only when they have as many columns."""
    return old.type != "table" or len(old.children[-1].children) == len(new.children[-1].children)
