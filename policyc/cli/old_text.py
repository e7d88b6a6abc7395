"""The text of an old version as readers had it: by the law of its day, with the templates of its own commit."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from policyc.cli.rendering import markdown_of, templates_folder
from policyc.cli.versions import Version
from policyc.errors import PolicycError
from policyc.model.policy import Policy


class UnusableOldTemplates(PolicycError):
    """The templates in an earlier version do not work with this policyc."""


def old_text(old: Version, policy: Policy, day: date, templates: str | None) -> str:
    """The Markdown of an old version. Raises UnusableOldTemplates, and PolicycError for templates of today.

    When the folder `templates` is in the repository that the version comes from, it is taken from the same commit. What
    it lacked then, up to all of it, was told with the templates of policyc itself: those of today stand in for them.
    """
    if templates is None or not _is_kept(old, Path(templates)):
        return markdown_of(policy, day, templates_folder(templates))
    from policyc.render.folders import TemplateFolders
    from policyc.render.templates import packaged_templates

    with tempfile.TemporaryDirectory(prefix="policyc-") as temporary:
        if not _written_out(old, Path(templates), Path(temporary)):
            return markdown_of(policy, day, templates_folder(None))
        try:
            folders = TemplateFolders((Path(temporary), packaged_templates()))
            return markdown_of(policy, day, folders, kept=False)
        except PolicycError as error:
            nl, en = (text.replace(temporary, f"{old.side.ref}:{templates}") for text in error.wording)
            raise UnusableOldTemplates(type(error.wording)(nl, en)) from None


def _is_kept(old: Version, folder: Path) -> bool:
    root = old.repository.root if old.repository is not None else None
    return root is not None and folder.resolve().is_relative_to(root.resolve())


def _written_out(old: Version, folder: Path, into: Path) -> bool:
    repository, commit = old.repository, old.side.commit
    assert repository is not None  # noqa: S101  `_is_kept`
    assert commit is not None  # noqa: S101  what comes from a repository has one
    return repository.write_out(commit, repository.path_from_root(folder.resolve()), into)
