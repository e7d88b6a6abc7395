"""The policies of docs/examples: right by the law of the day they take effect, in each language and form of address."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from document.rendering import rendered

from policyc.cli.check import Checked, check
from policyc.diagnostics import Severity
from policyc.model.address import AddressForm, addressed, both_forms
from policyc.model.references import texts
from policyc.model.text import Name
from policyc.rules.catalogue import RULES
from policyc.source.reader import read

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "docs" / "examples"
FILES = tuple(sorted(path.name for path in EXAMPLES.glob("*.yaml")))

ACCEPTED: dict[str, set[tuple[str, str]]] = {
    "gemeente.yaml": set(),
    "vereniging.yaml": {
        # A VOG that was issued says that nothing stands in the way of the work. It is no criminal datum; the rule reads
        # only the word. The policy accepts the finding itself, with the reason.
        ("SC003", "purposes.volunteers.processing.certificate.criminal_ground.law"),
    },
    "webshop.yaml": set(),
}
"""(code, path) of every warning and info that a lawyer can defend, per file."""


@cache
def _checked(name: str, later: date | None = None, form: str | None = None) -> Checked:
    """Judged by the day it takes effect, or by a later one; with its own form of address, or with another one."""
    source = (EXAMPLES / name).read_text("utf-8")
    if form is not None:
        source, count = re.subn(r"^address_form: \w+", f"address_form: {form}", source, flags=re.MULTILINE)
        assert count == 1
    document = read(source.encode(), name=name)
    return check(document, on=lambda effective: later or effective or pytest.fail(f"{name} has no date"), rules=RULES)


def test_every_example_is_judged_here() -> None:
    assert set(FILES) == set(ACCEPTED)


@pytest.mark.parametrize("form", [None, "u", "je"])
@pytest.mark.parametrize("name", FILES)
def test_an_example_has_no_error_and_only_what_is_accepted(name: str, form: str | None) -> None:
    found = _checked(name, form=form).diagnostics
    assert [one for one in found if one.severity is Severity.ERROR] == []
    assert sorted((one.code, ".".join(map(str, one.path))) for one in found) == sorted(ACCEPTED[name])


@pytest.mark.parametrize("name", FILES)
def test_an_example_is_final_and_builds(name: str) -> None:
    policy = _checked(name).policy
    assert policy is not None
    assert policy.effective is not None
    assert policy.status == "final"
    markdown = rendered(policy, policy.effective)
    assert markdown.startswith(f"# {policy.title.in_language(policy.language)}\n")
    assert "Nog te bevestigen" not in markdown


@pytest.mark.parametrize("name", FILES)
def test_an_example_is_in_two_languages(name: str) -> None:
    """Every text but a name; ED001 asks the same, here it is asked of what nobody judges too."""
    policy = _checked(name).policy
    assert policy is not None
    assert (policy.language, policy.translations, policy.prevailing_language) == ("nl", ("en",), "nl")
    one_language = {
        ".".join(map(str, path)) for path, text in texts(policy) if not isinstance(text, Name) and not text.is_in("en")
    }
    assert {path for path in one_language if not path.startswith("suppress.")} == set()
    for path, text in texts(policy):
        for code, said in text.by_language:
            assert code == "nl" or not list(both_forms(said)), path
            assert not re.search("[{}|]", addressed(said, "je")), path


@pytest.mark.parametrize(("form", "other"), [("u", r"je|jij|jou|jouw"), ("je", r"u|uw")])
@pytest.mark.parametrize("name", FILES)
def test_an_example_speaks_to_its_reader_in_one_form(name: str, form: AddressForm, other: str) -> None:
    policy = _checked(name).policy
    assert policy is not None
    said = {path: text.in_language("nl", form) or "" for path, text in texts(policy) if not isinstance(text, Name)}
    wrong = {path for path, words in said.items() if re.search(rf"\b(?:{other})\b", words, re.IGNORECASE)}
    for_children = {("sections", "for_children", "text")} if form == "u" and name == "vereniging.yaml" else set()
    assert wrong == for_children


@pytest.mark.parametrize(
    ("day", "code", "path"),
    [
        # A year after its list was last looked at, a certification wants another look.
        (date(2027, 11, 10), "TR007", "recipients.mail.transfers.us.checked_on"),
        # The decision on the United Kingdom ends: first a plan, then another ground.
        (date(2031, 1, 10), "TR010", "recipients.service_desk.transfers.uk.mechanism"),
        (date(2031, 12, 27), "TR005", "recipients.service_desk.transfers.uk.decision"),
    ],
)
def test_what_is_right_today_does_not_stay_right(day: date, code: str, path: str) -> None:
    found = {(one.code, ".".join(map(str, one.path))) for one in _checked("webshop.yaml", day).diagnostics}
    assert (code, path) in found
