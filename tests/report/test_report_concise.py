from __future__ import annotations

from policyc.diagnostics import Diagnostic, Severity, Span, Wording
from policyc.report import concise

FOUND = [
    Diagnostic("MO002", Severity.WARNING, Wording("tweede", "second"), "b.yaml", Span(3, 4, 3, 5)),
    Diagnostic("YA010", Severity.ERROR, Wording("‘één’\x1b", "‘one’\x1b"), "a\n.yaml", Span(1, 2, 1, 3)),
]


def test_one_line_each_in_order() -> None:
    assert concise.render(FOUND, {}, language="nl", width=10, color=False) == (
        "a\\n.yaml:1:2: fout[YA010] ‘één’\\x1b\nb.yaml:3:4: waarschuwing[MO002] tweede\n"
    )


def test_english_ascii() -> None:
    assert concise.render(FOUND, {}, language="en", width=10, color=False, ascii=True) == (
        "a\\n.yaml:1:2: error[YA010] 'one'\\x1b\nb.yaml:3:4: warning[MO002] second\n"
    )


def test_colour() -> None:
    shown = concise.render(FOUND[:1], {}, language="nl", width=10, color=True)
    assert shown == "b.yaml:3:4: \x1b[1;33mwaarschuwing[MO002]\x1b[0m tweede\n"


def test_nothing_to_say() -> None:
    assert concise.render([], {}, language="nl", width=10, color=False) == ""


def test_all_of_them() -> None:
    assert concise.render(FOUND * 500, {}, language="nl", width=10, color=False).count("\n") == 1000
