"""The published versions of a statement, as git has them."""

from __future__ import annotations

from typing import NamedTuple

from policyc.cli import published
from policyc.cli.inputs import refuse_empty
from policyc.cli.repository import Tag
from policyc.cli.statements import statements_named
from policyc.cli.typed import Word
from policyc.cli.versions import Note, Remark, Unusable, Version, Versions


class Published(NamedTuple):
    """A published version; None where policyc can make nothing of it any more."""

    tag: Tag
    version: Version | None


class History(NamedTuple):
    """A statement as it is now, and its published versions, the newest first."""

    policy_id: str
    current: Version
    published: tuple[Published, ...]


def histories(versions: Versions, note: Note, typed: tuple[str, ...], default: tuple[str, ...]) -> tuple[History, ...]:
    """The published versions of every policy, by the tags in the history of what is checked out.

    `default` are the policies of the project. Raises PolicycError.
    """
    for word in typed:
        refuse_empty("[PAD]", word)
    named = statements_named(versions, typed or default)
    for folder in named.folders:
        if folder.refusal is not None:
            raise folder.refusal
    return tuple(_history(versions, note, word) for word in named.words)


def _history(versions: Versions, note: Note, word: Word) -> History:
    repository, path = versions.place(word)
    head = versions.head(word, repository)
    current = versions.of(word, origin="worktree")
    policy_id = published.id_of_statement(current, repository, head, path)
    newest = repository.newest(policy_id, head)  # says what is wrong when this clone lacks history
    if newest is None and not repository.has_tags:
        version = current.policy.version if current.policy else None
        note(Remark("whole", published.first(repository, policy_id, version)))
    found = []
    for tag in repository.published(policy_id, head):
        try:
            tagged: Version | None = versions.tagged(repository, tag, policy_id, path)
        except Unusable:
            tagged = None
        found.append(Published(tag, tagged))
    return History(policy_id, current, tuple(found))
