"""The rows of the facts, one topic at a time.

People edit `facts/*.yaml`; the package reads `compiled/*.json`, which `tools/compile_facts.py` writes from them, since
reading YAML takes twenty times as long, and two hundred where its C part is missing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from policyc.law.fact import Fact, common

_FOLDER = Path(__file__).parent


@cache
def rows(topic: str) -> list[dict[str, Any]]:
    """The rows of a topic in the order of its file. Dates are ISO text. KeyError for an unknown topic."""
    file = _FOLDER / "compiled" / f"{topic}.json"
    try:
        text = file.read_bytes()
    except FileNotFoundError:
        raise KeyError(topic) from None
    loaded: list[dict[str, Any]] = json.loads(text)
    return loaded


@cache
def topics() -> tuple[str, ...]:
    """The names of all topics, sorted."""
    return tuple(sorted(file.stem for file in (_FOLDER / "compiled").iterdir() if file.suffix == ".json"))


@cache
def _facts(topic: str) -> dict[str, Fact]:
    return {row["id"]: Fact(**common(row)) for row in rows(topic)}


def fact(topic: str, id_: str) -> Fact:
    """The dates and source of one fact. KeyError when there is none."""
    return _facts(topic)[id_]


def every_fact() -> Iterator[tuple[str, Fact]]:
    """(topic, fact) for all facts of all topics."""
    for topic in topics():
        for one in _facts(topic).values():
            yield topic, one


@cache
def version() -> str:
    """The version of the facts: the day to which the law was followed."""
    last = (_FOLDER / "facts" / "versions.txt").read_text("ascii").split("\n")[-2]
    return last.split()[0]
