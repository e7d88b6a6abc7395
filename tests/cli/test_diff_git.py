"""`policyc diff` against what git holds: which versions are compared, what is said of them, and nothing is touched."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cli.git_repository import KORENAAR, LONGER, QUOTED, commit_files, git, new_repository, snapshot
from cli.run import policyc
from policyc.cli.typed import word_of
from policyc.cli.versions import Versions
from policyc.render.templates import packaged_templates

POLICY = "policies/korenaar.yaml"


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Version 1.0.0 was published; the work tree keeps data longer, and nobody is told."""
    folder = new_repository(tmp_path / "site")
    commit_files(folder, "eerste", {POLICY: KORENAAR})
    git(folder, "tag", "korenaar/v1.0.0")
    (folder / POLICY).write_text(LONGER, "utf-8")
    monkeypatch.chdir(folder)
    return folder


def views(*args: object, code: int | None = 1, stderr: str = "", stdin: bytes | None = None) -> list[dict[str, Any]]:
    """The comparisons of a run, which leaves the repository as it was. `code` None: either answer will do."""
    before = snapshot(Path.cwd())
    run = policyc("diff", *args, "-f", "json", stdin=stdin)
    assert run.stderr == stderr
    assert run.code in ((0, 1) if code is None else (code,))
    assert snapshot(Path.cwd()) == before
    found: list[dict[str, Any]] = json.loads(run.stdout)["views"]
    return found


def pairs(
    *args: object, code: int | None = 1, stderr: str = "", stdin: bytes | None = None
) -> list[tuple[str, str, str]]:
    """(baseline, old, new) of each comparison."""
    found = views(*args, code=code, stderr=stderr, stdin=stdin)
    return [(view["baseline"], view["old"]["name"], view["new"]["name"]) for view in found]


def no_answer(*args: object, stdin: bytes | None = None) -> str:
    """The sentence of a run without an answer, which prints no report and leaves everything as it was."""
    before = snapshot(Path.cwd())
    run = policyc("diff", *args, stdin=stdin)
    assert (run.code, run.stdout) == (2, "")
    assert snapshot(Path.cwd()) == before
    return run.stderr


# --- which versions ---


def test_without_names_what_is_not_published_yet(top: Path) -> None:
    assert pairs() == [("published", f"korenaar/v1.0.0:{POLICY}", POLICY)]


@pytest.mark.parametrize(
    ("args", "pair"),
    [
        ([POLICY], ("published", f"korenaar/v1.0.0:{POLICY}", POLICY)),
        (["published", POLICY], ("published", f"korenaar/v1.0.0:{POLICY}", POLICY)),
        (["--against", "published"], ("published", f"korenaar/v1.0.0:{POLICY}", POLICY)),
        (["--against", "published", POLICY], ("published", f"korenaar/v1.0.0:{POLICY}", POLICY)),
        (["--against", "HEAD"], ("given", f"HEAD:{POLICY}", POLICY)),
        (["--against", "main", "policies"], ("given", f"main:{POLICY}", POLICY)),
        (["--against", f"main:{POLICY}", POLICY], ("given", f"main:{POLICY}", POLICY)),
        (["--against", "main@{0}"], ("given", f"main@{{0}}:{POLICY}", POLICY)),
        (["--against", f"main@{{0}}:./{POLICY}"], ("given", f"main@{{0}}:{POLICY}", POLICY)),
        (["--against", "merge-base:main"], ("branch", f"merge-base:main:{POLICY}", POLICY)),
        (["--against", f"merge-base:main:{POLICY}"], ("branch", f"merge-base:main:{POLICY}", POLICY)),
        ([f"HEAD:{POLICY}", POLICY], ("given", f"HEAD:{POLICY}", POLICY)),
        ([f"korenaar/v1.0.0:./{POLICY}", POLICY], ("given", f"korenaar/v1.0.0:{POLICY}", POLICY)),
    ],
)
def test_each_way_to_name_two_versions(top: Path, args: list[str], pair: tuple[str, str, str]) -> None:
    assert pairs(*args) == [pair]


def test_both_sides_from_git(top: Path) -> None:
    commit_files(top, "tweede", {})
    assert pairs(f"HEAD~1:{POLICY}", f"HEAD:{POLICY}") == [("given", f"HEAD~1:{POLICY}", f"HEAD:{POLICY}")]
    assert pairs("published", f"HEAD:{POLICY}") == [("published", f"korenaar/v1.0.0:{POLICY}", f"HEAD:{POLICY}")]
    git(top, "tag", "korenaar/v1.1.0")
    # What was published is looked for in the history of the new version itself.
    assert pairs(f"HEAD~1:{POLICY}", code=0) == [
        ("published", f"korenaar/v1.0.0:{POLICY}", f"HEAD~1:{POLICY}"),
    ]


def test_a_side_says_where_it_comes_from(top: Path) -> None:
    (view,) = views("--against", "main")
    assert {key: view["old"][key] for key in ("file", "source", "ref", "commit", "exists", "version")} == {
        "file": POLICY,
        "source": "git",
        "ref": "main",
        "commit": git(top, "rev-parse", "main"),
        "exists": True,
        "version": "1.0.0",
    }
    assert {key: view["new"][key] for key in ("file", "source", "ref", "commit", "exists", "version")} == {
        "file": POLICY,
        "source": "worktree",
        "ref": None,
        "commit": None,
        "exists": True,
        "version": "1.1.0",
    }


