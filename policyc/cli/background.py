"""The PDF of a preview, made aside: by a `policyc build` of its own, which a newer save ends."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from policyc.cli.compilation import Request

_PATIENCE = 10.0


class PdfMaker:
    """Makes the PDFs of a request, one run at a time, in a process that waits its turn for the machine."""

    def __init__(self, request: Request, output: str) -> None:
        self._request, self._output = request, output
        self._running: subprocess.Popen[bytes] | None = None

    def begin(self, paths: tuple[str, ...]) -> None:
        """Begin anew with these policies: what was being made is of an older version."""
        self.end()
        self._running = subprocess.Popen(  # noqa: S603  this same program, with what was typed for it
            _command(replace(self._request, paths=paths), self._output),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for us: we end it ourselves
        )
        with contextlib.suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, self._running.pid, 10)

    def made(self) -> tuple[Path, ...] | None:
        """The files that were made, once; none when making them failed. None while there is nothing to tell."""
        if self._running is None or self._running.poll() is None:
            return None
        said, _ = self._running.communicate()
        code, self._running = self._running.returncode, None
        return tuple(Path(os.fsdecode(line)) for line in said.splitlines()) if code == 0 else ()

    def end(self) -> None:
        """End what is being made. It is interrupted, as with Ctrl-C, so that it leaves no half file."""
        if self._running is None:
            return
        running, self._running = self._running, None
        with running:
            with contextlib.suppress(OSError):
                # Who was started with interrupts ignored (`policyc … &` in a script) passes that on.
                ignored = signal.getsignal(signal.SIGINT) == signal.SIG_IGN
                running.send_signal(signal.SIGTERM if ignored else signal.SIGINT)
            try:
                running.communicate(timeout=_PATIENCE)
            except subprocess.TimeoutExpired:
                running.kill()


def _command(request: Request, output: str) -> tuple[str, ...]:
    options = {
        "--as-of": request.given.isoformat() if request.given else None,
        "--templates": request.templates,
        "--lang": request.languages,
        "--config": request.config,
    }
    flags = {"--final": request.final, "--attach-source": request.attach_source, "--isolated": request.isolated}
    return (
        *(sys.executable, "-P", "-m", "policyc", "build", "--to", "pdf", f"--output={output}"),
        *(f"{name}={value}" for name, value in options.items() if value is not None),
        *(name for name, wanted in flags.items() if wanted),
        "--",
        *request.paths,
    )
