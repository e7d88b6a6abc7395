"""`policyc ci`: one answer about findings and changes, over real repositories."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest

from cli.git_repository import ANNOUNCED, KORENAAR, LONGER, commit_files, git, new_repository
from cli.github_runner import commands, outputs
from cli.pipeline import EDITORIAL, POLICY, UNFIT, on_github, published, report, without_host
from cli.run import policyc, process
from policyc.cli.hosts import host_of

OTHER = KORENAAR.replace("id: korenaar", "id: molen")
SHALLOW = (
    "Deze kloon heeft maar een deel van de geschiedenis (shallow clone). Haal de rest op: “git fetch --unshallow "
    '--tags”. Zet in GitHub Actions fetch-depth: 0 bij actions/checkout, en in GitLab CI GIT_DEPTH: "0".'
)


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Version 1.0.0 was published, and nothing changed since."""
    without_host(monkeypatch)
    folder = published(tmp_path / "site")
    monkeypatch.chdir(folder)
    return folder


def views(found: dict[str, Any]) -> list[tuple[str, str, bool]]:
    return [(view["baseline"], view["old"]["name"], view["decides"]) for view in found["diff"]["views"]]


# --- the answer ---


@pytest.mark.parametrize(
    ("text", "args", "code", "materiality", "changes"),
    [
        (KORENAAR, [], 0, "none", 0),
        (EDITORIAL, [], 0, "editorial", 1),
        (LONGER, [], 1, "advance", 2),
        (ANNOUNCED, [], 0, "advance", 3),
        (ANNOUNCED, ["--fail-on", "uncovered"], 0, "advance", 3),
        (ANNOUNCED, ["--fail-on", "consent"], 0, "advance", 3),
        (ANNOUNCED, ["--fail-on", "advance"], 1, "advance", 3),
        (UNFIT, [], 1, "none", 0),
        (UNFIT, ["--fail-on-finding", "never"], 0, "none", 0),
    ],
)
def test_one_verdict_and_one_exit_code(
    site: Path, text: str, args: list[str], code: int, materiality: str, changes: int
) -> None:
    (site / POLICY).write_text(text, "utf-8")
    found = report(*args, code=code)
    verdict = ["pass", "fail"][code]
    assert (found["verdict"], found["materiality"], found["error"]) == (verdict, materiality, None)
    assert found["changes"] >= changes if changes else found["changes"] == 0
    assert policyc("ci", *args).code == code


def test_the_text_has_both_reports_and_the_answer(site: Path) -> None:
    (site / POLICY).write_text(LONGER, "utf-8")
    run = policyc("ci")
    assert (run.code, run.stderr) == (1, "")
    checked, _, rest = run.stdout.partition("\n== wijzigingen ==\n\n")
    assert checked == "== controle ==\n\nin orde: 1 bestand, recht van 2026-12-01\n"
    assert rest.startswith(policyc("diff").stdout)
    assert rest.endswith(
        "\nuitkomst: niet geslaagd\n"
        "controle: in orde: 1 bestand, recht van 2026-12-01\n"
        "wijzigingen: 2 wijzigingen (zwaarste klasse: vooraf melden): wat ze vragen, is nog niet gedaan\n"
    )
    assert "REDACTIONEEL\n" in policyc("ci", "--all").stdout
    english = policyc("ci", "--lang", "en").stdout
    assert english.endswith("changes: 2 changes (weightiest class: tell in advance): what they ask is not done yet\n")
    (site / POLICY).write_text(EDITORIAL, "utf-8")
    one = policyc("ci").stdout
    assert one.endswith("wijzigingen: 1 wijziging (zwaarste klasse: redactioneel): wat die vraagt, is gedaan\n")


def test_nothing_was_published_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = new_repository(tmp_path / "nieuw")
    commit_files(folder, "eerste", {POLICY: KORENAAR})
    monkeypatch.chdir(folder)
    run = policyc("ci")
    assert run.code == 0
    assert "Geef de eerste versie bij publicatie de tag korenaar/v1.0.0." in run.stderr
    assert "wijzigingen: Er is nog niets gepubliceerd om mee te vergelijken: alleen de controle telt." in run.stdout
    found = report(code=0)
    assert (found["materiality"], found["changes"], found["diff"]["views"]) == ("none", 0, [])
    assert [one["nl"] for one in found["remarks"]] == [run.stderr.strip()]
    (folder / POLICY).write_text(UNFIT, "utf-8")
    assert policyc("ci").code == 1


