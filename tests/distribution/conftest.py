"""Builds what is given to users, once: the archives from a clean copy of the files, and the stage of the Dockerfile."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from .dockerfile import sent, stages

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 600.0


def ran(*words: object, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """A command that succeeds; when it does not, the failure shows what it said."""
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done


def outside(home: Path, **added: str) -> dict[str, str]:
    """The environment of a user who has no checkout: nothing that leads Python back to this one."""
    ours = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "POLICYC_LANG", "POLICYC_CONFIG", "SOURCE_DATE_EPOCH")
    return {name: value for name, value in os.environ.items() if name not in ours} | {"HOME": str(home), **added}


def copied(source: Path, names: Iterable[str], target: Path) -> Path:
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source / name, target / name)
    return target


@dataclass(frozen=True, slots=True)
class Clone:
    """A folder with the files of the project, by their `names`, and nothing else."""

    folder: Path
    names: tuple[str, ...]


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    """What is in git, or new and not ignored, as it is now."""
    listed = ran("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT).stdout.split("\0")
    names = tuple(sorted(name for name in listed if name and (ROOT / name).is_file()))
    return Clone(copied(ROOT, names, tmp_path_factory.mktemp("clone")), names)


@dataclass(frozen=True, slots=True)
class Archives:
    sdist: Path
    wheel: Path


@pytest.fixture(scope="session")
def archives(clone: Clone, tmp_path_factory: pytest.TempPathFactory) -> Archives:
    """Both, as hatchling makes them."""
    target = tmp_path_factory.mktemp("dist")
    ran(sys.executable, "-m", "hatchling", "build", "-d", target, "-t", "sdist", "-t", "wheel", cwd=clone.folder)
    (sdist,), (wheel,) = target.glob("*.tar.gz"), target.glob("*.whl")
    return Archives(sdist, wheel)


@dataclass(frozen=True, slots=True)
class Image:
    """What the first stage of the Dockerfile leaves behind, and the folder that the second copies from it."""

    wheel: Path
    installed: Path


@pytest.fixture(scope="session")
def image(clone: Clone, tmp_path_factory: pytest.TempPathFactory) -> Image:
    """The first stage, run to the letter but for its places: an empty environment, pinned packages, the wheel."""
    place = tmp_path_factory.mktemp("image")
    moved = {"/opt/policyc": str(place / "opt"), "/dist": str(place / "dist")}
    context = copied(clone.folder, sent(clone.folder / ".dockerignore", clone.names), place / "context")
    folder = place / "src"
    build = stages(clone.folder / "Dockerfile")[0]
    env = outside(place, PATH=f"{Path(sys.base_prefix) / 'bin'}:{os.environ['PATH']}")
    for one in build.instructions:
        if one.name == "WORKDIR":
            folder.mkdir()
        elif one.name == "COPY":
            source, target = one.value.split()
            entry = context / source
            if entry.is_dir():
                shutil.copytree(entry, folder / target, dirs_exist_ok=True)
            else:
                (folder / target).mkdir(parents=True, exist_ok=True)
                shutil.copy2(entry, folder / target)
        elif one.name == "RUN":
            command = one.value
            for before, after in moved.items():
                command = command.replace(before, after)
            ran("sh", "-ec", command, cwd=folder, env=env)
    (wheel,) = (place / "dist").glob("*.whl")
    return Image(wheel, place / "opt")
