"""Bytes in, a positioned YAML document out. Bad input gives diagnostics, never an exception."""

from __future__ import annotations

import re

from policyc.diagnostics import in_order
from policyc.source import problems
from policyc.source.characters import hide_separators, in_text, is_direction
from policyc.source.composer import Findings, Stop, compose
from policyc.source.document import Document
from policyc.source.encoding import decode
from policyc.source.limits import MAX_BYTES
from policyc.source.problems import Place
from policyc.source.text import SourceText

__all__ = ["MAX_BYTES", "read"]

# YAML 1.2.2, 6.8: directives stand before the document. libyaml and PyYAML disagree on which they know.
_HEAD = re.compile(r"(?:[ \t]*+(?:#[^\r\n]*+)?(?:\r\n|\r|\n))*+(%[^\r\n]*+)")
# What git leaves in a file that two people changed in the same place: the first and the last line of it.
_CONFLICT = re.compile(r"(?:\A|(?<=[\r\n]))(?:<{7}|>{7})(?=[ \t\r\n]|\Z)[^\r\n]*+")
_YAML_1_2 = re.compile(r"%YAML[ \t]+1\.2[ \t]*(?:[ \t]#.*)?")


def read(raw: bytes, *, name: str, pure: bool = False) -> Document:
    """Read the bytes of a policy file, reported under `name`; `pure` does without libyaml, with the same result."""
    decoded = decode(raw)
    source = SourceText(name, decoded.text)
    findings = Findings(source)
    root = None
    try:
        if decoded.problem is not None:
            findings.add(decoded.problem, decoded.at, min(decoded.at + 1, len(source.text)))
        elif _parsable(source, findings):
            root = compose(source, hide_separators(source.text), findings, pure=pure)
    except Stop:
        root = None
    return Document(source, root, in_order(findings))


def _parsable(source: SourceText, findings: Findings) -> bool:
    """Whether the characters and the directives let a parser read on; says in `findings` what is wrong with them."""
    parsable = True
    for index, problem in in_text(source.text):
        findings.add(problem, index, index + 1)
        parsable = parsable and is_direction(source.text[index])
    if _conflicts(source, findings):
        return False
    directive = _HEAD.match(source.text)
    if directive and not _YAML_1_2.fullmatch(directive.group(1)):
        written = directive.group(1).rstrip()
        findings.add(problems.directive(written), directive.start(1), directive.start(1) + len(written))
        return False
    return parsable


def _conflicts(source: SourceText, findings: Findings) -> bool:
    """Whether git's marks of a merge conflict are in the file; one finding for the two marks of a conflict."""
    marks = list(_CONFLICT.finditer(source.text)) if "<<<<<<<" in source.text or ">>>>>>>" in source.text else []
    number = 0
    while number < len(marks):
        start, end = marks[number].start(), _written_end(marks[number])
        pair = marks[number : number + 2]
        related: tuple[Place, ...] = ()
        if [mark.group()[0] for mark in pair] == ["<", ">"]:
            related = (Place(pair[1].start(), _written_end(pair[1]), problems.CONFLICT_ENDS),)
        findings.add(problems.merge_conflict(), start, end, related=related)
        number += 1 + len(related)
    return bool(marks)


def _written_end(mark: re.Match[str]) -> int:
    return mark.start() + len(mark.group().rstrip())
