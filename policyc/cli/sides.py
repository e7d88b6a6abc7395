"""From what was typed after `policyc diff` to pairs of versions: files, the standard input, and what git holds."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from policyc.cli.inputs import STDIN, files_in, name_in_repository, paths_or_default, read_bytes, refuse_empty
from policyc.cli.repository import Repository, Tag, number_of
from policyc.diagnostics import Diagnostic, Wording, in_order
from policyc.errors import PolicycError
from policyc.model.load import load
from policyc.model.policy import Policy
from policyc.report.compared import Baseline, Origin, Side
from policyc.source.document import Document
from policyc.source.limits import MAX_BYTES
from policyc.source.nodes import Scalar
from policyc.source.reader import read

PUBLISHED = "published"
MERGE_BASE = "merge-base:"

_SUFFIXES = (".yaml", ".yml")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")

Note = Callable[[Wording], None]
"""Tells the user what was done otherwise than it was typed."""


class Unusable(PolicycError):
    """A side that cannot be compared, with what is wrong in it."""

    def __init__(self, wording: Wording, document: Document, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(wording)
        self.document = document
        self.diagnostics = diagnostics


@dataclass(frozen=True, slots=True)
class Version:
    """A side and the policy in it; None where there is no statement. `repository` is where git has it."""

    side: Side
    policy: Policy | None
    repository: Repository | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions to compare, and whether the answer of the run hangs on them."""

    baseline: Baseline
    old: Version
    new: Version
    decides: bool = True


class Published(NamedTuple):
    """A published version; None where policyc can make nothing of it any more."""

    tag: Tag
    version: Version | None


class History(NamedTuple):
    """A statement as it is now, and its published versions, the newest first."""

    policy_id: str
    current: Version
    published: tuple[Published, ...]


class Word(NamedTuple):
    """What somebody typed for a side: the standard input, a file, the last published version, or a file in git."""

    kind: Origin | None
    """None: the last published version."""
    path: str
    ref: str = ""


def word_of(typed: str) -> Word:
    """An existing path goes before a drive letter, and that before `REF:PATH`. Raises PolicycError."""
    refuse_empty("[OUD] [NIEUW]", typed)
    if "\0" in typed:  # only settings can hold it
        raise PolicycError(Wording(f"{typed} is geen naam van een bestand.", f"{typed} is not the name of a file."))
    if typed == STDIN:
        return Word("stdin", typed)
    if typed == PUBLISHED:
        return Word(None, typed)
    if _exists(typed) or _DRIVE.match(typed):
        return Word("file", typed)
    ref, colon, path = split_ref(typed)
    return Word("git", path, ref) if colon else Word("file", typed)


def split_ref(typed: str) -> tuple[str, str, str]:
    """`REF:PATH` at its colon; one inside braces is part of the ref: `main@{2026-01-01 10:00}:site.yaml`."""
    start = len(MERGE_BASE) if typed.startswith(MERGE_BASE) else 0
    depth = 0
    for index, char in enumerate(typed[start:], start):
        depth += {"{": 1, "}": -1}.get(char, 0)
        if char == ":" and depth <= 0:
            return typed[:index], ":", typed[index + 1 :]
    return typed, "", ""


def _exists(typed: str) -> bool:
    return os.path.lexists(typed)


def _is_folder(typed: str) -> bool:
    return _exists(typed) and Path(typed).is_dir()


