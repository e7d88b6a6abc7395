"""Bytes that are no UTF-8, and characters that may not be in a policy."""

from __future__ import annotations

import pytest

from policyc.diagnostics import Span
from policyc.source.limits import MAX_BYTES
from policyc.source.nodes import plain
from policyc.source.reader import read

CASES = [
    (b"\xff\xfea\0:\0", "YA002", (1, 1), "opgeslagen als UTF-16"),
    (b"\xfe\xff\0a\0:", "YA002", (1, 1), "opgeslagen als UTF-16"),
    (b"a\0:\0 \0b\0", "YA002", (1, 1), "opgeslagen als UTF-16"),
    (b"\0a\0:\0 \0b", "YA002", (1, 1), "opgeslagen als UTF-16"),
    (b"\xff\xfe\0\0a\0\0\0", "YA002", (1, 1), "opgeslagen als UTF-32"),
    (b"\0\0\0a\0\0\0:", "YA002", (1, 1), "opgeslagen als UTF-32"),
    (b"a\0\0\0:\0\0\0", "YA002", (1, 1), "opgeslagen als UTF-32"),
    ("a: é\nb: caf".encode() + b"\xe9 x\n", "YA003", (2, 7), "(0xE9) die geen geldige UTF-8 is; in Windows-1252 staat"),
    (b"\xef\xbb\xbfa: \x93hoi\x94\n", "YA003", (1, 4), "in Windows-1252 staat hier ““”"),
    (b"a: \x81\n", "YA003", (1, 4), "een byte (0x81) die geen geldige UTF-8 is"),
    (b"a: \xed\xa0\x80\n", "YA004", (1, 4), "(U+D800)"),
    (b"a: b\nc: \0\n", "YA004", (2, 4), "(U+0000)"),
    (b"a: \x0bb\n", "YA004", (1, 4), "(U+000B)"),
    (b"a: \x7f\n", "YA004", (1, 4), "(U+007F)"),
    ("a: é\x85\n".encode(), "YA004", (1, 5), "(U+0085)"),
    ("a: 😀\ufeff\n".encode(), "YA004", (1, 5), "(U+FEFF)"),
    ("a: \uffff\n".encode(), "YA004", (1, 4), "(U+FFFF)"),
    ("a: \U0001fffe\n".encode(), "YA004", (1, 4), "(U+1FFFE)"),
    ("a: \ufdd0\n".encode(), "YA004", (1, 4), "(U+FDD0)"),
    ("a: b # x\u202ey\n".encode(), "YA005", (1, 9), "(U+202E)"),
    ("a: \u2066b\n".encode(), "YA005", (1, 4), "(U+2066)"),
    ("a: \u200fb\n".encode(), "YA005", (1, 4), "(U+200F)"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "code", "place", "words"), CASES)
def test_refused(raw: bytes, code: str, place: tuple[int, int], words: str) -> None:
    (found,) = read(raw, name="f.yaml").diagnostics
    assert (found.code, (found.span.line, found.span.column)) == (code, place)
    assert words in found.message.nl


def test_byte_that_cannot_be_windows_1252_gets_no_guess() -> None:
    (found,) = read(b"a: \x81\n", name="f").diagnostics
    assert "Windows" not in found.message.nl
    assert found.help is not None
    assert "Windows" not in found.help.nl


def test_size_is_bounded_without_parsing() -> None:
    assert not read(b"a: " + b"b" * (MAX_BYTES - 3), name="f").diagnostics
    document = read(b"[" * (MAX_BYTES + 1), name="f")
    assert [d.code for d in document.diagnostics] == ["YA001"]
    assert document.diagnostics[0].span == Span(1, 1, 1, 1)
    assert document.source.text == ""


@pytest.mark.parametrize("char", ["\u200d", "\u00a0", "\u2028", "\u2029", "é", "😀", "\t", "e\u0301"])
def test_ordinary_characters_are_kept(char: str) -> None:
    document = read(f"a: x{char}y\n".encode(), name="f")
    assert not document.diagnostics
    assert document.root is not None
    assert plain(document.root) == {"a": f"x{char}y"}


def test_forbidden_characters_do_not_reach_the_model() -> None:
    document = read('a: "\\e[31m"\nb: \u202ex\n'.encode(), name="f")
    assert [d.code for d in document.diagnostics] == ["YA006", "YA005"]
    assert document.root is not None
    assert plain(document.root) == {"a": "\ufffd[31m", "b": "\ufffdx"}
