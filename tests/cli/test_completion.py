"""What Tab gives: in a real bash, and as zsh and fish ask for it."""

from __future__ import annotations

import os
import pty
import select
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.run import environment, process
from policyc.cli import declared
from policyc.cli.completion import Shell
from policyc.rules.catalogue import RULES

PROGRAM = declared.program()
COMMANDS = [one.name for one in PROGRAM.commands]
PATIENCE = 60.0  # seconds for a shell on a busy machine; it is not what is measured


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder with `policyc` on the PATH of its user, and a few files to choose from."""
    program = tmp_path / "bin" / "policyc"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m policyc "$@"\n')
    program.chmod(0o755)
    (tmp_path / "work" / "policies").mkdir(parents=True)
    (tmp_path / "work" / "policies" / "winkel.yaml").touch()
    return tmp_path


def at(home: Path, **added: str) -> dict[str, str]:
    path = f"{home / 'bin'}:{os.environ['PATH']}"
    return environment(HOME=str(home), PATH=path, PYTHONPATH=os.pathsep.join(sys.path), TERM="dumb", **added)


def asked(home: Path, shell: str, line: str) -> list[str]:
    """What policyc answers to zsh or fish when `line` stands before the cursor."""
    added = {"_POLICYC_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": line}
    done = subprocess.run(
        ["policyc"],
        env=at(home, _TYPER_COMPLETE_FISH_ACTION="get-args", **added),
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


# --- bash ---


def candidates(home: Path, *words: str) -> list[str]:
    """What the function offers for the last of `words`, as readline calls it."""
    script = (
        'eval "$(policyc --show-completion bash)"; complete -p policyc >/dev/null || exit 9; '
        'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _policyc_completion policyc; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", script, "bash", *words],
        env=at(home),
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    assert done.stderr == ""
    return done.stdout.split()


def test_bash_completes_commands(home: Path) -> None:
    assert candidates(home, "policyc", "") == COMMANDS
    assert candidates(home, "policyc", "val") == ["validate"]


def test_bash_completes_the_options_of_a_command(home: Path) -> None:
    (validate,) = [one for one in PROGRAM.commands if one.name == "validate"]
    long = {name for option in validate.options for name in (*option.names, *option.against) if name.startswith("--")}
    assert set(candidates(home, "policyc", "validate", "--")) == long


def test_bash_completes_values(home: Path) -> None:
    assert candidates(home, "policyc", "validate", "--fail-on", "") == ["error", "warning", "info", "never"]
    assert candidates(home, "policyc", "rule", "TR") == [rule.code for rule in RULES if rule.code.startswith("TR")]
    assert candidates(home, "policyc", "--show-completion", "") == list(Shell)


def typed(home: Path, keys: bytes, expected: bytes) -> bytes:
    """What a person sees who types `keys` into an interactive bash, until `expected` is there."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(home / "work")
        os.execvpe("bash", ["bash", "-i"], at(home, PS1="$ "))
    seen, sent, until = b"", False, time.monotonic() + PATIENCE
    try:
        while expected not in seen and time.monotonic() < until:
            if select.select([terminal], [], [], 0.2)[0]:
                seen += os.read(terminal, 4096)
            elif not sent:  # it is silent: the prompt is there
                os.write(terminal, keys)
                sent = True
    finally:
        os.close(terminal)  # which hangs up on the shell
        os.waitpid(child, 0)
    return seen


@pytest.mark.parametrize(
    ("keys", "expected"),
    [(b"policyc vali\t--as\t", b"policyc validate --as-of "), (b"policyc validate po\twi\t", b"policies/winkel.yaml")],
    ids=["command and option", "file"],
)
def test_an_interactive_bash_completes_once_it_is_installed(home: Path, keys: bytes, expected: bytes) -> None:
    done = subprocess.run(
        ["policyc", "--install-completion", "bash"], env=at(home), capture_output=True, text=True, check=True
    )
    script = home / ".bash_completions" / "policyc.sh"
    assert done.stdout == f"bash vult policyc voortaan aan: {script}. Het werkt in elke shell die u hierna opent.\n"
    assert expected in typed(home, keys, expected)


# --- zsh and fish ---


def test_fish_gets_a_line_for_each_with_its_explanation(home: Path) -> None:
    assert asked(home, "fish", "policyc ") == [f"{one.name}\t{one.summary()}" for one in PROGRAM.commands]
    explained = asked(home, "fish", "policyc diff --")
    assert len(explained) > 10
    assert [line for line in explained if not line.startswith("--") or "\t" not in line] == []
    assert asked(home, "fish", "policyc validate --fail-on ") == ["error", "warning", "info", "never"]


def test_zsh_gets_commands_or_is_sent_to_the_files(home: Path) -> None:
    answer = "\n".join(asked(home, "zsh", "policyc val"))
    assert answer.startswith('_arguments \'*: :(("validate":"Controleer beleidsbestanden')
    assert asked(home, "zsh", "policyc validate po") == ["_files"]


def test_zsh_keeps_the_apostrophe(home: Path) -> None:
    assert "met komma’s ertussen" in "\n".join(asked(home, "zsh", "policyc build --to"))


@pytest.mark.parametrize(
    ("shell", "kept"), [("zsh", ".zfunc/_policyc"), ("fish", ".config/fish/completions/policyc.fish")]
)
def test_other_shells_get_their_script_where_they_look(home: Path, shell: str, kept: str) -> None:
    done = subprocess.run(
        ["policyc", "--install-completion", shell], env=at(home), capture_output=True, text=True, check=True
    )
    assert str(home / kept) in done.stdout
    shown = process("--show-completion", shell).stdout
    assert (home / kept).read_text() == shown.removesuffix("\n") + ("\n" if shell == "fish" else "")
    assert "_POLICYC_COMPLETE" in shown


# --- which shell ---


def test_the_shell_around_is_the_one_that_is_meant(home: Path) -> None:
    done = subprocess.run(
        ["bash", "--norc", "-c", "policyc --show-completion; exit $?"],
        env=at(home),
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    assert done.stdout == process("--show-completion", "bash").stdout


def test_a_shell_that_cannot_complete_is_named_in_the_answer() -> None:
    run = process("--show-completion", "tcsh")
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.startswith("Bij --show-completion hoort één van deze woorden: bash, zsh, fish.")


def test_a_home_that_takes_no_files_is_a_sentence(home: Path) -> None:
    (home / ".bash_completions").write_text("in de weg")
    done = subprocess.run(["policyc", "--install-completion", "bash"], env=at(home), capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "policyc: De aanvulling voor bash is niet te installeren: daar staat al een bestand.\n"
