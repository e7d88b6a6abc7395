"""Pages whose commands are real: every one is run, and what it says is compared with the page.

What a Markdown page can hold, and nothing else is looked at:

- ```` ```console ```` : lines that begin with `$ ` are commands (a line after a `\\` belongs to them), what follows is
  what a person sees on the screen, both streams. Each command has to answer with 0. In ```` ```console exit=1 ```` the
  last one answers with 1.
- ```` ```yaml file=NAME ```` : the whole of a file that the reader makes. Any language will do.
- ```` ```yaml replace=NAME ```` : parts that the reader puts in the place of those of the same name, at the outermost
  level of a YAML file; a part that the file lacks goes to its end.
- ```` ```yaml add=NAME ```` : what the reader adds at the end of such a part.

`check_page` runs a page from top to bottom in one folder. `pytest --update-golden` writes the page with what its
commands say now.
"""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cli.git_repository import AMBIENT, FIXED
from cli.run import environment

_FENCE = re.compile(r"^```(?P<language>[\w-]*)(?P<marks>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (?P<text>(?:[^\n]*\\\n)*[^\n]*)\n", re.MULTILINE)
_PART = re.compile(r"^(?P<key>[a-z_]+):", re.MULTILINE)
_OF_A_HOST = re.compile(r"(?:CI|GITHUB|GITLAB|POLICYC)(?:_|\Z)").match
_WIDTH = "80"
_PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Said:
    """What a command put on the screen, and its answer."""

    screen: str
    code: int


@dataclass(slots=True)
class Shell:
    """Where a reader works: one folder to begin with, `cd` moves on; no setting of this machine counts."""

    folder: Path
    programs: Path
    """A folder in which `policyc` is the program under test."""
    env: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.programs.mkdir(parents=True, exist_ok=True)
        program = self.programs / "policyc"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m policyc "$@"\n', "utf-8")
        program.chmod(0o755)

    def run(self, command: str) -> Said:
        """What the command says, as on a screen of 80 columns without colours."""
        moved = self.programs / "folder"
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-c", f'{command}\ncode=$?; pwd >"$FOLDER"; exit $code'],
            cwd=self.folder,
            env=self._environment(moved),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_PATIENCE,
        )
        if moved.exists():
            self.folder = Path(moved.read_text("utf-8").rstrip("\n"))
        return Said(done.stdout.decode(), done.returncode)

    def _environment(self, moved: Path) -> dict[str, str]:
        ours = {
            "PATH": os.pathsep.join([str(self.programs), os.environ["PATH"]]),
            "COLUMNS": _WIDTH,
            "LC_ALL": "C.UTF-8",
            "TERM": "dumb",
            "HOME": str(self.programs),
            "FOLDER": str(moved),
        }
        kept = {name: value for name, value in environment().items() if name not in AMBIENT and not _OF_A_HOST(name)}
        return {**kept, **ours, **FIXED, **self.env}


def check_page(request: pytest.FixtureRequest, page: Path, shell: Shell) -> None:
    """Do all that a page tells its reader to do, in the shell, and compare what the commands say with the page."""
    text = page.read_text("utf-8")
    now = walked(text, shell)
    if now == text:
        return
    if request.config.getoption("--update-golden"):
        page.write_text(now, "utf-8", newline="\n")
        return
    difference = "\n".join(
        difflib.unified_diff(text.splitlines(), now.splitlines(), page.name, "now", lineterm="", n=1)
    )
    pytest.fail(
        f"{page.name} shows something else; read the difference, then run pytest --update-golden\n{difference}",
        pytrace=False,
    )


def walked(text: str, shell: Shell) -> str:
    """The page with what its commands say when they are run one after another. AssertionError: one of them failed."""
    parts, done = [], 0
    for block in _FENCE.finditer(text):
        body = block["body"]
        marks = dict(mark.split("=", 1) for mark in block["marks"].split())
        unknown = marks.keys() - ({"exit"} if block["language"] == "console" else {"file", "replace", "add"})
        assert not unknown, f"a block has marks that mean nothing: {sorted(unknown)}"
        if block["language"] == "console":
            body = "".join(_run(body, int(marks.get("exit", "0")), shell))
        elif marks:
            _edit(marks, body, shell.folder)
        parts += [text[done : block.start("body")], body]
        done = block.end("body")
    return "".join((*parts, text[done:]))


def _run(body: str, code: int, shell: Shell) -> Iterator[str]:
    commands = list(_COMMAND.finditer(body))
    assert commands, f"a console block without a command:\n{body}"
    assert commands[0].start() == 0, f"a console block begins with its first command:\n{body}"
    for command in commands:
        said = shell.run(command["text"])
        expected = code if command is commands[-1] else 0
        assert said.code == expected, f"$ {command['text']}\n{said.screen}[answered {said.code}, not {expected}]"
        screen = said.screen if not said.screen or said.screen.endswith("\n") else f"{said.screen}\n"
        assert not re.search(r"^(?:\$ |```)", screen, re.MULTILINE), f"a page cannot show this:\n{screen}"
        yield command.group() + screen


# --- what the reader types in an editor ---


def _edit(marks: Mapping[str, str], body: str, folder: Path) -> None:
    ((how, name),) = marks.items()
    path = folder / name
    if how == "file":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, "utf-8")
        return
    text = path.read_text("utf-8")
    for key, part in _parts(body):
        text = _replaced(text, key, part) if how == "replace" else _added(text, key, part)
    path.write_text(text, "utf-8")


def _parts(body: str) -> Iterator[tuple[str, str]]:
    starts = list(_PART.finditer(body))
    assert starts, f"no part of a policy:\n{body}"
    assert starts[0].start() == 0, f"a part begins with its name:\n{body}"
    for start, after in zip(starts, [*starts[1:], None], strict=True):
        yield start["key"], body[start.start() : after.start() if after else len(body)]


def _place(text: str, key: str) -> tuple[int, int] | None:
    """From where to where a part stands; the empty lines and comments after it belong to the next one."""
    start = re.search(rf"^{key}:", text, re.MULTILINE)
    if start is None:
        return None
    after = _PART.search(text, start.end())
    whole = text[start.start() : after.start() if after else len(text)]
    return start.start(), start.start() + len(re.sub(r"(?:^(?:#[^\n]*)?\n)+\Z", "", whole, flags=re.MULTILINE))


def _replaced(text: str, key: str, part: str) -> str:
    place = _place(text, key)
    if place is None:
        return f"{text}\n{part}"
    return f"{text[: place[0]]}{part.rstrip()}\n{text[place[1] :]}"


def _added(text: str, key: str, part: str) -> str:
    place = _place(text, key)
    assert place is not None, f"there is no {key} to add to"
    return f"{text[: place[1]]}{part.split(chr(10), 1)[1].rstrip()}\n{text[place[1] :]}"
