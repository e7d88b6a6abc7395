"""What the runner of GitHub makes of what a step prints and writes.

After ActionCommand and FileCommandManager of actions/runner.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Command(NamedTuple):
    """A workflow command as the runner understood it."""

    name: str
    properties: dict[str, str]
    text: str


_KNOWN = {
    "error",
    "warning",
    "notice",
    "debug",
    "group",
    "endgroup",
    "add-mask",
    "stop-commands",
    "set-env",
    "add-path",
}


def commands(log: str) -> list[Command]:
    """The commands in a log, with what lies between `stop-commands` and its token taken for text."""
    found: list[Command] = []
    token = ""
    for raw in log.split("\n"):
        line = raw.removesuffix("\r").lstrip()
        match = re.match(r"::([^ :]+)(?: (.*?))?::(.*)", line, re.DOTALL) or re.match(r".*?##\[([^\] ]+)()\](.*)", line)
        if match is None:
            continue
        name = match[1].lower()
        if token:
            token = "" if name == token.lower() else token
        elif name == "stop-commands":
            token = match[3]
        elif name in _KNOWN:
            pairs = (pair.partition("=") for pair in (match[2] or "").split(",") if pair)
            properties = {key: _plain(value, in_property=True) for key, _, value in pairs}
            found.append(Command(name, properties, _plain(match[3])))
    assert not token, "the log stops commands and never lets them begin again"
    return found


def _plain(text: str, *, in_property: bool = False) -> str:
    if in_property:
        text = text.replace("%3A", ":").replace("%2C", ",")
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def outputs(written: str) -> dict[str, str]:
    """The outputs that a step set; of two with one name the last holds."""
    found: dict[str, str] = {}
    lines = iter(written.split("\n"))
    for line in lines:
        if not line:
            continue
        equals, heredoc = line.find("="), line.find("<<")
        if equals >= 0 and (heredoc < 0 or equals < heredoc):
            found[line[:equals]] = line[equals + 1 :]
            continue
        assert heredoc >= 0, f"the runner refuses this line: {line}"
        name, end = line[:heredoc], line[heredoc + 2 :]
        value = []
        for inner in lines:
            if inner == end:
                break
            value.append(inner)
        else:
            raise AssertionError("the runner finds no end of a value")
        found[name] = "\n".join(value)
    return found
