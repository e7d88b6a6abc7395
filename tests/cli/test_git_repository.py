"""Reading what git holds: every kind of name, every kind of clone, and never a change to anything."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

import pytest

from cli.git_repository import KORENAAR, commit_files, git, new_repository, snapshot
from policyc.cli.repository import Repository, number_of
from policyc.errors import PolicycError

POLICY = "policies/korenaar.yaml"


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = new_repository(tmp_path / "site")
    commit_files(folder, "eerste", {POLICY: KORENAAR})
    git(folder, "tag", "v1")
    monkeypatch.chdir(folder)
    return folder


def refused(call: object) -> str:
    """The sentence of what cannot be answered."""
    assert callable(call)
    with pytest.raises(PolicycError) as error:
        call()
    assert error.value.wording.en
    assert error.value.wording.en != error.value.wording.nl
    return error.value.wording.nl


def listed(folder: Path, commit: str, path: str) -> bytes | None:
    return Repository.around(folder).file(commit, path, shown=path)


# --- names of versions ---


@pytest.mark.parametrize(
    "ref", ["HEAD", "main", "v1", "refs/tags/v1", "@", "main@{0}", "HEAD~0", "v1^{commit}", "HEAD^{/eerste}"]
)
def test_any_name_git_knows_is_a_version(top: Path, ref: str) -> None:
    assert Repository.around(top).commit(ref) == git(top, "rev-parse", "HEAD")


def test_an_annotated_tag_and_a_short_name_are_their_commit(top: Path) -> None:
    git(top, "tag", "-a", "-m", "getekend", "v1-a")
    head = git(top, "rev-parse", "HEAD")
    assert Repository.around(top).commit("v1-a") == head
    assert Repository.around(top).commit(head[:8]) == head


HOSTILE = [
    "a..b",
    "@{-1}",
    "met een spatie",
    "main; touch gehackt",
    "$(touch gehackt)",
    "`touch gehackt`",
    "HEAD:policies",
    "HEAD^{tree}",
    ":/eerste",
    "refs/heads/*",
    "é" * 40,
    "x" * 300,
    "x" * 100_000,
    "a/../b",
    "\udcff",
]


@pytest.mark.parametrize("ref", HOSTILE)
def test_a_name_that_is_no_version_is_one_sentence(top: Path, ref: str) -> None:
    before = snapshot(top)
    said = refused(lambda: Repository.around(top).commit(ref))
    assert said == (
        f"De versie {ref} is er niet in deze git-repository. Welke er zijn, ziet u met “git branch --all” en “git tag”."
    )
    assert snapshot(top) == before


@pytest.mark.parametrize("ref", ["-x", "--output=x", "-", "--help", "--git-dir=/"])
def test_a_version_never_begins_with_a_hyphen(top: Path, ref: str) -> None:
    said = refused(lambda: Repository.around(top).commit(ref))
    assert said == f"{ref} is geen versie in git: die begint niet met een streepje."


@pytest.mark.parametrize("ref", ["main\nHEAD", "main\0", "main\x1b[31m", "\x7f", "HEAD\r"])
def test_a_version_has_no_control_characters(top: Path, ref: str) -> None:
    said = refused(lambda: Repository.around(top).commit(ref))
    assert said == f"{ref} is geen versie in git: er staat een stuurteken in."


@pytest.mark.parametrize("ref", ["", " "])
def test_no_version_at_all(top: Path, ref: str) -> None:
    said = refused(lambda: Repository.around(top).commit(ref))
    assert said == "Vóór de dubbele punt hoort een versie, zoals main:policies/site.yaml."


def test_a_misspelt_version_is_understood(top: Path) -> None:
    git(top, "branch", "herfst-2026")
    for ref in ("main..", "main\\", "^main", "Main"):
        said = refused(lambda ref=ref: Repository.around(top).commit(ref))
        assert said == f"De versie {ref} is er niet in deze git-repository. Bedoelt u main?"
    said = refused(lambda: Repository.around(top).commit("herfst2026"))
    assert said == "De versie herfst2026 is er niet in deze git-repository. Bedoelt u herfst-2026?"


def test_a_short_name_of_two_commits_asks_for_more(top: Path) -> None:
    """As many commits, each a second after the other, as it takes until two names begin alike."""
    tree, by_start = git(top, "rev-parse", "HEAD^{tree}"), dict[str, bytes]()
    for second in range(4000):
        who = f"a <a@b> {second} +0000"
        raw = f"tree {tree}\nauthor {who}\ncommitter {who}\n\nx\n".encode()
        short = hashlib.sha1(b"commit %d\0" % len(raw) + raw).hexdigest()[:4]
        if short in by_start:
            break
        by_start[short] = raw
    for one in (raw, by_start[short]):
        git(top, "hash-object", "-t", "commit", "-w", "--stdin", stdin=one)
    said = refused(lambda: Repository.around(top).commit(short))
    assert said == f"{short} kan meer dan één versie zijn. Schrijf er meer tekens van."


def test_a_repository_without_commits(tmp_path: Path) -> None:
    folder = new_repository(tmp_path / "leeg")
    assert refused(lambda: Repository.around(folder).head) == "In deze git-repository is nog niets vastgelegd."


# --- paths ---


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("policies/korenaar.yaml", POLICY),
        ("./korenaar.yaml", POLICY),
        ("../policies/korenaar.yaml", POLICY),
        ("policies//korenaar.yaml", POLICY),
        ("policies/./korenaar.yaml", POLICY),
        ("elders/../policies/korenaar.yaml", POLICY),
        ("-x.yaml", "-x.yaml"),
        (":(top)x.yaml", ":(top)x.yaml"),
    ],
)
def test_paths_are_from_the_root_or_with_a_dot_from_here(top: Path, written: str, path: str) -> None:
    assert Repository.around(top / "policies").path_of(written) == path


def test_an_absolute_path_inside_the_repository(top: Path) -> None:
    assert Repository.around(top).path_of(str(top / POLICY)) == POLICY


@pytest.mark.parametrize(
    "written", ["../x.yaml", "policies/../../x.yaml", "..", "/etc/passwd", "a/../../../etc/passwd"]
)
def test_a_path_outside_the_repository(top: Path, written: str) -> None:
    assert refused(lambda: Repository.around(top).path_of(written)) == f"{written} ligt buiten de git-repository."


@pytest.mark.parametrize("written", ["a\nb.yaml", "a\0.yaml", "\x1b.yaml"])
def test_a_path_with_a_control_character(top: Path, written: str) -> None:
    said = refused(lambda: Repository.around(top).path_of(written))
    assert said == f"{written} is niet te lezen: er staat een stuurteken in de naam."


@pytest.mark.parametrize("written", ["", " "])
def test_a_path_that_is_empty(top: Path, written: str) -> None:
    assert refused(lambda: Repository.around(top).path_of(written)) == "Na de dubbele punt hoort een bestand."


# --- files ---


def test_a_file_is_what_was_committed_byte_for_byte(top: Path) -> None:
    """No line ends turned, no filter, no text conversion, no replacement of objects."""
    raw = b"\xef\xbb\xbfeen\r\ntwee\n\x00\xff$Id$\n"
    (top / ".gitattributes").write_text(
        "* text=auto eol=crlf ident filter=kapot diff=kapot working-tree-encoding=UTF-16\n"
    )
    git(top, "config", "core.autocrlf", "true")
    object_ = git(top, "hash-object", "-w", "--no-filters", "--stdin", stdin=raw)
    git(top, "update-index", "--add", "--cacheinfo", f"100644,{object_},ruw.yaml")
    git(top, "commit", "--quiet", "-m", "ruw")
    assert listed(top, "HEAD", "ruw.yaml") == raw
    git(top, "replace", object_, git(top, "rev-parse", f"v1:{POLICY}"))
    assert listed(top, "HEAD", "ruw.yaml") == raw


@pytest.mark.parametrize(
    "name", ["met spatie.yaml", "-x.yaml", "*.yaml", "é.yaml", ":(glob)x.yaml", '"x".yaml', "a:b.yaml"]
)
def test_a_file_with_an_odd_name(top: Path, name: str) -> None:
    commit_files(top, "raar", {name: "x: 1\n", "xx.yaml": "y: 1\n"})
    assert listed(top, "HEAD", name) == b"x: 1\n"
    assert listed(top, "v1", name) is None


def test_no_such_file(top: Path) -> None:
    for path in ("weg.yaml", "policies/weg.yaml", f"{POLICY}/x.yaml", "weg/weg.yaml"):
        assert listed(top, "HEAD", path) is None


def test_a_link_is_followed_within_the_version(top: Path) -> None:
    (top / "link.yaml").symlink_to(POLICY)
    (top / "map").symlink_to("policies")
    (top / "weg").symlink_to("/etc/passwd")
    (top / "uit").symlink_to("../elders.yaml")
    (top / "kring").symlink_to("kring")
    (top / "los").symlink_to("bestaat-niet")
    commit_files(top, "koppelingen", {})
    (top / POLICY).write_text("ander: 1\n")
    assert listed(top, "HEAD", "link.yaml") == KORENAAR.encode()
    assert listed(top, "HEAD", "map/korenaar.yaml") == KORENAAR.encode()
    for name in ("weg", "uit", "kring", "los"):
        said = refused(lambda name=name: listed(top, "HEAD", name))
        assert said == f"{name} is niet te lezen: dat is een koppeling die nergens of naar buiten leidt."


def test_the_top_is_a_folder(top: Path) -> None:
    for path in (".", "./", "policies/.."):
        at = Repository.around(top).path_of(path)
        assert refused(lambda at=at: listed(top, "HEAD", at)) == ". is niet te lezen: dat is een map."


def test_what_is_no_file(top: Path, tmp_path: Path) -> None:
    assert refused(lambda: listed(top, "HEAD", "policies")) == "policies is niet te lezen: dat is een map."
    git(top, "update-index", "--add", "--cacheinfo", f"160000,{git(top, 'rev-parse', 'HEAD')},module")
    git(top, "commit", "--quiet", "-m", "module")
    for path in ("module", "module/x.yaml"):
        assert (
            refused(lambda path=path: listed(top, "HEAD", path))
            == f"{path} is niet te lezen: het ligt in een submodule."
        )


def test_no_more_is_read_of_a_file_than_a_policy_can_be(top: Path) -> None:
    commit_files(top, "groot", {"groot.yaml": "x" * 5_000_000})
    found = listed(top, "HEAD", "groot.yaml")
    assert found is not None
    assert len(found) == 4 * 1024 * 1024 + 1


def test_a_folder_is_written_out_as_it_was(top: Path, tmp_path: Path) -> None:
    (top / "sjablonen").mkdir()
    (top / "sjablonen" / "link.md").symlink_to("nl/a.md")
    commit_files(top, "oud", {"sjablonen/nl/a.md": "oud", "sjablonen2/b.md": "elders"})
    commit_files(top, "nieuw", {"sjablonen/nl/a.md": "nieuw"})
    repository, into = Repository.around(top), tmp_path / "uit"
    assert repository.write_out("HEAD~1", "sjablonen", into)
    found = {str(path.relative_to(into)): path.read_text() for path in into.rglob("*") if path.is_file()}
    assert found == {"nl/a.md": "oud", "link.md": "oud"}
    assert not repository.write_out("v1", "sjablonen", tmp_path / "niets")


def test_a_folder_with_a_name_that_leads_away_is_not_written(top: Path, tmp_path: Path) -> None:
    """Git itself makes no such tree; somebody else's program does."""
    object_ = git(top, "rev-parse", f"HEAD:{POLICY}")
    inner = git(top, "mktree", stdin=f"100644 blob {object_}\t..\\x\n".encode())
    tree = git(top, "mktree", stdin=f"040000 tree {inner}\tsjablonen\n".encode())
    made = git(top, "commit-tree", "-m", "vals", tree)
    said = refused(lambda: Repository.around(top).write_out(made, "sjablonen", tmp_path / "uit"))
    assert said == "sjablonen/..\\x is niet te lezen: die naam is niet veilig."