class Sides:
    """Reads the sides of a run, each with its policy. `stdin_name` is what the file is called that comes from `-`."""

    def __init__(self, note: Note, *, stdin_name: str | None = None) -> None:
        self._note = note
        self._stdin_name = stdin_name
        self._repositories: dict[Path, Repository] = {}
        self._versions: dict[tuple[Word, str | None], Version] = {}

    # --- which pairs ------------------------------------------------------------------------------------------------

    def comparisons(
        self, typed: tuple[str, ...], against: tuple[str, ...], default: tuple[str, ...]
    ) -> tuple[Comparison, ...]:
        """What to compare with what. `default` are the policies of the project. Raises PolicycError.

        Two words are OLD and NEW; else every policy is compared with each of `against`, or with what was published.
        """
        if len(typed) == 2 and not against:
            return (self._pair(*map(word_of, typed)),)
        if len(typed) > 2 and not against:
            raise PolicycError(
                Wording(
                    "Noem hooguit twee versies: OUD en NIEUW. Voor meer bestanden tegelijk is er --against.",
                    "Name two versions at most: OLD and NEW. For several files at once there is --against.",
                )
            )
        for ref in against:
            refuse_empty("--against", ref)
        refs = tuple(dict.fromkeys(against)) or (PUBLISHED,)
        deciding = (PUBLISHED,) if PUBLISHED in refs else refs
        words = paths_or_default(typed or default)
        news = self._news(words)
        found = [self._against(new, ref, ref in deciding) for new in news for ref in refs]
        ids = {one.new.policy.id for one in found if one.new.policy is not None}
        gone = [
            comparison
            for folder in words
            if word_of(folder).kind == "file" and _is_folder(folder)
            for ref in refs
            if ref != PUBLISHED and not split_ref(ref)[1]
            for comparison in self._withdrawn(folder, ref, ids, ref in deciding)
        ]
        return (*found, *gone)

    def histories(self, typed: tuple[str, ...], default: tuple[str, ...]) -> tuple[History, ...]:
        """The published versions of every policy, by the tags in the history of what is checked out."""
        for word in typed:
            refuse_empty("[PAD]", word)
        return tuple(map(self._history, self._news(paths_or_default(typed or default))))

    def _history(self, word: Word) -> History:
        repository, path = self._place(word)
        head = repository.commit(word.ref) if word.kind == "git" else repository.head
        current = self._version(word, origin="worktree")
        policy_id = id_of(current) or self._published_at(repository, head, path, current)
        repository.newest(policy_id, head)  # says what is wrong when this clone lacks tags or history
        found = []
        for tag in repository.published(policy_id, head):
            try:
                version: Version | None = self.tagged(repository, tag, policy_id, path)
            except Unusable:
                version = None
            found.append(Published(tag, version))
        return History(policy_id, current, tuple(found))

    def _pair(self, old: Word, new: Word) -> Comparison:
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
        for word in (old, new):
            self._refuse_other(word)
        if old.kind is None:
            return self._against(new, PUBLISHED, True)
        # Only git keeps what a file was called before: beside a file that was named, there is the other side.
        new_side = self._version(new)
        old_side = self._version(old, id_of(new_side) if old.kind == "git" else None)
        if new_side.policy is None and old_side.policy is not None and old.kind == "git":
            new_side = self._version(new, old_side.policy.id)
        return self._compared("given", old_side, new_side, True)

    def _refuse_other(self, word: Word) -> None:
        """A folder, and what can be neither a policy nor a version in git, is no side."""
        if word.kind != "file":
            return
        if _is_folder(word.path):
            raise PolicycError(
                Wording(
                    f"{word.path} is een map. Noem bij OUD en NIEUW een bestand, of vergelijk de map: "
                    f"policyc diff --against VERSIE {word.path}",
                    f"{word.path} is a folder. Name a file for OLD and NEW, or compare the folder: "
                    f"policyc diff --against VERSION {word.path}",
                )
            )
        if not _exists(word.path) and not word.path.endswith(_SUFFIXES):
            raise PolicycError(
                Wording(
                    f"Het bestand {word.path} bestaat niet. Een versie uit git schrijft u met een bestand erbij, zoals "
                    f"{word.path}:policies/site.yaml, of na --against.",
                    f"The file {word.path} does not exist. Write a version from git with a file, such as "
                    f"{word.path}:policies/site.yaml, or after --against.",
                )
            )

    def _news(self, words: tuple[str, ...]) -> list[Word]:
        found: dict[str, Word] = {}
        asked: set[str] = set()
        for typed in words:
            word = word_of(typed)
            if word.kind is None:
                raise PolicycError(
                    Wording(
                        "published is de versie om mee te vergelijken, niet de nieuwe: policyc diff published NIEUW.",
                        "published is the version to compare with, not the new one: policyc diff published NEW.",
                    )
                )
            if word.kind != "file":
                found.setdefault(typed, word)
                continue
            named = not _is_folder(typed)
            for name in files_in(typed):
                one = Word("file", name)
                if not _exists(name):
                    self._refuse_other(one)
                place = os.path.realpath(name)
                found.setdefault(place, one)
                if named:
                    asked.add(place)
        return self._without_history(found, asked)

    def _without_history(self, found: dict[str, Word], asked: set[str]) -> list[Word]:
        """The new versions without archived ones that lie in a folder beside the statement itself, unless `asked`."""
        if len(found) == len(asked) or len(found) == 1:
            return list(found.values())
        versions = {place: self._version(word, origin="worktree") for place, word in found.items()}
        in_force = {
            version.policy.id for version in versions.values() if version.policy and version.policy.status != "archived"
        }
        return [
            word
            for place, word in found.items()
            if place in asked
            or (policy := versions[place].policy) is None
            or policy.status != "archived"
            or policy.id not in in_force
        ]

    def _compared(self, baseline: Baseline, old: Version, new: Version, decides: bool) -> Comparison:
        if old.policy is None and new.policy is None:
            raise PolicycError(
                Wording(
                    f"{old.side.name} en {new.side.name} bestaan allebei niet: er is niets te vergelijken.",
                    f"Neither {old.side.name} nor {new.side.name} exists: there is nothing to compare.",
                )
            )
        if old.policy is None:
            self._note(
                Wording(
                    f"{old.side.name} bestaat niet: {new.side.name} geldt als een nieuwe verklaring.",
                    f"{old.side.name} does not exist: {new.side.name} counts as a new statement.",
                )
            )
        elif new.policy is None:
            self._note(
                Wording(
                    f"{new.side.name} bestaat niet: de verklaring van {old.side.name} geldt als ingetrokken.",
                    f"{new.side.name} does not exist: the statement of {old.side.name} counts as withdrawn.",
                )
            )
        elif old.policy.id != new.policy.id:
            self._note(
                Wording(
                    f"De id is veranderd van {old.policy.id} in {new.policy.id}: zijn dit twee versies van één "
                    "verklaring?",
                    f"The id changed from {old.policy.id} to {new.policy.id}: are these two versions of one statement?",
                )
            )
        return Comparison(baseline, old, new, decides)

    # --- against a version in git -----------------------------------------------------------------------------------

    def _against(self, word: Word, ref: str, decides: bool) -> Comparison:
        repository, path = self._place(word)
        if ref == PUBLISHED:
            return self._since_published(word, repository, path, decides)
        name, colon, old_path = split_ref(ref)
        commit, baseline = self._baseline(repository, name)
        new = self._version(word, origin="worktree")
        if colon:
            old = self._in_git(repository, name, commit, self._written(repository, commit, name, old_path), id_of(new))
        else:
            old = self._in_git(repository, name, commit, path, id_of(new))
        if new.policy is None and old.policy is not None:
            new = self._version(word, old.policy.id, origin="worktree")
        return self._compared(baseline, old, new, decides)

    def _baseline(self, repository: Repository, ref: str) -> tuple[str, Baseline]:
        if ref.startswith(MERGE_BASE):
            return repository.merge_base(ref.removeprefix(MERGE_BASE)), "branch"
        return repository.commit(ref), "given"

    def _since_published(self, word: Word, repository: Repository, path: str | None, decides: bool) -> Comparison:
        head = repository.commit(word.ref) if word.kind == "git" else repository.head
        new = self._version(word, origin="worktree")
        policy_id = id_of(new) or self._published_at(repository, head, path, new)
        tag = repository.newest(policy_id, head)
        if tag is None:
            name = PUBLISHED if path is None else f"{PUBLISHED}:{path}"
            return self._compared("published", Version(Side(name, "git", None, PUBLISHED), None), new, decides)
        old = self.tagged(repository, tag, policy_id, path)
        if new.policy is None:
            new = self._version(word, policy_id, origin="worktree")
        return self._compared("published", old, new, decides)

    def _published_at(self, repository: Repository, head: str, path: str | None, new: Version) -> str:
        """The id of the statement that was published from a path where there is no file any more."""
        for policy_id in repository.published_ids(head) if path is not None else ():
            tag = repository.newest(policy_id, head)
            if tag is None or path is None:
                continue
            shown = f"{tag.name}:{path}"
            raw = repository.file(tag.commit, path, shown=shown)
            if raw is not None and _id_in(read(raw, name=shown)) == policy_id:
                return policy_id
        raise PolicycError(
            Wording(
                f"{new.side.name} bestaat niet, en er is ook geen versie van gepubliceerd.",
                f"{new.side.name} does not exist, and no version of it was published either.",
            )
        )

    def tagged(self, repository: Repository, tag: Tag, policy_id: str, path: str | None) -> Version:
        """The statement as it was published under a tag: at a path, or wherever it was then."""
        found = self._in_git(repository, tag.name, tag.commit, path, policy_id, exact=True)
        if found.policy is not None and number_of(found.policy.version or "0") != tag.number:
            said = found.policy.version
            self._note(
                Wording(
                    f"Onder de tag {tag.name} staat {f'versie {said}' if said else 'een verklaring zonder versie'}.",
                    f"Under the tag {tag.name} is {f'version {said}' if said else 'a statement without a version'}.",
                )
            )
        return found

    def _withdrawn(self, folder: str, ref: str, ids: set[str], decides: bool) -> Iterator[Comparison]:
        """The statements that a version has in a folder, and that are nowhere among the new ones."""
        repository = self.repository(Path(folder))
        commit, baseline = self._baseline(repository, ref)
        at = repository.path_from_root(Path(folder).resolve())
        here = f"{at}/" if at != "." else ""
        for entry in repository.files(commit, at):
            name = entry.path.removeprefix(here)
            if "/" in name or not name.endswith(_SUFFIXES) or (Path(folder) / name).exists():
                continue
            old = self._in_git(repository, ref, commit, entry.path)
            if old.policy is not None and old.policy.id not in ids:
                new = Version(Side(entry.path, "worktree", None), None)
                yield self._compared(baseline, old, new, decides)

    # --- reading ----------------------------------------------------------------------------------------------------

    def repository(self, folder: Path) -> Repository:
        """The repository around a folder, or around the nearest folder above it that exists."""
        there = folder.resolve()
        while not there.is_dir() and there != there.parent:
            there = there.parent
        if there not in self._repositories:
            self._repositories[there] = _from_here(Repository.around(there))
        return self._repositories[there]

    def _place(self, word: Word) -> tuple[Repository, str | None]:
        """The repository of a new version and its path there; no path for what has no name."""
        name = self._stdin_name if word.kind == "stdin" else word.path
        if word.kind == "git":
            repository = self.repository(Path())
            return repository, self._written(repository, repository.commit(word.ref), word.ref, word.path)
        if name is None:
            return self.repository(Path()), None
        file = Path.cwd() / name
        repository = self.repository(file.parent)
        return repository, repository.path_from_root(file)

    def _written(self, repository: Repository, commit: str, ref: str, written: str) -> str:
        """`REF:PATH` is from the root of the repository; what is only there from the current folder is meant so."""
        path = repository.path_of(written)
        if repository.prefix and not written.startswith((".", "/")):
            here = repository.path_of(f"./{written}")
            if repository.file(commit, path, shown=f"{ref}:{path}") is None:
                return here if repository.file(commit, here, shown=f"{ref}:{here}") is not None else path
        return path

    def _version(self, word: Word, policy_id: str | None = None, *, origin: Origin = "file") -> Version:
        """A side, with its policy, read once. A statement of `policy_id` that is elsewhere by now is found there."""
        if (word, policy_id) not in self._versions:
            self._versions[word, policy_id] = self._read(word, policy_id, origin)
        return self._versions[word, policy_id]

    def _read(self, word: Word, policy_id: str | None, origin: Origin) -> Version:
        if word.kind == "git":
            repository, path = self._place(word)
            return self._in_git(repository, word.ref, repository.commit(word.ref), path, policy_id)
        if word.kind == "stdin":
            raw = read_bytes(STDIN)
            return self._held(Side(self._stdin_name or STDIN, "stdin", None), self._stdin_name or STDIN, raw)
        side = Side(name_in_repository(word.path), origin, None)
        if _exists(word.path):
            return self._held(side, word.path, read_bytes(word.path))
        moved = self._moved(word.path, policy_id) if policy_id else None
        if moved is None:
            return Version(side, None)
        self._note(_elsewhere(side.name, policy_id or "", moved))
        return self._held(Side(name_in_repository(moved), origin, None), moved, read_bytes(moved))

    def _moved(self, name: str, policy_id: str) -> str | None:
        """The one policy with an id in the folder where a file is gone."""
        folder = Path(name).parent
        names = sorted(folder.iterdir()) if folder.is_dir() else []
        files = [str(file) for file in names if file.suffix in _SUFFIXES and file.is_file()]
        found = [file for file in files if _id_in(read(read_bytes(file), name=file)) == policy_id]
        return found[0] if len(found) == 1 else None

    def _in_git(
        self,
        repository: Repository,
        ref: str,
        commit: str,
        path: str | None,
        policy_id: str | None = None,
        *,
        exact: bool = False,
    ) -> Version:
        """A file of a version; or the statement of `policy_id` there under another name, when the file is not there or,
        for `exact`, when it is another statement.
        """
        shown = f"{ref}:{path or policy_id}"
        raw = None if path is None else repository.file(commit, path, shown=shown)
        if policy_id is not None and (
            raw is None or (exact and _id_in(read(raw, name=shown)) not in (policy_id, None))
        ):
            moved = self._by_id(repository, ref, commit, policy_id, Path(path).name if path else "")
            if moved is not None:
                if path is not None:
                    self._note(_elsewhere(shown, policy_id, moved[0]))
                path, raw = moved
                shown = f"{ref}:{path}"
        side = Side(shown, "git", None, ref, commit)
        if raw is None:
            return Version(side, None, repository)
        return self._held(side, shown, raw, repository)

    def _by_id(
        self, repository: Repository, ref: str, commit: str, policy_id: str, name: str
    ) -> tuple[str, bytes] | None:
        """The one policy with an id in a whole version. Of several, one that is not archived, or of the same name."""
        entries = [
            entry
            for entry in repository.files(commit)
            if entry.path.endswith(_SUFFIXES) and entry.mode.startswith("100") and entry.size <= MAX_BYTES
        ]
        found: list[tuple[str, bytes, Document]] = []
        for entry, raw in repository.contents(entries):
            if policy_id.encode() in raw and b"policyc" in raw:
                document = read(raw, name=f"{ref}:{entry.path}")
                if _id_in(document) == policy_id:
                    found.append((entry.path, raw, document))
        for preferred in (
            [one for one in found if _text_at(one[2], "status") != "archived"],
            [one for one in found if Path(one[0]).name == name],
        ):
            found = preferred or found
        if len(found) > 1:
            places = ", ".join(path for path, _, _ in found)
            raise PolicycError(
                Wording(
                    f"In {ref} staat {policy_id} op meer plaatsen: {places}. Noem het bestand: {ref}:{found[0][0]}",
                    f"In {ref}, {policy_id} is in several places: {places}. Name the file: {ref}:{found[0][0]}",
                )
            )
        return (found[0][0], found[0][1]) if found else None

    def _held(self, side: Side, name: str, raw: bytes, repository: Repository | None = None) -> Version:
        """A side with what was read for it. Raises Unusable when that is no valid policy."""
        document = read(raw, name=name)
        whole = Side(side.name, side.origin, document, side.ref, side.commit, hashlib.sha256(raw).hexdigest())
        loaded = load(document)
        if loaded.policy is None:
            raise _unusable(name, document, loaded.diagnostics)
        from policyc.law import references

        wrong = in_order(references.check(loaded.policy, document))
        if wrong:
            raise _unusable(name, document, wrong)
        return Version(whole, loaded.policy, repository)


