"""The public projection of a policy: all that its statement says, nothing else, and a policy again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from document.editions import WRITTEN
from document.rendering import edition, policy, rendered
from document.spine import spots
from document.test_said import FOR_THE_PROGRAM, is_among
from model.maximal import maximal_policies, policy_of
from model.sixty import sixty
from pydantic import BaseModel

from policyc.export.public_source import INTERNAL, READ_INTO, public_source
from policyc.model.load import load
from policyc.model.policy import Policy
from policyc.model.references import texts
from policyc.model.text import Text
from policyc.render.escape import escape
from policyc.source.reader import read

POLICIES = {str(sample): sample.policy for sample in WRITTEN} | {p.id: p for p in (*maximal_policies(), sixty("je"))}
every_policy = pytest.mark.parametrize("source", POLICIES.values(), ids=POLICIES)


def loaded(raw: bytes) -> Policy:
    result = load(read(raw, name="public.yaml"))
    assert result.diagnostics == ()
    assert result.policy is not None
    return result.policy


@cache
def public(id_: str) -> Policy:
    return loaded(public_source(POLICIES[id_]))


def public_of(source: Policy) -> Policy:
    return public(next(id_ for id_, one in POLICIES.items() if one is source))


def without_questions(source: Policy) -> Policy:
    """The open questions of a draft are for those who have the answers, so they stay out of the projection."""
    return source.model_copy(update={"unconfirmed": ()})


@cache
def statements(id_: str) -> dict[str, str]:
    return {code: rendered(public(id_), code=code) for code in public(id_).languages}


# --- all that the statement says -----------------------------------------------------------------------------------


@every_policy
def test_the_statement_reads_the_same(source: Policy) -> None:
    for code in source.languages:
        before, after = edition(without_questions(source), code=code), edition(public_of(source), code=code)
        assert after.marked == before.marked
        assert after.figures == before.figures


@every_policy
def test_it_is_its_own_projection(source: Policy) -> None:
    once = public_source(source)
    assert public_source(loaded(once)) == once


# --- and nothing else ----------------------------------------------------------------------------------------------


def addresses(part: Any) -> Iterator[str]:
    """Every e-mail address, number and link of a policy."""
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            value = getattr(part, name)
            if name in _ADDRESSES and isinstance(value, str):
                yield value
            else:
                yield from addresses(value)
    elif isinstance(part, dict):
        for value in part.values():
            yield from addresses(value)
    elif isinstance(part, tuple):
        for value in part:
            yield from addresses(value)


_ADDRESSES = {"email", "phone", "url", "contact_form", "statement", "contact", "channel", "form", "archive", "copy_at"}


@pytest.mark.parametrize("id_", POLICIES)
def test_whatever_it_says_in_words_is_in_the_statement(id_: str) -> None:
    """Each text in each of its languages, and each address: what readers do not find there is not in here."""
    said = {code: re.sub(r"\s+", " ", words) for code, words in statements(id_).items()}
    form = public(id_).address_form or "u"
    hidden = [
        ".".join(map(str, path))
        for path, text in texts(public(id_))
        for code, _ in text.by_language
        if not _is_said(text, said[code or public(id_).language], code or public(id_).language, form)
    ]
    assert hidden == []
    together = " ".join(said.values())
    assert [at for at in addresses(public(id_)) if at != public(id_).url and at.split(":")[-1] not in together] == []


def _is_said(text: Text, statement: str, code: str, form: Any) -> bool:
    """Also where it lost its full stop or its capital to the sentence around it."""
    words = re.sub(r"\s+", " ", text.in_language(code, form) or "").rstrip(".")
    return any(said in statement for said in (words, escape(words), words[1:], escape(words[1:])))


def test_what_only_the_program_looks_at_is_not_in_it() -> None:
    """The fields that `test_said` finds to be unsaid are those that are left out, and the other way round.

    So a new field is printed, or it is named there and here.
    """
    unsaid = {spot.name for spot in spots() if is_among(spot, FOR_THE_PROGRAM)}
    internal = {
        spot.name
        for spot in spots()
        if any(isinstance(spot.part, cls) and spot.field in names for cls, names in INTERNAL.items())
    }
    # Whole parts that are internal: their fields are nowhere.
    inside = {name for name in unsaid if name.split(".")[0] in _NOWHERE}
    # What the Markdown does not say in words, yet readers are told: by the head of the page, by u or je, by what is
    # not explained.
    told = {"Policy.url", "Policy.address_form", "Policy.transcription"}
    assert unsaid - inside - told == internal - {"Policy.unconfirmed"}


_NOWHERE = ("Suppression", "ReleaseChange", "ConsentRefresh", "Design", "Font")


def test_what_a_transcriber_read_into_a_text_is_not_in_it() -> None:
    """And each field that is named so is unsaid in a transcription, whatever it is."""
    for cls, names in READ_INTO.items():
        found = [spot for spot in spots() if isinstance(spot.part, cls) and spot.field in names]
        assert {spot.field for spot in found} == set(names)
    transcription = next(p for p in maximal_policies() if p.transcription)
    for cls, names in READ_INTO.items():
        for part in _parts(loaded(public_source(transcription))):
            if isinstance(part, cls):
                empty = {name: info.default for name, info in type(part).model_fields.items()}
                assert [name for name in names if getattr(part, name) not in (empty[name], ())] == []


def _parts(part: Any) -> Iterator[BaseModel]:
    if isinstance(part, BaseModel):
        yield part
        for name in type(part).model_fields:
            yield from _parts(getattr(part, name))
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, tuple) else ():
        yield from _parts(inner)


def test_nothing_of_the_makers_is_in_it() -> None:
    secret = "Geheim van de maker"
    source = {
        "policyc": 1,
        "id": "proef",
        "title": "Verklaring",
        "status": "draft",
        "design": {"accent": "#0b5a6b"},
        "controller": {"name": "Jansen", "vat_liable": True, "online_service": True, "public_authority": False},
        "data_categories": {
            "naam": {"name": "Naam", "formerly": ["oud_geheim"], "regulated": "bsn"},
            "later": {"name": secret, "listed": False},
        },
        "recipients": {
            "later": {"name": secret, "listed": False},
            "bank": {"name": "Bank", "listed": False, "task": secret, "email": "geheim@voorbeeld.example"},
        },
        "purposes": {"a": {"name": "A", "core_service": True, "recipients": ["bank"], "data": ["naam"]}},
        "dpo": {"email": "geheim@voorbeeld.example", "name": secret},
        "documents": {"a": {"name": {"nl": "Lijst", "de": secret}}},
        "unconfirmed": [{"at": "controller", "question": secret}],
        "suppress": [{"rule": "IN003", "reason": secret}],
        "release": {"notice_date": "2026-12-01", "stays": secret, "changes": [{"covers": ["**"], "why": secret}]},
    }
    written = public_source(policy_of(source)).decode()
    assert "geheim" not in written.casefold()
    for name in ("unconfirmed", "suppress", "release", "design", "dpo", "formerly", "regulated", "core_service"):
        assert f"{name}:" not in written
    assert "vat_liable" not in written
    assert "#" not in written


# --- as YAML -------------------------------------------------------------------------------------------------------

STRANGE = [
    *("NO", "on", "yes", "~", "null", "true", "12:30", "22:30:01", "2026-12-15", "017", "1_000", "1e5", "0x1F", ".inf"),
    *(
        "- a",
        "# a",
        "a: b",
        "a #b",
        "? a",
        "& a",
        "* a",
        "! a",
        "%a",
        "@a",
        "`a`",
        "{u|je}",
        "[a]",
        "'",
        '"',
        '"a',
        "|",
    ),
    *("Łódź → Utrecht", "a\u00a0b", "a\u200bb", "a\u00adb", "😀", "a\\nb", "a\\", "=", "<<", "---", "..."),
    "lang " * 100,
]


@pytest.mark.parametrize("text", STRANGE)
def test_a_text_comes_back_as_it_was(text: str) -> None:
    prose = f"Eerst.\n\nDan {text} en\nook {text}."
    source = policy(title=text, sections={"a": {"title": text, "text": prose}}, scope={"services": [text]})
    again = loaded(public_source(source))
    assert again == source
    assert source.title.by_language[0][1] == " ".join(text.split())


def test_it_is_written_for_people() -> None:
    prose = "Eerste alinea.\n\n- punt\n- punt"
    source = policy(introduction=prose, purposes={"a": {"name": "A", "legal_basis": "contract"}})
    assert public_source(source).decode() == (
        "policyc: 1\nid: proef\ntitle: Verklaring\nlanguage: nl\nstatus: final\n"
        "introduction: |-\n  Eerste alinea.\n\n  - punt\n  - punt\n"
        "purposes:\n  a:\n    name: A\n    legal_basis:\n    - basis: contract\n"
    )


def test_a_purpose_keeps_the_rows_it_was_written_with() -> None:
    rows = {"row": {"name": "Rij", "legal_basis": "contract"}}
    source = policy(purposes={"a": {"name": "A", "processing": rows}})
    assert loaded(public_source(source)) == source


@every_policy
def test_each_thing_is_written_out(source: Policy) -> None:
    """No anchors and no tags: any program can read it."""
    assert not re.search(rb"^[^#'\"]*: [&*!]", public_source(source), flags=re.MULTILINE)