# --- published versions ---


def test_versions_count_as_numbers_and_only_in_this_history(top: Path) -> None:
    for tag in (
        "korenaar/v1.9.0",
        "korenaar-v1.10",
        "korenaar/v1.10.0-rc1",
        "korenaar/vx",
        "korenaars/v9.0.0",
        "andere-v8",
    ):
        git(top, "tag", tag)
    git(top, "switch", "--quiet", "-c", "ander")
    commit_files(top, "elders", {"a.txt": "a"})
    git(top, "tag", "-a", "-m", "nieuwer", "korenaar/v2.0.0")
    git(top, "switch", "--quiet", "main")
    repository = Repository.around(top)
    assert [tag.name for tag in repository.published("korenaar", repository.head)] == [
        "korenaar-v1.10",
        "korenaar/v1.9.0",
    ]
    newest = repository.newest("korenaar", repository.head)
    assert newest is not None
    assert (newest.version, newest.commit) == ("1.10", git(top, "rev-parse", "main"))
    ander = repository.newest("korenaar", repository.commit("ander"))
    assert ander is not None
    assert (ander.name, ander.commit) == ("korenaar/v2.0.0", git(top, "rev-parse", "ander"))
    assert repository.published_ids(repository.head) == ("andere", "korenaar", "korenaars")


