"""Pairs of policies, `old.yaml` and `new.yaml`, in a folder of their own beside what is expected of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from policyc.changes.compare import compare
from policyc.changes.materiality import MaterialChange, classify
from policyc.changes.pair import Pair
from policyc.model.load import load
from policyc.model.policy import Policy
from policyc.source.reader import read

HERE = Path(__file__).parent
ON = date(2026, 12, 1)


def policy_in(path: Path) -> Policy:
    """The policy in a file, which must be one."""
    loaded = load(read(path.read_bytes(), name=path.name))
    assert loaded.policy is not None, [one.message.nl for one in loaded.diagnostics]
    return loaded.policy


def policy_of(text: str) -> Policy:
    """The policy in a text; the head that every policy needs is put before it."""
    head = "policyc: 1\nid: proef\ntitle: Proef\nstatus: draft\n"
    loaded = load(read((head + text).encode(), name="proef.yaml"))
    assert loaded.policy is not None, [(one.span, one.message.nl) for one in loaded.diagnostics]
    return loaded.policy


def changes_between(old: Policy, new: Policy) -> tuple[MaterialChange, ...]:
    return classify(Pair.of(old, new, compare(old, new)))


def twin_folders(kind: str = "") -> list[Path]:
    """The folders with a pair, those of the silent ones under `silent`."""
    return sorted(path.parent for path in (HERE / kind).glob("*/old.yaml"))


def told(changes: tuple[MaterialChange, ...]) -> str:
    """A line per change that is more than bookkeeping: class, kind, row, direction, path, and what made it so."""
    return "".join(f"{line}\n" for line in _lines(changes))


def _lines(changes: tuple[MaterialChange, ...]) -> Iterator[str]:
    for one in changes:
        if one.waived:
            continue
        parts = [
            one.materiality.word,
            one.kind.id,
            f"row {one.kind.row}",
            one.direction,
            ".".join(map(str, one.path)),
            one.change.action,
        ]
        because = [*([f"nature {one.nature}"] if one.nature else []), *one.circumstances]
        yield " | ".join([*parts, *([", ".join(because)] if because else [])])
