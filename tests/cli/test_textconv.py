"""`policyc textconv`, with real git: `git diff` and `git log -p` show what readers read, whatever the history holds."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from docs.walkthrough import Shell, check_page

from cli.git_repository import AMBIENT, FIXED, KORENAAR, LONGER, QUOTED, commit_files, git, new_repository
from cli.run import environment, policyc, process
from policyc.cli.textconv import text_of

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guides" / "git.md"
POLICY = "policies/korenaar.yaml"
COMMAND = shlex.join([sys.executable, "-m", "policyc", "textconv"])
HOW_LONG = "Hoe lang: {} jaar vanaf het einde van het boekjaar"


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the line in .gitattributes and the line in its settings."""
    folder = new_repository(tmp_path / "site")
    git(folder, "config", "diff.policyc.textconv", COMMAND)
    commit_files(folder, "eerste", {".gitattributes": "policies/*.yaml diff=policyc\n", POLICY: KORENAAR})
    monkeypatch.chdir(folder)
    return folder


def shown(folder: Path, *args: str) -> str:
    """What git shows its user, without the blank that is before an unchanged line."""
    return git(folder, "--no-pager", *args) + "\n"


def changed(diff: str) -> list[str]:
    """The lines that came and went, but for the last one of each, which says that the source is another one."""
    lines = [line for line in diff.splitlines() if line[:1] in ("+", "-") and line[:3] not in ("+++", "---")]
    told = [line for line in lines if "    SHA-256 " not in line]
    assert len(told) == len(lines) - 2
    return told


# --- the two lines ---


def test_git_diff_shows_sentences(top: Path) -> None:
    (top / POLICY).write_text(LONGER, "utf-8")
    assert changed(shown(top, "diff")) == [
        "-Versie 1.0.0, geldig vanaf 1 december 2026.",
        "+Versie 1.1.0, geldig vanaf 1 december 2026.",
        f"-  {HOW_LONG.format(7)}",
        f"+  {HOW_LONG.format(10)}",
        "-- Hoe lang wij ze bewaren: 7 jaar, gerekend vanaf het einde van het boekjaar.",
        "+- Hoe lang wij ze bewaren: 10 jaar, gerekend vanaf het einde van het boekjaar.",
    ]


def test_staged_and_committed(top: Path) -> None:
    (top / POLICY).write_text(LONGER, "utf-8")
    git(top, "add", "--all")
    assert f"+  {HOW_LONG.format(10)}" in changed(shown(top, "diff", "--staged"))
    git(top, "commit", "--quiet", "-m", "tweede")
    for args in (
        ["log", "-p", "-1"],
        ["show"],
        ["log", "-p", "-1", "-w", "--color-words"],
        ["whatchanged", "-p", "-1"],
    ):
        assert "10 jaar vanaf het einde van het boekjaar" in shown(top, *args).replace("\x1b[m", ""), args


def test_a_change_that_no_reader_sees_is_seen(top: Path) -> None:
    """Git shows nothing of two versions that look the same, and somebody may have changed more than a comment."""
    (top / POLICY).write_text(QUOTED, "utf-8")
    diff = shown(top, "diff")
    assert changed(diff) == []
    assert diff.startswith(f"diff --git a/{POLICY} b/{POLICY}\n")


def test_what_readers_do_not_see_and_reviewers_must(top: Path) -> None:
    entry = "suppress:\n  - {rule: RE005, at: purposes, reason: Zo besloten., by: A. de Vries, until: 2027-03-01}\n"
    (top / POLICY).write_text(KORENAAR + entry, "utf-8")
    assert [line.strip() for line in entry.splitlines()] == [
        line.removeprefix("+").strip() for line in changed(shown(top, "diff"))
    ]


def test_added_deleted_and_renamed(top: Path) -> None:
    git(top, "mv", POLICY, "policies/bakker.yaml")
    (top / "policies/bakker.yaml").write_text(KORENAAR.replace("Molenweg 1", "Molenweg 2"), "utf-8")
    git(top, "add", "--all")
    diff = shown(top, "diff", "--staged", "-M")
    assert "rename to policies/bakker.yaml" in diff
    assert changed(diff) == [
        *(
            "-- Adres: Molenweg 1, 1234 AB Voorbeeldstad, Nederland",
            "+- Adres: Molenweg 2, 1234 AB Voorbeeldstad, Nederland",
        )
        * 2
    ]
    apart = shown(top, "diff", "--staged", "--no-renames")
    assert "\n+# Privacyverklaring\n" in apart
    assert "\n-# Privacyverklaring\n" in apart