def test_the_same_version_under_two_tags(top: Path) -> None:
    git(top, "tag", "korenaar-v1.0.0")
    git(top, "tag", "korenaar/v1.0.0")
    repository = Repository.around(top)
    assert [tag.name for tag in repository.published("korenaar", repository.head)] == ["korenaar/v1.0.0"]


def test_published_only_on_another_branch(top: Path) -> None:
    git(top, "switch", "--quiet", "-c", "ander")
    commit_files(top, "elders", {"a.txt": "a"})
    git(top, "tag", "korenaar/v2.0.0")
    git(top, "switch", "--quiet", "main")
    repository = Repository.around(top)
    assert refused(lambda: repository.newest("korenaar", repository.head)) == (
        "Geen gepubliceerde versie van korenaar ligt in de geschiedenis van deze tak; korenaar/v2.0.0 ligt op een "
        "andere. Noem haar zelf: “--against korenaar/v2.0.0”."
    )


def test_never_published_beside_others_that_were(top: Path) -> None:
    repository = Repository.around(top)
    assert repository.newest("korenaar", repository.head) is None


def test_no_tags_at_all(top: Path) -> None:
    assert Repository.around(top).has_tags
    git(top, "tag", "-d", "v1")
    repository = Repository.around(top)
    assert repository.newest("korenaar", repository.head) is None
    assert not repository.has_tags


