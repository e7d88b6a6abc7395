"""What is said of a file of an organisation that cannot be used."""

from __future__ import annotations

from typing import NamedTuple

from policyc.diagnostics import Wording


class Unfit(NamedTuple):
    """Why a logo or a font cannot be used, as the end of a sentence (“… : er staat een script in”), and a remedy."""

    nl: str
    en: str
    help: Wording | None = None


class UnfitFile(Exception):
    """Raised while a file is looked at; caught in `cli`, which knows where its name stands."""

    def __init__(self, why: Unfit) -> None:
        super().__init__(why.en)
        self.why = why
