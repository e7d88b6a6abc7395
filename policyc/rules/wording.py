"""Pieces that the sentences of several rules share."""

from __future__ import annotations

from collections.abc import Iterable

from policyc.diagnostics import Wording


def in_quotes(names: Iterable[str]) -> Wording:
    """Names between quotation marks, as a sentence lists them: “a”, “b” en “c”."""
    return all_of([f"“{name}”" for name in names])


def all_of(parts: Iterable[str]) -> Wording:
    """Parts of a sentence, the last two joined: a, b en c."""
    *first, last = parts
    if not first:
        return Wording(last, last)
    before = ", ".join(first)
    return Wording(f"{before} en {last}", f"{before} and {last}")