def test_the_standard_input_is_one_of_the_sides(top: Path) -> None:
    raw = LONGER.encode()
    assert pairs(POLICY, "-", code=0, stdin=raw) == [("given", POLICY, "-")]
    assert pairs("-", POLICY, code=0, stdin=raw) == [("given", "-", POLICY)]
    assert pairs("published", "-", stdin=raw) == [("published", f"korenaar/v1.0.0:{POLICY}", "-")]
    twice = ("--against", "main", "--against", "published", "-", "--stdin-filename", POLICY)
    assert pairs(*twice, stdin=raw) == [
        ("given", f"main:{POLICY}", POLICY),
        ("published", f"korenaar/v1.0.0:{POLICY}", POLICY),
    ]
    assert no_answer("-", "-", stdin=raw) == "De standaardinvoer (-) kan maar één van de twee versies zijn.\n"


def test_the_index_counts_for_nothing(top: Path) -> None:
    (top / POLICY).write_text("kapot: [", "utf-8")
    git(top, "add", "--all")
    (top / POLICY).write_text(QUOTED, "utf-8")
    assert pairs("--against", "HEAD", code=0) == [("given", f"HEAD:{POLICY}", POLICY)]


def test_the_newest_reachable_version_is_what_was_published(top: Path) -> None:
    (top / POLICY).write_text(LONGER.replace("1.1.0", "1.10.0"), "utf-8")
    commit_files(top, "tweede", {})
    git(top, "tag", "korenaar-v1.10.0")
    git(top, "switch", "--quiet", "-c", "ander")
    commit_files(top, "derde", {POLICY: LONGER.replace("1.1.0", "3.0.0")})
    git(top, "tag", "korenaar/v3.0.0")
    git(top, "switch", "--quiet", "main")
    git(top, "tag", "korenaar/v1.9.0", "korenaar/v1.0.0")
    assert pairs(code=0) == [("published", f"korenaar-v1.10.0:{POLICY}", POLICY)]


def test_a_tag_of_another_version_than_it_says(top: Path) -> None:
    git(top, "tag", "korenaar/v1.2.0")
    said = "Onder de tag korenaar/v1.2.0 staat versie 1.0.0.\n"
    assert pairs(stderr=said) == [("published", f"korenaar/v1.2.0:{POLICY}", POLICY)]


def test_only_what_this_branch_changes(top: Path) -> None:
    git(top, "switch", "--quiet", "-c", "tak")
    commit_files(top, "van de tak", {})
    git(top, "switch", "--quiet", "main")
    commit_files(top, "van main", {POLICY: KORENAAR.replace("030 123 45 67", "030 765 43 21")})
    git(top, "switch", "--quiet", "tak")
    (view,) = views("--against", "merge-base:main")
    assert [change["at"] for change in view["changes"]] == ["version", "purposes.orders.retention.period"]
    assert view["old"]["commit"] == git(top, "rev-parse", "korenaar/v1.0.0")
    (view,) = views("--against", "main")
    assert "controller.phone" in [change["at"] for change in view["changes"]]


def test_what_was_published_decides_when_it_is_among_the_views(top: Path) -> None:
    commit_files(top, "tweede", {})
    (branch, published) = views("--against", "HEAD", "--against", "published")
    assert (branch["decides"], published["decides"]) == (False, True)
    (twice,) = views("--against", "published", "--against", "published")
    assert twice["decides"]
    first, second = views("--against", "HEAD", "--against", "HEAD~1")
    assert first["decides"]
    assert second["decides"]
    git(top, "tag", "korenaar/v1.1.0")
    assert views("--against", "HEAD~1", "--against", "published", code=0)[0]["decides"] is False