@pytest.mark.parametrize("char", ["\u2028", "\x85", "\u2029"])
def test_a_tag_with_what_python_takes_for_a_line_break(top: Path, char: str) -> None:
    git(top, "tag", f"korenaar{char}v9")
    git(top, "tag", "korenaar/v1.0.0")
    repository = Repository.around(top)
    assert f"korenaar{char}v9" in repository.names()
    assert [tag.name for tag in repository.tagged("korenaar")] == ["korenaar/v1.0.0"]


def test_a_tag_of_something_else_than_a_commit_is_no_version(top: Path) -> None:
    git(top, "tag", "korenaar/v3.0.0", git(top, "rev-parse", f"HEAD:{POLICY}"))
    repository = Repository.around(top)
    assert repository.published("korenaar", repository.head) == ()


@pytest.mark.parametrize(("version", "number"), [("2", (2, 0, 0)), ("1.10", (1, 10, 0)), ("1.2.3", (1, 2, 3))])
def test_number_of(version: str, number: tuple[int, ...]) -> None:
    assert number_of(version) == number


# --- clones that lack something ---

UNSHALLOW = (
    "Deze kloon heeft maar een deel van de geschiedenis (shallow clone). Haal de rest op: “{}”. Zet in GitHub Actions "
    'fetch-depth: 0 bij actions/checkout, en in GitLab CI GIT_DEPTH: "0".'
)


@pytest.fixture
def shallow(top: Path, tmp_path: Path) -> Path:
    git(top, "tag", "korenaar/v1.0.0")
    git(top, "switch", "--quiet", "-c", "ander")
    commit_files(top, "ander", {"b.txt": "b"})
    git(top, "switch", "--quiet", "main")
    commit_files(top, "tweede", {"a.txt": "a"})
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{top}", "ondiep")
    return tmp_path / "ondiep"


