"""Plain text made safe for Markdown (CommonMark 0.31.2 with GFM tables), with as few backslashes as will do.

The Markdown is published and reviewed, so it has to stay readable; and it is shown by code hosts, so their additions
(strikethrough, mathematics) count too.
"""

from __future__ import annotations

import re

# Always special, wherever they stand in a line.
_ALWAYS = re.compile(r"[\\`*\[\]<>|~$]")
# An underscore inside a word is just an underscore (CommonMark 6.2).
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# Special at the beginning of a line: a heading or a list item (the mark, then white space), a rule or the underline of
# a heading (nothing but marks). "+31 20" and "2.0.0" are none of these and stay as they are.
_BEGINNING = re.compile(
    r"\A(?:#(?=#{0,5}(?:\s|\Z))|[+-](?=\s|\Z)|-(?=[-\s]*\Z)|=(?==*\s*\Z)|(?P<number>\d{1,9})(?=[.)](?:\s|\Z)))"
)


def escape(text: str) -> str:
    """`text` on one line, so that Markdown shows exactly these characters and nothing more, wherever it is put."""
    return _BEGINNING.sub(_not_a_beginning, escape_within(text))


def escape_within(text: str) -> str:
    """The same for text that never begins a line: “artikel 12.” needs no backslash."""
    line = " ".join(text.split())
    line = _ALWAYS.sub(lambda match: "\\" + match.group(), line)
    line = _UNDERSCORE.sub(r"\\_", line)
    return _ENTITY.sub(r"\\&", line)


def _not_a_beginning(match: re.Match[str]) -> str:
    number = match.group("number")
    # "2." would begin a list: the mark after the number is what must be escaped.
    return f"{number}\\" if number else "\\" + match.group()


def code(text: str) -> str:
    """`text` as a code span, in a table cell too: the fence is longer than any run of backticks inside."""
    line = " ".join(text.split()).replace("|", "\\|")
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    space = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{space}{line}{space}{fence}"


def link(text: str, target: str) -> str:
    """A link with plain text. `target` was checked by the model: https, mailto or tel, no white space or brackets."""
    safe = target.replace("(", "%28").replace(")", "%29").replace("|", "%7C").replace("*", "%2A").replace("_", "\\_")
    return f"[{escape_within(text)}]({safe.replace(' ', '')})"
