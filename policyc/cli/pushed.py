"""The statements in the commit that is pushed, whatever the work tree holds by then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from policyc.cli import published
from policyc.cli.inputs import DEFAULT_FOLDER, SUFFIXES
from policyc.cli.pairs import Comparison, comparisons
from policyc.cli.repository import Repository
from policyc.cli.typed import PUBLISHED
from policyc.cli.versions import Note, Versions, id_of
from policyc.diagnostics import Wording

TO_REF = "PRE_COMMIT_TO_REF"
"""In which pre-commit says what is pushed (pre-commit.com, "pre-commit during push")."""

_SHORT = 12
"""So many characters of a commit are enough to tell it from the others, and few enough to read."""


def pushed_comparisons(
    versions: Versions, note: Note, environ: Mapping[str, str], against: tuple[str, ...], paths: Sequence[str]
) -> tuple[Comparison, ...] | Wording:
    """What is pushed against what was published, or the versions that were named; or else why there is nothing to
    compare. A statement that was never published has promised nobody anything. Raises PolicycError.
    """
    typed = _statements(versions, environ, paths)
    if not typed:
        return _NOTHING_PUSHED
    # With a version to compare with: two names alone would be OLD and NEW.
    pairs = comparisons(versions, note, typed, against or (PUBLISHED,), tuple(paths))
    return tuple(one for one in pairs if one.has_published) or _NOTHING_PUBLISHED


_NOTHING_PUSHED = Wording(
    "In wat u pusht staan geen verklaringen: er is niets vergeleken.",
    "There are no statements in what you push: nothing was compared.",
)
_NOTHING_PUBLISHED = Wording(
    "Er is nog niets gepubliceerd om mee te vergelijken: u kunt pushen.",
    "Nothing was published yet to compare with: you can push.",
)


def _statements(versions: Versions, environ: Mapping[str, str], paths: Sequence[str]) -> tuple[str, ...]:
    """`REF:PATH` of every policy of the project in the commit that is pushed: what pre-commit says, or else HEAD.

    One that was published from there and is gone is among them. Raises PolicycError.
    """
    found: dict[str, None] = {}
    for path in paths or (DEFAULT_FOLDER,):
        repository = versions.repository(Path(path) if Path(path).is_dir() else Path(path).parent)
        ref = _ref(repository, environ.get(TO_REF) or "HEAD")
        at = repository.path_from_root(Path(path).resolve())
        for name in [at] if path.endswith(SUFFIXES) else _in_folder(versions, repository, ref, at):
            found[f"{ref}:{name}"] = None
    return tuple(found)


def _ref(repository: Repository, named: str) -> str:
    """A name for a commit that people can read."""
    commit = repository.commit(named)
    return "HEAD" if commit == repository.head else commit[:_SHORT]


def _in_folder(versions: Versions, repository: Repository, ref: str, folder: str) -> Iterator[str]:
    commit = repository.commit(ref)
    ids = set()
    for entry in published.in_folder(repository, commit, folder):
        version = versions.in_git(repository, ref, commit, entry.path)
        # An archived text lies beside the statement that took its place.
        if version.policy is None or version.policy.status != "archived":
            ids.add(id_of(version))
            yield entry.path
    for _, policy_id, path in published.last_of_folder(repository, folder, besides=ids):
        if policy_id not in ids:
            yield path
