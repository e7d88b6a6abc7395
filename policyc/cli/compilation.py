"""From what was asked for to the files of every policy: judged first, then made. Nothing is printed or written here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from policyc.cli.branding import brand_of_house
from policyc.cli.check import Checked, check
from policyc.cli.config import Config, config_for
from policyc.cli.editions import Order, editions_of, files_of, languages_wanted, stats_of
from policyc.cli.inputs import date_for, names_of_files, read_bytes
from policyc.cli.rendering import library_of, templates_folder
from policyc.cli.terminal import Progress
from policyc.diagnostics import Diagnostic, Language, Wording, in_order
from policyc.errors import PolicycError
from policyc.render.brand import Brand
from policyc.render.folders import Folder
from policyc.report.outcome import is_law
from policyc.rules.catalogue import RULES
from policyc.rules.selection import selected
from policyc.source.reader import read

if TYPE_CHECKING:
    from policyc.render.edition import Edition, Library


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
        """What keeps policies from being built, of all of them."""
        return in_order(found for one in self.checked for found in blocking(one))


@dataclass(frozen=True, slots=True)
class Made:
    """The files of all policies by name, and tables on how they read when those were asked for."""

    files: Mapping[str, bytes]
    tables: tuple[str, ...] = ()


class Kept:
    """What became of each policy in earlier builds of the same request: what was seen last, and what was built last.

    It holds for a policy with the same text under the same settings, for as long as no file of a design or of the
    templates changed.
    """

    def __init__(self) -> None:
        self._settings: Config | None = None
        self._raw: dict[str, bytes] = {}
        self._last: dict[str, Checked] = {}
        self._built: dict[str, tuple[bytes, Checked, Mapping[str, bytes]]] = {}
        self._library: Library | None = None

    @property
    def built(self) -> tuple[Checked, ...]:
        """Every policy that was built, as it was then."""
        return tuple(checked for _, checked, _ in self._built.values())

    def under(self, settings: Config) -> None:
        """Forget what became of the policies if it was under other settings than these."""
        if settings != self._settings:
            self.forget()
        self._settings = settings

    def forget(self) -> None:
        """Forget what became of the policies; the templates are as they were."""
        self._raw.clear()
        self._last.clear()
        self._built.clear()

    def checked(self, name: str, raw: bytes) -> Checked | None:
        """The findings in a file with just this content, if they are known."""
        if name in self._last and self._raw[name] == raw:
            return self._last[name]
        if name in self._built and self._built[name][0] == raw:
            return self._built[name][1]
        return None

    def files(self, checked: Checked) -> Mapping[str, bytes] | None:
        """The files of just this policy, if they were made."""
        found = self._built.get(checked.document.source.name)
        return found[2] if found is not None and found[1] is checked else None

    def keep(self, raw: bytes, checked: Checked) -> None:
        """Remember what was found in a file with this content."""
        name = checked.document.source.name
        self._raw[name], self._last[name] = raw, checked

    def keep_files(self, checked: Checked, files: Mapping[str, bytes]) -> None:
        """Remember what was made of the policy that was kept last under its name."""
        name = checked.document.source.name
        self._built[name] = self._raw[name], checked, files

    def library(self, folder: Folder) -> Library:
        """The templates, loaded once."""
        if self._library is None:
            self._library = library_of(folder)
        return self._library


def judged(
    request: Request, settings: Config | None = None, kept: Kept | None = None, *, drafts: bool = True
) -> Judged:
    """Read and check every policy. `settings` are those of the project when they were read already, `kept` is what is
    known of earlier builds, always with the same `drafts`: whether to ask the law of a draft, which it never blocks.

    Raises PolicycError for what cannot be read, settings that are wrong, and two policies with one id.
    """
    settings = settings or config_for(request.config, isolated=request.isolated)
    files = [(name, read_bytes(name)) for name in names_of_files(settings.paths(request.paths))]
    # A statement that goes out is judged whole: a team may leave rules out, but select nothing.
    settings.check(RULES)
    house = brand_of_house(settings)
    rules = selected(RULES, ignore=settings.ignore)
    kept = kept or Kept()
    kept.under(settings)
    checked = []
    for name, raw in files:
        one = kept.checked(name, raw) or check(
            read(raw, name=name),
            on=lambda effective: date_for(request.given, effective),
            rules=rules,
            strict=bool(settings.strict),
            as_status="final" if request.final else None,
            drafts=drafts,
        )
        kept.keep(raw, one)
        checked.append(one)
    _refuse_equal_ids(checked)
    return Judged(request, settings, house, tuple(checked))


def made(judged: Judged, progress: Progress, tables: Callable[[Order, Edition], str] | None = None) -> Made:
    """The files of policies that nothing blocks. `tables` makes one of each edition.

    Raises PolicycError for a template that is broken, a language that is not there and a PDF that failed.
    """
    request, files, found = judged.request, dict[str, bytes](), []
    folder = templates_folder(request.templates)
    library = library_of(folder)
    for one in judged.checked:
        order = _order(one, judged, folder, library)
        editions = editions_of(order, languages_wanted(order.policy, request.languages))
        files |= files_of(order, editions, progress)
        if tables is not None:
            found += [tables(order, edition) for edition in editions]
    return Made(files, tuple(found))


class Piece(NamedTuple):
    """Files of one policy, by name. `whole`: these are all of them, and not those that could be made first."""

    checked: Checked
    files: Mapping[str, bytes]
    whole: bool


def made_one_by_one(judged: Judged, progress: Progress, kept: Kept, opened: str) -> Iterator[Piece]:
    """The files of each policy that nothing blocks, those that are known first, then the page that is `opened`, then
    the other pages, each as soon as it is there.

    Raises PolicycError as `made` does.
    """
    folder = templates_folder(judged.request.templates)
    fine = [one for one in judged.checked if not blocking(one)]
    for one in fine:
        if (known := kept.files(one)) is not None:
            yield Piece(one, known, True)
    orders = [(one, _order(one, judged, folder, kept.library(folder))) for one in fine if kept.files(one) is None]
    for one, order in sorted(orders, key=lambda pair: opened not in _pages(pair[1], judged.request)):
        for piece in _pieces(one, order, judged.request, progress, opened):
            if piece.whole:
                kept.keep_files(one, piece.files)
            yield piece


def _pages(order: Order, request: Request) -> Mapping[str, str]:
    """The languages of a policy by the name of their page."""
    from policyc.render.statement_page import file_name

    wanted = languages_wanted(order.policy, request.languages)
    return {f"{file_name(order.policy, code)}.html": code for code in wanted}


def _pieces(one: Checked, order: Order, request: Request, progress: Progress, opened: str) -> Iterator[Piece]:
    pages = _pages(order, request)
    page_only, rest = replace(order, kinds=("html",)), tuple(kind for kind in order.kinds if kind != "html")
    editions, files = {}, dict[str, bytes]()
    for name in sorted(pages, key=lambda page: page != opened):
        (editions[name],) = editions_of(order, (pages[name],))
        made = files_of(page_only, (editions[name],), progress)
        files |= made
        yield Piece(one, made, False)
    files |= files_of(replace(order, kinds=rest), tuple(editions.values()), progress)
    yield Piece(one, _in_order(files, tuple(pages)), True)


def _in_order(files: Mapping[str, bytes], pages: tuple[str, ...]) -> Mapping[str, bytes]:
    """Each page before its other files, whichever was made first."""
    stems = [page.removesuffix("html") for page in pages]

    def place(name: str) -> tuple[int, bool]:
        owner = max((stem for stem in stems if name.startswith(stem)), key=len)
        return stems.index(owner), name not in pages

    return {name: files[name] for name in sorted(files, key=place)}


def stats_table(lang: Language, *, ascii_only: bool) -> Callable[[Order, Edition], str]:
    """What makes the table of `--stats` of an edition."""
    return lambda order, edition: stats_of(order, edition, lang, ascii_only=ascii_only)


def blocking(one: Checked) -> tuple[Diagnostic, ...]:
    """What keeps a policy from being built: one that cannot be read, or that is final while the law says no.

    A draft is built with its errors, so that people see what they are working on; an archived text is history.
    """
    final = one.policy is not None and one.policy.status == "final"
    return tuple(found for found in one.errors if final or not is_law(found.code))


def _refuse_equal_ids(checked: Sequence[Checked]) -> None:
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


def _order(one: Checked, judged: Judged, folder: Folder, library: Library) -> Order:
    policy, public, request = one.policy, None, judged.request
    assert policy is not None  # noqa: S101  without errors there is a policy
    if request.attach_source:
        from policyc.export.public_source import public_source

        public = public_source(policy)
    day = date_for(request.given, policy.effective)
    brand = one.brand.over(judged.house)
    return Order(policy, day, request.kinds, folder, brand, one.document.source.sha256, public, library)
