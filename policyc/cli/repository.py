"""What a git repository holds: versions, the files in them, and what was published. Nothing in it is touched."""

from __future__ import annotations

import os
import posixpath
import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from policyc.cli.git import Git, lines_of, partial_clone
from policyc.diagnostics import Wording
from policyc.errors import PolicycError
from policyc.source.limits import MAX_BYTES
from policyc.source.suggestion import did_you_mean

_A_FOLDER = Wording("dat is een map", "that is a folder")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_MODULE = "160000"
_MOST_FILES = 16_384


class Entry(NamedTuple):
    """A file in a version: its path from the root, its mode as git has it, its object and its size."""

    path: str
    mode: str
    object: str
    size: int


class Tag(NamedTuple):
    """A published version: its number, the tag that says so, and the commit it stands for."""

    number: tuple[int, ...]
    version: str
    name: str
    commit: str


@dataclass(frozen=True)
class Repository:
    """A repository as seen from a folder. `root` is the top of the work tree, None for a bare repository; `prefix` is
    the way from there to the folder: `""` or `sites/shop/`.
    """

    git: Git
    root: Path | None
    prefix: str
    shallow: bool

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """The repository that a folder is in. Raises PolicycError when there is none, or git refuses it."""
        git = Git(folder)
        asked = ("--is-shallow-repository", "--is-inside-work-tree", "--show-prefix")
        shallow, inside, prefix = git.read("rev-parse", *asked).split(b"\n", 2)
        root = None
        if inside == b"true":
            root = Path(os.fsdecode(git.read("rev-parse", "--show-toplevel")).removesuffix("\n"))
        return cls(git, root, os.fsdecode(prefix).removesuffix("\n"), shallow == b"true")

    # --- versions ---------------------------------------------------------------------------------------------------

    def commit(self, ref: str) -> str:
        """The commit that a branch, a tag or any other name stands for. Raises PolicycError when there is none."""
        if not ref.strip():
            raise PolicycError(
                Wording(
                    "Vóór de dubbele punt hoort een versie, zoals main:policies/site.yaml.",
                    "A version belongs before the colon, such as main:policies/site.yaml.",
                )
            )
        if ref.startswith("-"):
            raise PolicycError(
                Wording(
                    f"{ref} is geen versie in git: die begint niet met een streepje.",
                    f"{ref} is no version in git: none begins with a hyphen.",
                )
            )
        if _CONTROL.search(ref):
            raise PolicycError(
                Wording(
                    f"{ref} is geen versie in git: er staat een stuurteken in.",
                    f"{ref} is no version in git: there is a control character in it.",
                )
            )
        # From the standard input, so that git can take no part of it for an option.
        name = os.fsencode(ref) + b"^{commit}\n"
        ran = self.git.run("cat-file", "--batch-check", stdin=name)
        found = lines_of(ran.out)[0].split(" ") if ran.code == 0 and ran.out else []
        if len(found) == 3 and found[1] == "commit":
            return found[0]
        raise self._unknown(ref, ambiguous="ambiguous" in ran.complaint or found[-1:] == ["ambiguous"])

    @cached_property
    def head(self) -> str:
        """The commit that is checked out."""
        return self.commit("HEAD")

    def merge_base(self, ref: str) -> str:
        """The commit from which HEAD and another version went apart."""
        ran = self.git.run("merge-base", self.head, self.commit(ref))
        if ran.code == 0:
            return lines_of(ran.out)[0]
        if ran.code != 1 or ran.complaint:
            self.git.refuse(ran.complaint)
        nl, en = f"HEAD en {ref} hebben geen gezamenlijk begin.", f"HEAD and {ref} have no common beginning."
        if self.shallow:
            mend = _deepen("git fetch --unshallow")
            nl, en = (
                f"Het punt waar HEAD en {ref} uiteengingen is er niet.",
                f"The point where HEAD and {ref} parted is not there.",
            )
            raise PolicycError(Wording(f"{nl} {mend.nl}", f"{en} {mend.en}"))
        raise PolicycError(
            Wording(f"{nl} Noem een versie: “--against {ref}”.", f"{en} Name a version: “--against {ref}”.")
        )

    def names(self) -> Sequence[str]:
        """All branches and tags, as people write them."""
        return lines_of(
            self.git.read("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes")
        )

    def _unknown(self, ref: str, *, ambiguous: bool) -> PolicycError:
        if ambiguous:
            return PolicycError(
                Wording(
                    f"{ref} kan meer dan één versie zijn. Schrijf er meer tekens van.",
                    f"{ref} can be more than one version. Write more characters of it.",
                )
            )
        if ref == "HEAD":
            return PolicycError(
                Wording(
                    "In deze git-repository is nog niets vastgelegd.",
                    "Nothing was committed in this git repository yet.",
                )
            )
        nl, en = (
            f"De versie {ref} is er niet in deze git-repository.",
            f"There is no version {ref} in this git repository.",
        )
        remotes = lines_of(self.git.run("remote").out)
        remote, slash, branch = ref.partition("/")
        if slash and remote in remotes and branch:
            fetch = f"git fetch {shlex.quote(remote)} {shlex.quote(f'{branch}:refs/remotes/{ref}')}"
            mend = Wording(f"Haal haar op: “{fetch}”.", f"Fetch it: “{fetch}”.")
        elif (meant := did_you_mean(ref, self.names())) is not None:
            mend = Wording(f"Bedoelt u {meant}?", f"Did you mean {meant}?")
        elif self.shallow:
            mend = _deepen("git fetch --unshallow --tags")
        elif remotes and not self.has_tags:
            mend = Wording(
                "Deze kloon heeft geen tags. Haal ze op: “git fetch --tags”.",
                "This clone has no tags. Fetch them: “git fetch --tags”.",
            )
        else:
            mend = Wording(
                "Welke er zijn, ziet u met “git branch --all” en “git tag”.",
                "See “git branch --all” and “git tag” for those there are.",
            )
        return PolicycError(Wording(f"{nl} {mend.nl}", f"{en} {mend.en}"))

    # --- published versions -----------------------------------------------------------------------------------------

    def published(self, policy_id: str, commit: str) -> tuple[Tag, ...]:
        """The published versions of a statement in the history of a commit, the newest first."""
        return self._tags(policy_id, f"--merged={commit}")

    def tagged(self, policy_id: str) -> tuple[Tag, ...]:
        """The same in every branch."""
        return self._tags(policy_id)

    def newest(self, policy_id: str, commit: str) -> Tag | None:
        """The last published version of a statement in the history of a commit; None when it never was published.

        Raises PolicycError when it may be that this clone only lacks it.
        """
        reachable, known = self.published(policy_id, commit), self.tagged(policy_id)
        if self.shallow and (not reachable or known[0].number > reachable[0].number):
            mend = _deepen("git fetch --unshallow --tags")
            raise PolicycError(
                Wording(
                    f"Welke versie van {policy_id} het laatst is gepubliceerd, is hier niet te zien. {mend.nl}",
                    f"Which version of {policy_id} was published last cannot be seen here. {mend.en}",
                )
            )
        if reachable:
            return reachable[0]
        if known:
            raise PolicycError(
                Wording(
                    f"Geen gepubliceerde versie van {policy_id} ligt in de geschiedenis van deze tak; {known[0].name} "
                    f"ligt op een andere. Noem haar zelf: “--against {known[0].name}”.",
                    f"No published version of {policy_id} is in the history of this branch; {known[0].name} is on "
                    f"another. Name it yourself: “--against {known[0].name}”.",
                )
            )
        return None

    @property
    def has_tags(self) -> bool:
        """Whether there is any tag, of whatever."""
        return bool(lines_of(self.git.read("for-each-ref", "--count=1", "refs/tags")))

    def published_ids(self, commit: str) -> tuple[str, ...]:
        """The ids of all statements with a published version in the history of a commit, as far as that is here: of a
        shallow clone, all that have a tag.
        """
        merged = () if self.shallow else (f"--merged={commit}",)
        raw = lines_of(self.git.read("for-each-ref", "--format=%(refname)", *merged, "refs/tags"))
        found = (re.fullmatch(r"refs/tags/([a-z][a-z0-9_-]{0,63}?)[/-]v[0-9.]+", name) for name in raw)
        return tuple(sorted({match.group(1) for match in found if match}))

    def _tags(self, policy_id: str, *filters: str) -> tuple[Tag, ...]:
        tag = re.compile(rf"refs/tags/({re.escape(policy_id)}[/-]v([0-9]{{1,9}}(?:\.[0-9]{{1,9}}){{0,2}}))")
        asked = (
            "for-each-ref",
            "--format=%(refname)",
            *filters,
            f"refs/tags/{policy_id}/",
            f"refs/tags/{policy_id}-v*",
        )
        found: dict[tuple[int, ...], Tag] = {}
        # `site/v1.0.0` goes before `site-v1.0.0`; the sort sees to it that the answer hangs on nothing else.
        for match in sorted(filter(None, map(tag.fullmatch, lines_of(self.git.read(*asked)))), key=_slash_first):
            number = number_of(match.group(2))
            if number not in found:
                found[number] = Tag(number, match.group(2), match.group(1), "")
        newest_first = sorted(found.values(), key=lambda one: one.number, reverse=True)
        commits = (
            self.git.run("rev-parse", "--verify", "--quiet", f"refs/tags/{one.name}^{{commit}}") for one in newest_first
        )
        return tuple(
            one._replace(commit=lines_of(ran.out)[0])
            for one, ran in zip(newest_first, commits, strict=True)
            if ran.code == 0
        )

    # --- files ------------------------------------------------------------------------------------------------------

    def path_of(self, written: str) -> str:
        """A path as git has it, from the root of the repository, of what was typed after the colon.

        `./` and `../` are from the current folder, as in git itself. Raises PolicycError for what lies outside.
        """
        path = written.replace(os.sep, "/")
        if not path.strip():
            raise PolicycError(Wording("Na de dubbele punt hoort een bestand.", "A file belongs after the colon."))
        if _CONTROL.search(path):
            raise PolicycError(
                Wording(
                    f"{written} is niet te lezen: er staat een stuurteken in de naam.",
                    f"{written} cannot be read: there is a control character in its name.",
                )
            )
        if path.startswith("/") or Path(written).is_absolute():
            return self.path_from_root(Path(written))
        if path.startswith(("./", "../")) or path in (".", ".."):
            path = posixpath.join(self.prefix, path)
        path = posixpath.normpath(path)
        if path == ".." or path.startswith("../"):
            raise self._outside(written)
        return path

    def path_from_root(self, file: Path) -> str:
        """The path of a file of the work tree as git has it; it need not exist. Its name may be a link."""
        if self.root is None:
            raise self._outside(str(file))
        place = Path(os.path.realpath(file.parent)) / file.name
        try:
            path = place.relative_to(os.path.realpath(self.root)).as_posix()
        except ValueError:
            raise self._outside(str(file)) from None
        if _CONTROL.search(path):
            return self.path_of(path)
        return path

    def _outside(self, written: str) -> PolicycError:
        return PolicycError(
            Wording(f"{written} ligt buiten de git-repository.", f"{written} is outside the git repository.")
        )

    def file(self, commit: str, path: str, *, shown: str) -> bytes | None:
        """The bytes of a file in a version, as they were committed; None when there is no such file.

        A link is followed within the version. `shown` is how messages call the file. Raises PolicycError for what is no
        file (a folder, a submodule, a link that leads away), and for what this clone lacks.
        """
        if path == ".":  # git finds the top by another name only
            raise _no_file(shown, _A_FOLDER)
        ran = self.git.run(
            "cat-file",
            "--batch-check",
            "--follow-symlinks",
            stdin=f"{commit}:{path}\n".encode("utf-8", "surrogateescape"),
        )
        if ran.code != 0 or not ran.out:
            self.git.refuse(ran.complaint)
        words = lines_of(ran.out)[0].rsplit(" ", 2)
        if len(words) == 3 and words[1] == "blob":
            return self.git.read_some(MAX_BYTES + 1, "cat-file", "blob", words[0])
        if len(words) == 3 and words[1] == "tree":
            raise _no_file(shown, _A_FOLDER)
        word = ran.out.split(b" ", 1)[0]
        if word in (b"symlink", b"loop", b"dangling"):
            raise _no_file(
                shown,
                Wording(
                    "dat is een koppeling die nergens of naar buiten leidt",
                    "that is a link that leads nowhere or outside",
                ),
            )
        self._refuse_lacking(commit, path, shown)
        return None

    def _refuse_lacking(self, commit: str, path: str, shown: str) -> None:
        """Raise PolicycError when a version does have a path, but elsewhere: in a submodule, or not in this clone."""
        parts = path.split("/")
        for end in range(1, len(parts) + 1):
            mode = self._mode(commit, "/".join(parts[:end]))
            if mode == _MODULE:
                raise _no_file(shown, Wording("het ligt in een submodule", "it is in a submodule"))
            if end == len(parts) and mode:
                if self.git.run("config", "--get-regexp", r"^remote\..*\.promisor$").code == 0:
                    raise partial_clone()
                raise _no_file(shown, Wording("git mist het, of het is kapot", "git lacks it, or it is broken"))

    def _mode(self, commit: str, path: str) -> str:
        listed = self.git.read("ls-tree", "-z", "--full-tree", commit, "--", path)
        return listed[:6].decode("ascii") if listed else ""

    def files(self, commit: str, folder: str = "") -> Iterator[Entry]:
        """Every file in a version below a folder (all: `""`), links and submodules included, in the order of git."""
        at = () if folder in ("", ".") else ("--", folder.rstrip("/") + "/")
        listed = self.git.read("ls-tree", "-r", "-l", "-z", "--full-tree", commit, *at)
        for line in listed.split(b"\0")[:-1]:
            about, _, name = line.partition(b"\t")
            mode, kind, object_, size = about.decode("ascii").split()
            if kind == "blob":
                yield Entry(os.fsdecode(name), mode, object_, int(size) if size.isdigit() else 0)

    def write_out(self, commit: str, folder: str, into: Path) -> bool:
        """Copy a folder as it was in a version, links followed; False when the version has no such folder.

        `into` is a folder of our own. Raises PolicycError when the folder holds more than templates can be.
        """
        entries = list(self.files(commit, folder))
        if len(entries) > _MOST_FILES or sum(entry.size for entry in entries) > _MOST_FILES * 1024:
            raise _no_file(folder, Wording("dat is te groot voor sjablonen", "that is too large for templates"))
        here = "" if folder in ("", ".") else f"{folder}/"
        for entry in entries:
            name = entry.path.removeprefix(here)
            if any(part in ("", ".", "..") or set(part) & set("\\:") for part in name.split("/")):
                raise _no_file(entry.path, Wording("die naam is niet veilig", "that name is not safe"))
            raw = self.file(commit, entry.path, shown=entry.path)
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            (into / name).write_bytes(raw or b"")
        return bool(entries)

    def contents(self, entries: Sequence[Entry]) -> Iterator[tuple[Entry, bytes]]:
        """The bytes of files, read a few at a time; those this clone lacks are left out."""
        wave: list[Entry] = []
        for entry in entries:
            if wave and sum(one.size for one in wave) + entry.size > 4 * MAX_BYTES:
                yield from self._read_at_once(wave)
                wave = []
            wave.append(entry)
        if wave:
            yield from self._read_at_once(wave)

    def _read_at_once(self, entries: Sequence[Entry]) -> Iterator[tuple[Entry, bytes]]:
        asked = "".join(f"{one.object}\n" for one in entries).encode("ascii")
        rest = self.git.read("cat-file", "--batch", stdin=asked)
        for entry in entries:
            head, _, rest = rest.partition(b"\n")
            words = head.split(b" ")
            if len(words) == 3:
                size = int(words[2])
                yield entry, rest[:size]
                rest = rest[size + 1 :]


def number_of(version: str) -> tuple[int, ...]:
    """A version number to compare by: 1.10 comes after 1.9, and 2 is 2.0.0."""
    parts = [int(part) for part in version.split(".")]
    return (*parts, *[0] * (3 - len(parts)))


def _slash_first(match: re.Match[str]) -> tuple[bool, str]:
    return "/v" not in match.group(1), match.group(1)


def _no_file(shown: str, why: Wording) -> PolicycError:
    return PolicycError(Wording(f"{shown} is niet te lezen: {why.nl}.", f"{shown} cannot be read: {why.en}."))


def _deepen(command: str) -> Wording:
    """That a shallow clone lacks history, and how to get it here and in a pipeline."""
    return Wording(
        f"Deze kloon heeft maar een deel van de geschiedenis (shallow clone). Haal de rest op: “{command}”. Zet in "
        'GitHub Actions fetch-depth: 0 bij actions/checkout, en in GitLab CI GIT_DEPTH: "0".',
        f"This clone has only a part of the history (shallow clone). Fetch the rest: “{command}”. In GitHub Actions "
        'set fetch-depth: 0 at actions/checkout, and in GitLab CI GIT_DEPTH: "0".',
    )
