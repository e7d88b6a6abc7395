"""Versions of a statement: read from a file, the standard input or git, and found by its id where its file moved."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

from policyc.cli.inputs import STDIN, SUFFIXES, name_in_repository, policies_in, read_bytes
from policyc.cli.repository import Entry, Repository, Tag, number_of
from policyc.cli.typed import MERGE_BASE, PUBLISHED, Word, exists
from policyc.diagnostics import Diagnostic, Wording, in_order
from policyc.errors import PolicycError
from policyc.model.load import load
from policyc.model.policy import Policy
from policyc.report.compared import Baseline, Origin, Side
from policyc.source.document import Document
from policyc.source.limits import MAX_BYTES
from policyc.source.nodes import Scalar
from policyc.source.reader import read


class Remark(NamedTuple):
    """What was done otherwise than it was typed, or is otherwise than it should be. Of one `about` there can be many:
    one for each published version.
    """

    about: Literal["moved", "other-version", "whole"]
    wording: Wording


Note = Callable[[Remark], None]
"""Tells the user."""


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


class Versions:
    """Reads versions, each once. `stdin_name` is what the file is called that comes from `-`."""

    def __init__(self, note: Note, *, stdin_name: str | None = None) -> None:
        self._note = note
        self._stdin_name = stdin_name
        self._repositories: dict[Path, Repository] = {}
        self._read: dict[tuple[Word, str | None, Origin], Version] = {}

    # --- where ------------------------------------------------------------------------------------------------------

    def repository(self, folder: Path) -> Repository:
        """The repository around a folder, or around the nearest folder above it that exists."""
        there = folder.resolve()
        while not there.is_dir() and there != there.parent:
            there = there.parent
        if there not in self._repositories:
            self._repositories[there] = _from_here(Repository.around(there))
        return self._repositories[there]

    def place(self, word: Word) -> tuple[Repository, str | None]:
        """The repository of a new version and its path there; no path for what has no name."""
        name = self._stdin_name if word.kind == "stdin" else word.path
        if word.kind == "git":
            repository = self.repository(Path())
            return repository, self.written(repository, self.commit(repository, word.ref), word.ref, word.path)
        if name is None:
            return self.repository(Path()), None
        file = Path.cwd() / name
        repository = self.repository(file.parent)
        return repository, repository.path_from_root(file)

    def head(self, word: Word, repository: Repository) -> str:
        """The commit in whose history a version is looked at: its own, or what is checked out."""
        return self.commit(repository, word.ref) if word.kind == "git" else repository.head

    def commit(self, repository: Repository, ref: str) -> str:
        """The commit that a version in git stands for. Raises PolicycError."""
        try:
            return repository.commit(ref)
        except PolicycError:
            if ref != PUBLISHED:
                raise
            raise PolicycError(
                Wording(
                    "Achter published: hoort niets. Schrijf “published BESTAND” of “--against published BESTAND”.",
                    "Nothing goes after published:. Write “published FILE” or “--against published FILE”.",
                )
            ) from None

    def baseline(self, repository: Repository, ref: str) -> tuple[str, Baseline]:
        """The commit that `--against` means, and what sort of comparison that makes."""
        if ref.startswith(MERGE_BASE):
            return repository.merge_base(ref.removeprefix(MERGE_BASE)), "branch"
        return self.commit(repository, ref), "given"

    def written(self, repository: Repository, commit: str, ref: str, written: str) -> str:
        """`REF:PATH` is from the root of the repository; what is only there from the current folder is meant so."""
        path = repository.path_of(written)
        if repository.prefix and not written.startswith((".", "/")):
            here = repository.path_of(f"./{written}")
            if repository.file(commit, path, shown=f"{ref}:{path}") is None:
                return here if repository.file(commit, here, shown=f"{ref}:{here}") is not None else path
        return path

    # --- what is there ----------------------------------------------------------------------------------------------

    def of(self, word: Word, policy_id: str | None = None, *, origin: Origin = "file") -> Version:
        """A side, with its policy. A statement of `policy_id` that is elsewhere by now is found there."""
        key = word, policy_id, origin
        if key not in self._read:
            self._read[key] = self._side(word, policy_id, origin)
        return self._read[key]

    def _side(self, word: Word, policy_id: str | None, origin: Origin) -> Version:
        if word.kind == "git":
            repository, path = self.place(word)
            return self.in_git(repository, word.ref, self.commit(repository, word.ref), path, policy_id)
        if word.kind == "stdin":
            raw = read_bytes(STDIN)
            return self._held(Side(self._stdin_name or STDIN, "stdin", None), self._stdin_name or STDIN, raw)
        side = Side(name_in_repository(word.path), origin, None)
        if exists(word.path):
            return self._held(side, word.path, read_bytes(word.path))
        moved = self.moved(word.path, policy_id) if policy_id else None
        if moved is None:
            return Version(side, None)
        self._note(_elsewhere(side.name, policy_id or "", moved))
        return self._held(Side(name_in_repository(moved), origin, None), moved, read_bytes(moved))

    def moved(self, name: str, policy_id: str) -> str | None:
        """The one policy with an id in the folder of a file."""
        folder = Path(name).parent
        files = policies_in(str(folder)) if folder.is_dir() else []
        found = [file for file in files if id_in(read(read_bytes(file), name=file)) == policy_id]
        return found[0] if len(found) == 1 else None

    def in_git(
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
        if policy_id is not None and (raw is None or (exact and id_in(read(raw, name=shown)) not in (policy_id, None))):
            moved = self.by_id(repository, ref, commit, policy_id, Path(path).name if path else "")
            if moved is not None:
                if path is not None:
                    self._note(_elsewhere(shown, policy_id, moved[0]))
                path, raw = moved
                shown = f"{ref}:{path}"
        side = Side(shown, "git", None, ref, commit)
        if raw is None:
            return Version(side, None, repository)
        return self._held(side, shown, raw, repository)

    def by_id(
        self, repository: Repository, ref: str, commit: str, policy_id: str, name: str = ""
    ) -> tuple[str, bytes] | None:
        """The one policy with an id in a whole version. Of several, one that is not archived, or of the same name."""
        found: list[tuple[str, bytes, Document]] = []
        for entry, raw in repository.contents(readable(repository.files(commit))):
            if policy_id.encode() in raw and b"policyc" in raw:
                document = read(raw, name=f"{ref}:{entry.path}")
                if id_in(document) == policy_id:
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

    def tagged(self, repository: Repository, tag: Tag, policy_id: str, path: str | None) -> Version:
        """The statement as it was published under a tag: at a path, or wherever it was then."""
        found = self.in_git(repository, tag.name, tag.commit, path, policy_id, exact=True)
        if found.policy is not None and number_of(found.policy.version or "0") != tag.number:
            said = found.policy.version
            nl = f"versie {said}" if said else "een verklaring zonder versie"
            en = f"version {said}" if said else "a statement without a version"
            wording = Wording(f"Onder de tag {tag.name} staat {nl}.", f"Under the tag {tag.name} is {en}.")
            self._note(Remark("other-version", wording))
        return found

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


def id_in(document: Document) -> str | None:
    """The id of a policy, without a look at the rest of it; None for what is no policy."""
    return _text_at(document, "id") if _text_at(document, "policyc") else None


def _text_at(document: Document, key: str) -> str | None:
    entry = document.root.get(key) if document.root is not None else None
    return entry.value.value if entry is not None and isinstance(entry.value, Scalar) else None


def readable(entries: Iterable[Entry]) -> list[Entry]:
    """The files among them that can be policies."""
    return [
        entry
        for entry in entries
        if entry.path.endswith(SUFFIXES) and entry.mode.startswith("100") and entry.size <= MAX_BYTES
    ]


def _elsewhere(name: str, policy_id: str, path: str) -> Remark:
    return Remark(
        "moved",
        Wording(
            f"{name} is er niet; {policy_id} staat daar in {path}.", f"{name} is not there; {policy_id} is in {path}."
        ),
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
