"""The files that one policy becomes, in each of its languages: nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from policyc.cli import terminal
from policyc.cli.rendering import edition_in
from policyc.diagnostics import Language, Wording
from policyc.errors import PolicycError
from policyc.model.policy import Policy
from policyc.render.brand import Brand
from policyc.render.folders import Folder

if TYPE_CHECKING:
    from policyc.render.edition import Edition, Library

KINDS = ("html", "md", "pdf")
FRAGMENT = "fragment"
"""A kind by an option of its own: it comes beside the others, and is two files."""


@dataclass(frozen=True, slots=True)
class Order:
    """A policy to build: by the law of which day, as which kinds of file, with which templates and design."""

    policy: Policy
    day: date
    kinds: tuple[str, ...]
    folder: Folder
    brand: Brand
    sha256: str
    """Of the source, for whoever wants to know what a page was made of."""
    public: bytes | None
    """What the PDF carries of the source, if anything."""
    library: Library | None = None
    """The templates of the folder, where they are loaded already."""


def languages_wanted(policy: Policy, given: str | None) -> tuple[str, ...]:
    """The languages to build a policy in: those typed, else all it is published in. Raises PolicycError."""
    if given in (None, "all"):
        return policy.languages
    wanted = tuple(dict.fromkeys((given or "").replace(" ", "").split(",")))
    return tuple(published(policy, code) for code in wanted)


def published(policy: Policy, code: str) -> str:
    """The language that was asked for. Raises PolicycError for one in which the policy is not published."""
    if code in policy.languages:
        return code
    listed = ", ".join(policy.languages)
    raise PolicycError(
        Wording(
            f"De verklaring “{policy.id}” is er niet in de taal “{code}”, alleen in: {listed}. Wilt u die taal erbij, "
            "zet haar dan bij translations.",
            f"The statement “{policy.id}” is not published in “{code}”, only in: {listed}. To add a language, list it "
            "under translations.",
        )
    )


def editions_of(order: Order, languages: tuple[str, ...]) -> tuple[Edition, ...]:
    """The statement in each of these languages. Raises PolicycError for a broken template."""
    accent = order.brand.accent
    return tuple(
        edition_in(order.policy, order.day, order.folder, code, accent=accent, library=order.library)
        for code in languages
    )


def files_of(order: Order, editions: tuple[Edition, ...], progress: terminal.Progress) -> dict[str, bytes]:
    """The files of a policy by name. Raises PolicycError for a page folder that is broken or a PDF that failed."""
    files: dict[str, bytes] = {}
    if FRAGMENT in order.kinds:
        from policyc.render.fragment import fragment_css

        files[f"{order.policy.id}.fragment.css"] = fragment_css(order.folder / "page", order.brand).encode()
    for edition in editions:
        files |= _files(order, edition, progress)
    return files


def _files(order: Order, edition: Edition, progress: terminal.Progress) -> dict[str, bytes]:
    from policyc.render.statement_page import edition_html, file_name

    page, brand, kinds = order.folder / "page", order.brand, order.kinds
    name = file_name(order.policy, edition.language.code)
    files: dict[str, bytes] = {}
    html = (
        edition_html(edition, page_folder=page, brand=brand, source_hash=order.sha256)
        if {"html", "pdf"} & set(kinds)
        else ""
    )
    if "html" in kinds:
        files[f"{name}.html"] = html.encode()
    if "md" in kinds:
        files[f"{name}.md"] = edition.markdown.encode()
    if "pdf" in kinds:
        progress.show(f"{name}.pdf …")
        files[f"{name}.pdf"] = _pdf(order, edition, html)
    if FRAGMENT in kinds:
        from policyc.render.fragment import fragment_html

        files[f"{name}.fragment.html"] = fragment_html(edition).encode()
    return files


def _pdf(order: Order, edition: Edition, html: str) -> bytes:
    from policyc.render.pdf import SourceFile, to_pdf

    source = None
    if order.public is not None:
        what, day = edition.language.terms["page"]["attached"], order.policy.effective or order.day
        source = SourceFile(f"{order.policy.id}.yaml", order.public, "application/yaml", what, day)
    return to_pdf(html, page_folder=order.folder / "page", brand=order.brand, source=source)


def stats_of(order: Order, edition: Edition, lang: Language, *, ascii_only: bool) -> str:
    """How hard an edition is to read, as a table under the name of its file."""
    from policyc.law import facts
    from policyc.render.statement_page import file_name
    from policyc.report.reading_stats import reading_stats, reading_table

    callouts = edition.language.terms["callouts"]
    # Open questions and the mark of a draft are for its makers, and go before it is published.
    ours = {label for label, kind in callouts.items() if kind in ("draft", "question")}
    code = edition.language.code
    stats = reading_stats(edition.markdown, code, facts.plain_language(order.day), leave_out=ours)
    return f"\n{file_name(order.policy, code)}\n\n{reading_table(stats, lang, ascii_only=ascii_only)}"