def test_a_policy_that_cannot_be_read_is_mended_first(site: Path) -> None:
    (site / POLICY).write_text("policyc: 1\nid: [\n", "utf-8")
    run = policyc("ci", "--fail-on-finding", "never")
    assert run.code == 1
    assert "De wijzigingen zijn niet beoordeeld: los eerst de fouten op" in run.stdout
    found = report(code=1)
    assert (found["verdict"], found["materiality"], found["changes"], found["diff"]) == ("fail", None, None, None)
    assert found["validate"]["counts"]["error"] == 1


BROKEN = {
    "YAML": "policyc: 1\nid: [\n",
    "a field": OTHER.replace("status: final", "status: onbekend"),
    "a reference": OTHER.replace("data: [contact, order]", "data: [weg, order]"),
    # Only seen when the policy is whole, and compared.
    "a fact": f"{OTHER}recipients:\n  a: {{name: A, role: processor, country: US, "
    "transfers: {b: {country: US, mechanism: adequacy, decision: weg}}}\n",
    "the id": OTHER.replace("id: molen", "id: Mo len"),
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_policy_that_cannot_be_read_hides_no_other(site: Path, text: str) -> None:
    """Nor does it pass for a statement that was withdrawn."""
    commit_files(site, "molen", {"policies/molen.yaml": OTHER})
    git(site, "tag", "molen/v1.0.0")
    git(site, "update-ref", "refs/remotes/origin/main", "HEAD")
    (site / "policies" / "molen.yaml").write_text(text, "utf-8")
    for policy, verdict in ((KORENAAR, "none"), (LONGER, "advance")):
        (site / POLICY).write_text(policy, "utf-8")
        found = report("--fail-on-finding", "never", code=1, GITHUB_ACTIONS="true", GITHUB_BASE_REF="main")
        assert (found["verdict"], found["materiality"]) == ("fail", verdict)
        assert views(found) == [("published", f"korenaar/v1.0.0:{POLICY}", True)]
        assert found["not_compared"] == ["policies/molen.yaml"]
    sentence = "Niet vergeleken: policies/molen.yaml. Los eerst de fouten op die de controle noemt."
    run = policyc("ci", "--fail-on-finding", "never")
    assert (run.code, run.stderr) == (1, "")
    assert run.stdout.endswith(f"{sentence}\n")
    assert "== wijzigingen ==" in run.stdout
    step = on_github("--fail-on-finding", "never")
    assert sentence in step.said("error")
    assert "Niet vergeleken: " in step.summary
    policyc("ci", "-f", "junit", "--fail-on-finding", "never")
    assert sentence in Path("policyc.xml").read_text("utf-8")


def test_the_files_that_are_not_compared_are_not_all_named(site: Path) -> None:
    for number in range(7):
        (site / "policies" / f"m{number}.yaml").write_text("policyc: 1\n", "utf-8")
    listed = ", ".join(f"policies/m{number}.yaml" for number in range(5))
    assert f"Niet vergeleken: {listed} en nog 2. Los eerst" in " ".join(policyc("ci").stdout.split())
    assert len(report(code=1)["not_compared"]) == 7


def test_a_published_version_that_cannot_be_read_is_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = published(tmp_path / "oud", KORENAAR.replace("status: final", "status: onbekend"))
    monkeypatch.chdir(folder)
    (folder / POLICY).write_text(KORENAAR, "utf-8")
    run = policyc("ci")
    assert (run.code, run.stdout) == (2, "")
    assert f"korenaar/v1.0.0:{POLICY} is geen geldige verklaring" in run.stderr


def test_a_statement_that_is_gone(site: Path) -> None:
    (site / POLICY).unlink()
    run = policyc("ci")
    assert run.code == 1
    assert "ingetrokken verklaring" in run.stdout
    assert "controle: er zijn geen verklaringen meer om te controleren" in run.stdout
    (site / "policies" / "molen.yaml").write_text(OTHER, "utf-8")
    assert report(code=1)["validate"]["verdict"] == "pass"


def test_a_statement_that_went_elsewhere_is_pointed_at(site: Path) -> None:
    (site / "apps").mkdir()
    git(site, "mv", "policies", "apps/site")
    assert "staat nu in" not in policyc("ci").stderr
    git(site, "commit", "--quiet", "-m", "verhuisd")
    run = policyc("ci")
    assert run.code == 1
    assert "korenaar is niet weg, maar staat nu in apps/site/korenaar.yaml. Zet dat bestand of" in run.stderr
    assert policyc("ci", "apps/site").code == 0
    # What is only gone from the work tree went nowhere.
    (site / "apps/site/korenaar.yaml").unlink()
    assert "staat nu in" not in policyc("ci").stderr


def test_strict_refuses_a_decision_that_no_longer_counts(site: Path) -> None:
    stale = (
        "  accept:\n    - {change: retention-longer, at: purposes.orders.retention.period, fingerprint: "
        "'v1:0000000000000000', reason: Al zo., by: A. de Vries, until: 2027-12-31}\n"
    )
    (site / POLICY).write_text(ANNOUNCED + stale, "utf-8")
    assert policyc("ci").code == 0
    run = policyc("ci", "--strict")
    assert run.code == 1
    assert "telt niet meer" in run.stdout.partition("uitkomst: niet geslaagd")[2]
    assert len(report("--strict", code=1)["stale"]) == 1


def test_the_settings_of_the_project(site: Path) -> None:
    (site / "policyc.toml").write_text('policies = ["elders"]\nfail-on = "never"\n', "utf-8")
    (site / "elders").mkdir()
    (site / "elders" / "molen.yaml").write_text(UNFIT.replace("id: korenaar", "id: molen"), "utf-8")
    found = report(code=0)
    assert [one["file"] for one in found["validate"]["files"]] == ["elders/molen.yaml"]
    assert policyc("ci", "--fail-on-finding", "error").code == 1
    assert [one["file"] for one in report("--isolated", code=0)["validate"]["files"]] == [POLICY]


def test_the_law_of_another_day() -> None:
    assert report("--as-of", "2027-03-01", code=0)["validate"]["files"][0]["as_of"] == "2027-03-01"


# --- what it is compared with ---


def test_a_pull_request_is_compared_with_its_branch_too(site: Path) -> None:
    commit_files(site, "langer", {POLICY: LONGER})
    git(site, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(site, "checkout", "--quiet", "-b", "tak")
    commit_files(site, "woorden", {POLICY: LONGER.replace("version: 1.1.0", "version: 1.1.1")})
    env = {"GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": "main"}
    found = report(code=1, **env)
    assert views(found) == [
        ("published", f"korenaar/v1.0.0:{POLICY}", True),
        ("branch", f"merge-base:origin/main:{POLICY}", False),
    ]
    assert found["materiality"] == "advance"
    assert found["diff"]["views"][1]["verdict"]["materiality"] == "editorial"
    # A merge request on GitLab names the commit itself.
    base = git(site, "rev-parse", "origin/main")
    found = report(code=1, GITLAB_CI="true", CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert views(found)[1] == ("branch", f"merge-base:{base}:{POLICY}", False)
    # Who names a version gets that one alone.
    assert views(report("--against", "origin/main", code=0, **env)) == [("given", f"origin/main:{POLICY}", True)]


def test_a_branch_that_began_at_what_was_published_is_told_once(site: Path) -> None:
    git(site, "update-ref", "refs/remotes/origin/main", "HEAD")
    (site / POLICY).write_text(LONGER, "utf-8")
    found = report(code=1, GITHUB_ACTIONS="true", GITHUB_BASE_REF="main")
    assert views(found) == [("published", f"korenaar/v1.0.0:{POLICY}", True)]


def test_the_merge_commit_of_a_pull_request(site: Path) -> None:
    """GitHub checks out the target merged with the branch; what the target got since is not what the branch changes."""
    git(site, "checkout", "--quiet", "-b", "tak")
    commit_files(site, "woorden", {POLICY: EDITORIAL})
    git(site, "checkout", "--quiet", "main")
    commit_files(site, "adres", {"README.md": "Site\n", "policies/molen.yaml": OTHER})
    git(site, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(site, "checkout", "--quiet", "--detach")
    git(site, "merge", "--quiet", "--no-ff", "-m", "samen", "tak")
    found = report(code=0, GITHUB_ACTIONS="true", GITHUB_BASE_REF="main")
    assert views(found) == [
        ("published", f"korenaar/v1.0.0:{POLICY}", True),
        ("branch", "merge-base:origin/main:policies/molen.yaml", False),
    ]
    assert [view["summary"]["editorial"] for view in found["diff"]["views"]] == [1, 0]


@pytest.mark.parametrize("base", ["weg", "--upload-pack=x", "main\n::error::x"])
def test_a_target_branch_that_is_not_here_stops_nothing(base: str) -> None:
    git(Path(), "remote", "add", "origin", "https://code.example/site.git")
    found = report(code=0, GITHUB_ACTIONS="true", GITHUB_BASE_REF=base)
    assert views(found) == [("published", f"korenaar/v1.0.0:{POLICY}", True)]
    (remark,) = (one["nl"] for one in found["remarks"])
    assert remark.startswith("Wat deze branch zelf verandert, is niet te zien. ")
    assert "git fetch origin weg:refs/remotes/origin/weg" in remark or base != "weg"


def test_a_branch_that_mends_a_broken_policy(site: Path) -> None:
    commit_files(site, "kapot", {POLICY: "policyc: 1\n"})
    git(site, "update-ref", "refs/remotes/origin/main", "HEAD")
    (site / POLICY).write_text(KORENAAR, "utf-8")
    found = report(code=0, GITHUB_ACTIONS="true", GITHUB_BASE_REF="main")
    assert "is geen geldige verklaring" in found["remarks"][-1]["nl"]


def test_a_shallow_clone_is_explained(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit_files(site, "langer", {POLICY: LONGER})
    git(tmp_path, "clone", "--quiet", "--depth=1", site.as_uri(), "ondiep")
    monkeypatch.chdir(tmp_path / "ondiep")
    run = policyc("ci")
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.endswith(f"is hier niet te zien. {SHALLOW}\n")
    step = on_github()
    assert step.run.code == 2
    assert step.said("error")[0].endswith(SHALLOW)
    assert step.outputs == {"verdict": "error", "materiality": "", "changes": "", "report": "policyc.md"}
    assert "## policyc: geen antwoord\n" in step.summary
    assert "fetch-depth: 0" in step.summary
    assert sorted(path.name for path in Path().iterdir()) == [".git", "policies", "policyc.md"]
    git(Path(), "fetch", "--quiet", "--unshallow", "--tags")
    assert policyc("ci").code == 1


def test_a_clone_without_tags_says_so(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tmp_path, "clone", "--quiet", "--no-tags", site.as_uri(), "zonder")
    monkeypatch.chdir(tmp_path / "zonder")
    run = policyc("ci")
    assert run.code == 0
    assert "Zijn ze er elders wel, haal ze dan op: “git fetch --tags”." in run.stderr


def test_a_published_version_can_be_required(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert policyc("ci", "--require-published").code == 0
    assert policyc("ci", "--require-published", "--against", "HEAD", "--against", "published").code == 0
    (site / "policies" / "molen.yaml").write_text(OTHER, "utf-8")
    run = policyc("ci", "--require-published")
    assert (run.code, run.stdout) == (2, "")
    assert "geen gepubliceerde versie te vinden van policies/molen.yaml, en --require-published" in run.stderr
    git(tmp_path, "clone", "--quiet", "--no-tags", site.as_uri(), "zonder")
    monkeypatch.chdir(tmp_path / "zonder")
    run = policyc("ci", "--require-published")
    assert (run.code, run.stdout) == (2, "")
    assert f"van {POLICY}, en --require-published vraagt die. Haal de tags op: “git fetch --tags”." in run.stderr
    run = policyc("ci", "--require-published", "--against", "HEAD")
    assert run.code == 2
    assert "Geef ook --against published." in run.stderr
    git(Path(), "fetch", "--quiet", "--tags")
    assert policyc("ci", "--require-published").code == 0


# --- no answer ---


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["-"], "- is geen bestand of map: policyc ci beoordeelt wat er is uitgecheckt."),
        ([f"HEAD:{POLICY}"], "is geen bestand of map: policyc ci beoordeelt wat er is uitgecheckt."),
        (["weg"], "Het bestand weg bestaat niet."),
        (["--against", "weg"], "De versie weg is er niet in deze git-repository."),
        (["--against", ""], "--against is leeg."),
        (["--as-of", "morgen"], "--as-of morgen is geen datum."),
        (["-o", ""], "--output is leeg."),
        (["-f", "sarf"], "-f sarf is geen soort uitvoer. Bedoelt u sarif?"),
        (["-f", "github", "-f", "github", "-f", "text"], "-f github gaat niet"),
        (["-f", f"markdown={POLICY}"], "zou het beleidsbestand zelf overschrijven"),
        (["--config", "weg.toml"], "weg.toml is niet te lezen"),
        (["--fail-on", "soms"], "Bij --fail-on hoort één van deze woorden: uncovered, editorial"),
    ],
)
def test_no_answer(site: Path, args: list[str], sentence: str) -> None:
    run = process("ci", *args)
    assert (run.code, run.stdout) == (2, "")
    assert sentence in run.stderr
    assert (site / POLICY).read_text("utf-8") == KORENAAR


def test_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "los"
    (folder / "policies").mkdir(parents=True)
    (folder / POLICY).write_text(KORENAAR, "utf-8")
    monkeypatch.chdir(folder)
    run = policyc("ci")
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr == (
        "policyc ci heeft de geschiedenis van git nodig, en hier is geen git-repository. Haal het project op met git "
        "(in GitHub Actions met actions/checkout), of gebruik policyc validate.\n"
    )


def test_without_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/weg")
    run = policyc("ci", "--lang", "en")
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr.startswith("policyc ci needs the history of git, and the program git cannot be found here.")


@pytest.mark.parametrize("host", [{"GITHUB_ACTIONS": "true"}, {"args": "--host=github"}])
@pytest.mark.parametrize("line", ["--fail-on x", "--fail-on", "--sterk", "--lang en --as-of"])
def test_the_host_hears_of_wrong_use(site: Path, host: dict[str, str], line: str) -> None:
    output, summary = site / "../output.txt", site / "../summary.md"
    env = {key: value for key, value in host.items() if key != "args"}
    files = {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary)}
    run = process("ci", *host.get("args", "").split(), *line.split(), **env, **files)
    assert (run.code, run.stderr) == (2, "")
    (said,) = commands(run.stdout)
    assert said.name == "error"
    assert " --help" in said.text
    assert outputs(output.read_text("utf-8"))["verdict"] == "error"
    assert summary.read_text("utf-8").startswith("## policyc: ")
    # Of another command the host is told nothing.
    output.unlink()
    assert process("validate", "--sterk", **env, **files).stdout == ""
    assert not output.exists()


def test_a_mistake_of_policyc_itself_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> NoReturn:
        raise ZeroDivisionError

    monkeypatch.setattr("policyc.cli.validate.checked_documents", broken)
    output = Path("../output.txt")
    env = {"GITHUB_ACTIONS": "true", "GITHUB_OUTPUT": str(output)}
    with pytest.raises(ZeroDivisionError):
        policyc("ci", env=env)
    assert output.read_text("utf-8").startswith("verdict=error\n")


# --- what it may not do ---


class _Recording(dict[str, str]):
    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.asked: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return super().get(key, default)


@pytest.mark.parametrize("variable", ["GITHUB_ACTIONS", "GITLAB_CI"])
def test_no_token_is_read(variable: str) -> None:
    given = _Recording({variable: "true", "GITHUB_TOKEN": "x", "CI_JOB_TOKEN": "x"})
    host_of(None, given)
    assert given.asked <= {
        "GITHUB_ACTIONS", "GITLAB_CI", "GITHUB_BASE_REF", "GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA",
    }  # fmt: skip


def test_no_network(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    (site / POLICY).write_text(LONGER, "utf-8")
    assert on_github(base="main").run.code == 1


def test_equal_input_gives_equal_bytes(site: Path, tmp_path: Path) -> None:
    (site / POLICY).write_text(LONGER.replace("status: final", "status: draft"), "utf-8")
    made = []
    for number, env in enumerate(({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati"})):
        folder = tmp_path / str(number)
        kinds = ("sarif", "markdown", "json", "gitlab", "junit")
        formats = [word for kind in kinds for word in ("-f", kind)]
        assert process("ci", *formats, "-o", folder, "-f", "text", **env).code == 1
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert made[0] == made[1]
    assert set(made[0]) == {"policyc.sarif", "policyc.md", "policyc.json", "gl-code-quality.json", "policyc.xml"}


def test_help_fits_a_terminal() -> None:
    run = process("ci", "--help", COLUMNS="80")
    assert max(map(len, run.stdout.splitlines())) <= 80
    assert "Uitkomst: 0 =" in run.stdout