def test_a_shallow_clone_says_how_to_get_the_rest(shallow: Path) -> None:
    repository = Repository.around(shallow)
    said = refused(lambda: repository.commit("HEAD~1"))
    assert said == "De versie HEAD~1 is er niet in deze git-repository. " + UNSHALLOW.format(
        "git fetch --unshallow --tags"
    )
    said = refused(lambda: repository.commit("origin/ander"))
    fetch = "git fetch origin ander:refs/remotes/origin/ander"
    assert said == f"De versie origin/ander is er niet in deze git-repository. Haal haar op: “{fetch}”."
    said = refused(lambda: repository.newest("korenaar", repository.head))
    assert said == "Welke versie van korenaar het laatst is gepubliceerd, is hier niet te zien. " + UNSHALLOW.format(
        "git fetch --unshallow --tags"
    )
    git(shallow, "fetch", "--quiet", "--depth=1", "origin", "ander:refs/remotes/origin/ander")
    said = refused(lambda: repository.merge_base("origin/ander"))
    assert said == "Het punt waar HEAD en origin/ander uiteengingen is er niet. " + UNSHALLOW.format(
        "git fetch --unshallow"
    )


def test_the_commands_it_gives_mend_it(shallow: Path) -> None:
    git(shallow, "fetch", "--quiet", "origin", "ander:refs/remotes/origin/ander")
    git(shallow, "fetch", "--quiet", "--unshallow", "--tags")
    repository = Repository.around(shallow)
    base = git(shallow, "rev-parse", "v1")
    newest = repository.newest("korenaar", repository.head)
    assert newest is not None
    assert newest.commit == repository.commit("HEAD~1") == repository.merge_base("origin/ander") == base


def test_a_shallow_clone_with_a_newer_tag_elsewhere_does_not_guess(shallow: Path, top: Path) -> None:
    git(top, "tag", "korenaar/v1.1.0", "main")
    git(top, "tag", "korenaar/v1.2.0", "ander")
    git(shallow, "fetch", "--quiet", "--depth=1", "--tags")
    repository = Repository.around(shallow)
    assert refused(lambda: repository.newest("korenaar", repository.head)).startswith("Welke versie van korenaar")
    git(top, "tag", "-d", "korenaar/v1.2.0")
    git(shallow, "tag", "-d", "korenaar/v1.2.0")
    newest = repository.newest("korenaar", repository.head)
    assert newest is not None
    assert newest.name == "korenaar/v1.1.0"


