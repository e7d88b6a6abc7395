"""A Dockerfile as values, and what of a folder goes to the build. Docker itself is not on this machine."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath


@dataclass(frozen=True, slots=True)
class Instruction:
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Stage:
    """From one FROM to the next, which is the first of its instructions."""

    instructions: tuple[Instruction, ...]

    def all(self, name: str) -> list[str]:
        return [one.value for one in self.instructions if one.name == name]


def stages(path: Path) -> tuple[Stage, ...]:
    """What the Dockerfile at `path` does, stage by stage."""
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    whole = "\n".join(lines).replace("\\\n", " ")
    split = (line.split(maxsplit=1) for line in whole.splitlines() if line.strip())
    found = [Instruction(name, " ".join(value.split())) for name, value in split]
    starts = [at for at, one in enumerate(found) if one.name == "FROM"]
    ends = [*starts[1:], len(found)]
    return tuple(Stage(tuple(found[start:end])) for start, end in zip(starts, ends, strict=True))


def apt_packages(stage: Stage) -> set[str]:
    """What the stage installs with apt-get."""
    commands = [part for run in stage.all("RUN") for part in run.split("&&") if "apt-get install" in part]
    words = [word for command in commands for word in shlex.split(command)[2:]]
    return {word for word in words if not word.startswith("-")}


def sent(ignore: Path, names: Iterable[str]) -> list[str]:
    """Which of `names` are sent to the build: what .dockerignore takes back after its `*`."""
    rules = [line for line in ignore.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    if rules[0] != "*" or any(not re.fullmatch(r"!\w[\w./-]*|\*\*/\w+", rule) for rule in rules[1:]):
        raise ValueError("this reads a .dockerignore of one form only: *, then !path and **/name")
    allowed = [PurePosixPath(rule[1:]) for rule in rules if rule.startswith("!")]
    refused = {rule.removeprefix("**/") for rule in rules if rule.startswith("**/")}
    paths = [PurePosixPath(name) for name in names]
    return [
        str(path)
        for path in paths
        if any(path.is_relative_to(one) for one in allowed) and not refused & set(path.parts)
    ]
