"""One line per finding: `file:line:column: fout[YA010] message`. For editors, logs and screen readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policyc.diagnostics import Diagnostic, Language, in_order
from policyc.report.colour import LEVEL, painter
from policyc.report.glyphs import visible
from policyc.report.outcome import weighing
from policyc.report.words import level
from policyc.source.text import SourceText


def render(
    diagnostics: Sequence[Diagnostic],
    sources: Mapping[str, SourceText],
    *,
    language: Language,
    width: int,
    color: bool,
    ascii: bool = False,
) -> str:
    """The findings that nobody accepted, in order, one line each, or an empty string.

    `sources` and `width` do not matter here.
    """
    paint = painter(color)
    lines = []
    for diagnostic in in_order(weighing(diagnostics)):
        place = f"{visible(diagnostic.file, ascii_only=ascii)}:{diagnostic.span.line}:{diagnostic.span.column}"
        head = paint(f"{level(diagnostic.severity, language)}[{diagnostic.code}]", LEVEL[diagnostic.severity])
        message = visible(diagnostic.message.in_language(language), ascii_only=ascii)
        lines.append(f"{place}: {head} {message}\n")
    return "".join(lines)
