"""What `policyc diff` found, as every report of it gets it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from policyc.changes.difference import Difference
from policyc.changes.said import Said
from policyc.source.document import Document

Origin = Literal["file", "git", "worktree", "stdin"]
Baseline = Literal["given", "published", "branch"]
"""What the new version is compared with: two sides that were named, the last published version, or what this branch
began from."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two versions. `name` is how people know it: `policies/site.yaml`, `v1.2.0:policies/site.yaml`.

    `document` is None when the statement does not exist there. `ref` and `commit` are given for a side from git;
    `sha256` is that of the bytes that were read.
    """

    name: str
    origin: Origin
    document: Document | None
    ref: str | None = None
    commit: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """One comparison. `said` has the sentences of each change of `difference.changes`, in the same order.

    `technical` are passages that differ though the policy behind them does not: other templates, other legal facts.
    `decides`: its verdict counts for the answer of the run.
    """

    baseline: Baseline
    old: Side
    new: Side
    difference: Difference
    said: tuple[Said, ...]
    technical: tuple[Said, ...]
    decides: bool = True


@dataclass(frozen=True, slots=True)
class Compared:
    """A whole run: every policy with every view of it, the day it was judged by, and the legal facts used.

    `fail_on` is the class from which any change makes the answer a no, carried or not; None: only what is not carried.
    """

    views: tuple[View, ...]
    on: date
    facts_version: str
    fail_on: str | None = None
