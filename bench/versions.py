"""Loads two versions of a policy and says what their difference means, as many times as asked: `OLD NEW TIMES`.

For measuring: with 0 it only loads them, as a yardstick for the rest.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from policyc.changes.difference import difference
from policyc.model.load import load
from policyc.model.policy import Policy
from policyc.source.reader import read

ON = date(2026, 12, 1)


def policy(name: str) -> Policy:
    loaded = load(read(Path(name).read_bytes(), name=name))
    if loaded.policy is None:
        sys.exit(f"{name}: {loaded.diagnostics[0].message.nl}")
    return loaded.policy


def main(old: str, new: str, times: str) -> None:
    sides = policy(old), policy(new)
    for _ in range(int(times)):
        difference(*sides, ON)


if __name__ == "__main__":
    main(*sys.argv[1:])
