"""Which two versions are compared: OLD and NEW as named, or every statement with what was published or is in git."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from policyc.cli import published
from policyc.cli.inputs import read_bytes, refuse_empty
from policyc.cli.repository import Repository
from policyc.cli.statements import Folder, statements_named
from policyc.cli.typed import PUBLISHED, Word, exists, is_folder, missing, split_ref, word_of
from policyc.cli.versions import Note, Remark, Version, Versions, id_in, id_of
from policyc.diagnostics import Wording
from policyc.errors import PolicycError
from policyc.report.compared import Baseline, Side
from policyc.source.reader import read


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions to compare, and whether the answer of the run hangs on them."""

    baseline: Baseline
    old: Version
    new: Version
    decides: bool = True

    @property
    def has_published(self) -> bool:
        """False for a statement compared with what was published, of which nothing was: that is all there is to say."""
        return self.old.policy is not None or self.old.side.ref != PUBLISHED


def comparisons(
    versions: Versions,
    note: Note,
    typed: tuple[str, ...],
    against: tuple[str, ...],
    default: tuple[str, ...],
    *,
    without: Collection[str] = (),
) -> tuple[Comparison, ...]:
    """What to compare with what. `default` are the policies of the project. Raises PolicycError.

    Two words are OLD and NEW; else every policy is compared with each of `against`, or with what was published. A
    file among `without` is there, but nothing is compared with it.
    """
    pairs = _Pairs(versions, note)
    if len(typed) == 2 and not against:
        return (pairs.given(*map(word_of, typed)),)
    if len(typed) > 2 and not against:
        raise PolicycError(
            Wording(
                "Noem hooguit twee versies: OUD en NIEUW. Voor meer bestanden tegelijk is er --against.",
                "Name two versions at most: OLD and NEW. For several files at once there is --against.",
            )
        )
    for ref in against:
        refuse_empty("--against", ref)
    places = {os.path.realpath(name) for name in without}
    return pairs.against(typed or default, tuple(dict.fromkeys(against)) or (PUBLISHED,), places)