def test_a_history_with_everything_in_it(top: Path) -> None:
    """What was once no policy, is one no more, or never was one is shown as it is; `git log -p` comes to its end."""
    for name, text in {
        "leeg": "",
        "stuk": "policyc: 1\nid: [\n",
        "geen beleid": "naam: De Korenaar\n",
        "een oude vorm": KORENAAR.replace("policyc: 1", "policyc: 0"),
        "een lijst": "- een\n- twee\n",
        "bytes": "\0\x1b[31m",
        "conflict": f"<<<<<<< HEAD\n{KORENAAR}=======\n{LONGER}>>>>>>> tak\n",
        "heel": KORENAAR,
    }.items():
        commit_files(top, name, {POLICY: text})
    (top / POLICY).write_bytes(b"\xff\xfe\x00")
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "-m", "geen tekst")
    log = shown(top, "log", "-p", "--reverse")
    assert log.count("\ncommit ") + 1 == 10
    for why in (
        "(1:1: Dit bestand bevat geen verklaring: er staat geen enkel veld in)",
        "(2:5: Na “[” ontbreekt een komma of het afsluitende “]”)",
        "(het veld policyc ontbreekt)",
        "(2:10: ",
        "(1:1: Een verklaring bestaat uit velden",
        "(1:1: Hier staat een onzichtbaar teken dat niet mag (U+0000)",
        "(1:1: Hier staat een samenvoegconflict",
    ):
        assert f"\n+# policyc kan dit niet als verklaring tonen {why}" in log, why
    assert "\n+naam: De Korenaar\n" in log
    assert "\n+\\x00\\x1b[31m\n" in log
    assert "\n+\\xff\\xfe\\x00\n" in log


def test_other_yaml_that_the_pattern_reaches(top: Path) -> None:
    commit_files(top, "ander", {"policies/ander.yaml": "a: 1\n"})
    (top / "policies/ander.yaml").write_text("a: 2\n", "utf-8")
    diff = shown(top, "diff")
    assert "\n-a: 1\n+a: 2\n" in diff
    assert "\n # policyc kan dit niet als verklaring tonen (het veld policyc ontbreekt)" in diff


def test_a_file_in_a_merge_conflict(top: Path) -> None:
    git(top, "checkout", "--quiet", "-b", "tak")
    commit_files(top, "tak", {POLICY: KORENAAR.replace("Molenweg 1", "Molenweg 2")})
    git(top, "checkout", "--quiet", "main")
    commit_files(top, "main", {POLICY: KORENAAR.replace("Molenweg 1", "Molenweg 3")})
    env = {name: value for name, value in environment().items() if name not in AMBIENT} | FIXED
    merge = subprocess.run(["git", "merge", "tak"], cwd=top, capture_output=True, env=env, timeout=60)
    assert merge.returncode == 1
    diff = shown(top, "diff")
    assert diff.startswith(f"diff --cc {POLICY}\n")
    assert "++# policyc kan dit niet als verklaring tonen (14:1: " in diff
    assert "++<<<<<<< HEAD\n" in diff


def test_a_bare_repository(top: Path, tmp_path: Path) -> None:
    """There git takes .gitattributes from its own folder (gitattributes(5): info/attributes)."""
    commit_files(top, "tweede", {POLICY: LONGER})
    git(tmp_path, "clone", "--quiet", "--bare", str(top), "kaal.git")
    bare = tmp_path / "kaal.git"
    (bare / "info").mkdir(exist_ok=True)
    (bare / "info" / "attributes").write_text("policies/*.yaml diff=policyc\n", "utf-8")
    git(bare, "config", "diff.policyc.textconv", COMMAND)
    assert f"+  {HOW_LONG.format(10)}" in changed(shown(bare, "show", "--format=", "main"))


def test_a_worktree_without_the_setting_shows_yaml(top: Path) -> None:
    git(top, "config", "--unset", "diff.policyc.textconv")
    (top / POLICY).write_text(LONGER, "utf-8")
    assert "\n-version: 1.0.0\n+version: 1.1.0\n" in shown(top, "diff")


