"""What `policyc diff` writes besides its report: the notice to the people concerned, and the redline for a reviewer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from policyc.cli.branding import brand_of_version
from policyc.cli.cache import cache_folder
from policyc.cli.editions import published
from policyc.cli.outputs import kinds_wanted
from policyc.diagnostics import Wording
from policyc.errors import PolicycError
from policyc.render.brand import OURS, Brand

if TYPE_CHECKING:
    from policyc.changes.notice import Notice
    from policyc.cli.pairs import Comparison
    from policyc.cli.terminal import Progress
    from policyc.model.policy import Policy
    from policyc.render.folders import Folder
    from policyc.report.compared import View

NOTICE_KINDS = ("html", "md", "pdf", "txt", "eml")
REDLINE_KINDS = ("html", "pdf")


class Wanted(NamedTuple):
    """The kinds of file to write of each; none for what nobody asked for."""

    notice: tuple[str, ...]
    redline: tuple[str, ...]


def files_wanted(
    *, notice: bool, redline: bool, to: str | None, audience: str | None, language: str | None
) -> Wanted | None:
    """What to write; None for nothing. Raises PolicycError for an option that would do nothing."""
    for option, given, needs, is_on in (
        ("--to", to, "--notice of --redline", notice or redline),
        ("--for", audience, "--notice", notice),
        ("--notice-lang", language, "--notice", notice),
    ):
        if given is not None and not is_on:
            raise PolicycError(
                Wording(f"{option} hoort bij {needs}.", f"{option} goes with {needs.replace(' of ', ' or ')}.")
            )
    if not notice and not redline:
        return None
    known = NOTICE_KINDS if notice else REDLINE_KINDS
    kinds = kinds_wanted(to, known) if to is not None else known
    wanted = Wanted(kinds if notice else (), tuple(kind for kind in REDLINE_KINDS if redline and kind in kinds))
    if redline and not wanted.redline:
        raise PolicycError(
            Wording(
                f"--redline schrijft html en pdf, en met --to {to} dus niets.",
                f"--redline writes html and pdf, so nothing with --to {to}.",
            )
        )
    return wanted


def announced_files(
    told: Sequence[tuple[Comparison, View]],
    wanted: Wanted,
    *,
    folder: Path,
    templates: str | None,
    audience: str | None,
    language: str | None,
    house: Brand,
    given: date | None,
    note: Callable[[Wording], None],
    progress: Progress,
) -> dict[Path, bytes]:
    """Path → content of what was asked for, of each policy once: of the comparison that decides.

    `language` is that of the notice, else each policy's own; `house` is the design of the project. Raises PolicycError,
    for a broken template, for a language in which a policy is not published, and for two policies with one id among
    other things.
    """
    from policyc.cli.inputs import day_of

    files: dict[Path, bytes] = {}
    for comparison, view in _once_each(told):
        on = day_of(given, comparison.new.policy)
        made: dict[str, bytes] = {}
        if wanted.notice:
            brand = brand_of_version(comparison.new).over(house)
            made |= _notice(view, on, wanted.notice, templates, audience, language, brand, note, progress)
        if wanted.redline:
            made |= _redline(comparison, on, wanted.redline, templates, progress)
        for name, content in made.items():
            if folder / name in files:
                raise PolicycError(
                    Wording(
                        f"Twee verklaringen zouden allebei {name} schrijven. Vergelijk ze apart, elk met een eigen map "
                        "(-o).",
                        f"Two statements would both write {name}. Compare them apart, each with its own folder (-o).",
                    )
                )
            files[folder / name] = content
    return files


def _once_each(told: Sequence[tuple[Comparison, View]]) -> list[tuple[Comparison, View]]:
    """Of each new version the comparison that the answer hangs on; of several, the first."""
    found: dict[object, tuple[Comparison, View]] = {}
    for comparison, view in told:
        key = (comparison.new.side.name, comparison.new.side.ref)
        known = found.get(key)
        if known is None or (comparison.decides and not known[0].decides):
            found[key] = comparison, view
    return list(found.values())


def _name(policy: Policy, what: str, *more: str | None) -> str:
    return "-".join(part for part in (policy.id, what, policy.version, *more) if part)


def _notice(
    view: View,
    on: date,
    kinds: tuple[str, ...],
    templates: str | None,
    audience: str | None,
    language: str | None,
    brand: Brand,
    note: Callable[[Wording], None],
    progress: Progress,
) -> dict[str, bytes]:
    from policyc.changes.notice import notice_of
    from policyc.cli.rendering import templates_folder

    policy = view.difference.new
    code = None if policy is None or language is None else published(policy, language)
    notice = notice_of(view.difference, on, audience, code)
    if notice is None:
        name = view.new.name
        if view.difference.new is None:
            note(
                Wording(
                    f"{name}: geen bericht geschreven: er is geen nieuwe verklaring om het uit te maken.",
                    f"{name}: no notice was written: there is no new statement to make it from.",
                )
            )
            return {}
        elsewhere = [one for one in view.difference.new.languages if notice_of(view.difference, on, audience, one)]
        if elsewhere:
            note(
                Wording(
                    f"{name}: geen bericht geschreven, want in deze taal is niets veranderd. Er is wel iets te melden "
                    f"met --notice-lang {elsewhere[0]}.",
                    f"{name}: no notice was written, for nothing changed in this language. There is something to tell "
                    f"with --notice-lang {elsewhere[0]}.",
                )
            )
            return {}
        note(
            Wording(
                f"{name}: geen bericht geschreven, want er is niets te melden.",
                f"{name}: no notice was written, for there is nothing to tell.",
            )
        )
        return {}
    code = code or notice.policy.language
    name = _name(notice.policy, "wijziging", audience) + ("" if code == notice.policy.language else f".{code}")
    if not notice.difference.verdict.carried:
        note(
            Wording(
                f"{name}: verstuur dit bericht nog niet, want er is nog iets te doen (zie het verslag).",
                f"{name}: do not send this notice yet, for there is something left to do (see the report).",
            )
        )
    return _letter(notice, name, code, kinds, templates_folder(templates), brand, note, progress)


def _letter(
    notice: Notice,
    name: str,
    code: str,
    kinds: tuple[str, ...],
    folder: Folder,
    brand: Brand,
    note: Callable[[Wording], None],
    progress: Progress,
) -> dict[str, bytes]:
    from policyc.render.html import to_html
    from policyc.render.language import language_of
    from policyc.render.marks import without
    from policyc.render.notice_page import notice_markdown, notice_page
    from policyc.render.statement_page import branded
    from policyc.render.templates import Templates

    language = language_of(code, folder, notice.policy.address_form or "u")
    templates = Templates(folder, language, fallback=notice.policy.language, cache=cache_folder())
    markdown = notice_markdown(notice, templates)
    page = branded(notice_page(notice, language, templates), brand, notice.policy, language)
    html = to_html(markdown, page, page_folder=folder / "page")
    made = _pages(name, html, kinds, folder, progress, brand)
    if "md" in kinds:
        made[f"{name}.md"] = without(markdown).encode()
    if "txt" in kinds:
        from policyc.render.plain_text import plain_text

        made[f"{name}.txt"] = plain_text(markdown).encode()
    if "eml" in kinds:
        from policyc.render.mail import has_sender, mail

        made[f"{name}.eml"] = mail(notice, markdown, language, templates)
        if not has_sender(notice, language):
            note(
                Wording(
                    f"{name}.eml heeft geen afzender: kies in uw mailprogramma vanaf welk adres u dit verstuurt.",
                    f"{name}.eml has no sender: choose in your mail program from which address to send it.",
                )
            )
    return made


def _redline(
    comparison: Comparison, on: date, kinds: tuple[str, ...], templates: str | None, progress: Progress
) -> dict[str, bytes]:
    from policyc.cli.inputs import day_before
    from policyc.cli.old_text import UnusableOldTemplates, old_text
    from policyc.cli.rendering import markdown_of, templates_folder
    from policyc.render.language import language_of
    from policyc.render.redline import redline_html

    old, new = comparison.old.policy, comparison.new.policy
    shown = new or old
    assert shown is not None  # noqa: S101  one of the two sides is there
    folder = templates_folder(templates)
    before = after = None
    if old is not None:
        day = day_before(old, on)
        try:
            before = old_text(comparison.old, old, day, templates)
        except UnusableOldTemplates:  # the report has said so
            before = markdown_of(old, day, folder)
    if new is not None:
        after = markdown_of(new, on, folder)
    language = language_of(shown.language, folder, shown.address_form or "u")
    html = redline_html(before, after, old, new, language, folder / "page")
    name = _name(shown, "vergelijking")
    return _pages(name, html, kinds, folder, progress)


def _pages(
    name: str, html: str, kinds: tuple[str, ...], folder: Folder, progress: Progress, brand: Brand = OURS
) -> dict[str, bytes]:
    """A page as HTML and as PDF, as far as asked for."""
    made = {f"{name}.html": html.encode()} if "html" in kinds else {}
    if "pdf" in kinds:
        progress.show(f"{name}.pdf …")
        from policyc.render.pdf import to_pdf

        made[f"{name}.pdf"] = to_pdf(html, page_folder=folder / "page", brand=brand)
    return made
