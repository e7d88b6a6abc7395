"""What was published: which statement a path held, and which are gone from a folder."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from policyc.cli.inputs import SUFFIXES
from policyc.cli.repository import Entry, Repository, Tag
from policyc.cli.versions import Version, Versions, id_in, id_of, readable
from policyc.diagnostics import Wording
from policyc.errors import PolicycError
from policyc.source.reader import read

_LINK = "120000"
"""How git marks a symbolic link."""


def id_of_statement(version: Version, repository: Repository, head: str, path: str | None) -> str:
    """The id of a statement; where its file is gone, that of what was published from there. Raises PolicycError."""
    found = id_of(version) or (None if path is None else id_at(repository, head, path))
    if found is not None:
        return found
    name = version.side.name
    raise PolicycError(
        Wording(
            f"{name} bestaat niet, en er is ook geen versie van gepubliceerd.",
            f"{name} does not exist, and no version of it was published either.",
        )
    )


def id_at(repository: Repository, head: str, path: str) -> str | None:
    """The id of the statement whose last published version stands at a path."""
    for policy_id in repository.published_ids(head):
        tags = repository.published(policy_id, head)
        if tags and _id_under(repository, tags[0], path) == policy_id:
            return policy_id
    return None


def _id_under(repository: Repository, tag: Tag, path: str) -> str | None:
    shown = f"{tag.name}:{path}"
    raw = repository.file(tag.commit, path, shown=shown)
    return None if raw is None else id_in(read(raw, name=shown))


def refuse_tag_of_file(versions: Versions, repository: Repository, head: str, path: str, policy_id: str) -> None:
    """Raise PolicycError for a tag that is named after the file: policyc looks for the id, and to say nothing would be
    to say that the statement is new.
    """
    name = PurePosixPath(path).stem
    tags = repository.published(name, head) if name in repository.published_ids(head) else ()
    if not tags or _id_under(repository, tags[0], path) is None:
        return
    tag, right = tags[0], f"{policy_id}/v{tags[0].version}"
    if versions.by_id(repository, tag.name, tag.commit, name) is None:
        raise PolicycError(
            Wording(
                f"De tag {tag.name} heet naar het bestand, en policyc zoekt naar de id van de verklaring, {policy_id}. "
                f"Is dit de versie die is gepubliceerd? Geef haar dan de goede tag: “git tag {right} {tag.name}”. Is "
                "zij dat niet, noem de oude versie dan zelf, met --against.",
                f"The tag {tag.name} is named after the file, and policyc looks for the id of the statement, "
                f"{policy_id}. Is this the version that was published? Then give it the right tag: “git tag {right} "
                f"{tag.name}”. If it is not, name the old version yourself, with --against.",
            )
        )


def first(repository: Repository, policy_id: str, version: str | None) -> Wording:
    """That no tag says of any version that it was published, and which tag will."""
    tag = f"{policy_id}/v{version or '1.0.0'}"
    nl, en = f"Van {policy_id} is nog niets gepubliceerd", f"Nothing was published of {policy_id} yet"
    if not repository.has_tags:
        nl += ": deze git-repository heeft geen tags. Zijn ze er elders wel, haal ze dan op: “git fetch --tags”"
        en += ": this git repository has no tags. If there are some elsewhere, fetch them: “git fetch --tags”"
    return Wording(
        f"{nl}. Geef de eerste versie bij publicatie de tag {tag}.",
        f"{en}. Give the first version the tag {tag} when you publish it.",
    )


# --- folders --------------------------------------------------------------------------------------------------------


def in_folder(repository: Repository, commit: str, folder: str) -> list[Entry]:
    """What lies directly in a folder of a version and is called like a policy."""
    here = "" if folder in ("", ".") else f"{folder}/"
    return [
        entry
        for entry in repository.files(commit, folder)
        if "/" not in entry.path.removeprefix(here) and entry.path.endswith(SUFFIXES)
    ]


def last_of_folder(
    repository: Repository, folder: str, *, besides: Collection[str | None]
) -> Iterator[tuple[Tag, str, str]]:
    """The last published version of each statement that was in a folder then: the tag, the id and the path.

    Raises PolicycError where a shallow clone lacks the history to tell.
    """
    head = repository.head
    for policy_id in repository.published_ids(head):
        tags = () if policy_id in besides else repository.published(policy_id, head) or repository.tagged(policy_id)
        path = _path_in(repository, folder, tags[0], policy_id) if tags else None
        if path is not None:
            repository.newest(policy_id, head)
            yield tags[0], policy_id, path


def _path_in(repository: Repository, folder: str, tag: Tag, policy_id: str) -> str | None:
    entries = in_folder(repository, tag.commit, folder)
    for entry, raw in repository.contents(readable(entries)):
        if id_in(read(raw, name=f"{tag.name}:{entry.path}")) == policy_id:
            return entry.path
    for entry in entries:
        if entry.mode == _LINK and _id_under(repository, tag, entry.path) == policy_id:
            return entry.path
    return None
