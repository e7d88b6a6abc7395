"""Sentences on a terminal: as wide as that terminal is, whatever the other stream is."""

from __future__ import annotations

import fcntl
import io
import os
import struct
import termios

import pytest

from policyc.cli.terminal import Terminal
from policyc.diagnostics import Wording

SENTENCE = "Dit is een zin van gewone woorden, met een/pad/dat/langer/is/dan/een/regel erin en nog wat erachter."


def said_on_a_terminal(text: str, columns: int) -> str:
    ours, theirs = os.openpty()
    try:
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        with os.fdopen(theirs, "w", encoding="utf-8") as stream:
            Terminal(stream, language="nl", color="never").say(Wording(text, text))
            return os.read(ours, 65536).decode().replace("\r\n", "\n")
    finally:
        os.close(ours)


@pytest.mark.parametrize("columns", [30, 44, 200])
def test_whole_words_on_each_line(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    lines = said_on_a_terminal(SENTENCE, columns).splitlines()
    assert " ".join(lines) == SENTENCE
    assert [line for line in lines if len(line) > columns and " " in line] == []
    assert len(lines) == {30: 4, 44: 3, 200: 1}[columns]


def test_what_no_terminal_reads_stays_one_line() -> None:
    stream = io.StringIO()
    Terminal(stream, language="nl", color="never").say(Wording(SENTENCE, SENTENCE))
    assert stream.getvalue() == f"{SENTENCE}\n"
