"""What policyc cannot do at all, as opposed to a finding about a policy.

Raised anywhere, caught once in `cli`, which prints the one sentence and exits with 2.
"""

from __future__ import annotations

from policyc.diagnostics import Wording


class PolicycError(Exception):
    """No answer is possible: no such file, a broken template, a PDF that could not be made."""

    def __init__(self, wording: Wording) -> None:
        super().__init__(wording.en)
        self.wording = wording
