"""What a build reads: policies, settings, templates and the files of the design, and whether any of them changed.

Files are looked at, a few hundred of them ten times a second, which takes a thousandth of a second or two. That needs
no package of its own, and it works the same on a network drive and after an editor that puts a new file in place.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from policyc.cli.check import Checked
from policyc.cli.compilation import Request
from policyc.cli.config import Config
from policyc.cli.inputs import SUFFIXES, paths_or_default
from policyc.model.design import Design

Marks = Mapping[str, object]
"""What each file looks like from outside; None for one that is not there."""

_OF_TEMPLATES = (".j2", ".css", ".yaml")
_OF_SETTINGS = ("policyc.toml", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class Watched:
    """Policies by name, folders of policies, files of settings and of designs, and folders of templates with all that
    is below them.
    """

    policies: tuple[str, ...]
    folders: tuple[str, ...]
    settings: tuple[str, ...]
    designs: tuple[str, ...]
    templates: tuple[str, ...]

    def marks(self) -> Marks:
        """How everything looks now."""
        found = {name: _mark(name) for name in (*self.policies, *self.settings, *self.designs)}
        for folder in self.folders:
            names = _names_in(folder)
            found[folder] = names  # one that went says so even when nothing else did
            found |= {name: _mark(name) for name in names}
        for folder in self.templates:
            found.update(_below(folder))
        return found

    def is_design(self, name: str) -> bool:
        """Whether a name among the marks is that of a file of a design."""
        return name in self.designs

    def is_template(self, name: str) -> bool:
        """Whether a name among the marks is that of a template."""
        return any(Path(folder) in Path(name).parents for folder in self.templates)


def watched(request: Request, settings: Config, policies: Iterable[Checked]) -> Watched:
    """What a request reads. The designs of `policies` name files too. Raises PolicycError."""
    paths = paths_or_default(settings.paths(request.paths))
    folders = tuple(path for path in paths if Path(path).is_dir())
    of_settings: list[str] = []
    if not request.isolated:
        of_settings = [request.config] if request.config is not None else _settings_from_here()
    designs = _of_design(settings.design, settings.folder)
    for one in policies:
        if one.policy is not None:
            designs += _of_design(one.policy.design, Path(one.document.source.name).parent)
    return Watched(
        tuple(path for path in paths if path not in folders),
        folders,
        tuple(of_settings),
        tuple(dict.fromkeys(designs)),
        tuple(_template_folders(request.templates)),
    )


def _settings_from_here() -> list[str]:
    """Where settings could be: `config_for` looks in these folders."""
    here, found = Path.cwd(), []
    for folder in (here, *here.parents):
        found += [str(folder / name) for name in _OF_SETTINGS]
        if (folder / ".git").exists():
            break
    return found


def _of_design(design: Design | None, folder: Path) -> list[str]:
    if design is None:
        return []
    font = design.font
    names = (design.logo, *((font.regular, font.bold, font.italic) if font else ()))
    return [str(folder / name) for name in names if name is not None]


def _template_folders(given: str | None) -> Iterator[str]:
    from policyc.render.templates import packaged_templates

    if given:
        yield given
    yield str(packaged_templates())


def _mark(name: str) -> object:
    try:
        found = os.stat(name)  # noqa: PTH116  a Path for each of hundreds of files takes longer than the look itself
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _names_in(folder: str) -> tuple[str, ...]:
    try:
        with os.scandir(folder) as entries:
            return tuple(sorted(str(Path(folder, entry.name)) for entry in entries if entry.name.endswith(SUFFIXES)))
    except OSError:
        return ()


def _below(folder: str) -> Iterator[tuple[str, object]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):  # a link may lead up, and round and round
                    yield from _below(entry.path)
                elif entry.name.endswith(_OF_TEMPLATES):
                    yield entry.path, _mark(entry.path)
    except OSError:
        return
