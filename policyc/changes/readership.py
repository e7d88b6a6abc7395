"""Who reads a change: a text that changed in one language only has not changed for readers of another."""

from __future__ import annotations

from policyc.changes.change import Change
from policyc.model.address import ADDRESS_FORMS
from policyc.model.text import Text


def reads_the_same(change: Change, language: str) -> bool:
    """Whether both versions of a text say the same in `language`, in each form of address. Other values never do."""
    old, new = change.old, change.new
    if not (isinstance(old, Text) and isinstance(new, Text)):
        return False
    return all(old.in_language(language, form) == new.in_language(language, form) for form in ADDRESS_FORMS)
