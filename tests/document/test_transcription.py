"""A policy that takes over a published text keeps to its words; any other policy is told in full, archived or not."""

from __future__ import annotations

from typing import Any

import pytest

from document.rendering import said, with_row

PARTS: dict[str, Any] = {
    **with_row(legal_basis={"basis": "consent", "given_by": "website", "withdrawn_by": "post"}, data=["naam"]),
    "data_categories": {"naam": {"name": "Naam", "origin": "observed"}},
    "cookies": {"a": {"name": "Teller", "conditions": {"ip_shortened": True}}},
    "consent": {"means": ["website"]},
    "controller": {"name": "Jansen", "address": {"country": "NL"}},
}

OURS = (
    "Wij krijgen deze gegevens doordat wij ze zelf vastleggen",
    "U geeft uw toestemming via de website",
    "Het IP-adres is ingekort",
    "Wij vragen uw toestemming via de website",
    "artikel 6 lid 1",
    "artikel 15 AVG",
    "artikel 77 AVG",
    "Dat betekent: deze organisatie beslist",
    "Wij mogen uw gegevens alleen gebruiken als daar een grondslag voor is",
    "Een cookie is een klein bestand",
    "In het kort",
)


def test_an_archived_policy_reads_as_it_read_when_it_was_final() -> None:
    """Version 2 is still version 2 when version 3 is out: only the mark is new."""
    archived, final = said("archived", **PARTS), said("final", **PARTS)
    mark = "> **Eerdere versie** Dit is een eerdere versie van deze verklaring.\n\n"
    assert archived.replace(mark, "") == final


@pytest.mark.parametrize("words", OURS)
def test_a_transcription_prints_no_reading_of_ours(words: str) -> None:
    assert words in said("archived", **PARTS)
    assert words not in said("archived", transcription=True, **PARTS)
