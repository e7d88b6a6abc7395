"""The page that the tests of this folder print: every field filled, every word given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from policyc.render.html import Labels, Page, to_html

PAGE_FOLDER = Path(__file__).parents[2] / "templates" / "page"
SAMPLE = Path(__file__).with_name("sample.md").read_text(encoding="utf-8")

PAGE = Page(
    language="nl",
    title="Privacy- en cookieverklaring",
    author="ProgressX",
    description="Welke persoonsgegevens ProgressX gebruikt, waarvoor en hoe lang.",
    version="2.0.0",
    effective=date(2026, 12, 15),
    mark="CONCEPT",
    callouts={"CONCEPT": "draft", "Nog te bevestigen": "question", "Bezwaar": "objection"},
    labels=Labels(
        skip="Naar de inhoud",
        page_of="Pagina {page} van {pages}",
        colophon="ProgressX · versie 2.0.0 · geldig vanaf 15 december 2026",
    ),
)


def page_of(markdown: str, **changes: Any) -> str:
    return to_html(markdown, replace(PAGE, **changes), page_folder=PAGE_FOLDER)
