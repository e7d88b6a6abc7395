"""`policyc git-diff` as git's external diff driver: real git runs it, and goes on whatever it is given."""

from __future__ import annotations

import os
import pty
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from cli.git_repository import AMBIENT, FIXED, KORENAAR, LONGER, QUOTED, commit_files, git, new_repository
from cli.run import environment, policyc

POLICY = "policies/korenaar.yaml"
COMMAND = shlex.join([sys.executable, "-m", "policyc", "git-diff"])
ADVANCE = "  VOORAF MELDEN          1   niet gedekt\n"
ZEROS = "0" * 40


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = new_repository(tmp_path / "site")
    git(folder, "config", "diff.policyc.command", COMMAND)
    commit_files(folder, "eerste", {".gitattributes": "policies/*.yaml diff=policyc\n", POLICY: KORENAAR, "a": "1\n"})
    monkeypatch.chdir(folder)
    return folder


def run_git(folder: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in environment().items() if name not in AMBIENT} | FIXED | env
    return subprocess.run(
        ["git", *args],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env=clean,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )


def shown(folder: Path, *args: str, **env: str) -> str:
    """What git shows: with a yes, and without a word on stderr."""
    done = run_git(folder, *args, **env)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def blob(folder: Path, name: str) -> str:
    return git(folder, "rev-parse", "--short=7", name)


# --- what git shows ---


def test_git_diff_says_what_it_means(top: Path) -> None:
    (top / POLICY).write_text(LONGER, "utf-8")
    diff = shown(top, "diff")
    assert diff.startswith(f"{blob(top, f'HEAD:{POLICY}')}:{POLICY} → {POLICY}\nversie 1.0.0 ")
    assert ADVANCE in diff
    assert "bewaartermijn verlengd (slechter voor mensen" in diff
    assert "“Hoe lang wij ze bewaren: 10 jaar, gerekend vanaf het einde van het boekjaar." in diff
    assert f"{POLICY}:32 (was :32)\n" in diff
    assert diff.endswith("\n\n")  # what comes next is another file


def test_staged_and_between_commits(top: Path) -> None:
    (top / POLICY).write_text(LONGER, "utf-8")
    git(top, "add", "--all")
    staged = shown(top, "diff", "--staged")
    assert staged.startswith(f"{blob(top, f'HEAD:{POLICY}')}:{POLICY} → {blob(top, f':{POLICY}')}:{POLICY}\n")
    git(top, "commit", "--quiet", "-m", "tweede")
    assert shown(top, "diff", "HEAD~1", "HEAD") == staged
    assert shown(top, "show", "--format=", "--ext-diff") == staged
    assert ADVANCE in shown(top, "log", "-p", "-1", "--ext-diff")


def test_git_log_and_show_compare_lines_unless_they_are_asked(top: Path) -> None:
    """Git itself runs such programs only in `git diff`; there is `policyc textconv` for the others."""
    commit_files(top, "tweede", {POLICY: LONGER})
    assert "\n-version: 1.0.0\n+version: 1.1.0\n" in shown(top, "log", "-p", "-1")
    assert shown(top, "diff", "--stat", "HEAD~1").endswith("1 file changed, 2 insertions(+), 2 deletions(-)\n")
    assert "\n+version: 1.1.0\n" in shown(top, "diff", "--no-ext-diff", "HEAD~1")


def test_other_files_are_compared_as_ever(top: Path) -> None:
    (top / POLICY).write_text(LONGER, "utf-8")
    (top / "a").write_text("2\n", "utf-8")
    diff = shown(top, "diff")
    assert "\n-1\n+2\n" in diff
    assert ADVANCE in diff


def test_nothing_that_counts(top: Path) -> None:
    (top / POLICY).write_text(QUOTED, "utf-8")
    assert shown(top, "diff") == f"geen verschil: {blob(top, f'HEAD:{POLICY}')}:{POLICY} en {POLICY}\n\n"


def test_added_and_deleted(top: Path) -> None:
    commit_files(top, "weg", {POLICY: None})
    name = f"{blob(top, f'HEAD~1:{POLICY}')}:{POLICY}"
    assert shown(top, "diff", "HEAD~1", "HEAD").startswith(f"ingetrokken verklaring: {name};")
    assert shown(top, "diff", "HEAD", "HEAD~1").startswith(f"nieuwe verklaring: {name};")


