"""The house rules that hold for the repository as a whole."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
REQUIREMENTS = ROOT / "requirements"

# Put together here, so that this file does not find itself.
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:" + "|".join(["work", "root", "farm", "home", "Users"]) + r")/[\w.]")
INDEX_ADDRESS = re.compile(
    r"--(?:extra-)?index" + r"-url|--trusted" + r'-host|"resolved"' + r': *"http|[/.]simple' + "/"
)


def tracked_files() -> list[Path]:
    """Also what is about to be: not ignored and not yet added."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def offending_lines(pattern: re.Pattern[str]) -> Iterator[str]:
    for path in tracked_files():
        data = path.read_bytes()
        if b"\0" in data:
            continue
        for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), start=1):
            if pattern.search(line):
                yield f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"


def pins(name: str) -> dict[str, Version]:
    text = (REQUIREMENTS / f"{name}.txt").read_text("utf-8")
    found = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", text, flags=re.MULTILINE)
    return {canonicalize_name(package): Version(version) for package, version in found}


def bounds(name: str) -> list[Requirement]:
    lines = (REQUIREMENTS / name).read_text("utf-8").splitlines()
    return [Requirement(text) for text in (line.split("#")[0].strip() for line in lines) if text]


def make(*arguments: str) -> str:
    """As a person would call it, also when these tests are themselves run by make."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(["make", *arguments], cwd=ROOT, env=env, capture_output=True, text=True, check=True).stdout


# --- nothing of one machine ---


def test_no_tracked_file_names_a_path_of_a_machine() -> None:
    assert list(offending_lines(MACHINE_PATH)) == []


def test_no_tracked_file_names_a_package_index() -> None:
    assert list(offending_lines(INDEX_ADDRESS)) == []


@pytest.mark.parametrize(
    "line",
    [
        "see /{}/.cache".format("root"),
        "'/{}/main'".format("work"),
        "--extra-" + "index-url=x",
        '"resolved"' + ': "http:',
    ],
)
def test_the_patterns_find_what_they_are_for(line: str) -> None:
    assert MACHINE_PATH.search(line) or INDEX_ADDRESS.search(line)


# --- requirements ---


@pytest.mark.parametrize(
    ("locked", "wanted"),
    [
        ("runtime", [Requirement(text) for text in PYPROJECT["project"]["dependencies"]]),
        ("runtime", [Requirement(text) for text in PYPROJECT["build-system"]["requires"]]),
        ("test", bounds("test.in")),
    ],
    ids=["dependencies", "build-system", "test.in"],
)
def test_locked_versions_are_within_their_bounds(locked: str, wanted: list[Requirement]) -> None:
    versions = pins(locked)
    outside = [
        str(r) for r in wanted if not r.specifier.contains(versions.get(canonicalize_name(r.name), Version("0")))
    ]
    assert outside == [], "run `make lock`"


def test_both_lists_lock_the_same_versions() -> None:
    runtime, test = pins("runtime"), pins("test")
    assert {
        name: (runtime[name], test[name]) for name in runtime.keys() & test.keys() if runtime[name] != test[name]
    } == {}


@pytest.mark.parametrize("name", ["runtime", "test"])
def test_every_locked_version_has_hashes(name: str) -> None:
    blocks = re.split(r"^(?=[A-Za-z0-9])", (REQUIREMENTS / f"{name}.txt").read_text("utf-8"), flags=re.MULTILINE)
    locked = [block for block in blocks if "==" in block]
    assert len(locked) == len(pins(name))
    assert [block.split()[0] for block in locked if "--hash=sha256:" not in block] == []


def test_npm_packages_are_exact_and_have_hashes() -> None:
    folder = ROOT / "tests" / "conformance"
    lock = (folder / "package-lock.json").read_text("utf-8")
    wanted = re.findall(r'"([\w-]+)": "(\d[\w.]*)"', (folder / "package.json").read_text("utf-8"))
    assert len(wanted) == 5
    packages = lock.count('"node_modules/')
    assert packages >= len(wanted)
    assert lock.count('"integrity": "sha512-') == packages


# --- one way in ---


def test_ci_runs_what_the_readme_tells_people_to_run() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    commands = [line for line in script.read_text("utf-8").splitlines() if line.startswith("make ")]
    assert commands == ["make build", "make lint", "make test"]
    assert make("-n", "lint") + make("-n", "test") == make("-n", "check")


def test_readme_names_both_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in ("make build", "make test"):
        assert re.search(rf"^\s*{command}\b", readme, flags=re.MULTILINE), (
            f"README.md has no line that starts with {command}"
        )


def test_every_make_target_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    shown = make("help")
    assert targets == set(re.findall(r"^  make (\w+)", shown, flags=re.MULTILINE))
    assert {"build", "test", "check", "bench"} <= targets


# --- the package ---


def packages() -> list[Path]:
    return sorted(path.parent for path in (ROOT / "policyc").rglob("*.py"))


def test_import_contract_covers_every_part_of_the_package() -> None:
    """Exhaustive: import-linter itself refuses a part of the package that no layer names."""
    contracts = [c for c in PYPROJECT["tool"]["importlinter"]["contracts"] if c["type"] == "layers"]
    (contract,) = [c for c in contracts if c["containers"] == ["policyc"]]
    assert contract["exhaustive"] is True
    assert set(contract["exhaustive_ignores"]) <= {"__main__", "docs", "schema", "templates"}


def test_every_package_has_an_init() -> None:
    assert [path.relative_to(ROOT) for path in set(packages()) if not (path / "__init__.py").is_file()] == []


@pytest.mark.parametrize("init", sorted({path / "__init__.py" for path in packages()}), ids=lambda p: p.parent.name)
def test_every_package_says_what_it_is_for(init: Path) -> None:
    text = init.read_text("utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text))
