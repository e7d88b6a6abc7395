"""A policy as text by the templates in a folder: what every output begins with."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from policyc.cli.cache import cache_folder
from policyc.diagnostics import Wording
from policyc.errors import PolicycError, reason
from policyc.model.policy import Policy

if TYPE_CHECKING:
    from policyc.render.edition import Edition, Library
    from policyc.render.folders import Folder


def templates_folder(given: str | None) -> Folder:
    """The folder of `--templates`, and for all that it lacks the templates that come with policyc.

    Raises PolicycError for a folder that is none, or in which nothing would be used.
    """
    from policyc.render.folders import TemplateFolders
    from policyc.render.templates import packaged_templates

    ours = packaged_templates()
    if not given:
        return ours
    own = Path(given)
    _refuse_useless(own, ours)
    return TemplateFolders((own, ours))


def unused_templates(given: str | None) -> tuple[str, ...]:
    """The files in the folder of `--templates` that no template of policyc bears the name of, nor any other uses."""
    from policyc.render.templates import packaged_templates

    if not given:
        return ()
    own, ours = Path(given), packaged_templates()
    try:
        files = [
            path for part in ours.iterdir() for path in (own / part.name).rglob("*") if path.suffix in _OF_TEMPLATES
        ]
        said = b"\n".join(path.read_bytes() for path in files)
    except OSError:  # a file that cannot be read: who uses it will say so
        return ()
    strange = (path for path in files if not (ours / path.relative_to(own)).exists())
    return tuple(sorted(str(path) for path in strange if path.name.encode() not in said))


_OF_TEMPLATES = (".j2", ".css", ".yaml")


def _refuse_useless(own: Path, ours: Path) -> None:
    try:
        parts = [part for part in own.iterdir() if part.is_dir()]
    except OSError as error:
        why = reason(error)
        raise PolicycError(
            Wording(f"De map {own} is niet te lezen: {why.nl}.", f"The folder {own} cannot be read: {why.en}.")
        ) from None
    if not any((ours / part.name).is_dir() or (part / "terms.yaml").exists() for part in parts):
        listed = sorted(part.name for part in ours.iterdir() if part.is_dir())
        nl, en = (f"{', '.join(listed[:-1])} {word} {listed[-1]}" for word in ("of", "or"))
        raise PolicycError(
            Wording(
                f"In de map {own} staat geen map {nl}: er zou geen sjabloon uit worden gebruikt.",
                f"The folder {own} holds no folder {en}: no template in it would be used.",
            )
        )


def edition_in(
    policy: Policy,
    day: date,
    folder: Folder,
    code: str | None = None,
    *,
    kept: bool = True,
    accent: str | None = None,
    library: Library | None = None,
) -> Edition:
    """The statement in a language, else its own, by the law of a day. Raises PolicycError for a broken template.

    `kept`: the folder stays, so that what its templates compile to may be kept too. `accent`: the colour of figures.
    `library`: the templates of the folder where they are loaded already.
    """
    from policyc.render.edition import edition_of

    cache = cache_folder() if kept else None
    return edition_of(policy, day, folder, code, cache=cache, accent=accent, library=library)


def library_of(folder: Folder) -> Library:
    """The templates of a folder that stays, to make many editions with."""
    from policyc.render.edition import Library

    return Library(folder, cache_folder())


def markdown_of(policy: Policy, day: date, folder: Folder, *, kept: bool = True) -> str:
    """The same as Markdown, in the language of the policy."""
    return edition_in(policy, day, folder, kept=kept).markdown
