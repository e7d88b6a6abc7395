"""What is in the wheel and in the source archive."""

from __future__ import annotations

import email
import hashlib
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from policyc import __version__

from .conftest import ROOT, Archives, Clone, ran

FORCED: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"][
    "targets"
]["wheel"]["force-include"]


@pytest.fixture(scope="module")
def inside(archives: Archives) -> set[str]:
    with zipfile.ZipFile(archives.wheel) as wheel:
        return set(wheel.namelist())


def test_the_wheel_holds_the_package_and_what_it_reads(clone: Clone, inside: set[str]) -> None:
    """Every file of the package, and each folder or file that pyproject.toml adds to it, whole."""
    wanted = {name for name in clone.names if name.startswith("policyc/")}
    for source, target in FORCED.items():
        wanted |= {name.replace(source, target, 1) for name in clone.names if f"{name}/".startswith(f"{source}/")}
    assert wanted - inside == set()
    assert {"templates", "docs/rules", "schema"} <= FORCED.keys()


def test_the_wheel_holds_nothing_else(inside: set[str]) -> None:
    tops = {name.split("/")[0] for name in inside}
    assert tops == {"policyc", f"policyc-{__version__}.dist-info", f"policyc-{__version__}.data"}
    data = {name for name in inside if ".data/" in name}
    assert data == {f"policyc-{__version__}.data/data/share/man/man1/policyc.1"}
    assert [name for name in inside if "__pycache__" in name or name.endswith((".pyc", "~"))] == []


def test_the_metadata_says_what_and_whose_it_is(archives: Archives) -> None:
    with zipfile.ZipFile(archives.wheel) as wheel:
        said = email.message_from_bytes(wheel.read(f"policyc-{__version__}.dist-info/METADATA"))
        license_ = wheel.read(f"policyc-{__version__}.dist-info/licenses/LICENSE")
    assert (said["Name"], said["Version"]) == ("policyc", __version__)
    assert (said["License-Expression"], said["License-File"]) == ("Apache-2.0", "LICENSE")
    assert said["Requires-Python"] == ">=3.11"
    assert license_ == (ROOT / "LICENSE").read_bytes()


def test_the_licence_is_the_text_itself() -> None:
    """A licence with a word changed is another licence; this is the sum of the text at apache.org."""
    known = "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == known


def test_the_source_archive_makes_the_same_wheel(archives: Archives, tmp_path: Path) -> None:
    with tarfile.open(archives.sdist) as sdist:
        sdist.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    assert {"README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml", "templates", "docs", "man"} <= {
        path.name for path in unpacked.iterdir()
    }
    assert not (unpacked / "tests").exists()
    ran(sys.executable, "-m", "hatchling", "build", "-d", tmp_path / "again", "-t", "wheel", cwd=unpacked)
    (again,) = (tmp_path / "again").iterdir()
    assert again.name == archives.wheel.name
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(archives.wheel.read_bytes()).digest()