def test_renamed(top: Path) -> None:
    git(top, "mv", POLICY, "policies/bakker.yaml")
    (top / "policies/bakker.yaml").write_text(LONGER, "utf-8")
    git(top, "add", "--all")
    diff = shown(top, "diff", "--staged", "-M")
    old, new = blob(top, f"HEAD:{POLICY}"), blob(top, ":policies/bakker.yaml")
    assert diff.startswith(f"{old}:{POLICY} → {new}:policies/bakker.yaml\n")
    assert ADVANCE in diff


def test_the_mode(top: Path) -> None:
    (top / POLICY).chmod(0o755)
    (top / POLICY).write_text(LONGER, "utf-8")
    assert shown(top, "diff").startswith(f"{POLICY}: de modus ging van 100644 naar 100755.\n")


def test_in_a_subfolder(top: Path) -> None:
    (top / POLICY).write_text(LONGER, "utf-8")
    assert shown(top / "policies", "diff") == shown(top, "diff")


# --- what is no policy ---


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("policyc: 1\nid: [\n", "2:5: Na “[” ontbreekt een komma of het afsluitende “]”"),
        ("naam: x\n", "het veld policyc ontbreekt"),
        ("", "1:1: Dit bestand bevat geen verklaring: er staat geen enkel veld in"),
        ("\x1b[2J\0: x\n", "1:1: Hier staat een onzichtbaar teken dat niet mag (U+001B)"),
    ],
)
def test_a_broken_side_is_compared_as_source(top: Path, text: str, why: str) -> None:
    (top / POLICY).write_text(text, "utf-8")
    (top / "z").write_text("later\n", "utf-8")
    git(top, "add", "--intent-to-add", "z")
    diff = shown(top, "diff")
    old = blob(top, f"HEAD:{POLICY}")
    assert diff.startswith(
        f"{POLICY} is niet als verklaring te vergelijken: {why}. Dit is het verschil in de bron.\n"
        f"--- {old}:{POLICY}\n+++ {POLICY}\n@@ -1,"
    )
    assert "\n-id: korenaar\n" in diff
    assert "\n+later\n" in diff  # git went on
    assert "\x1b" not in diff
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "-m", "stuk")
    (top / POLICY).write_text(KORENAAR, "utf-8")
    back = shown(top, "diff")
    assert back.startswith(f"{blob(top, f'HEAD:{POLICY}')}:{POLICY} is niet als verklaring te vergelijken: {why}.")


def test_both_sides_broken(top: Path) -> None:
    commit_files(top, "stuk", {POLICY: "a: [\n"})
    (top / POLICY).write_text("a: {\n", "utf-8")
    diff = shown(top, "diff")
    assert diff.count("is niet als verklaring te vergelijken") == 2
    assert diff.endswith("@@ -1 +1 @@\n-a: [\n+a: {\n\n")


def test_a_link(top: Path) -> None:
    (top / POLICY).unlink()
    (top / POLICY).symlink_to("../a")
    git(top, "add", "--all")
    assert "is niet als verklaring te vergelijken" in shown(top, "diff", "--staged")


def test_a_file_in_a_merge_conflict(top: Path) -> None:
    git(top, "checkout", "--quiet", "-b", "tak")
    commit_files(top, "tak", {POLICY: KORENAAR.replace("Molenweg 1", "Molenweg 2")})
    git(top, "checkout", "--quiet", "main")
    commit_files(top, "main", {POLICY: KORENAAR.replace("Molenweg 1", "Molenweg 3")})
    assert run_git(top, "merge", "tak").returncode == 1
    assert "++<<<<<<< HEAD\n" in shown(top, "diff")
    for side in ("--ours", "--theirs", "--base"):
        diff = shown(top, "diff", side)
        assert f"* Unmerged path {POLICY}\n" in diff or "nog een samenvoeging op te lossen" in diff
        assert "Hier staat een samenvoegconflict van git dat nog niet is opgelost" in diff
    assert "nog een samenvoeging op te lossen" in shown(top, "diff", "--staged")


