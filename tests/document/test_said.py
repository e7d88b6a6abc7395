"""What the source says is said, and nothing else: every optional field of the model is walked, alone and in company."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from functools import cache

import pytest
from golden import assert_golden
from model.maximal import maximal_policies
from pydantic import BaseModel

from document.rendering import policy, rendered
from document.spine import Spot, all_shown, least, spots, without_and_with
from policyc.model.base import Model
from policyc.model.policy import Policy, Release
from policyc.model.references import texts
from policyc.render.escape import escape

FOR_THE_PROGRAM: Mapping[str, str] = {
    "*.formerly": "an earlier id, for the comparison of versions",
    "Policy.suppress": "which findings somebody accepted",
    "Suppression.*": "which findings somebody accepted",
    **{
        f"Release.{name}": "the announcement of this version, which is a document of its own"
        for name in Release.model_fields
        if name != "summary"
    },
    "ReleaseChange.*": "the announcement of this version",
    "ConsentRefresh.*": "the announcement of this version",
    "Policy.address_form": "how the words address the reader: test_address_form",
    "Policy.design": "how the page looks",
    "Design.*": "how the page looks",
    "Font.*": "how the page looks",
    "Policy.url": "where the announcement links to; who reads the statement is there already",
    "Controller.online_service": "which rules hold",
    "Controller.public_authority": "which rules hold",
    "Controller.vat_liable": "whether a rule asks for the VAT number",
    "JointController.online_service": "which rules hold",
    "JointController.public_authority": "which rules hold",
    "JointController.vat_liable": "whether a rule asks for the VAT number",
    "Policy.transcription": "whether the statement keeps to the words of a text that was published: test_transcription",
    "Purpose.core_service": "whether consent is free (art. 7(4)), for the rules",
    "Commitment.claim": "what kind of promise it is; the promise is its text",
    "DataCategory.regulated": "which rules hold; the name of the category says what it is",
    "*.norm": "by which norm of the law facts a rule measures the term",
    "Cookie.asked_by_user": "whether the exemption holds; the statement gives the reason in `exemption`",
    "Consent.request": "ties the basis to a question, which has its own place",
}
"""Fields that readers never see, with the reason."""

SAYS_NO_MORE: Mapping[str, str] = {
    "Consent.explicit=False": "consent that is not explicit is consent",
    "Contract.steps_at_request=False": "no steps before the contract: the contract itself",
    "LegitimateInterests.balancing_on_request=False": "the offer is not made",
    "DataCategory.listed=True": "what is listed is shown, as without the field",
    "Purpose.listed=True": "what is listed is shown, as without the field",
    "Recipient.listed=True": "what is listed is shown, as without the field",
    "RightsChannel.controller_contact=False": "the other addresses are the ones to use",
}
"""Values that say the same as no value, with the reason."""

ONLY_IN_COMPANY: Mapping[str, str] = {
    "OwnSection.after": "a place among other sections: test_order",
    "Policy.translations": "which other languages there are, where the statement says which of them counts",
    "Policy.prevailing_language": "which language counts, where there are others",
    "Rights.per_right": "says something about rights that there are",
}
ONLY_ALONE: Mapping[str, str] = {
    "AdequacyTransfer.decision": "with the country beside it, the decision in force is found without it",
    "OwnSection.after": "a place among other sections: test_order",
    "Policy.no_recipients=False": "the list of recipients says so",
}


def is_among(spot: Spot, table: Mapping[str, str]) -> bool:
    cls, field = spot.name.split(".")
    return not table.keys().isdisjoint({str(spot), spot.name, f"{cls}.*", f"*.{field}"})


def is_pointed_at(spot: Spot) -> bool:
    """A mapping that others point into cannot be left out while they do; alone it can."""
    pointed = ("audiences", "controllers", "data_categories", "purposes", "recipients", "sub_processors")
    return spot.field in pointed and not isinstance(spot.value, tuple)


def is_one_of_two(spot: Spot) -> bool:
    return spot.name in ("Recipient.name", "Recipient.category")


@cache
def alone(spot: Spot) -> tuple[str, str]:
    without, with_ = without_and_with(spot, full=False)
    return rendered(without), rendered(with_)


FOR_READERS = [spot for spot in spots() if not is_among(spot, FOR_THE_PROGRAM) and not is_one_of_two(spot)]


def says_something(spot: Spot) -> bool:
    """An empty part, such as an address without a street, says nothing; its own fields are walked one by one."""
    empty = isinstance(least(spot.value), Model) and not any(
        getattr(least(spot.value), name) for name in type(spot.value).model_fields
    )
    return not empty


# --- said ---------------------------------------------------------------------------------------------------------


def test_every_field_is_said_in_company() -> None:
    """Taking one field out of a part that is full changes the text."""
    one_each = {spot.name: spot for spot in reversed(FOR_READERS)}.values()
    silent = [
        str(spot)
        for spot in one_each
        if not (is_pointed_at(spot) or is_among(spot, ONLY_ALONE) or is_among(spot, SAYS_NO_MORE))
        and len(set(map(rendered, without_and_with(spot, full=True)))) == 1
    ]
    assert silent == []


def test_every_value_is_said_alone() -> None:
    silent = [
        str(spot)
        for spot in FOR_READERS
        if says_something(spot)
        and not is_among(spot, SAYS_NO_MORE)
        and not is_among(spot, ONLY_IN_COMPANY)
        and alone(spot)[0] == alone(spot)[1]
    ]
    assert silent == []


@pytest.mark.parametrize("source", [p for p in maximal_policies() if p.status != "archived"], ids=lambda p: p.id)
def test_every_text_of_the_author_is_printed(source: Policy) -> None:
    unlisted = all_shown(source)
    printed = rendered(unlisted)
    skipped = ("suppress", "release", "design")
    missing = [
        ".".join(map(str, path))
        for path, text in texts(unlisted)
        if path[0] not in skipped and escape(str(text)) not in printed and str(text) not in printed
    ]
    assert missing == []


def test_the_tables_name_fields_that_exist() -> None:
    names = {str(spot) for spot in spots()} | {spot.name for spot in spots()}
    names |= {f"{spot.name.split('.')[0]}.*" for spot in spots()} | {f"*.{spot.field}" for spot in spots()}
    for table in (FOR_THE_PROGRAM, SAYS_NO_MORE, ONLY_IN_COMPANY, ONLY_ALONE):
        assert table.keys() <= names


# --- unsaid -------------------------------------------------------------------------------------------------------


def test_a_policy_that_says_nothing_gives_a_title_and_no_more() -> None:
    assert rendered(policy()) == "# Verklaring\n"


def test_fields_for_the_program_are_never_seen() -> None:
    assert [str(spot) for spot in spots() if is_among(spot, FOR_THE_PROGRAM) and len(set(alone(spot))) > 1] == []


def test_null_is_the_same_as_absent() -> None:
    """For every class; equal policies give equal texts."""
    for part in {type(spot.part): spot.part for spot in spots()}.values():
        cls = type(part)
        given = {
            info.alias or name: getattr(part, name)
            for name, info in cls.model_fields.items()
            if info.is_required() or name in ("category", "mechanism")
        }
        nulls = {info.alias or name: None for name, info in cls.model_fields.items()}
        assert len(nulls) > len(given)
        assert cls.model_validate({**nulls, **given}) == cls.model_validate(given), cls


def test_one_field_adds_what_it_says_and_nothing_else(request: pytest.FixtureRequest) -> None:
    """Every field by itself in an otherwise empty policy. What it adds is in the golden file, for a lawyer to read."""
    written = []
    for spot in FOR_READERS:
        added = list(_added(*alone(spot)))
        assert [mark for line in added for mark in _MARK.findall(line) if not _belongs(mark, spot)] == [], spot
        if added:
            written.append(f"{spot}\n" + "\n".join(f"    {line}" for line in added))
    assert_golden(request, "one-field.txt", "\n\n".join(sorted(written)) + "\n")


_CONTENTS = re.compile(r"\+ (## Inhoud$|- \[.*\]\(#)")


def _added(before: str, after: str) -> Iterator[str]:
    """The lines that the field adds, the contents list left out: it follows from the headings."""
    for line in difflib.ndiff(before.splitlines(), after.splitlines()):
        if line.startswith("+ ") and line[2:].strip() and not _CONTENTS.match(line):
            yield line[2:]


_MARK = re.compile(r"(?:Tekst|Proza) ([a-z_0-9]+(?:\.[a-z_0-9]+)*)")
_NAMES = ("name", "category", "legal_name", "title")


def _belongs(mark: str, spot: Spot) -> bool:
    """A text of the same part of the policy, or a name by which that part calls another one."""
    steps = mark.split(".")
    return steps[0] == str((*spot.place, spot.field)[0]) or steps[-1] in _NAMES


SAME_AS_NO_ANSWER = frozenset(spot.split("=")[0] for spot in SAYS_NO_MORE)


def test_no_answer_yes_and_no_are_three_different_texts() -> None:
    flags: dict[str, dict[bool, Spot]] = {}
    for spot in FOR_READERS:
        if isinstance(spot.value, bool) and spot.name not in SAME_AS_NO_ANSWER:
            flags.setdefault(spot.name, {})[spot.value] = spot
    flags = {name: found for name, found in flags.items() if not name.startswith("CookieDuration.")}
    assert len(flags) > 25
    for name, found in flags.items():
        assert found.keys() == {True, False}, name
        assert len({alone(found[True])[0], alone(found[True])[1], alone(found[False])[1]}) == 3, name


def test_every_class_of_the_model_is_walked() -> None:
    def classes(cls: type[BaseModel]) -> Iterator[type[BaseModel]]:
        for inner in cls.__subclasses__():
            yield inner
            yield from classes(inner)

    walked = {type(spot.part).__name__ for spot in spots()}
    with_options = {
        cls.__name__
        for cls in classes(Model)
        if not cls.__name__.startswith("_") and any(not info.is_required() for info in cls.model_fields.values())
    }
    # The bases of other classes occur only as those.
    assert with_options - walked <= {"Contact"}
