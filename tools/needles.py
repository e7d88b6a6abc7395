"""What a text must hold for a pattern to be found in it: plain words that are quick to look for.

Compiling the patterns of the legal facts costs more than a whole judgement. Most of them are about things that a text
does not speak of at all, and a look for these words tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_SHORTEST = 3
"""A shorter piece is in every text."""

Group = frozenset[str]


def needles(pattern: str) -> list[list[str]]:
    """Groups of words in lower case: a text in which the pattern is found holds at least one word of every group."""
    groups = {group for group in _required(_parser.parse(pattern, re.IGNORECASE)) if min(map(len, group)) >= _SHORTEST}
    return sorted(sorted(group) for group in groups)


def _required(parts: Iterable[tuple[Any, Any]]) -> list[Group]:
    groups: list[Group] = []
    literal = ""
    for kind, value in parts:
        if kind is op.LITERAL:
            literal += chr(value).lower()
            continue
        if literal:
            groups.append(frozenset({literal}))
        literal = ""
        groups += _of(kind, value)
    return [*groups, frozenset({literal})] if literal else groups


def _of(kind: Any, value: Any) -> list[Group]:
    if kind is op.SUBPATTERN:
        return _required(value[3])
    if kind is op.BRANCH:
        return _of_branches([_required(branch) for branch in value[1]])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[0] > 0:
        return _required(value[2])
    return []


def _of_branches(branches: list[list[Group]]) -> list[Group]:
    """Of every branch its most telling group; together they are one."""
    if not all(branches):
        return []
    return [frozenset().union(*(max(groups, key=lambda group: min(map(len, group))) for groups in branches))]
