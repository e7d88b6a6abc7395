"""Which statements a run is about: the files that were named, and those in the folders that were."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from typing import NamedTuple

from policyc.cli.inputs import DEFAULT_FOLDER, SUFFIXES, nothing_in, paths_or_default, policies_in
from policyc.cli.typed import Word, exists, is_folder, missing, word_of
from policyc.cli.versions import Versions
from policyc.diagnostics import Wording
from policyc.errors import PolicycError


class Folder(NamedTuple):
    """A folder that was named. `refusal` says that there is nothing in it, or that it is gone; None where there is."""

    name: str
    refusal: PolicycError | None


class Statements(NamedTuple):
    """The new versions, and the folders among what was named."""

    words: tuple[Word, ...]
    folders: tuple[Folder, ...]


def statements_named(versions: Versions, typed: tuple[str, ...], without: Collection[str] = ()) -> Statements:
    """What was named, else the folder policies. Raises PolicycError, for two statements with one id too.

    `without` are the real paths of files that are passed over.
    """
    try:
        names = paths_or_default(typed)
    except PolicycError as error:
        return Statements((), (Folder(DEFAULT_FOLDER, error),))
    found: dict[str, Word] = {}
    asked: set[str] = set()
    folders: list[Folder] = []
    for name in names:
        word = word_of(name)
        if word.kind is None:
            raise PolicycError(
                Wording(
                    "published is de versie om mee te vergelijken, niet de nieuwe: policyc diff published NIEUW.",
                    "published is the version to compare with, not the new one: policyc diff published NEW.",
                )
            )
        if word.kind != "file":
            found.setdefault(name, word)
        elif is_folder(name):
            files = policies_in(name)
            folders.append(Folder(name, None if files else nothing_in(name)))
            for file in files:
                found.setdefault(os.path.realpath(file), Word("file", file))
        elif not exists(name) and not name.endswith(SUFFIXES):
            folders.append(Folder(name, missing(name)))  # a folder that is gone, or a mistake: git knows
        else:
            place = os.path.realpath(name)
            found.setdefault(place, word)
            asked.add(place)
    found = {place: word for place, word in found.items() if place not in without}
    words = _without_history(versions, found, asked & found.keys())
    _refuse_equal_ids(versions, words)
    return Statements(words, tuple(folders))


def _without_history(versions: Versions, found: dict[str, Word], asked: set[str]) -> tuple[Word, ...]:
    """The new versions without archived ones that lie in a folder beside the statement itself, unless `asked`."""
    if len(found) == len(asked) or len(found) == 1:
        return tuple(found.values())
    read = {place: versions.of(word, origin="worktree") for place, word in found.items()}
    in_force = {one.policy.id for one in read.values() if one.policy and one.policy.status != "archived"}
    return tuple(
        word
        for place, word in found.items()
        if place in asked
        or (policy := read[place].policy) is None
        or policy.status != "archived"
        or policy.id not in in_force
    )


def _refuse_equal_ids(versions: Versions, words: Iterable[Word]) -> None:
    """One of two statements with one id would be compared with what was published of the other."""
    files = [word for word in words if word.kind == "file"]
    seen: dict[str, str] = {}
    for word in files if len(files) > 1 else ():
        policy = versions.of(word, origin="worktree").policy
        if policy is None or policy.status == "archived":
            continue
        if policy.id in seen:
            first = seen[policy.id]
            raise PolicycError(
                Wording(
                    f"{first} en {word.path} hebben allebei id “{policy.id}”. Geef een van de twee een andere id, of "
                    "zet status op archived bij de oude.",
                    f"{first} and {word.path} both have the id “{policy.id}”. Give one of the two another id, or set "
                    "status to archived for the old one.",
                )
            )
        seen[policy.id] = word.path