def test_the_guide(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Every command of docs/guides/git.md does what the page shows."""
    folder = tmp_path / "work"
    folder.mkdir()
    check_page(request, GUIDE, Shell(folder, tmp_path / "bin"))


# --- the text ---


def text(source: str) -> str:
    return text_of(source.encode(), None, "nl")


def test_each_sentence_is_a_line() -> None:
    lines = text(KORENAAR).splitlines()
    at = lines.index("Wij schrijven op wat u bestelt.")
    assert lines[at + 1] == "Wij bellen u als er iets niet lukt."
    # The name of a company does not end a sentence.
    assert "- Officiële naam: Bakkerij De Korenaar B.V. (besloten vennootschap)" in lines


def test_no_mark_up_and_no_repetition() -> None:
    found = text(KORENAAR)
    for part in ("**", "](", "<a", "|", "## Inhoud", "De figuur in woorden", "\ufdd2", "\u00a0"):
        assert part not in found, part
    assert found.count("## Uw gegevens in beeld") == 1
    assert all(line == line.rstrip() for line in found.splitlines())


def test_a_link_elsewhere_says_where() -> None:
    source = KORENAAR.replace("onze winkel.", "onze [winkel](https://korenaar.example/winkel) en u.")
    assert "Deze verklaring geldt voor onze winkel <https://korenaar.example/winkel> en u." in text(source)


def test_every_language_is_in_it() -> None:
    source = KORENAAR + (
        "translations: [en]\n"
        "sections: {extra: {title: {nl: Meer, en: More}, text: {nl: Vraag het ons., en: Ask us.}, after: retention}}\n"
    )
    found = text(source)
    assert found.index("Vraag het ons.") < found.index("\n=== English ===\n") < found.index("Ask us.")


def test_no_day_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a day on which it takes effect, not today's law but the last that is known."""
    source = KORENAAR.replace("effective: 2026-12-01\n", "").replace("status: final", "status: draft")
    found = set()
    for epoch in ("0", "1893456000", ""):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        found.add(text(source))
    assert len(found) == 1


def test_it_is_the_same_whatever_the_file_is_called(tmp_path: Path) -> None:
    for name in ("a.yaml", "x"):
        (tmp_path / name).write_text(KORENAAR, "utf-8")
    first, second = (policyc("textconv", tmp_path / name).stdout for name in ("a.yaml", "x"))
    assert first == second == text(KORENAAR)


def test_line_ends_do_not_count(tmp_path: Path) -> None:
    assert text(KORENAAR.replace("\n", "\r\n")) == text(KORENAAR)
    assert text("\ufeff" + KORENAAR) == text(KORENAAR)


def test_templates_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("korenaar.yaml").write_text(KORENAAR, "utf-8")
    own = Path("eigen/nl/sections/security.md.j2")
    own.parent.mkdir(parents=True)
    own.write_text("## Veilig\n\nEen zin van onszelf.\n", "utf-8")
    assert (
        "\n## Veilig\n\nEen zin van onszelf.\n" in policyc("textconv", "--templates", "eigen", "korenaar.yaml").stdout
    )
    own.write_text("{% if", "utf-8")
    run = policyc("textconv", "--templates", "eigen", "korenaar.yaml")
    assert run.code == 0
    assert run.stdout.startswith("# policyc kan dit niet als verklaring tonen (")
    assert "security.md.j2:1" in run.stdout.split("\n")[0]
    assert run.stdout.partition("\n")[2] == KORENAAR


def test_a_mistake_of_ours_does_not_end_git_log(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("policyc.cli.rendering.edition_in", broken)
    found = text(KORENAAR)
    assert found.startswith("# policyc kan dit niet als verklaring tonen (interne fout van policyc: ZeroDivisionError")
    assert found.partition("\n")[2] == KORENAAR
    monkeypatch.setenv("POLICYC_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        text(KORENAAR)


def test_in_english(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 1\n", "utf-8")
    run = policyc("textconv", tmp_path / "a.yaml", "--lang", "en")
    assert (
        run.stdout
        == "# policyc cannot show this as a statement (it has no field policyc). Below is the source.\na: 1\n"
    )


def test_a_process_writes_utf_8_whatever_the_machine_says(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(KORENAAR, "utf-8")
    run = process("textconv", tmp_path / "a.yaml", LC_ALL="C", PYTHONIOENCODING="ascii", FORCE_COLOR="1")
    assert (run.code, run.stdout, run.stderr) == (0, text(KORENAAR), "")


@pytest.mark.parametrize("args", [["weg.yaml"], ["."], [""], ["a", "b"], []])
def test_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    run = policyc("textconv", *args)
    assert (run.code, run.stdout) == (2, "")
