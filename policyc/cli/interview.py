"""What `policyc init` asks: each answer is judged at once by the field of the policy that it is for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from policyc.diagnostics import Wording
from policyc.errors import PolicycError
from policyc.law.authorities import authorities
from policyc.model.address import ADDRESS_FORMS
from policyc.model.base import wording_of
from policyc.model.link import Email, Url
from policyc.model.text import Name
from policyc.model.values import Country, Id, country_meant
from policyc.source.reader import read


class Refused(Exception):
    """An answer that cannot be: why, and how it can."""

    def __init__(self, wording: Wording) -> None:
        super().__init__(wording.en)
        self.wording = wording


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask. `key` is also the name of its option; what `default` says is taken when nothing is typed."""

    key: str
    wording: Wording
    check: Callable[[str], str]
    """The answer as the policy has it. Raises Refused."""
    default: Callable[[Mapping[str, str]], str | None] = lambda _: None
    """The answer of somebody who only presses Enter, given the answers so far; None: it stays open."""
    required: bool = False
    default_wording: Wording | None = None
    """What the default is called, where it is no answer in the words of the person."""

    @property
    def option(self) -> str:
        return f"--{self.key.replace('_', '-')}"


def _of(kind: Any) -> Callable[[str], str]:
    def check(text: str) -> str:
        _refuse_what_no_policy_holds(text)
        try:
            return str(TypeAdapter(kind).validate_python(text))
        except ValidationError as error:
            raise Refused(_why(error)) from None

    return check


def _refuse_what_no_policy_holds(text: str) -> None:
    """Control characters, signs that turn the text around, half a character: the reader of policies knows them all."""
    try:
        raw = f"text: 1 # {' '.join(text.split())}\n".encode()
    except UnicodeEncodeError:
        raise Refused(Wording("Dit is geen leesbare tekst.", "This is no readable text.")) from None
    for found in read(raw, name="").diagnostics:
        raise Refused(found.message)


def _why(error: ValidationError) -> Wording:
    context = error.errors(include_url=False)[0]["ctx"]
    said = wording_of(context)
    if "help_nl" not in context:
        return said
    return Wording(f"{said.nl} {context['help_nl']}", f"{said.en} {context['help_en']}")


def _name(text: str) -> str:
    if "{" in text or "}" in text:
        raise Refused(
            Wording(
                "{ en } kunnen hier niet: policyc gebruikt ze voor teksten met een u- en een je-vorm.",
                "{ and } cannot be used here: policyc uses them for texts in two forms, u and je.",
            )
        )
    return _of(Name)(text)


def _country(text: str) -> str:
    code = _of(Country)(country_meant(text.strip()) or text)
    if any(one.country == code for one in authorities()):
        return code
    raise Refused(
        Wording(
            f"policyc kent voor {code} geen toezichthouder. Kies een land van de EER; in het bestand kunt u het land "
            "daarna veranderen.",
            f"policyc knows no supervisory authority for {code}. Choose a country of the EEA; you can change the "
            "country in the file afterwards.",
        )
    )


def _one_of(*words: Wording) -> Callable[[str], str]:
    """One of the words, in either language; the answer is the English one."""

    def check(text: str) -> str:
        typed = text.strip().lower()
        for word in words:
            if typed in word:
                return word.en
        nl = f"{', '.join(word.nl for word in words[:-1])} of {words[-1].nl}"
        en = f"{', '.join(word.en for word in words[:-1])} or {words[-1].en}"
        raise Refused(Wording(f"Kies uit {nl}.", f"Choose from {en}."))

    return check


def _same(word: str) -> Wording:
    return Wording(word, word)


def short_name(answers: Mapping[str, str]) -> str:
    """An id made of the name of the organisation."""
    letters = unicodedata.normalize("NFKD", answers.get("name", "")).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:40].rstrip("-")
    return slug if re.match("[a-z]", slug) else "privacy"


NOWHERE = Wording("geen", "none")
"""Where there is no pipeline."""

QUESTIONS = (
    Question("name", Wording("Hoe heet uw organisatie?", "What is your organisation called?"), _name, required=True),
    Question("id", Wording("Korte naam, voor de bestanden", "Short name, for the files"), _of(Id), default=short_name),
    Question("street", Wording("Straat en huisnummer", "Street and number"), _name),
    Question("postal_code", Wording("Postcode", "Postal code"), _name),
    Question("city", Wording("Plaats", "Town"), _name),
    Question("country", Wording("Land", "Country"), _country, default=lambda _: "NL"),
    Question(
        "email",
        Wording("E-mailadres voor vragen over privacy", "E-mail address for questions about privacy"),
        _of(Email),
    ),
    Question("website", Wording("Webadres van uw organisatie", "Website of your organisation"), _of(Url)),
    Question(
        "address_form",
        Wording("Spreekt u uw lezers aan met u of je?", "Do you call your readers u or je?"),
        _one_of(*map(_same, ADDRESS_FORMS)),
        default=lambda _: "u",
    ),
    Question(
        "ci",
        Wording(
            "Een bestand voor de CI van github of gitlab erbij?", "Add a file for the pipelines of github or gitlab?"
        ),
        _one_of(_same("github"), _same("gitlab"), NOWHERE),
        default=lambda _: NOWHERE.en,
        default_wording=NOWHERE,
    ),
)


def checked(given: Mapping[str, str | None]) -> dict[str, str]:
    """What was typed as options, by key, as the policy has it. Raises PolicycError for one that cannot be."""
    return {
        question.key: _checked(question, option)
        for question in QUESTIONS
        if (option := given.get(question.key)) is not None
    }


def _checked(question: Question, option: str) -> str:
    try:
        return question.check(option)
    except Refused as refused:
        nl, en = refused.wording
        raise PolicycError(Wording(f"{question.option}: {nl}", f"{question.option}: {en}")) from None


def answered(
    given: Mapping[str, str],
    ask: Callable[[Question, str | None], str] | None,
    say: Callable[[Wording], None],
    objection: Callable[[str, str], Wording | None],
) -> dict[str, str]:
    """The answers by key: what was `given`, else what `ask` gets to hear, else the default.

    What is open has no answer. `ask` None: nobody is there to answer. `objection` says why an answer to the question
    with a key cannot be here, if it cannot: it is asked again at once. Raises PolicycError when nobody is named.
    """
    answers: dict[str, str] = {}
    for question in QUESTIONS:
        if question.key in given:
            answers[question.key] = given[question.key]
            continue
        default = question.default(answers)
        answer = default if ask is None else _asked(question, default, ask, say, objection)
        if answer is not None:
            answers[question.key] = answer
        elif question.required:
            raise PolicycError(
                Wording(
                    f"Noem uw organisatie met {question.option}.", f"Name your organisation with {question.option}."
                )
            )
    return answers


def _asked(
    question: Question,
    default: str | None,
    ask: Callable[[Question, str | None], str],
    say: Callable[[Wording], None],
    objection: Callable[[str, str], Wording | None],
) -> str | None:
    """Ask until the answer will do; Enter takes the default, or leaves it open where that may be."""
    while True:
        typed = ask(question, default).strip()
        if not typed and default is None:
            if not question.required:
                return None
            say(Wording("Zonder antwoord kan policyc niet beginnen.", "Without an answer policyc cannot begin."))
            continue
        try:
            answer = question.check(typed) if typed else default or ""
        except Refused as refused:
            say(refused.wording)
            continue
        wrong = objection(question.key, answer)
        if wrong is None:
            return answer
        say(wrong)
