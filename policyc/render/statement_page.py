"""What the page of a statement says about itself: its title, author, version and marks."""

from __future__ import annotations

from dataclasses import replace

from policyc.model.policy import Policy
from policyc.render.brand import OURS, Brand
from policyc.render.edition import Edition
from policyc.render.folders import Folder
from policyc.render.html import Alternate, Labels, Page, statement_html
from policyc.render.language import Language, filled, locale_of, own_name
from policyc.render.linked_data import address_of, as_json, linked_data


def edition_html(edition: Edition, *, page_folder: Folder, brand: Brand = OURS, source_hash: str | None = None) -> str:
    """The page of a statement in one language. `source_hash` is the SHA-256 of the policy it was made from.

    Raises `PolicycError` for a page folder that is broken.
    """
    page = branded(page_of(edition.policy, edition.language, source_hash), brand, edition.policy, edition.language)
    return statement_html(edition.marked, page, edition.figures, page_folder=page_folder)


def branded(page: Page, brand: Brand, policy: Policy, language: Language) -> Page:
    """The page in the looks of an organisation; a logo without words of its own stands for the author of the page."""
    words = "" if brand.logo_alt is None else language.text(brand.logo_alt, policy.language)
    return replace(page, brand=brand, logo_alt=words)


def file_name(policy: Policy, code: str) -> str:
    """What the files of an edition are called, without what says their kind: “progressx”, “progressx.en”."""
    return policy.id if code == policy.language else f"{policy.id}.{code}"


def page_of(policy: Policy, language: Language, source_hash: str | None = None) -> Page:
    """The page around a statement in a language; `source_hash` as in `edition_html`."""
    terms = language.terms
    names = [language.text(party.title, policy.language) for party in policy.parties if party.title is not None]
    title, author, colophon = (
        language.text(policy.title, policy.language),
        language.list(names),
        _colophon(policy, language),
    )
    # To a text that was not made with policyc nothing is added, not even where only search engines see it.
    description = None if policy.transcription else _description(language, title, author, colophon)
    alternates = _alternates(policy)
    url = address_of(policy) if language.code == policy.language else None
    data = linked_data(policy, language, description=description, alternates=alternates, source_hash=source_hash)
    return Page(
        language=language.code,
        title=title,
        labels=Labels(
            skip=terms["page"]["skip"],
            page_of=terms["page"]["page_of"],
            contents=terms["page"]["contents"],
            colophon=colophon,
        ),
        author=author or None,
        description=description,
        version=policy.version,
        effective=policy.effective,
        mark=terms["marks"].get(policy.status),
        callouts=terms["callouts"],
        alternates=alternates,
        url=url,
        properties=_open_graph(policy, language, title=title, site=author, description=description, url=url),
        source_hash=source_hash,
        data=as_json(data),
    )


def _description(language: Language, title: str, author: str, colophon: str) -> str | None:
    """A sentence or two for whoever looks for the statement; None when nobody is named who could be looked for."""
    if not author:
        return None
    form: str = language.terms["page"]["description"]
    form = form if colophon else form.partition("{colophon}")[0].rstrip()
    return filled(form, {"title": title, "controller": author, "colophon": colophon})


def _open_graph(
    policy: Policy, language: Language, *, title: str, site: str, description: str | None, url: str | None
) -> tuple[tuple[str, str], ...]:
    """What a link to the page shows of it (Open Graph protocol). No picture, so nobody is asked for one."""
    others = (code for code in policy.languages if code != language.code)
    properties = (
        ("og:type", "article"),
        ("og:title", title),
        ("og:description", description),
        ("og:site_name", site),
        ("og:url", url),
        ("og:locale", locale_of(language.code)),
        *(("og:locale:alternate", locale_of(code)) for code in others),
    )
    return tuple((name, value) for name, value in properties if value)


def _alternates(policy: Policy) -> tuple[Alternate, ...]:
    """Every language of the statement, if there are more, each by its own name and with its file beside this one."""
    codes = policy.languages
    if len(codes) == 1:
        return ()
    return tuple(Alternate(code, own_name(code), f"{file_name(policy, code)}.html") for code in codes)


def _colophon(policy: Policy, language: Language) -> str:
    """Version and date as one line for the foot of every page; empty when the policy gives neither."""
    values = {
        "version": policy.version or "",
        "date": language.date(policy.effective) if policy.effective else "",
    }
    given = [name for name, value in values.items() if value]
    return filled(language.terms["page"]["_and_".join(given)], values) if given else ""