def test_a_bare_repository(top: Path, tmp_path: Path) -> None:
    commit_files(top, "tweede", {POLICY: LONGER})
    git(tmp_path, "clone", "--quiet", "--bare", str(top), "kaal.git")
    bare = tmp_path / "kaal.git"
    (bare / "info").mkdir(exist_ok=True)
    (bare / "info" / "attributes").write_text("policies/*.yaml diff=policyc\n", "utf-8")
    git(bare, "config", "diff.policyc.command", COMMAND)
    assert ADVANCE in shown(bare, "diff", "main~1", "main")
    broken = commit_files(top, "stuk", {POLICY: "a: [\n"})
    git(top, "push", "--quiet", str(bare), "main")
    assert "\n+a: [\n" in shown(bare, "diff", f"{broken}~1", broken)


def test_a_mistake_of_ours_does_not_end_git_diff(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("policyc.cli.diff.compared_pairs", broken)
    new = top / "new.yaml"
    new.write_text(LONGER, "utf-8")
    words = (POLICY, POLICY, "1" * 40, "100644", str(new), ZEROS, "100644")
    run = policyc("git-diff", *words)
    assert run.code == 0
    assert run.stdout.startswith(f"{POLICY} is niet als verklaring te vergelijken: interne fout van policyc: ZeroDiv")
    assert "\n+version: 1.1.0\n" in run.stdout
    with pytest.raises(ZeroDivisionError):
        policyc("git-diff", *words, env={"POLICYC_TRACEBACK": "1"})


# --- colour and words ---


def test_colour_is_for_the_pager_too(top: Path) -> None:
    """Git's pager is a pipe to us, and shows colours to somebody."""
    (top / POLICY).write_text(LONGER, "utf-8")
    assert "\x1b" not in shown(top, "diff")
    assert "\x1b[1m" in shown(top, "diff", GIT_PAGER_IN_USE="true", TERM="xterm")
    assert "\x1b" not in shown(top, "diff", GIT_PAGER_IN_USE="true", TERM="xterm", NO_COLOR="1")
    assert "\x1b" not in shown(top, "diff", GIT_PAGER_IN_USE="true", TERM="dumb")
    git(top, "config", "diff.policyc.command", f"{COMMAND} --color never")
    assert "\x1b" not in shown(top, "diff", GIT_PAGER_IN_USE="true", TERM="xterm")
    git(top, "config", "diff.policyc.command", f"{COMMAND} --color always --lang en --all")
    diff = shown(top, "diff")
    assert "\x1b[1m" in diff
    assert "NEW CONSENT" in diff


def test_on_a_terminal_with_a_pager(top: Path) -> None:
    (top / POLICY).write_text("a: [\n", "utf-8")
    env = {name: value for name, value in environment().items() if name not in AMBIENT} | FIXED
    primary, secondary = pty.openpty()
    try:
        running = subprocess.Popen(
            ["git", "diff"], cwd=top, stdin=secondary, stdout=secondary, env=env | {"PAGER": "cat", "TERM": "xterm"}
        )
        os.close(secondary)
        read = b""
        while True:
            try:
                part = os.read(primary, 4096)
            except OSError:
                break
            if not part:
                break
            read += part
        assert running.wait(60) == 0
    finally:
        os.close(primary)
    assert b"\x1b[32m+a: [\x1b[0m" in read
    assert b"\x1b[36m@@ -1," in read


# --- what is not git ---


@pytest.mark.parametrize("count", [0, 2, 6, 8, 10])
def test_wrong_use(count: int) -> None:
    run = policyc("git-diff", *["x"] * count)
    assert (run.code, run.stdout) == (2, "")


def test_a_strange_name(top: Path) -> None:
    name = "policies/vre\x1b[31md\u202e.yaml"
    commit_files(top, "vreemd", {name: "a: 1\n"})
    (top / name).write_text("a: 2\n", "utf-8")
    diff = shown(top, "diff")
    assert "\x1b" not in diff
    assert "\u202e" not in diff
    assert "policies/vre\\x1b[31md\\u202e.yaml is niet als verklaring te vergelijken" in diff


def test_a_name_that_begins_like_an_option(top: Path) -> None:
    git(top, "config", "diff.policyc.command", COMMAND)
    commit_files(top, "streep", {".gitattributes": "*.yaml diff=policyc\n", "--all.yaml": KORENAAR})
    (top / "--all.yaml").write_text(LONGER, "utf-8")
    assert ADVANCE in shown(top, "diff")
