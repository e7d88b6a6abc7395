"""The files of an organisation's design, read and looked at: those a policy names, and those of the whole project."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from policyc.diagnostics import Diagnostic, Wording
from policyc.errors import PolicycError, reason
from policyc.render.brand import OURS, Brand
from policyc.render.unfit import Unfit, UnfitFile

if TYPE_CHECKING:
    from policyc.cli.config import Config
    from policyc.cli.versions import Version
    from policyc.model.design import Design, Font
    from policyc.model.policy import Policy
    from policyc.render.typeface import Face, Style
    from policyc.source.document import Document


_Reader = Callable[[str, int], bytes]
"""Gives the content of a file by its name, or what of it is more than it may be. Raises `UnfitFile`."""


class _Fault(NamedTuple):
    """A file that cannot be used: which field of the design names it, how, and why it cannot."""

    at: tuple[str, ...]
    name: str
    why: Unfit

    @property
    def wording(self) -> Wording:
        return Wording(
            f"“{self.name}” is niet te gebruiken: {self.why.nl}.", f"“{self.name}” cannot be used: {self.why.en}."
        )


def brand_of_policy(policy: Policy, document: Document) -> tuple[Brand, tuple[Diagnostic, ...]]:
    """The design of a policy, and what is wrong with its files. Their names are relative to the policy."""
    return _brand(policy, document, partial(_on_disk, Path(document.source.name).parent))


def brand_of_version(version: Version) -> Brand:
    """The design of a policy with its files as they are, or as they were in that version.

    Raises Unusable for a file that cannot be used.
    """
    side, policy = version.side, version.policy
    if policy is None or side.document is None:
        return OURS
    read = partial(_on_disk, Path(side.name).parent)
    if side.commit is not None:
        read = partial(_in_git, version, posixpath.dirname(side.path))
    brand, diagnostics = _brand(policy, side.document, read)
    if diagnostics:
        from policyc.cli.versions import Unusable

        said = Wording(
            f"De vormgeving van {side.name} is niet te gebruiken: er is geen bericht geschreven.",
            f"The design of {side.name} cannot be used: no notice was written.",
        )
        raise Unusable(said, side.document, diagnostics)
    return brand


def _brand(policy: Policy, document: Document, read: _Reader) -> tuple[Brand, tuple[Diagnostic, ...]]:
    if policy.design is None:
        return OURS, ()
    from policyc.model.design import lost_colours

    brand, faults = _read(policy.design, read)
    unfit = (document.error("MO056", ("design", *one.at), one.wording, one.why.help) for one in faults)
    return brand, (*unfit, *lost_colours(document))


def brand_of_house(settings: Config) -> Brand:
    """The design in the settings of a project. Raises PolicycError for a file that cannot be used."""
    if settings.design is None:
        return OURS
    from policyc.cli.config import place

    brand, faults = _read(settings.design, partial(_on_disk, settings.folder))
    for one in faults:
        (nl, en), help_ = one.wording, one.why.help or Wording("", "")
        at = ".".join(("design", *one.at))
        where = place(Path(settings.file), "design", *one.at)
        raise PolicycError(
            Wording(f"{where}: {at}: {nl} {help_.nl}".rstrip(), f"{where}: {at}: {en} {help_.en}".rstrip())
        )
    return brand


def _read(design: Design, read: _Reader) -> tuple[Brand, tuple[_Fault, ...]]:
    faults: list[_Fault] = []
    picture = None
    if design.logo is not None:
        from policyc.render.picture import MOST_BYTES, picture_of

        try:
            picture = picture_of(_checked(read(design.logo, MOST_BYTES), MOST_BYTES))
        except UnfitFile as error:
            faults.append(_Fault(("logo",), design.logo, error.why))
    faces: list[Face] = []
    for style, name, found in _faces(design.font, read) if design.font else ():
        if isinstance(found, Unfit):
            faults.append(_Fault(("font", style), name, found))
        else:
            faces.append(found)
    brand = Brand(
        picture,
        design.logo_alt,
        design.accent,
        design.accent_dark,
        design.font.family if design.font else None,
        tuple(faces),
    )
    return brand, tuple(faults)


def _faces(font: Font, read: _Reader) -> Iterator[tuple[Style, str, Face | Unfit]]:
    """Each file of a font with what became of it. Together they may not be too large."""
    from policyc.render.typeface import MOST_BYTES, face_of

    files: tuple[tuple[Style, str | None], ...] = (
        ("regular", font.regular),
        ("bold", font.bold),
        ("italic", font.italic),
    )
    left = MOST_BYTES
    for style, name in files:
        if name is None:
            continue
        try:
            data = _checked(read(name, MOST_BYTES), left, of=MOST_BYTES)
            left -= len(data)
            yield style, name, face_of(data, style)
        except UnfitFile as error:
            yield style, name, error.why


def _on_disk(folder: Path, name: str, most: int) -> bytes:
    """Only of a real file: to read a pipe or a device could last for ever."""
    path = folder / name
    try:
        if path.exists() and not path.is_file():
            raise UnfitFile(_FOLDER if path.is_dir() else _NO_FILE)
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise UnfitFile(_MISSING) from None
    except OSError as error:
        raise UnfitFile(Unfit(*reason(error))) from None


def _in_git(version: Version, folder: str, name: str, most: int) -> bytes:
    repository, commit = version.repository, version.side.commit
    assert repository is not None  # noqa: S101  what comes from a repository has one
    assert commit is not None  # noqa: S101
    path = posixpath.normpath(posixpath.join(folder, name))
    if path.startswith("../"):
        raise UnfitFile(Unfit("dat ligt buiten de repository", "that lies outside the repository"))
    data = repository.file(commit, path, shown=f"{version.side.ref}:{path}")
    if data is None:
        raise UnfitFile(_MISSING)
    return data


_MISSING = Unfit("dat bestand bestaat niet", "there is no such file")
_FOLDER = Unfit("dat is een map", "that is a folder")
_NO_FILE = Unfit("dat is geen gewoon bestand", "that is no ordinary file")
_EMPTY = Unfit("het bestand is leeg", "the file is empty")


def _checked(data: bytes, most: int, *, of: int | None = None) -> bytes:
    """What was read of a file, if it is not too much; `of` is how much a font may be in all."""
    if not data:
        raise UnfitFile(_EMPTY)
    if len(data) <= most:
        return data
    if of is None:
        raise UnfitFile(Unfit(f"het is meer dan {most // 1000} kB groot", f"it is larger than {most // 1000} kB"))
    raise UnfitFile(
        Unfit(
            f"de bestanden van een lettertype zijn samen meer dan {of // 1000} kB groot",
            f"the files of a font are larger than {of // 1000} kB together",
            Wording(
                "Neem WOFF2, of laat tekens weg die u niet gebruikt.", "Use WOFF2, or leave out unused characters."
            ),
        )
    )