def test_from_a_folder_below(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(top / "policies")
    for args in (
        ["--against", "HEAD", "korenaar.yaml"],
        ["--against", "HEAD:./korenaar.yaml", "korenaar.yaml"],
        ["--against", "HEAD:korenaar.yaml", "korenaar.yaml"],
        ["--against", f"HEAD:{POLICY}", "."],
        ["HEAD:korenaar.yaml", "./korenaar.yaml"],
        ["HEAD:../policies/korenaar.yaml", "korenaar.yaml"],
    ):
        assert pairs(*args) == [("given", f"HEAD:{POLICY}", POLICY)]


def test_a_file_in_another_repository_is_compared_there(top: Path, tmp_path: Path) -> None:
    other = new_repository(tmp_path / "ander")
    commit_files(other, "eerste", {"x.yaml": KORENAAR})
    assert pairs("--against", "HEAD", other / "x.yaml", code=0) == [("given", "HEAD:x.yaml", "x.yaml")]


def test_a_worktree_has_its_own_head(top: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit_files(top, "tweede", {})
    git(top, "worktree", "add", "--quiet", "-b", "tak", str(tmp_path / "boom"), "HEAD~1")
    monkeypatch.chdir(tmp_path / "boom")
    before = snapshot(top)
    assert pairs("--against", "HEAD", code=0) == [("given", f"HEAD:{POLICY}", POLICY)]
    assert pairs("--against", "main")[0][1] == f"main:{POLICY}"
    assert snapshot(top) == before


def test_in_a_bare_repository(top: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit_files(top, "tweede", {})
    git(tmp_path, "clone", "--quiet", "--bare", str(top), "kaal.git")
    monkeypatch.chdir(tmp_path / "kaal.git")
    assert pairs(f"HEAD~1:{POLICY}", f"HEAD:{POLICY}") == [("given", f"HEAD~1:{POLICY}", f"HEAD:{POLICY}")]
    assert pairs(f"HEAD:{POLICY}") == [("published", f"korenaar/v1.0.0:{POLICY}", f"HEAD:{POLICY}")]
    said = no_answer("--against", "HEAD", "x.yaml")
    assert said == f"{tmp_path / 'kaal.git' / 'x.yaml'} ligt buiten de git-repository.\n"


# --- new, withdrawn, renamed ---


def test_a_file_that_git_does_not_have_is_a_new_statement(top: Path) -> None:
    new = LONGER.replace("id: korenaar", "id: molen")
    Path("policies/molen.yaml").write_text(new, "utf-8")
    absent = "HEAD:policies/molen.yaml bestaat niet: policies/molen.yaml geldt als een nieuwe verklaring.\n"
    first = "Van molen is nog niets gepubliceerd. Geef de eerste versie bij publicatie de tag molen/v1.1.0.\n"
    for args, said, baseline in (
        (["--against", "HEAD", "policies/molen.yaml"], absent, "given"),
        (["HEAD:policies/molen.yaml", "policies/molen.yaml"], absent, "given"),
        (["policies/molen.yaml"], first, "published"),
    ):
        (view,) = views(*args, code=0, stderr=said)
        assert (view["baseline"], view["old"]["exists"], view["new"]["exists"]) == (baseline, False, True)
        assert [change["kind"] for change in view["changes"]] == ["statement-new"]
        assert view["technical"] is None


def test_the_first_run_of_all(top: Path) -> None:
    git(top, "tag", "-d", "korenaar/v1.0.0")
    said = (
        "Van korenaar is nog niets gepubliceerd: deze git-repository heeft geen tags. Zijn ze er elders wel, haal ze "
        "dan op: “git fetch --tags”. Geef de eerste versie bij publicatie de tag korenaar/v1.1.0.\n"
    )
    (view,) = views(code=0, stderr=said)
    assert [change["kind"] for change in view["changes"]] == ["statement-new"]
    assert policyc("diff", "--lang", "en").stderr == (
        "Nothing was published of korenaar yet: this git repository has no tags. If there are some elsewhere, fetch "
        "them: “git fetch --tags”. Give the first version the tag korenaar/v1.1.0 when you publish it.\n"
    )
    # The tag it asks for is the one it looks for.
    commit_files(top, "tweede", {})
    git(top, "tag", "korenaar/v1.1.0")
    assert pairs(code=0) == [("published", f"korenaar/v1.1.0:{POLICY}", POLICY)]


def test_another_id_does_not_make_a_statement_new(top: Path) -> None:
    """What was published from a path is what it is compared with, whatever the statement is called by now."""
    said = "De id is veranderd van korenaar in korenaar2: zijn dit twee versies van één verklaring?\n"
    Path(POLICY).write_text(LONGER.replace("id: korenaar", "id: korenaar2"), "utf-8")
    for args in ([], [POLICY], ["published", POLICY], ["policies"], ["--against", "published"]):
        (view,) = views(*args, stderr=said)
        assert (view["baseline"], view["old"]["name"]) == ("published", f"korenaar/v1.0.0:{POLICY}")
        assert "retention-longer" in [change["kind"] for change in view["changes"]]
    # It is new where the old statement is beside it, in its folder or in the run.
    first = "Van korenaar2 is nog niets gepubliceerd. Geef de eerste versie bij publicatie de tag korenaar2/v1.1.0.\n"
    Path("policies/winkel.yaml").write_text(KORENAAR, "utf-8")
    assert pairs(POLICY, code=0, stderr=first) == [("published", f"published:{POLICY}", POLICY)]
    Path("policies/winkel.yaml").rename("winkel.yaml")
    moved = f"korenaar/v1.0.0:winkel.yaml is er niet; korenaar staat daar in {POLICY}.\n"
    both = pairs("--against", "published", "winkel.yaml", POLICY, code=0, stderr=moved + first)
    assert [pair[1] for pair in both] == [f"korenaar/v1.0.0:{POLICY}", f"published:{POLICY}"]


def test_a_tag_that_is_named_after_the_file_is_no_silence(top: Path) -> None:
    git(top, "tag", "-d", "korenaar/v1.0.0")
    commit_files(top, "tweede", {"policies/winkel.yaml": KORENAAR.replace("id: korenaar", "id: molen")})
    git(top, "tag", "winkel/v1.0.0")
    assert no_answer("policies/winkel.yaml") == (
        "De tag winkel/v1.0.0 heet naar het bestand, en policyc zoekt naar de id van de verklaring, molen. Is dit de "
        "versie die is gepubliceerd? Geef haar dan de goede tag: “git tag molen/v1.0.0 winkel/v1.0.0”. Is zij "
        "dat niet, noem de oude versie dan zelf, met --against.\n"
    )
    git(top, "tag", "molen/v1.0.0", "winkel/v1.0.0")
    assert pairs("policies/winkel.yaml", code=0)[0][1] == "molen/v1.0.0:policies/winkel.yaml"
    # Where the tag is of a statement that does have that id, it says nothing of this file.
    git(top, "tag", "-d", "molen/v1.0.0")
    commit_files(top, "derde", {"b.yaml": KORENAAR.replace("id: korenaar", "id: winkel")})
    git(top, "tag", "-f", "winkel/v1.0.0")
    first = "Van molen is nog niets gepubliceerd. Geef de eerste versie bij publicatie de tag molen/v1.0.0.\n"
    assert pairs("policies/winkel.yaml", code=0, stderr=first)[0][0] == "published"


@pytest.mark.parametrize(
    "args", [["--against", "HEAD", POLICY], [POLICY], ["published", POLICY], [f"HEAD:{POLICY}", POLICY]]
)
def test_a_file_that_is_gone_is_a_statement_withdrawn(top: Path, args: list[str]) -> None:
    Path(POLICY).unlink()
    old = "HEAD" if "published" not in args and args != [POLICY] else "korenaar/v1.0.0"
    said = f"{POLICY} bestaat niet: de verklaring van {old}:{POLICY} geldt als ingetrokken.\n"
    (view,) = views(*args, stderr=said)
    assert (view["old"]["exists"], view["new"]["exists"]) == (True, False)
    assert [change["kind"] for change in view["changes"]] == ["statement-withdrawn"]


def test_a_statement_that_is_gone_from_a_folder_is_not_overlooked(top: Path) -> None:
    commit_files(top, "tweede", {"policies/molen.yaml": KORENAAR.replace("id: korenaar", "id: molen")})
    Path("policies/molen.yaml").unlink()
    Path("policies/leesmij.txt").write_text("geen verklaring")
    said = "policies/molen.yaml bestaat niet: de verklaring van HEAD:policies/molen.yaml geldt als ingetrokken.\n"
    assert pairs("--against", "HEAD", stderr=said) == [
        ("given", f"HEAD:{POLICY}", POLICY),
        ("given", "HEAD:policies/molen.yaml", "policies/molen.yaml"),
    ]


MOLEN = KORENAAR.replace("id: korenaar", "id: molen")
GONE = "policies/molen.yaml bestaat niet: de verklaring van {}:policies/molen.yaml geldt als ingetrokken.\n"


def test_a_published_statement_that_is_gone_from_a_folder_decides(top: Path) -> None:
    commit_files(top, "tweede", {"policies/molen.yaml": MOLEN})
    git(top, "tag", "molen/v1.0.0")
    git(top, "tag", "korenaar/v1.1.0")
    git(top, "switch", "--quiet", "-c", "tak")
    commit_files(top, "weg", {"policies/molen.yaml": None})
    published = GONE.format("molen/v1.0.0")
    for args in ([], ["policies"], ["--against", "published"]):
        same, withdrawn = views(*args, stderr=published)
        assert (same["changes"], withdrawn["baseline"], withdrawn["decides"]) == ([], "published", True)
        assert [change["kind"] for change in withdrawn["changes"]] == ["statement-withdrawn"]
    both = views(
        "--against", "merge-base:main", "--against", "published", stderr=GONE.format("merge-base:main") + published
    )
    assert [(one["baseline"], one["new"]["exists"], one["decides"]) for one in both] == [
        ("branch", True, False),
        ("published", True, True),
        ("branch", False, False),
        ("published", False, True),
    ]
    # One that moved within the run is not gone, nor is one that was archived when it was last published.
    Path("elders").mkdir()
    Path("elders/m.yaml").write_text(MOLEN, "utf-8")
    moved = "molen/v1.0.0:elders/m.yaml is er niet; molen staat daar in policies/molen.yaml.\n"
    assert len(pairs("--against", "published", "policies", "elders", code=0, stderr=moved)) == 2
    archived = MOLEN.replace("status: final", "status: archived").replace("1.0.0", "1.0.1")
    commit_files(top, "archief", {"policies/molen.yaml": archived})
    git(top, "tag", "molen/v1.0.1")
    Path("policies/molen.yaml").unlink()
    assert len(pairs("policies", code=0)) == 1


def test_a_statement_put_in_the_place_of_another_does_not_hide_that_it_is_gone(top: Path) -> None:
    commit_files(top, "tweede", {"policies/molen.yaml": MOLEN, POLICY: KORENAAR})
    git(top, "tag", "molen/v1.0.0")
    Path("policies/molen.yaml").rename(POLICY)
    moved = f"molen/v1.0.0:{POLICY} is er niet; molen staat daar in policies/molen.yaml.\n"
    changed = "De id is veranderd van korenaar in molen: zijn dit twee versies van één verklaring?\n"
    gone = f"{POLICY} bestaat niet: de verklaring van korenaar/v1.0.0:{POLICY} geldt als ingetrokken.\n"
    found = views("--against", "HEAD", "--against", "published", stderr=changed + moved + gone)
    assert [(one["old"]["policy"], one["new"]["policy"], one["decides"]) for one in found] == [
        ("korenaar", "molen", False),
        ("molen", "molen", True),
        ("korenaar", None, True),
    ]


def test_a_published_link_that_is_gone_is_not_overlooked(top: Path) -> None:
    (top / "elders").mkdir()
    (top / "elders/m.yaml").write_text(MOLEN, "utf-8")
    (top / "policies/molen.yaml").symlink_to("../elders/m.yaml")
    commit_files(top, "koppeling", {POLICY: KORENAAR})
    git(top, "tag", "molen/v1.0.0")
    Path("policies/molen.yaml").unlink()
    assert len(pairs("policies", stderr=GONE.format("molen/v1.0.0"))) == 2


def test_the_last_statement_of_a_folder(top: Path) -> None:
    said = f"{POLICY} bestaat niet: de verklaring van {{}}:{POLICY} geldt als ingetrokken.\n"
    Path(POLICY).unlink()
    for gone in (False, True):
        if gone:
            Path("policies").rmdir()
        for args, old in (
            ([], "korenaar/v1.0.0"),
            (["policies"], "korenaar/v1.0.0"),
            (["--against", "main"], "main"),
            (["--against", "main", "policies"], "main"),
            (["--against", "merge-base:main", "policies/"], "merge-base:main"),
        ):
            assert [pair[1:] for pair in pairs(*args, stderr=said.format(old))] == [(f"{old}:{POLICY}", POLICY)]
    assert no_answer("--against", "main", "sites").startswith("Het bestand sites bestaat niet.")
    Path("sites").mkdir()
    assert no_answer("--against", "main", "sites") == "In de map sites staat geen .yaml-bestand.\n"
    assert no_answer("sites") == "In de map sites staat geen .yaml-bestand.\n"
    git(top, "rm", "-r", "--quiet", "--cached", "policies")
    git(top, "tag", "-d", "korenaar/v1.0.0")
    assert no_answer() == "Noem een beleidsbestand: hier is geen map policies.\n"


def test_a_shallow_clone_does_not_overlook_what_is_gone(
    top: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit_files(top, "tweede", {"policies/molen.yaml": MOLEN, POLICY: KORENAAR})
    git(top, "tag", "molen/v1.0.0")
    commit_files(top, "weg", {"policies/molen.yaml": None})
    git(top, "tag", "korenaar/v1.1.0")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{top}", "ondiep")
    git(tmp_path / "ondiep", "fetch", "--quiet", "--depth=1", "--tags")
    monkeypatch.chdir(tmp_path / "ondiep")
    assert no_answer("policies").startswith(
        "Onder de tag korenaar/v1.1.0 staat versie 1.0.0.\nWelke versie van molen het laatst is gepubliceerd,"
    )


def test_two_statements_with_one_id(top: Path) -> None:
    said = (
        f"{POLICY} en policies/kopie.yaml hebben allebei id “korenaar”. Geef een van de twee een andere id, of zet "
        "status op archived bij de oude.\n"
    )
    Path("policies/kopie.yaml").write_text(KORENAAR, "utf-8")
    assert no_answer("--against", "HEAD", POLICY, "policies/kopie.yaml") == said
    swapped = said.replace(POLICY, "x").replace("policies/kopie.yaml", POLICY).replace("x en", "policies/kopie.yaml en")
    for args in ([], ["policies"], ["--against", "HEAD"], ["--against", "HEAD", "policies", POLICY]):
        assert no_answer(*args) == swapped
    assert policyc("log").stderr == swapped
    Path("policies/kopie.yaml").write_text(KORENAAR.replace("status: final", "status: archived"), "utf-8")
    assert len(pairs()) == 1


def test_one_name_in_two_checkouts(top: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both are policies/korenaar.yaml of their own repository; what was typed tells them apart."""
    git(top, "worktree", "add", "--quiet", str(tmp_path / "boom"), "HEAD")
    other = f"../boom/{POLICY}"
    assert pairs(other, POLICY) == [("given", other, POLICY)]
    assert pairs(POLICY, other, code=None) == [("given", POLICY, other)]
    assert pairs(POLICY, POLICY, code=0) == [("given", POLICY, POLICY)]
    assert f"{other} → {POLICY}\n" in policyc("diff", other, POLICY).stdout
    monkeypatch.chdir(top / "policies")
    assert pairs(f"../{other}", "korenaar.yaml") == [("given", f"../{other}", POLICY)]


def test_a_missing_file_is_withdrawn_only_where_git_has_that_very_file(top: Path) -> None:
    sentence = "Het bestand policies/korenar.yaml bestaat niet. Bedoelt u policies/korenaar.yaml?\n"
    assert no_answer(f"HEAD:{POLICY}", "policies/korenar.yaml") == sentence
    assert no_answer("policies/korenar.yaml", f"HEAD:{POLICY}") == sentence
    assert no_answer("policies/korenar.yaml", POLICY) == sentence


def test_history_beside_the_statement_is_not_compared(top: Path) -> None:
    archived = KORENAAR.replace("status: final", "status: archived")
    commit_files(top, "tweede", {"policies/oud.yaml": archived, POLICY: LONGER})
    assert pairs() == [("published", f"korenaar/v1.0.0:{POLICY}", POLICY)]
    assert [pair[2] for pair in pairs("--against", "HEAD", code=0)] == [POLICY]
    assert [pair[2] for pair in pairs("--against", "HEAD", "policies/oud.yaml", code=0)] == ["policies/oud.yaml"]
    # A statement that is archived without a successor is a change like any other.
    Path(POLICY).unlink()
    Path("policies/oud.yaml").rename(POLICY)
    (view,) = views("--against", "HEAD", code=None)
    assert "status" in [change["at"] for change in view["changes"]]


def test_a_renamed_file_is_found_by_its_id(top: Path) -> None:
    Path(POLICY).rename("privacy.yaml")
    for args, old in (
        (["--against", "HEAD"], "HEAD"),
        (["--against", "published"], "korenaar/v1.0.0"),
        (["published"], "korenaar/v1.0.0"),
    ):
        said = f"{old}:privacy.yaml is er niet; korenaar staat daar in {POLICY}.\n"
        (pair,) = pairs(*args, "privacy.yaml", stderr=said)
        assert pair[1:] == (f"{old}:{POLICY}", "privacy.yaml")


def test_a_file_renamed_in_its_folder_is_found_there(top: Path) -> None:
    Path(POLICY).rename("policies/winkel.yaml")
    said = f"{POLICY} is er niet; korenaar staat daar in policies/winkel.yaml.\n"
    assert pairs("--against", "HEAD", POLICY, stderr=said) == [("given", f"HEAD:{POLICY}", "policies/winkel.yaml")]


def test_of_two_files_with_one_id_the_one_that_is_not_archived(top: Path) -> None:
    archived = KORENAAR.replace("status: final", "status: archived")
    commit_files(top, "tweede", {"policies/archief/oud.yaml": archived, "a.yaml": "id: korenaar\n", "b.yaml": "[kapot"})
    Path(POLICY).rename("privacy.yaml")
    said = f"HEAD:privacy.yaml is er niet; korenaar staat daar in {POLICY}.\n"
    assert pairs("--against", "HEAD", "privacy.yaml", code=0, stderr=said)[0][1] == f"HEAD:{POLICY}"


def test_of_two_files_with_one_id_the_user_has_to_choose(top: Path) -> None:
    commit_files(top, "tweede", {"kopie.yaml": KORENAAR})
    Path("privacy.yaml").write_text(LONGER, "utf-8")
    assert no_answer("--against", "HEAD", "privacy.yaml") == (
        f"In HEAD staat korenaar op meer plaatsen: kopie.yaml, {POLICY}. Noem het bestand: HEAD:kopie.yaml\n"
    )


def test_another_statement_at_the_same_place_is_not_what_was_published(top: Path) -> None:
    Path(POLICY).rename("policies/winkel.yaml")
    commit_files(top, "verplaatst", {POLICY: KORENAAR.replace("id: korenaar", "id: molen")})
    git(top, "tag", "korenaar/v1.1.0")
    Path("policies/winkel.yaml").rename(POLICY)
    said = f"korenaar/v1.1.0:{POLICY} is er niet; korenaar staat daar in policies/winkel.yaml.\n"
    assert pairs(POLICY, code=0, stderr=said) == [("published", "korenaar/v1.1.0:policies/winkel.yaml", POLICY)]


def test_another_id_is_a_warning(top: Path) -> None:
    Path(POLICY).write_text(LONGER.replace("id: korenaar", "id: molen"), "utf-8")
    said = "De id is veranderd van korenaar in molen: zijn dit twee versies van één verklaring?\n"
    assert pairs("--against", "HEAD", stderr=said) == [("given", f"HEAD:{POLICY}", POLICY)]


# --- no answer ---


def test_neither_side_exists(top: Path) -> None:
    sentence = "HEAD:weg.yaml en weg.yaml bestaan allebei niet: er is niets te vergelijken.\n"
    assert no_answer("--against", "HEAD", "weg.yaml") == sentence
    assert no_answer("HEAD:weg.yaml", "weg.yaml") == sentence
    assert no_answer("weg.yaml") == "weg.yaml bestaat niet, en er is ook geen versie van gepubliceerd.\n"
    assert no_answer("a.yaml", "b.yaml") == "Het bestand a.yaml bestaat niet.\n"


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--against", "-x"], "-x is geen versie in git: die begint niet met een streepje."),
        (["--against", "--output=x"], "--output=x is geen versie in git: die begint niet met een streepje."),
        (["--against", "merge-base:-x"], "-x is geen versie in git: die begint niet met een streepje."),
        (["--against", ""], "--against is leeg."),
        (["--against", "a\nb"], "a\\nb is geen versie in git: er staat een stuurteken in."),
        (["--against", "HEAD:../x"], "../x ligt buiten de git-repository."),
        (["--against", "HEAD:/etc/passwd"], "/etc/passwd ligt buiten de git-repository."),
        (["--against", "HEAD:"], "Na de dubbele punt hoort een bestand."),
        (["--against", ":x.yaml"], "Vóór de dubbele punt hoort een versie, zoals main:policies/site.yaml."),
        (["--against", "HEAD:policies"], "HEAD:policies is niet te lezen: dat is een map."),
        (["", POLICY], "[OUD] [NIEUW] is leeg."),
        (["--", "-x:y.yaml", POLICY], "-x is geen versie in git: die begint niet met een streepje."),
        ([":y.yaml", POLICY], "Vóór de dubbele punt hoort een versie, zoals main:policies/site.yaml."),
        (["HEAD:../x.yaml", POLICY], "../x.yaml ligt buiten de git-repository."),
        (["--against", "HEAD", "x" * 5000 + ".yaml"], None),
        (["HEAD:a\x1b.yaml", POLICY], "a\\x1b.yaml is niet te lezen: er staat een stuurteken in de naam."),
        (
            ["main", POLICY],
            "Het bestand main bestaat niet. Een versie uit git schrijft u met een bestand erbij, zoals "
            "main:policies/site.yaml, of na --against.",
        ),
        (
            ["policies", POLICY],
            "policies is een map. Noem bij OUD en NIEUW een bestand, of vergelijk de map: policyc diff --against "
            "VERSIE policies",
        ),
        (
            [POLICY, "published"],
            "published is de versie die er al staat: noem haar als OUD, vóór NIEUW.",
        ),
        (
            ["published"],
            "published is de versie om mee te vergelijken, niet de nieuwe: policyc diff published NIEUW.",
        ),
        (
            ["a.yaml", "b.yaml", "c.yaml"],
            "Noem hooguit twee versies: OUD en NIEUW. Voor meer bestanden tegelijk is er --against.",
        ),
        (["C:\\x.yaml", "D:/y.yaml"], "Het bestand C:\\x.yaml bestaat niet."),
        (["HEAD:.", POLICY], "HEAD:. is niet te lezen: dat is een map."),
        (["HEAD:./", POLICY], "HEAD:. is niet te lezen: dat is een map."),
        (["--against", "HEAD:."], "HEAD:. is niet te lezen: dat is een map."),
        *(
            (
                args,
                "Achter published: hoort niets. Schrijf “published BESTAND” of “--against published BESTAND”.",
            )
            for args in (["--against", f"published:{POLICY}"], [f"published:{POLICY}", POLICY])
        ),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(top: Path, args: list[str], sentence: str | None) -> None:
    said = no_answer(*args)
    assert sentence is None or said == sentence + "\n"


@pytest.mark.parametrize("ref", ["a..b", "@{-1}", "met spatie", "; touch x", "$(touch x)", "x" * 5000])
def test_a_hostile_version_is_one_sentence(top: Path, ref: str) -> None:
    tail = " is er niet in deze git-repository. Welke er zijn, ziet u met “git branch --all” en “git tag”.\n"
    assert no_answer("--against", ref) == f"De versie {ref}{tail}"
    assert no_answer(f"{ref}:{POLICY}", POLICY) == f"De versie {ref}{tail}"


def test_a_side_that_is_no_policy_shows_what_is_wrong(top: Path) -> None:
    commit_files(top, "kapot", {POLICY: KORENAAR.replace("effective: 2026-12-01", "effective: 2026-13-01")})
    Path(POLICY).write_text(LONGER, "utf-8")
    said = no_answer("--against", "HEAD")
    assert said.startswith(f"fout[MO021]: De datum 2026-13-01 bestaat niet.\n --> HEAD:{POLICY}:7:12\n")
    assert said.endswith(f"\nHEAD:{POLICY} is geen geldige verklaring: er is niets vergeleken.\n")
    Path(POLICY).write_text("policyc: 1\n<<<<<<< HEAD\n", "utf-8")
    assert no_answer("--against", "korenaar/v1.0.0").endswith(
        f"\n{POLICY} is geen geldige verklaring: er is niets vergeleken.\n"
    )


def test_a_fact_that_does_not_exist_is_no_policy_either(top: Path) -> None:
    wrong = LONGER.replace('law: Algemene wet inzake rijksbelastingen, article: "52"', "norm: bestaat-niet")
    assert wrong != LONGER
    Path(POLICY).write_text(wrong, "utf-8")
    assert no_answer().startswith("fout[MO045]: “bestaat-niet” staat niet in de wettelijke feiten van policyc.")


def test_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("oud.yaml").write_text(KORENAAR, "utf-8")
    Path("nieuw.yaml").write_text(QUOTED, "utf-8")
    assert pairs("oud.yaml", "nieuw.yaml", code=0) == [("given", "oud.yaml", "nieuw.yaml")]
    assert no_answer("nieuw.yaml").startswith(f"{tmp_path} ligt niet in een git-repository;")
    monkeypatch.setenv("PATH", "")
    assert pairs("oud.yaml", "nieuw.yaml", code=0) == [("given", "oud.yaml", "nieuw.yaml")]
    assert no_answer("nieuw.yaml").startswith("Voor eerdere versies is git nodig,")


def test_without_a_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(new_repository(tmp_path / "leeg"))
    Path("x.yaml").write_text(KORENAAR, "utf-8")
    assert no_answer("x.yaml") == "In deze git-repository is nog niets vastgelegd.\n"


def test_a_shallow_clone_in_a_pipeline(top: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit_files(top, "tweede", {})
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{top}", "ondiep")
    monkeypatch.chdir(tmp_path / "ondiep")
    said = no_answer()
    assert said == (
        "Welke versie van korenaar het laatst is gepubliceerd, is hier niet te zien. Deze kloon heeft maar een deel "
        "van de geschiedenis (shallow clone). Haal de rest op: “git fetch --unshallow --tags”. Zet in GitHub Actions "
        'fetch-depth: 0 bij actions/checkout, en in GitLab CI GIT_DEPTH: "0".\n'
    )
    english = policyc("diff", "--lang", "en").stderr
    assert english.startswith("Which version of korenaar was published last cannot be seen here.")
    git(tmp_path / "ondiep", "fetch", "--quiet", "--unshallow", "--tags")
    assert pairs() == [("published", f"korenaar/v1.0.0:{POLICY}", POLICY)]


# --- settings of the project ---


def test_the_policies_of_the_project(top: Path) -> None:
    Path("elders").mkdir()
    Path("elders/molen.yaml").write_text(KORENAAR.replace("id: korenaar", "id: molen"), "utf-8")
    Path("policyc.toml").write_text('policies = ["elders"]\n')
    said = "HEAD:elders/molen.yaml bestaat niet: elders/molen.yaml geldt als een nieuwe verklaring.\n"
    assert [pair[2] for pair in pairs("--against", "HEAD", code=None, stderr=said)] == ["elders/molen.yaml"]
    assert pairs("--against", "HEAD", "--isolated") == [("given", f"HEAD:{POLICY}", POLICY)]


# --- templates ---


def test_other_templates_are_told_apart_from_other_practice(top: Path, tmp_path: Path) -> None:
    shutil.copytree(packaged_templates(), top / "sjablonen")
    commit_files(top, "sjablonen", {POLICY: KORENAAR})
    before = views("--against", "HEAD", "--templates", "sjablonen", code=0)
    assert before[0]["technical"] == []
    for file in (top / "sjablonen/nl").rglob("*.*"):
        text = file.read_text("utf-8")
        file.write_text(text.replace("Hoe lang wij ze bewaren", "Hoe lang wij uw gegevens bewaren"), "utf-8")
    (view,) = views("--against", "HEAD", "--templates", "sjablonen", code=0)
    assert view["changes"] == []
    assert len(view["technical"]) == 1
    assert "Hoe lang wij ze bewaren" in view["technical"][0]["old"]
    assert "Hoe lang wij uw gegevens bewaren" in view["technical"][0]["new"]
    # A version without the folder was told with the templates of policyc itself.
    assert len(views("published", POLICY, "--templates", "sjablonen", code=0)[0]["technical"]) == 1
    # Outside the repository there are no templates of then.
    shutil.move(str(top / "sjablonen"), tmp_path / "buiten")
    assert views("--against", "HEAD", "--templates", tmp_path / "buiten", code=0)[0]["technical"] == []


def test_templates_of_then_that_no_longer_work(top: Path) -> None:
    shutil.copytree(packaged_templates(), top / "sjablonen")
    letter = top / "sjablonen/nl/statement.md.j2"
    right = letter.read_text("utf-8")
    letter.write_text("{{ weg }}")
    commit_files(top, "kapot", {POLICY: KORENAAR})
    letter.write_text(right, "utf-8")
    run = policyc("diff", "--against", "HEAD", "--templates", "sjablonen", "--redline", "--to", "html", "-o", "../uit")
    assert run.code == 0
    assert run.stderr == (
        "Of andere sjablonen de tekst veranderen, is niet te zien: die van toen werken niet meer. "
        "Het sjabloon HEAD:sjablonen/nl/statement.md.j2:1 is niet bruikbaar: “weg” bestaat niet.\n"
        "Geschreven: ../uit/korenaar-vergelijking-1.0.0.html\n"
    )
    # What could not be looked at is not said to be the same.
    assert "TECHNISCH              -   niet nagegaan\n" in run.stdout
    against = ("diff", "--against", "HEAD", "--templates", "sjablonen")
    (view,) = json.loads(policyc(*against, "-f", "json").stdout)["views"]
    assert (view["technical"], view["summary"]["technical"]) == (None, None)
    for kind in ("github", "gitlab"):
        shown = policyc(*against, "-f", kind).stdout
        assert "niet nagegaan of de tekst verandert zonder wijziging in de bron" in shown


def test_a_version_is_read_once_for_each_thing_it_is(top: Path) -> None:
    """The file that somebody named is not the work tree that git is compared with, though its bytes are the same."""
    versions = Versions(lambda remark: None)
    word = word_of(POLICY)
    assert versions.of(word).side.origin == "file"
    assert versions.of(word, origin="worktree").side.origin == "worktree"
    assert versions.of(word) is versions.of(word)
