"""A command on a terminal of its own, as a person has it: what is typed waits for what is asked."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from cli.run import Outcome, command, environment

CTRL_C, CTRL_D = "\x03", "\x04"
_PATIENCE = 60.0


def on_a_terminal(arguments: Sequence[object], answers: Sequence[tuple[str, str]], *, cwd: Path, **env: str) -> Outcome:
    """`policyc ARGUMENTS` on a pseudo-terminal. Each answer is typed once its question is on the screen.

    All that the screen got is in `stdout`. An answer that is no control character ends with Enter.
    """
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        command(*arguments),
        cwd=cwd,
        env=environment(TERM="dumb", LC_ALL="C.UTF-8", **env),
        preexec_fn=lambda: _log_in(theirs),
    )
    os.close(theirs)
    screen, seen = "", 0
    try:
        for question, answer in answers:
            screen = _read_until(ours, screen, question, seen)
            seen = len(screen)
            os.write(ours, (answer if answer in (CTRL_C, CTRL_D) else f"{answer}\n").encode())
        screen = _read_until(ours, screen, None, seen, again=CTRL_C if answers and answers[-1][1] == CTRL_C else "")
        return Outcome(process.wait(_PATIENCE), screen.replace("\r\n", "\n"), "")
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _log_in(terminal: int) -> None:
    os.login_tty(terminal)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # who started the tests may have told them to ignore Ctrl-C


def _read_until(terminal: int, screen: str, wanted: str | None, start: int, *, again: str = "") -> str:
    """The screen once it shows `wanted` after `start`; None: once the command has ended.

    `again` is pressed every second until then: a key between the question and the reading of it is lost on Python.
    """
    raw, until = b"", time.monotonic() + _PATIENCE
    while wanted is None or wanted not in (screen + raw.decode("utf-8", "replace"))[start:]:
        left = max(until - time.monotonic(), 0)
        ready, _, _ = select.select([terminal], [], [], min(left, 1) if again else left)
        if not ready and again and left:
            os.write(terminal, again.encode())
            continue
        try:
            chunk = os.read(terminal, 65536) if ready else b""
        except OSError:  # Linux says so when the other end is closed
            chunk = b""
        if not chunk:
            break
        raw += chunk
    screen += raw.decode("utf-8", "replace")
    assert wanted is None or wanted in screen[start:], f"“{wanted}” was not asked:\n{screen}"
    return screen