@pytest.mark.parametrize("filter_", ["blob:none", "tree:0"])
def test_a_partial_clone_fetches_nothing(top: Path, tmp_path: Path, filter_: str) -> None:
    commit_files(top, "tweede", {POLICY: "ander: 1\n"})
    git(top, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", f"--filter={filter_}", f"file://{top}", "deel")
    part = tmp_path / "deel"
    before = snapshot(part)
    assert refused(lambda: listed(part, git(part, "rev-parse", "HEAD~1"), POLICY)) == (
        "Deze kloon mist een deel van de geschiedenis (partial clone), en policyc haalt niets op. Haal het zelf op: "
        "“git fetch --refetch --no-filter”."
    )
    assert snapshot(part) == before
    git(part, "fetch", "--quiet", "--refetch", "--no-filter")
    assert listed(part, "HEAD~1", POLICY) == KORENAAR.encode()


def test_a_clone_without_tags(top: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--no-tags", f"file://{top}", "kloon")
    said = refused(lambda: Repository.around(tmp_path / "kloon").commit("v1"))
    assert said == (
        "De versie v1 is er niet in deze git-repository. Deze kloon heeft geen tags. Haal ze op: “git fetch --tags”."
    )


def test_a_branch_that_was_not_fetched(top: Path, tmp_path: Path) -> None:
    git(top, "branch", "ander")
    git(tmp_path, "clone", "--quiet", "--single-branch", f"file://{top}", "kloon")
    said = refused(lambda: Repository.around(tmp_path / "kloon").commit("origin/ander"))
    fetch = "git fetch origin ander:refs/remotes/origin/ander"
    assert said == f"De versie origin/ander is er niet in deze git-repository. Haal haar op: “{fetch}”."
    git(tmp_path / "kloon", *fetch.split()[1:], "--quiet")
    assert Repository.around(tmp_path / "kloon").commit("origin/ander") == git(top, "rev-parse", "ander")


def test_a_command_to_paste_is_safe(top: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", f"file://{top}", "kloon")
    said = refused(lambda: Repository.around(tmp_path / "kloon").commit("origin/a; rm -rf ."))
    assert "“git fetch origin 'a; rm -rf .:refs/remotes/origin/a; rm -rf .'”" in said


def test_versions_without_a_common_beginning(top: Path) -> None:
    git(top, "switch", "--quiet", "--orphan", "los")
    commit_files(top, "los", {"c.txt": "c"})
    said = refused(lambda: Repository.around(top).merge_base("main"))
    assert said == "HEAD en main hebben geen gezamenlijk begin. Noem een versie: “--against main”."


# --- repositories of all kinds ---


def test_a_worktree_a_bare_repository_and_a_folder_below(top: Path, tmp_path: Path) -> None:
    git(top, "worktree", "add", "--quiet", str(tmp_path / "boom"), "-b", "tak")
    git(tmp_path, "clone", "--quiet", "--bare", str(top), "kaal.git")
    head = git(top, "rev-parse", "HEAD")
    for folder, prefix, root in (
        (top / "policies", "policies/", top),
        (tmp_path / "boom", "", tmp_path / "boom"),
        (tmp_path / "kaal.git", "", None),
        (top / ".git", "", None),
    ):
        repository = Repository.around(folder)
        assert (repository.prefix, repository.root and repository.root.resolve()) == (prefix, root and root.resolve())
        assert repository.head == head
        assert repository.file(head, POLICY, shown=POLICY) == KORENAAR.encode()


def test_no_repository(tmp_path: Path) -> None:
    assert refused(lambda: Repository.around(tmp_path)) == (
        f"{tmp_path} ligt niet in een git-repository; daardoor is er geen eerdere versie te vinden. Noem twee "
        "bestanden: “policyc diff OUD NIEUW”."
    )


def test_a_repository_of_somebody_else(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert refused(lambda: Repository.around(top)) == (
        f"Git leest de repository {top} niet, omdat die van een andere gebruiker is. Vertrouwt u haar, geef dan deze "
        f"opdracht: “git config --global --add safe.directory {top}”."
    )


def test_a_repository_with_broken_settings(top: Path) -> None:
    (top / ".git" / "config").write_text("[core\n")
    said = refused(lambda: Repository.around(top))
    assert said.startswith("Git kan deze repository niet lezen: bad config line 1 in file ")


def test_a_repository_with_a_broken_object(top: Path) -> None:
    object_ = git(top, "rev-parse", f"HEAD:{POLICY}")
    broken = top / ".git" / "objects" / object_[:2] / object_[2:]
    broken.chmod(0o644)
    broken.write_bytes(b"kapot")
    sentence = f"{POLICY} is niet te lezen: git mist het, of het is kapot."
    assert refused(lambda: listed(top, "HEAD", POLICY)) == sentence
    broken.unlink()
    assert refused(lambda: listed(top, "HEAD", POLICY)) == sentence


NO_GIT = (
    "Voor eerdere versies is git nodig, en dat programma is hier niet te vinden. Installeer git, of noem twee "
    "bestanden: “policyc diff OUD NIEUW”."
)


@pytest.mark.parametrize("path", ["", ".", "/bestaat-niet", ":.:"])
def test_without_git(top: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """Also with a program called git in the current folder, which may be anybody's."""
    (top / "git").write_text("#!/bin/sh\ntouch gehackt\n")
    (top / "git").chmod(0o755)
    monkeypatch.setenv("PATH", path)
    assert refused(lambda: Repository.around(top)) == NO_GIT
    assert not (top / "gehackt").exists()


def test_git_in_a_hook_says_which_repository(top: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = git(top, "rev-parse", "HEAD")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_DIR", "site/.git")
    monkeypatch.setenv("GIT_INDEX_FILE", "/bestaat-niet")
    repository = Repository.around(tmp_path)
    assert repository.head == head


def test_the_settings_of_a_user_change_nothing(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Repository.around(top)
    expected = plain.head, plain.names()
    for name, value in {
        "GIT_TRACE": "1",
        "GIT_PAGER": "false",
        "LC_ALL": "nl_NL.UTF-8",
        "LANGUAGE": "nl",
        "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_0": "color.ui",
        "GIT_CONFIG_VALUE_0": "always",
        "GIT_CONFIG_KEY_1": "core.quotePath",
        "GIT_CONFIG_VALUE_1": "true",
    }.items():
        monkeypatch.setenv(name, value)
    again = Repository.around(top)
    assert (again.head, again.names()) == expected


# --- nothing is touched, nothing is run ---


def everything(folder: Path) -> None:
    """Every kind of question there is."""
    repository = Repository.around(folder)
    repository.names()
    repository.merge_base("ander")
    repository.newest("korenaar", repository.head)
    repository.published_ids(repository.head)
    repository.file(repository.commit("HEAD~1"), POLICY, shown=POLICY)
    repository.file(repository.head, "weg.yaml", shown="weg.yaml")
    list(repository.contents(list(repository.files(repository.head))))
    with pytest.raises(PolicycError):
        repository.commit("bestaat-niet")


@pytest.fixture
def dirty(top: Path) -> Path:
    """With files changed in the work tree and in the index, and an index that is older than they are."""
    git(top, "tag", "korenaar/v1.0.0")
    git(top, "branch", "ander")
    commit_files(top, "tweede", {"a.txt": "a", ".gitattributes": "*.yaml filter=kwaad diff=kwaad\n"})
    (top / "a.txt").write_text("in de index")
    git(top, "add", "a.txt")
    (top / POLICY).write_text(KORENAAR + "# vuil\n")
    os.utime(top / ".gitattributes", (1, 1))
    return top


def test_a_repository_is_byte_for_byte_the_same_afterwards(dirty: Path) -> None:
    before = snapshot(dirty)
    everything(dirty)
    assert snapshot(dirty) == before


def test_settings_of_a_repository_run_no_program(dirty: Path) -> None:
    marker = dirty / "gehackt"
    program = dirty / "kwaad.sh"
    program.write_text(f"#!/bin/sh\ntouch '{marker}'\n")
    program.chmod(0o755)
    hooks = dirty / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-index-change", "reference-transaction", "post-checkout", "fsmonitor-watchman"):
        (hooks / hook).write_text(program.read_text())
        (hooks / hook).chmod(0o755)
    for key in (
        "core.fsmonitor", "core.pager", "pager.cat-file", "pager.ls-tree", "core.editor", "core.sshCommand",
        "core.askPass", "core.gitProxy", "credential.helper", "diff.external", "diff.kwaad.textconv",
        "diff.kwaad.command", "filter.kwaad.clean", "filter.kwaad.smudge", "filter.kwaad.process", "gpg.program",
        "uploadpack.packObjectsHook", "core.alternateRefsCommand",
    ):  # fmt: skip
        git(dirty, "config", key, str(program))
    for name in ("cat-file", "rev-parse", "ls-tree", "for-each-ref", "merge-base", "remote"):
        git(dirty, "config", f"alias.{name}", f"!{program}")
    git(dirty, "config", "core.hooksPath", str(hooks))
    git(dirty, "config", "remote.origin.url", f"ext::{program}")
    git(dirty, "config", "remote.origin.promisor", "true")
    git(dirty, "config", "remote.origin.partialCloneFilter", "blob:none")
    git(dirty, "config", "extensions.partialClone", "origin")
    git(dirty, "config", "protocol.ext.allow", "always")
    object_ = git(dirty, "rev-parse", f"HEAD:{POLICY}")
    marker.unlink(missing_ok=True)
    everything(dirty)
    (dirty / ".git" / "objects" / object_[:2] / object_[2:]).unlink()
    with pytest.raises(PolicycError):
        listed(dirty, "HEAD", POLICY)
    assert not marker.exists()


def test_the_settings_above_would_run_their_program(top: Path) -> None:
    """So that the test before this one can fail: git itself runs it when asked for the status."""
    marker = top / "gehackt"
    program = top / "kwaad.sh"
    program.write_text(f"#!/bin/sh\ntouch '{marker}'\n")
    program.chmod(0o755)
    subprocess.run(
        ["git", "-C", str(top), "-c", f"core.fsmonitor={program}", "status"], capture_output=True, check=False
    )
    assert marker.exists()
