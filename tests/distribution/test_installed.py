"""policyc as its users have it: installed from the wheel, in an environment of its own, away from this repository."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from policyc import __version__
from policyc.cli import declared

from .conftest import ROOT, Archives, Clone, Image, outside, ran

POLICY = "progressx.yaml"
VERSION = f"policyc {__version__}\n"
COMMANDS = [one.name for one in declared.program().commands]


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """A folder with a copy of the real policy and nothing else."""
    folder = tmp_path / "ergens anders"
    folder.mkdir()
    shutil.copy2(ROOT / "policies" / POLICY, folder)
    return folder


@pytest.mark.usefixtures("pango")
def test_progressx_is_built_with_the_same_bytes(image: Image, clone: Clone, away: Path) -> None:
    env, checkout = outside(away), outside(away, PYTHONPATH=str(clone.folder))
    installed = image.installed / "bin" / "policyc"
    ran(installed, "validate", POLICY, cwd=away, env=env)
    ran(installed, "build", POLICY, "-o", "van wiel", cwd=away, env=env)
    ran(sys.executable, "-m", "policyc", "build", POLICY, "-o", "hier", cwd=away, env=checkout)
    files = sorted(path.name for path in (away / "van wiel").iterdir())
    assert files == ["progressx.html", "progressx.md", "progressx.pdf"]
    assert [
        name for name in files if (away / "van wiel" / name).read_bytes() != (away / "hier" / name).read_bytes()
    ] == []


def test_it_is_the_wheel_that_runs(image: Image, away: Path) -> None:
    where = ran(
        image.installed / "bin" / "python", "-c", "import policyc; print(policyc.__file__)", cwd=away, env=outside(away)
    ).stdout
    assert Path(where.strip()).is_relative_to(image.installed)


def test_every_way_to_start_it(image: Image, away: Path) -> None:
    env = outside(away)
    assert ran(image.installed / "bin" / "policyc", "--version", cwd=away, env=env).stdout == VERSION
    assert ran(image.installed / "bin" / "python", "-m", "policyc", "--version", cwd=away, env=env).stdout == VERSION


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_starts(image: Image, away: Path, command: str) -> None:
    shown = ran(image.installed / "bin" / "policyc", command, "--help", cwd=away, env=outside(away)).stdout
    assert shown.startswith(f"Gebruik: policyc {command} ")


def test_the_schema_came_along(image: Image, away: Path) -> None:
    shown = ran(image.installed / "bin" / "policyc", "schema", cwd=away, env=outside(away)).stdout
    with zipfile.ZipFile(image.wheel) as wheel:
        assert shown.encode() == wheel.read("policyc/schema/policyc.nl.json")
    assert json.loads(shown)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_data_came_along(image: Image, away: Path) -> None:
    """The page of a rule, the legal facts behind `rules`, the templates (above), and the manual where man looks."""
    program, env = image.installed / "bin" / "policyc", outside(away)
    assert ran(program, "rule", "TR002", cwd=away, env=env).stdout.startswith("# TR002 · ")
    assert "TR002" in ran(program, "rules", cwd=away, env=env).stdout
    manual = image.installed / "share" / "man" / "man1" / "policyc.1"
    assert manual.read_bytes() == (ROOT / "man" / "policyc.1").read_bytes()


def test_what_is_installed_is_what_is_pinned(image: Image, away: Path) -> None:
    ran(image.installed / "bin" / "python", "-m", "pip", "check", cwd=away, env=outside(away))


def test_the_dockerfile_makes_the_same_wheel(image: Image, archives: Archives) -> None:
    """So .dockerignore keeps nothing back that the wheel needs, and lets nothing through that it has not."""
    assert image.wheel.name == archives.wheel.name
    ours, theirs = (hashlib.sha256(path.read_bytes()).hexdigest() for path in (image.wheel, archives.wheel))
    assert ours == theirs


# --- the installers of programs ---


def pinned(folder: Path) -> Path:
    """The exact versions without their hashes, which neither installer takes for a wheel of one's own."""
    text = (ROOT / "requirements" / "runtime.txt").read_text("utf-8")
    file = folder / "constraints.txt"
    file.write_text("\n".join(re.findall(r"^[A-Za-z0-9._-]+==[^\s\\;]+", text, re.MULTILINE)) + "\n", "utf-8")
    return file


def cache() -> str:
    """Where uv keeps what it fetched: a home of a test would have none."""
    return ran("uv", "cache", "dir", cwd=ROOT, env=with_tools(dict(os.environ))).stdout.strip()


def with_tools(env: dict[str, str]) -> dict[str, str]:
    """With pipx and uv of requirements/test.txt on the PATH, whether or not that environment is active."""
    return env | {"PATH": f"{Path(sys.executable).parent}:{env['PATH']}"}


def test_uv_tool_install(archives: Archives, away: Path) -> None:
    env = with_tools(
        outside(
            away, UV_TOOL_DIR=str(away / "tools"), UV_TOOL_BIN_DIR=str(away / "bin"), UV_CACHE_DIR=cache(), NO_COLOR="1"
        )
    )
    ran("uv", "tool", "install", "--python", sys.executable, "-c", pinned(away), archives.wheel, cwd=away, env=env)
    assert ran(away / "bin" / "policyc", "--version", cwd=away, env=env).stdout == VERSION


def test_pipx_install(archives: Archives, away: Path) -> None:
    places = {name: str(away / name.lower()) for name in ("PIPX_HOME", "PIPX_BIN_DIR", "PIPX_MAN_DIR")}
    env = with_tools(outside(away, UV_CACHE_DIR=cache(), **places))
    ran(
        "pipx",
        "install",
        "--backend",
        "uv",
        "--python",
        sys.executable,
        f"--pip-args=--constraint {pinned(away).name}",
        archives.wheel,
        cwd=away,
        env=env,
    )
    assert ran(away / "pipx_bin_dir" / "policyc", "--version", cwd=away, env=env).stdout == VERSION
    assert (away / "pipx_man_dir" / "man1" / "policyc.1").is_file()


def test_a_reader_that_leaves_early_is_no_crash(image: Image, away: Path) -> None:
    """The script that the wheel brings, in a pipe of a real shell."""
    done = subprocess.run(
        ["bash", "-c", f'set -o pipefail; "{image.installed}/bin/policyc" rules | head -1'],
        cwd=away,
        env=outside(away),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
