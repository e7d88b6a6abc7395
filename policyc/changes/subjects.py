"""The part of a statement that readers know a change by."""

from __future__ import annotations

from policyc.diagnostics import Path

_PARTS = ("audiences", "data_categories", "recipients", "purposes", "cookies", "commitments", "sections", "documents")


def subject_of(path: Path) -> Path:
    """The purpose, recipient, cookie … around a path, or else the section: `("rights",)`."""
    return path[:2] if path and path[0] in _PARTS else path[:1]