def _from_here(repository: Repository) -> Repository:
    """A repository that was found by a file of it, seen from the current folder: `./` is from there."""
    here, root = Path.cwd().resolve(), repository.root and repository.root.resolve()
    if root is None or not here.is_relative_to(root):
        return repository
    way = here.relative_to(root).as_posix()
    return replace(repository, prefix="" if way == "." else f"{way}/")


def id_of(version: Version) -> str | None:
    """The id of the statement in a version, if there is one."""
    return None if version.policy is None else version.policy.id


def _id_in(document: Document) -> str | None:
    """The id of a policy, without a look at the rest of it; None for what is no policy."""
    return _text_at(document, "id") if _text_at(document, "policyc") else None


def _text_at(document: Document, key: str) -> str | None:
    entry = document.root.get(key) if document.root is not None else None
    return entry.value.value if entry is not None and isinstance(entry.value, Scalar) else None


def _elsewhere(name: str, policy_id: str, path: str) -> Wording:
    return Wording(
        f"{name} is er niet; {policy_id} staat daar in {path}.", f"{name} is not there; {policy_id} is in {path}."
    )


def _unusable(name: str, document: Document, diagnostics: tuple[Diagnostic, ...]) -> Unusable:
    return Unusable(
        Wording(
            f"{name} is geen geldige verklaring: er is niets vergeleken.",
            f"{name} is no valid statement: nothing was compared.",
        ),
        document,
        diagnostics,
    )
