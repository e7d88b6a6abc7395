"""policyc keeps to this machine: a command that opens a socket, or asks for the address of a name, fails here."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cli.git_repository import KORENAAR, LONGER, commit_files, git, new_repository
from cli.run import environment
from policyc.cli import declared

ROOT = Path(__file__).parents[2]
POLICY = "policies/korenaar.yaml"
# Runs before policyc does. Python reports every socket, however deep in a library it is opened.
GUARD = """
import os, sys

def watch(event, arguments):
    if event.startswith("socket."):
        os.write(2, f"{event} {arguments}\\n".encode())
        os._exit(99)

sys.addaudithook(watch)
"""
START = f"{GUARD}\nsys.argv[0] = 'policyc'\nfrom policyc.cli.app import main\nmain()\n"

# Of every command the line that does the most, and what it answers.
LINES: dict[str, tuple[str, int]] = {
    "init": ("init nieuw --yes --name Winkel --email a@winkel.example", 0),
    "validate": ("validate -f text -f json=v.json -f sarif=v.sarif -f gitlab=v.gl -f junit=v.xml", 0),
    "build": (f"build {POLICY} --fragment --attach-source --stats -o out", 0),
    "diff": ("diff --notice --redline -f markdown -f github=g -f gitlab=l -f json=j -o out", 1),
    "log": ("log", 0),
    "ci": ("ci --host none", 1),
    "rules": ("rules", 0),
    "rule": ("rule TR002", 0),
    "schema": ("schema", 0),
    "textconv": (f"textconv {POLICY}", 0),
    "git-diff": (f"git-diff {POLICY} {POLICY} 0000000 100644 {POLICY} 0000000 100644", 0),
}
# Everything of the package that can listen or connect: the preview of `build --watch`, to this machine alone.
LISTENS = {"policyc/cli/preview.py"}
NETWORK = {
    "socket",
    "socketserver",
    "http",
    "urllib.request",
    "ssl",
    "smtplib",
    "ftplib",
    "asyncio",
    "requests",
    "httpx",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a publication and a change after it."""
    folder = new_repository(tmp_path_factory.mktemp("site"))
    commit_files(folder, "eerste", {POLICY: KORENAAR})
    git(folder, "tag", "korenaar/v1.0.0")
    (folder / POLICY).write_text(LONGER, "utf-8")
    return folder


def test_every_command_is_tried() -> None:
    assert {command.name for command in declared.program().commands} <= LINES.keys()


@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize("command", [command.name for command in declared.program().commands])
def test_a_command_opens_no_socket(command: str, site: Path, tmp_path: Path) -> None:
    work = shutil.copytree(site, tmp_path / "work")
    line, code = LINES[command]
    done = subprocess.run(
        [sys.executable, "-c", START, *line.split()],
        cwd=work,
        env=environment(HOME=str(tmp_path), PYTHONPATH=str(ROOT)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, "socket." in done.stderr) == (code, False), done.stderr


@pytest.mark.parametrize("call", ["socket.socket()", "socket.getaddrinfo('localhost', 80)"])
def test_a_socket_would_be_seen(call: str) -> None:
    done = subprocess.run([sys.executable, "-c", f"{GUARD}\nimport socket\n{call}"], capture_output=True, text=True)
    assert done.returncode == 99
    assert done.stderr.startswith("socket.")


def imports(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_only_the_preview_can_listen() -> None:
    able = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "policyc").rglob("*.py")
        if any(name in NETWORK or name.split(".")[0] in NETWORK for name in imports(path))
    }
    assert able <= LISTENS
