"""Two versions and changes of any class between them, for the tests of duties."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from changes.twins import policy_of
from policyc.changes.acceptance import Accepted
from policyc.changes.change import Action, Change
from policyc.changes.duties import Step, Verdict, verdict
from policyc.changes.kind import Direction, Kind, Materiality, Need
from policyc.changes.materiality import MaterialChange
from policyc.diagnostics import Wording
from policyc.model.policy import Nature
from policyc.model.text import Text

ON = date(2026, 12, 1)
OLD = "version: 1.2.3\neffective: 2026-01-01\n"


def kind(word: str, *needs: Need, id_: str = "proef") -> Kind:
    """A kind of a class, as the table has them."""
    return Kind(
        id_, 1, Materiality[word.upper()], Direction.NEUTRAL, Wording("proef", "test"), (), needs=frozenset(needs)
    )


def change(
    word: str, *needs: Need, at: str = "purposes.koop", entry: int | None = 0, nature: Nature | None = None, **more: Any
) -> MaterialChange:
    """A change of a class, told of by the first entry of `release.changes`."""
    path = tuple(at.split("."))
    raw = Change(Action.CHANGED, path, path, Text.parse("was"), Text.parse("is"))
    made = kind(word, *needs)
    return MaterialChange(raw, made, made.materiality, path[:2], nature=nature, entry=entry, **more)


def release(
    *entries: str, version: str = "2.0.0", effective: str = "2026-12-31", notice: str = "2026-12-01", more: str = ""
) -> str:
    """The source of a new version that carries all that a change of class `advance` asks."""
    told = entries or (
        "{covers: [purposes], nature: processing_change, law: Proefwet, why: Nodig., means: Minder., "
        "options: Bel ons.}",
    )
    lines = [
        *([f"version: {version}"] if version else []),
        *([f"effective: {effective}"] if effective else []),
        "url: https://proef.example/privacy",
        "change_promise: {archive: https://proef.example/oud}",
        "consent: {withdrawal: Op de website.}",
        "release:",
        "  summary: Er verandert iets.",
        "  stays: De rest.",
        *([f"  notice_date: {notice}"] if notice else []),
        f"  changes: [{', '.join(told)}]",
        *([f"  {more}"] if more else []),
    ]
    return "\n".join(lines) + "\n"


def judged(
    *changes: MaterialChange, old: str = OLD, new: str | None = None, accepted: Iterable[Accepted] = (), on: date = ON
) -> Verdict:
    return verdict(policy_of(old), policy_of(new or release()), changes, tuple(accepted), on)


def told(steps: Iterable[Step]) -> list[str]:
    return [f"{one.code} {'.'.join(map(str, one.at))}: {one.wording.nl}" for one in steps]


def codes(found: Verdict) -> list[str]:
    return [step.code for step in found.steps]
