"""A statement in one of its languages: its Markdown, and what its page needs to be set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from policyc.document.flows import FlowsView
from policyc.document.statement import statement_of
from policyc.document.views import Statement
from policyc.model.address import AddressForm
from policyc.model.policy import Policy
from policyc.render.folders import Folder
from policyc.render.language import Language, language_of
from policyc.render.markdown import Languages, tidy, to_markdown
from policyc.render.marks import without
from policyc.render.templates import Templates


@dataclass(frozen=True)
class Edition:
    """A policy in one language. `marked` is its Markdown with the marks that the page makes use of.

    `accent` is the colour of its figures on paper; None: ours.
    """

    statement: Statement
    language: Language
    marked: str
    accent: str | None = None

    @property
    def policy(self) -> Policy:
        return self.statement.policy

    @cached_property
    def figures(self) -> Mapping[str, str]:
        """The drawings of the sections that have one: ready HTML by the name of the place the Markdown keeps for it.

        Drawn when they are asked for: Markdown has no use for them.
        """
        from policyc.render.figure import ACCENT, figures

        views = ((section.id, section.content) for section in self.statement.sections)
        return {
            id_: figures(view, self.language, self.policy.language, accent=self.accent or ACCENT)
            for id_, view in views
            if isinstance(view, FlowsView)
        }

    @property
    def markdown(self) -> str:
        """The Markdown as it is published."""
        return tidy(without(self.marked))


class Library:
    """The templates of a folder, with each language loaded once. It holds for as long as no file in the folder changes.

    `cache` is where what they compile to is kept for another run.
    """

    def __init__(self, folder: Folder, cache: Path | None) -> None:
        self._folder, self._cache = folder, cache
        self._languages: dict[tuple[str, AddressForm], Language] = {}
        self._templates: dict[tuple[str, AddressForm, str], Templates] = {}

    def language(self, code: str, form: AddressForm) -> Language:
        """A language with its words. Raises PolicycError for one that is not there, or broken."""
        if (code, form) not in self._languages:
            self._languages[code, form] = language_of(code, self._folder, form)
        return self._languages[code, form]

    def templates(self, language: Language, fallback: str) -> Templates:
        """The templates of one of these languages; `fallback` is that of the policy."""
        key = language.code, language.form, fallback
        if key not in self._templates:
            self._templates[key] = Templates(self._folder, language, fallback=fallback, cache=self._cache)
        return self._templates[key]


def edition_of(
    policy: Policy,
    day: date,
    folder: Folder,
    code: str | None = None,
    *,
    cache: Path | None,
    accent: str | None = None,
    library: Library | None = None,
) -> Edition:
    """The statement by the law of a day, in the language `code` or else the policy's own.

    `folder` holds the templates, `cache` what they compile to; `accent` is the colour of its figures on paper.
    `library` is that folder where it was used before.
    Raises PolicycError for a broken or missing template.
    """
    library = library or Library(folder, cache)
    language = library.language(code or policy.language, policy.address_form or "u")
    templates = library.templates(language, policy.language)
    statement = statement_of(policy, day)
    return Edition(statement, language, to_markdown(statement, templates, _languages(policy, language)), accent)


def _languages(policy: Policy, language: Language) -> Languages:
    others = tuple(language.name_of(code) for code in policy.languages if code != language.code)
    prevailing = policy.prevailing_language
    return Languages(others, None if prevailing is None else language.name_of(prevailing))
