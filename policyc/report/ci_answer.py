"""What `policyc ci` found, as every report of it gets it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyc.changes.materiality import MaterialChange
from policyc.diagnostics import Wording
from policyc.report.compared import Compared, View
from policyc.report.diff_entries import Place, nearest
from policyc.report.diff_sentences import stale_sentences
from policyc.report.outcome import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class Stale:
    """A decision of `release.accept` that counts for nothing any more: where it stands and what to say of it."""

    place: Place
    change: str
    wording: Wording


@dataclass(frozen=True, slots=True)
class Answer:
    """The findings and the comparisons of one run.

    `compared` is None when every policy has errors that must be mended before it can be compared, and has no view that
    decides when nothing was published yet. `left_out` are the files, beside those that were compared, with such errors.
    `remarks` are what the user is told besides. With `strict` a decision that no longer counts makes the answer a no.
    """

    outcome: Outcome
    compared: Compared | None
    remarks: tuple[Wording, ...] = ()
    strict: bool = False
    left_out: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """One answer for the whole: the policies are right, and their changes carry what they ask."""
        right = self.outcome.verdict == "pass" and self.compared is not None and self.compared.passes
        return "pass" if right and not self.stale and not self.left_out else "fail"

    @property
    def deciding(self) -> tuple[View, ...]:
        """The comparisons that count."""
        return () if self.compared is None else tuple(view for view in self.compared.views if view.decides)

    @property
    def changes(self) -> tuple[MaterialChange, ...]:
        """The changes that touch anybody, in the comparisons that count."""
        return tuple(one for view in self.deciding for one in view.difference.changes if not one.waived)

    @property
    def materiality(self) -> str:
        """The weightiest class among the changes; `none` without any, and nothing when there was no comparing."""
        if self.compared is None:
            return ""
        return max(one.materiality for one in self.changes).word if self.changes else "none"

    @property
    def stale(self) -> tuple[Stale, ...]:
        """The decisions that make the answer a no; none unless `strict`."""
        return tuple(one for view in self.deciding for one in _stale(view)) if self.strict else ()


def _stale(view: View) -> Iterator[Stale]:
    entries = [one for one in view.difference.accepted if one.stale]
    sentences = zip(stale_sentences(view, "nl"), stale_sentences(view, "en"), strict=True)
    for one, (nl, en) in zip(entries, sentences, strict=True):
        yield Stale(nearest(view, ("release", "accept", one.index)), one.entry.change, Wording(nl, en))
