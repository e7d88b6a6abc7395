"""What `policyc diff` found, as every report of it gets it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policyc.changes.difference import Difference
from policyc.changes.kind import Materiality
from policyc.changes.said import Said
from policyc.report.glyphs import visible
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

    @property
    def shown(self) -> str:
        """The name for people: what cannot be seen in it is shown."""
        return visible(self.name, ascii_only=False)

    @property
    def path(self) -> str:
        """The name of the file, without the ref in front of it: what a code host shows lines of."""
        return self.name if self.ref is None else self.name.removeprefix(f"{self.ref}:")


@dataclass(frozen=True, slots=True)
class View:
    """One comparison. `said` has the sentences of each change of `difference.changes`, in the same order.

    `technical` are passages that differ though the policy behind them does not: other templates, other legal facts;
    None where that was not looked at. `decides`: its verdict counts for the answer of the run.
    """

    baseline: Baseline
    old: Side
    new: Side
    difference: Difference
    said: tuple[Said, ...]
    technical: tuple[Said, ...] | None
    decides: bool = True


@dataclass(frozen=True, slots=True)
class Compared:
    """A whole run: every policy with every view of it, and the legal facts used.

    `fail_on` is the class from which any change makes the answer a no, carried or not; None: only what is not carried.
    """

    views: tuple[View, ...]
    facts_version: str
    fail_on: str | None = None

    @property
    def passes(self) -> bool:
        """The answer of the run: every view that decides carries its duties and stays below `fail_on`."""
        return all(view.difference.verdict.carried and not self.too_heavy(view) for view in self.views if view.decides)

    def too_heavy(self, view: View) -> bool:
        """Whether a view has a change of the class `fail_on` or above; bookkeeping does not count."""
        classes = (one.materiality for one in view.difference.changes if not one.waived)
        if self.fail_on is None:
            return False
        return any(materiality >= Materiality[self.fail_on.upper()] for materiality in classes)
