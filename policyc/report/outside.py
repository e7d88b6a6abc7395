"""Text of others made fit for the files that code hosts and pipelines read."""

from __future__ import annotations

import os

from policyc.diagnostics import Diagnostic, Language, Wording
from policyc.report.glyphs import visible
from policyc.report.words import help_word, source_word

_READER = 160


def shown(wording: Wording, language: Language) -> str:
    """A sentence in one language on one line, in which controls and reordering characters are seen and do nothing."""
    return visible(wording.in_language(language), ascii_only=False)


def whole(text: str) -> str:
    """A text without halves of characters, which UTF-8 cannot write: `\\udc80` in their place. All else stays."""
    return text.encode("utf-8", "backslashreplace").decode()


def logged(text: str) -> str:
    """A visible text for a log that GitHub reads: `::` at the start of a line and `##[` anywhere begin a command."""
    return text.replace("::", ":\\x3a").replace("##[", "#\\x23[")


def path_of(name: str) -> str:
    """A file name as code hosts write it: forward slashes, no `./` in front."""
    return whole(name.replace(os.sep, "/")).removeprefix("./")


def uri_of(name: str) -> str:
    """The same as a relative URI (RFC 3986): what may not stand in a path is percent-encoded, byte by byte."""
    from urllib.parse import quote

    return quote(name.replace(os.sep, "/").removeprefix("./").encode("utf-8", "surrogateescape"), safe="/")


def dumped(value: object) -> str:
    """JSON for people and machines: indented, in the order given, with a line break at the end."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def reader_excerpt(text: str) -> str:
    """The passage that readers see, on one line, and cut after a word when it is long."""
    line = " ".join(text.split())
    if len(line) <= _READER:
        return line
    return (line[: _READER - 1].rpartition(" ")[0] or line[: _READER - 1]).rstrip(" ,;:.") + "…"


def notes(diagnostic: Diagnostic, language: Language) -> list[str]:
    """What stands below a finding, a line each: `hulp: …`, `bron: …`."""
    lines = []
    if diagnostic.help is not None:
        lines.append(f"{help_word(language)}: {shown(diagnostic.help, language)}")
    if diagnostic.sources:
        lines.append(f"{source_word(language)}: {visible(cited(diagnostic, language), ascii_only=False)}")
    return lines


def cited(diagnostic: Diagnostic, language: Language) -> str:
    """The sources of a finding in words."""
    from policyc.report.citation import citations  # the model and the YAML have no sources

    return citations(diagnostic.sources, language)
