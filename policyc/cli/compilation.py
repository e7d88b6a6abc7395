"""From what was asked for to the files of every policy: judged first, then made. Nothing is printed or written here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from policyc.cli.branding import brand_of_house
from policyc.cli.check import Checked, check
from policyc.cli.config import Config, config_for
from policyc.cli.editions import Order, editions_of, files_of, languages_wanted, stats_of
from policyc.cli.inputs import date_for, read_documents
from policyc.cli.rendering import templates_folder
from policyc.cli.terminal import Progress
from policyc.diagnostics import Diagnostic, Language, Wording, in_order
from policyc.errors import PolicycError
from policyc.render.brand import Brand
from policyc.render.folders import Folder
from policyc.report.outcome import is_law
from policyc.rules.catalogue import RULES
from policyc.rules.selection import selected
from policyc.source.document import Document

if TYPE_CHECKING:
    from policyc.render.edition import Edition


@dataclass(frozen=True, slots=True)
class Request:
    """What to build, as it was typed. `given`: the day of `--as-of`. None for `languages` is all of them, and for
    `templates` ours.
    """

    paths: tuple[str, ...]
    kinds: tuple[str, ...]
    final: bool = False
    given: date | None = None
    templates: str | None = None
    languages: str | None = None
    attach_source: bool = False
    config: str | None = None
    isolated: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """The policies of a request with all that was found, before anything is made of them."""

    request: Request
    settings: Config
    house: Brand
    checked: tuple[Checked, ...]

    @property
    def blocking(self) -> tuple[Diagnostic, ...]:
        """What keeps the policies from being built: one that cannot be read, or that is final while the law says no."""
        return in_order(found for one in self.checked for found in _blocking(one))


@dataclass(frozen=True, slots=True)
class Made:
    """The files of all policies by name, and tables on how they read when those were asked for."""

    files: Mapping[str, bytes]
    tables: tuple[str, ...] = ()


class Kept:
    """What became of each policy in an earlier build of the same request. It holds for a policy with the same text, as
    long as nothing else changed: settings, templates, the files of a design.
    """

    def __init__(self) -> None:
        self._checked: dict[str, Checked] = {}
        self._files: dict[str, tuple[Checked, Mapping[str, bytes]]] = {}

    def checked(self, document: Document) -> Checked | None:
        """The findings of the same text, if they are known."""
        found = self._checked.get(document.source.name)
        return found if found is not None and found.document.source.text == document.source.text else None

    def files(self, checked: Checked) -> Mapping[str, bytes] | None:
        """The files of just this policy, if they were made."""
        found = self._files.get(checked.document.source.name)
        return found[1] if found is not None and found[0] is checked else None

    def keep(self, checked: Checked, files: Mapping[str, bytes] | None = None) -> None:
        """Remember what became of a policy."""
        name = checked.document.source.name
        self._checked[name] = checked
        if files is not None:
            self._files[name] = checked, files


def judged(request: Request, settings: Config | None = None, kept: Kept | None = None) -> Judged:
    """Read and check every policy. `settings` are those of the project when they were read already, `kept` is what is
    known of an earlier build.

    Raises PolicycError for what cannot be read, settings that are wrong, and two policies with one id.
    """
    settings = settings or config_for(request.config, isolated=request.isolated)
    documents = read_documents(settings.paths(request.paths))
    # A statement that goes out is judged whole: a team may leave rules out, but select nothing.
    settings.check(RULES)
    house = brand_of_house(settings)
    rules = selected(RULES, ignore=settings.ignore)
    checked = tuple(
        (kept.checked(document) if kept is not None else None)
        or check(
            document,
            on=lambda effective: date_for(request.given, effective),
            rules=rules,
            strict=bool(settings.strict),
            as_status="final" if request.final else None,
        )
        for document in documents
    )
    if kept is not None:
        for one in checked:
            kept.keep(one)
    _refuse_equal_ids(checked)
    return Judged(request, settings, house, checked)


def made(
    judged: Judged,
    progress: Progress,
    tables: Callable[[Order, Edition], str] | None = None,
    kept: Kept | None = None,
) -> Made:
    """The files of policies that nothing blocks. `tables` makes one of each edition; `kept` is as for `judged`.

    Raises PolicycError for a template that is broken, a language that is not there and a PDF that failed.
    """
    request, files, found = judged.request, dict[str, bytes](), []
    folder = templates_folder(request.templates)
    for one in judged.checked:
        if kept is not None and (known := kept.files(one)) is not None:
            files |= known
            continue
        order = _order(one, judged, folder)
        editions = editions_of(order, languages_wanted(order.policy, request.languages))
        of_policy = files_of(order, editions, progress)
        files |= of_policy
        if kept is not None:
            kept.keep(one, of_policy)
        if tables is not None:
            found += [tables(order, edition) for edition in editions]
    return Made(files, tuple(found))


def stats_table(lang: Language, *, ascii_only: bool) -> Callable[[Order, Edition], str]:
    """What makes the table of `--stats` of an edition."""
    return lambda order, edition: stats_of(order, edition, lang, ascii_only=ascii_only)


def _blocking(one: Checked) -> tuple[Diagnostic, ...]:
    """A draft is built with its errors, so that people see what they are working on; an archived text is history."""
    final = one.policy is not None and one.policy.status == "final"
    return tuple(found for found in one.errors if final or not is_law(found.code))


def _refuse_equal_ids(checked: tuple[Checked, ...]) -> None:
    seen: dict[str, str] = {}
    for one in checked:
        if one.policy is None:
            continue
        name = one.document.source.name
        if one.policy.id in seen:
            raise PolicycError(
                Wording(
                    f"{seen[one.policy.id]} en {name} hebben allebei id “{one.policy.id}” en zouden dezelfde "
                    "bestanden schrijven. Bouw ze apart, elk in een eigen map (-o).",
                    f"{seen[one.policy.id]} and {name} both have the id “{one.policy.id}” and would write the same "
                    "files. Build them apart, each into its own folder (-o).",
                )
            )
        seen[one.policy.id] = name


def _order(one: Checked, judged: Judged, folder: Folder) -> Order:
    policy, public, request = one.policy, None, judged.request
    assert policy is not None  # noqa: S101  without errors there is a policy
    if request.attach_source:
        from policyc.export.public_source import public_source

        public = public_source(policy)
    day = date_for(request.given, policy.effective)
    brand = one.brand.over(judged.house)
    return Order(policy, day, request.kinds, folder, brand, one.document.source.sha256, public)
