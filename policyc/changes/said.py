"""What readers read of one change: the sentence as it was and as it will be."""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """Plain sentences, without Markdown; None where the statement says nothing about it."""

    before: str | None
    after: str | None
