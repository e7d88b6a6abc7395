"""What policyc cannot do at all, as opposed to a finding about a policy.

Raised anywhere, caught once in `cli`, which prints the one sentence and exits with 2.
"""

from __future__ import annotations

import errno
import os

from policyc.diagnostics import Wording


class PolicycError(Exception):
    """No answer is possible: no such file, a broken template, a PDF that could not be made."""

    def __init__(self, wording: Wording) -> None:
        super().__init__(wording.en)
        self.wording = wording


_REASONS = {
    errno.EACCES: Wording("geen toegang", "no access"),
    errno.EPERM: Wording("geen toegang", "no access"),
    errno.EISDIR: Wording("dat is een map", "that is a folder"),
    errno.ENOTDIR: Wording("een deel van het pad is geen map", "a part of the path is not a folder"),
    errno.EEXIST: Wording("daar staat al een bestand", "there is a file in that place"),
    errno.ENOENT: Wording("het pad bestaat niet", "the path does not exist"),
    errno.ENOSPC: Wording("de schijf is vol", "the disk is full"),
    errno.EDQUOT: Wording("de schijfruimte is op", "the quota is used up"),
    errno.EROFS: Wording("alleen lezen", "read-only"),
    errno.ENAMETOOLONG: Wording("de naam is te lang", "the name is too long"),
    errno.ELOOP: Wording("de koppelingen wijzen in een kring", "the links point in a circle"),
    errno.EIO: Wording("het lezen of schrijven mislukte", "reading or writing failed"),
}


def reason(error: OSError) -> Wording:
    """Why the system refused, in words; for what is rare, in the words of the system itself."""
    number = error.errno or 0
    system = os.strerror(number) if number else type(error).__name__
    return _REASONS.get(number, Wording(system, system))