class _Pairs:
    def __init__(self, versions: Versions, note: Note) -> None:
        self._versions = versions
        self._note = note

    # --- two that were named ----------------------------------------------------------------------------------------

    def given(self, old: Word, new: Word) -> Comparison:
        if new.kind is None:
            raise PolicycError(
                Wording(
                    "published is de versie die er al staat: noem haar als OUD, vóór NIEUW.",
                    "published is the version that is there already: name it as OLD, before NEW.",
                )
            )
        if old.kind == new.kind == "stdin":
            raise PolicycError(
                Wording(
                    "De standaardinvoer (-) kan maar één van de twee versies zijn.",
                    "The standard input (-) can be only one of the two versions.",
                )
            )
        for word, other in ((old, new), (new, old)):
            self._refuse_other(word, other)
        if old.kind is None:
            return self._since_published(new, True)
        # Only git keeps what a file was called before: beside a file that was named, there is the other side.
        new_version = self._versions.of(new)
        old_version = self._versions.of(old, id_of(new_version) if old.kind == "git" else None)
        if new_version.policy is None and old_version.policy is not None and old.kind == "git":
            new_version = self._versions.of(new, old_version.policy.id)
        return self._compared("given", *_told_apart(old, old_version, new, new_version), True)

    def _refuse_other(self, word: Word, other: Word) -> None:
        """A folder is no side, nor is a file that is not there, unless the other side is the same file in git."""
        if word.kind != "file":
            return
        if is_folder(word.path):
            raise PolicycError(
                Wording(
                    f"{word.path} is een map. Noem bij OUD en NIEUW een bestand, of vergelijk de map: "
                    f"policyc diff --against VERSIE {word.path}",
                    f"{word.path} is a folder. Name a file for OLD and NEW, or compare the folder: "
                    f"policyc diff --against VERSION {word.path}",
                )
            )
        if exists(word.path) or other.kind is None:
            return
        if other.kind != "git" or self._versions.place(other)[1] != self._versions.place(word)[1]:
            raise missing(word.path)

    # --- every statement with a version in git -----------------------------------------------------------------------

    def against(
        self, typed: tuple[str, ...], refs: tuple[str, ...], without: Collection[str] = ()
    ) -> tuple[Comparison, ...]:
        named = statements_named(self._versions, typed, without)
        deciding = (PUBLISHED,) if PUBLISHED in refs else refs
        passed_over = {policy_id for place in without for policy_id in self._ids_at(place)}
        here = passed_over | {id_of(self._versions.of(word, origin="worktree")) for word in named.words}
        found = []
        told: dict[str, set[str | None]] = {ref: set(passed_over) for ref in refs}
        for word in named.words:
            for ref in refs:
                decides = ref in deciding
                one = (
                    self._since_published(word, decides, here) if ref == PUBLISHED else self._since(word, ref, decides)
                )
                told[ref] |= {id_of(one.old), id_of(one.new)}
                found.append(one)
        gone = [comparison for folder in named.folders for comparison in self._gone(folder, told, deciding)]
        return (*found, *gone)

    def _ids_at(self, place: str) -> Iterator[str]:
        """Which statement a file holds that cannot be read whole: by what it says, and by what was published there."""
        said = id_in(read(read_bytes(place), name=place))
        if said is not None:
            yield said
        repository, path = self._versions.place(Word("file", place))
        known = None if path is None else published.id_at(repository, repository.head, path)
        if known is not None:
            yield known

    def _since(self, word: Word, ref: str, decides: bool) -> Comparison:
        repository, path = self._versions.place(word)
        name, colon, old_path = split_ref(ref)
        commit, baseline = self._versions.baseline(repository, name)
        new = self._versions.of(word, origin="worktree")
        if colon:
            path = self._versions.written(repository, commit, name, old_path)
        old = self._versions.in_git(repository, name, commit, path, id_of(new))
        if new.policy is None and old.policy is not None:
            new = self._versions.of(word, old.policy.id, origin="worktree")
        return self._compared(baseline, old, new, decides)

    def _since_published(self, word: Word, decides: bool, here: set[str | None] | None = None) -> Comparison:
        """`here` are the ids of all statements of the run."""
        repository, path = self._versions.place(word)
        head = self._versions.head(word, repository)
        new = self._versions.of(word, origin="worktree")
        policy_id = published.id_of_statement(new, repository, head, path)
        tag = repository.newest(policy_id, head)
        if tag is None and path is not None:
            known = published.id_at(repository, head, path)
            if known is not None and known not in (here or ()) and not self._has_moved(word, known):
                policy_id, tag = known, repository.newest(known, head)
            else:
                published.refuse_tag_of_file(self._versions, repository, head, path, policy_id)
        if tag is None:
            return self._first(repository, path, new, decides)
        old = self._versions.tagged(repository, tag, policy_id, path)
        if new.policy is None:
            new = self._versions.of(word, policy_id, origin="worktree")
        return self._compared("published", old, new, decides)

    def _has_moved(self, word: Word, policy_id: str) -> bool:
        return word.kind == "file" and self._versions.moved(word.path, policy_id) is not None

    def _first(self, repository: Repository, path: str | None, new: Version, decides: bool) -> Comparison:
        """Nothing was published yet, as far as this clone can tell."""
        assert new.policy is not None  # noqa: S101  without a policy there is no id to look for
        self._note(Remark("whole", published.first(repository, new.policy.id, new.policy.version)))
        name = PUBLISHED if path is None else f"{PUBLISHED}:{path}"
        return Comparison("published", Version(Side(name, "git", None, PUBLISHED), None), new, decides)

    # --- statements that are gone -----------------------------------------------------------------------------------

    def _gone(self, folder: Folder, told: Mapping[str, set[str | None]], deciding: Sequence[str]) -> list[Comparison]:
        """What each version has in a folder, and is not among the statements that were compared with it: `told`.

        Raises the refusal of a folder that has nothing, and never had.
        """
        try:
            repository = self._versions.repository(Path(folder.name))
            at = repository.path_from_root(Path(folder.name).resolve())
        except PolicycError:
            if folder.refusal is None:
                raise
            raise folder.refusal from None
        gone = []
        for ref, ids in told.items():
            if split_ref(ref)[1]:
                continue
            old_versions = (
                self._published_in(repository, at, ids)
                if ref == PUBLISHED
                else self._committed_in(repository, at, ref, folder.name, ids)
            )
            for baseline, old in old_versions:
                if old.policy is not None and old.policy.status != "archived":
                    new = Version(Side(old.side.path, "worktree", None), None)
                    gone.append(self._compared(baseline, old, new, ref in deciding))
        if folder.refusal is not None and not gone:
            raise folder.refusal
        return gone

    def _committed_in(
        self, repository: Repository, at: str, ref: str, folder: str, told: set[str | None]
    ) -> Iterator[tuple[Baseline, Version]]:
        commit, baseline = self._versions.baseline(repository, ref)
        for entry in published.in_folder(repository, commit, at):
            if not exists(str(Path(folder) / PurePosixPath(entry.path).name)):
                old = self._versions.in_git(repository, ref, commit, entry.path)
                if id_of(old) not in told:
                    yield baseline, old

    def _published_in(
        self, repository: Repository, at: str, told: set[str | None]
    ) -> Iterator[tuple[Baseline, Version]]:
        for tag, policy_id, path in published.last_of_folder(repository, at, besides=told):
            yield "published", self._versions.tagged(repository, tag, policy_id, path)

    # --- what is said of a pair ---------------------------------------------------------------------------------------

    def _compared(self, baseline: Baseline, old: Version, new: Version, decides: bool) -> Comparison:
        if old.policy is None and new.policy is None:
            raise PolicycError(
                Wording(
                    f"{old.side.name} en {new.side.name} bestaan allebei niet: er is niets te vergelijken.",
                    f"Neither {old.side.name} nor {new.side.name} exists: there is nothing to compare.",
                )
            )
        wording = None
        if old.policy is None:
            wording = Wording(
                f"{old.side.name} bestaat niet: {new.side.name} geldt als een nieuwe verklaring.",
                f"{old.side.name} does not exist: {new.side.name} counts as a new statement.",
            )
        elif new.policy is None:
            wording = Wording(
                f"{new.side.name} bestaat niet: de verklaring van {old.side.name} geldt als ingetrokken.",
                f"{new.side.name} does not exist: the statement of {old.side.name} counts as withdrawn.",
            )
        elif old.policy.id != new.policy.id:
            wording = Wording(
                f"De id is veranderd van {old.policy.id} in {new.policy.id}: zijn dit twee versies van één verklaring?",
                f"The id changed from {old.policy.id} to {new.policy.id}: are these two versions of one statement?",
            )
        if wording is not None:
            self._note(Remark("whole", wording))
        return Comparison(baseline, old, new, decides)


def _told_apart(old: Word, old_version: Version, new: Word, new_version: Version) -> tuple[Version, Version]:
    """Two files that are called alike in two repositories get the names they were typed by, as far as it takes."""
    name = old_version.side.name
    if name != new_version.side.name:
        return old_version, new_version
    if old.kind == "file" and old.path != name:
        return _called(old_version, old.path), new_version
    if new.kind == "file" and new.path != name:
        return old_version, _called(new_version, new.path)
    return old_version, new_version


def _called(version: Version, name: str) -> Version:
    return replace(version, side=replace(version.side, name=name))
