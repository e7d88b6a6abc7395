"""Family RI: rights of data subjects (arts. 7(3), 12-22 and 77 AVG)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policyc.diagnostics import Path, Severity, Wording
from policyc.law import facts
from policyc.law.periods import surely_shorter
from policyc.model.cookies import Cookie
from policyc.model.legal_basis import Consent
from policyc.model.rights import Right, Rights
from policyc.model.transfer import DerogationTransfer
from policyc.model.values import Duration
from policyc.rules import spoken
from policyc.rules.case import Case, Row
from policyc.rules.claims import Claim, claims, is_refused, says
from policyc.rules.complaint import complaint_forum_wrong, complaint_missing, named_rights
from policyc.rules.rule import Finding, Rule

_NAMES: Mapping[Right, Wording] = {
    "access": Wording("recht op inzage", "right of access"),
    "rectification": Wording("recht op rectificatie", "right to rectification"),
    "erasure": Wording("recht op wissing", "right to erasure"),
    "restriction": Wording("recht op beperking van de verwerking", "right to restriction of processing"),
    "portability": Wording("recht op overdraagbaarheid", "right to data portability"),
    "objection": Wording("recht van bezwaar", "right to object"),
    "withdraw_consent": Wording("recht om toestemming in te trekken", "right to withdraw consent"),
    "automated_decisions": Wording("recht op menselijke tussenkomst", "right to human intervention"),
}

_STATED: Path = ("rights", "stated")


# --- what opens a right ---


@dataclass(frozen=True, slots=True)
class _Opening:
    """The first thing in the policy that gives people a right, as the reason in a sentence."""

    path: Path
    reason: Wording


_BASES = {
    "consent": Wording("toestemming", "consent"),
    "contract": Wording("een overeenkomst", "a contract"),
    "public_task": Wording("een taak van algemeen belang", "a public task"),
    "legitimate_interests": Wording("gerechtvaardigd belang", "legitimate interests"),
}


def _opening(case: Case, right: Right) -> _Opening | None:
    """What opens a right that depends on something; None when nothing in the policy does."""
    match right:
        case "portability":
            return next(_portability(case), None)
        case "objection":
            return next(_objection(case), None)
        case "withdraw_consent":
            return next(_withdrawal(case), None)
        case "automated_decisions":
            return next(_decision(case), None)
    return None


def _portability(case: Case) -> Iterator[_Opening]:
    """Art. 20(1): consent or contract, by automated means, of data that the person provided or let be observed."""
    for row in case.rows:
        if case.answers_for(row) and row.processing.automated_means is not False and _is_provided(case, row):
            yield from _by_basis(case, row, "consent", "contract")
            yield from _by_special_ground(case, row)


def _is_provided(case: Case, row: Row) -> bool:
    """Whether some of the data may come from the person (WP242): an origin that is not stated may be that."""
    categories = [case.policy.data_categories.get(id_) for id_ in row.processing.data]
    origins = [category.origin if category is not None else None for category in categories]
    return not origins or any(origin is None or {"provided", "observed"} & set(origin) for origin in origins)


def _objection(case: Case) -> Iterator[_Opening]:
    """Art. 21(1)-(3): a balanced interest, a public task, and direct marketing on whatever basis."""
    for row in case.rows:
        if not case.answers_for(row):
            continue
        yield from _by_basis(case, row, "public_task", "legitimate_interests")
        if row.processing.direct_marketing is not None:
            name = case.name_of(row)
            reason = Wording(f"u met doel {name} reclame maakt", f"purpose {name} is direct marketing")
            yield _Opening((*row.path, "direct_marketing"), reason)
    for id_, cookie in case.policy.cookies.items():
        for index, basis in enumerate(cookie.legal_basis):
            if basis.basis in ("public_task", "legitimate_interests"):
                yield _of_cookie(case, id_, ("cookies", id_, "legal_basis", index), basis.basis)


def _withdrawal(case: Case) -> Iterator[_Opening]:
    """Art. 7(3): consent to a purpose, to a cookie, to special data, to a decision or to a transfer."""
    for row in case.rows:
        if case.answers_for(row):
            yield from _by_basis(case, row, "consent")
            yield from _by_special_ground(case, row)
    for id_, cookie in case.policy.cookies.items():
        if cookie.consent == "required" or any(isinstance(basis, Consent) for basis in cookie.legal_basis):
            yield _of_cookie(case, id_, ("cookies", id_), "consent")
    yield from _explicit_consent_elsewhere(case)


def _explicit_consent_elsewhere(case: Case) -> Iterator[_Opening]:
    """Arts. 22(2)(c) and 49(1)(a)."""
    automated = case.policy.automated_decisions
    for id_, decision in automated.decisions.items() if automated and automated.present is not False else ():
        if decision.ground == "explicit_consent":
            name = case.say(decision.name)
            reason = Wording(f"besluit “{name}” op toestemming steunt", f"decision “{name}” rests on consent")
            yield _Opening(("automated_decisions", "decisions", id_, "ground"), reason)
    for flow in case.flows:
        if isinstance(flow.transfer, DerogationTransfer) and flow.transfer.ground == "49_1_a":
            name = case.say(flow.recipient.title)
            reason = Wording(
                f"de doorgifte aan “{name}” op toestemming steunt", f"the transfer to “{name}” rests on consent"
            )
            yield _Opening((*flow.path, "ground"), reason)


def _decision(case: Case) -> Iterator[_Opening]:
    """Art. 22(3): not where a law alone allows the decision, for that has its own safeguards (22(2)(b))."""
    automated = case.policy.automated_decisions
    if automated is None or automated.present is False:
        return
    path: Path = ("automated_decisions",)
    reason = Wording(
        "u besluiten neemt zonder dat een mens meekijkt", "you take decisions without a human who looks on"
    )
    for id_, decision in automated.decisions.items():
        if decision.ground != "law":
            yield _Opening((*path, "decisions", id_), reason)
    if automated.present and not automated.decisions:
        yield _Opening((*path, "present"), reason)


def _by_basis(case: Case, row: Row, *kinds: str) -> Iterator[_Opening]:
    for index, basis in enumerate(row.processing.legal_basis):
        if basis.basis in kinds:
            yield _Opening((*row.path, "legal_basis", index), _rests_on(_purpose(case, row), basis.basis))


def _by_special_ground(case: Case, row: Row) -> Iterator[_Opening]:
    """Art. 9(2)(a) is consent too."""
    ground = row.processing.special_ground
    if ground is not None and ground.condition == "9_2_a":
        yield _Opening((*row.path, "special_ground"), _rests_on(_purpose(case, row), "consent"))


def _of_cookie(case: Case, id_: str, path: Path, basis: str) -> _Opening:
    name = f"cookie “{_called(case, id_, case.policy.cookies[id_])}”"
    return _Opening(path, _rests_on(Wording(name, name), basis))


def _called(case: Case, id_: str, cookie: Cookie) -> str:
    return case.say(cookie.name) or next((case.say(name) for name in cookie.names), id_)


def _purpose(case: Case, row: Row) -> Wording:
    return Wording(f"doel {case.name_of(row)}", f"purpose {case.name_of(row)}")


def _rests_on(what: Wording, basis: str) -> Wording:
    words = _BASES[basis]
    return Wording(f"{what.nl} op {words.nl} steunt", f"{what.en} rests on {words.en}")


# --- RI001-RI003: rights that are missing ---

_ALWAYS: tuple[Right, ...] = ("access", "rectification", "erasure")
_CONDITIONAL: tuple[Right, ...] = ("portability", "objection", "automated_decisions")


def basic_right_missing(case: Case) -> Iterator[Finding]:
    for right in _ALWAYS:
        yield from _lacking(case, right)


def restriction_missing(case: Case) -> Iterator[Finding]:
    yield from _lacking(case, "restriction")


def _lacking(case: Case, right: Right) -> Iterator[Finding]:
    told = named_rights(case)
    if told is not None and right not in told:
        name = _NAMES[right]
        yield Finding(_STATED, Wording(f"Het {name.nl} ontbreekt.", f"The {name.en} is missing."), phrase=right)


def conditional_right_missing(case: Case) -> Iterator[Finding]:
    """A right that something in the policy opens. CO001 tells of consent to purposes and cookies."""
    told = named_rights(case)
    if told is None:
        return
    openings = {right: _opening(case, right) for right in _CONDITIONAL}
    first = _opening(case, "withdraw_consent")
    if first is not None and first.path[0] not in ("purposes", "cookies"):
        openings["withdraw_consent"] = first
    for right, opening in openings.items():
        if opening is None or right in told:
            continue
        name = _NAMES[right]
        yield Finding(
            _STATED,
            Wording(
                f"Omdat {opening.reason.nl}, moet u het {name.nl} noemen.",
                f"Because {opening.reason.en}, you must name the {name.en}.",
            ),
            phrase=right,
            related=((opening.path, Wording("dit geeft het recht", "this gives the right")),),
        )


# --- RI004-RI006: how a right is told ---

_CONDITIONS: Mapping[Right, str] = {
    "portability": "portability_conditions_nl",
    "objection": "objection_conditions_nl",
}


def right_too_wide(case: Case) -> Iterator[Finding]:
    """A right that has a condition in the law and none in the text, or that nothing in the policy opens."""
    rights = case.policy.rights
    for index, right in enumerate(rights.stated or () if rights is not None else ()):
        if right not in (*_CONDITIONAL, "withdraw_consent"):
            continue
        name, at = _NAMES[right], (*_STATED, index)
        if _opening(case, right) is None:
            if _all_is_known(case, right):
                yield Finding(
                    at,
                    Wording(
                        f"Het {name.nl} geldt voor niets in deze verklaring.",
                        f"The {name.en} applies to nothing in this statement.",
                    ),
                )
        elif right in _CONDITIONS and not _tells_condition(case, right):
            detail = rights.per_right.get(right) if rights is not None else None
            explanation = case.say(detail.explanation) if detail is not None else ""
            yield Finding(
                ("rights", "per_right", right, "explanation") if explanation else at,
                Wording(
                    f"Het {name.nl} geldt niet voor alle gegevens. Leg uit wanneer wel.",
                    f"The {name.en} does not apply to all data. Explain when it does.",
                ),
                reader=explanation or None,
            )


def _all_is_known(case: Case, right: Right) -> bool:
    """Whether the bases are all there to tell that none opens a right; one that is missing might be the one."""
    if right == "automated_decisions":
        automated = case.policy.automated_decisions
        return automated is not None and (automated.present is not None or bool(automated.decisions))
    purposes = case.policy.purposes.values()
    return bool(purposes) and all(
        purpose.processing and all(row.legal_basis for row in purpose.processing.values()) for purpose in purposes
    )


def _tells_condition(case: Case, right: Right) -> bool:
    rights = case.policy.rights
    detail = rights.per_right.get(right) if rights is not None else None
    told = (rights.introduction if rights is not None else None, detail.explanation if detail is not None else None)
    return any(says(case, _CONDITIONS[right], case.say(text)) for text in told)


def objection_not_apart(case: Case) -> Iterator[Finding]:
    """Our own template sets the objection apart. A list of rights does not; an own section about it does."""
    told = named_rights(case) or ()
    if "objection" not in told:
        return
    opening = _opening(case, "objection")
    apart = any("bezwaar" in case.say(section.title).casefold() for section in case.policy.sections.values())
    if opening is not None and not apart:
        yield Finding(
            (*_STATED, told.index("objection")),
            Wording(
                "Zet het recht van bezwaar apart en opvallend neer.",
                "Set the right to object apart, where it catches the eye.",
            ),
            related=((opening.path, Wording("dit geeft het recht", "this gives the right")),),
        )


def withdrawal_effect_untold(case: Case) -> Iterator[Finding]:
    """Art. 13(2)(c) wants it said that what was done before stays lawful. Our own template says it."""
    told = named_rights(case) or ()
    if "withdraw_consent" not in told or _opening(case, "withdraw_consent") is None:
        return
    if not any(says(case, "withdrawal_effect_nl", passage.text) for passage in case.passages):
        yield Finding(
            (*_STATED, told.index("withdraw_consent")),
            Wording("Vermeld dat intrekken niet terugwerkt.", "State that withdrawal does not work back."),
        )


# --- RI009-RI010: using a right ---

_RESPONSE: Path = ("rights", "response_time")


def response_time_loose(case: Case) -> Iterator[Finding]:
    """Art. 12(3): a month, and two more for difficult or many requests."""
    response = case.policy.rights.response_time if case.policy.rights else None
    if response is None or (response.within is None and response.words is None):
        yield Finding(_RESPONSE, _ONE_MONTH)
        return
    if response.within is None:
        words = case.say(response.words)
        if not says(case, "one_month_nl", words):
            loose = next((claim.words for claim in _claims_in(case, "loose_response_nl", "words")), "")
            yield Finding((*_RESPONSE, "words"), _ONE_MONTH, phrase=loose, reader=words)
    elif _is_longer(case, response.within, "response_time"):
        # No step `within`: the period may be all that is written.
        yield Finding(_RESPONSE, _ONE_MONTH, phrase=str(response.within))
    if response.extension is not None and _is_longer(case, response.extension, "extension"):
        said = spoken.period(response.extension)
        yield Finding(
            (*_RESPONSE, "extension"),
            Wording(
                f"Uitstel mag hoogstens twee maanden duren, niet {said.nl}.",
                f"An extension is two months at most, not {said.en}.",
            ),
        )


_ONE_MONTH = Wording(
    "Noem de termijn: binnen één maand na uw verzoek.", "State the time: within one month of the request."
)


def _claims_in(case: Case, list_id: str, field: str) -> Iterator[Claim]:
    passages = (passage for passage in case.passages if passage.path == (*_RESPONSE, field))
    return claims(case, list_id, passages)


def _is_longer(case: Case, period: Duration, rule_id: str) -> bool:
    rule = facts.response_rule(rule_id, case.on)
    return rule is not None and rule.period is not None and surely_shorter(rule.period, period)


def exercise_unclear(case: Case) -> Iterator[Finding]:
    yield from _no_electronic_route(case)
    yield from _too_much_identification(case)
    yield from _not_free(case)


def _no_electronic_route(case: Case) -> Iterator[Finding]:
    rights = case.policy.rights
    if rights is not None and _has_electronic_route(case, rights):
        return
    at: Path = ("rights", "channel") if rights is None or rights.channel is None else ("rights", "channel", "email")
    yield Finding(
        at,
        Wording(
            "Leg uit hoe iemand langs digitale weg een verzoek doet.",
            "Explain how people make a request by electronic means.",
        ),
    )


def _has_electronic_route(case: Case, rights: Rights) -> bool:
    channel, officer = rights.channel, case.policy.dpo
    links = [detail.channel or "" for right, detail in rights.per_right.items() if right != "complaint"]
    if any(not link.startswith("tel:") for link in links if link):
        return True
    if officer is not None and (officer.email or officer.contact_form):
        return True
    if channel is None:
        return False
    if channel.email or channel.form or any(sign in case.say(channel.explanation) for sign in ("@", "https://")):
        return True
    return bool(channel.controller_contact) and any(one.email or one.contact_form for _, one in case.controllers)


def _too_much_identification(case: Case) -> Iterator[Finding]:
    """Only on reasonable doubt, and no more than it takes (art. 12(6))."""
    passages = (passage for passage in case.passages if passage.path[0] == "rights")
    for claim in claims(case, "excessive_identification_nl", passages):
        if not is_refused(case, claim):
            yield Finding(
                claim.passage.path,
                Wording(
                    "Leg uit hoe u de identiteit controleert, en vraag daarvoor niet meer dan nodig is.",
                    "Explain how you check who somebody is, and ask no more for it than needed.",
                ),
                phrase=claim.words,
                reader=claim.sentence,
            )


def _not_free(case: Case) -> Iterator[Finding]:
    free = case.policy.rights.free if case.policy.rights else None
    if free is False:
        yield Finding(
            ("rights", "free"),
            Wording("Een verzoek moet gratis zijn.", "A request must be free of charge."),
        )
        return
    said = any(
        says(case, "free_of_charge_nl", passage.text) for passage in case.passages if passage.path[0] == "rights"
    )
    if free is None and not said:
        yield Finding(
            ("rights", "free"),
            Wording("Vermeld dat een verzoek gratis is.", "State that a request is free of charge."),
            level=Severity.INFO,
        )


_NAME_OR_DERIVE = Wording(
    "Zet het recht bij rights.stated, of laat stated weg: dan volgen de rechten uit de grondslagen.",
    "Add the right to rights.stated, or leave out stated: then the rights follow from the legal bases.",
)

RULES = (
    Rule(
        "RI001",
        basic_right_missing,
        Severity.ERROR,
        title=Wording("Inzage, rectificatie of wissing ontbreekt", "Access, rectification or erasure missing"),
        help=_NAME_OR_DERIVE,
        sources=("AVG 13(2)(b)", "AVG 15-17"),
        facts=tuple(("data_subject_rights", id_) for id_ in ("inzage", "rectificatie", "wissing")),
    ),
    Rule(
        "RI002",
        restriction_missing,
        Severity.ERROR,
        title=Wording("Recht op beperking ontbreekt", "Restriction missing"),
        help=_NAME_OR_DERIVE,
        sources=("AVG 13(2)(b)", "AVG 18"),
        facts=(("data_subject_rights", "beperking"),),
    ),
    Rule(
        "RI003",
        conditional_right_missing,
        Severity.ERROR,
        title=Wording("Recht dat uit de verwerking volgt ontbreekt", "Applicable conditional right missing"),
        help=_NAME_OR_DERIVE,
        sources=("AVG 13(2)(b)-(c)", "AVG 7(3)", "AVG 20-22"),
        facts=tuple(
            ("data_subject_rights", id_)
            for id_ in (
                "overdraagbaarheid",
                "bezwaar",
                "bezwaar_direct_marketing",
                "geautomatiseerde_besluiten",
                "intrekken_toestemming",
            )
        ),
    ),
    Rule(
        "RI004",
        right_too_wide,
        Severity.WARNING,
        title=Wording(
            "Recht ruimer beloofd dan het geldt", "Right offered wider than the law or where it cannot apply"
        ),
        help=Wording(
            "Schrijf de voorwaarde bij rights.per_right, of haal het recht uit rights.stated als niets het opent.",
            "Write the condition in rights.per_right, or take the right out of rights.stated if nothing opens it.",
        ),
        sources=("AVG 20", "AVG 21", "WP242", "WP260 annex"),
        precision="medium",
        facts=(("language_rules", "portability_conditions_nl"), ("language_rules", "objection_conditions_nl")),
    ),
    Rule(
        "RI005",
        objection_not_apart,
        Severity.WARNING,
        title=Wording("Bezwaar niet apart vermeld", "Objection not presented separately"),
        help=Wording(
            "Laat rights.stated weg: policyc zet het bezwaar dan in een eigen blok. Of geef het een eigen onderdeel "
            "(sections) met bezwaar in de titel.",
            "Leave out rights.stated: policyc then gives the objection a block of its own. Or give it an own section "
            "(sections) with “bezwaar” in the title.",
        ),
        sources=("AVG 21(4)", "WP260 annex"),
        facts=(("data_subject_rights", "bezwaar"),),
    ),
    Rule(
        "RI006",
        withdrawal_effect_untold,
        Severity.WARNING,
        title=Wording("Gevolg van intrekken niet uitgelegd", "Effect of withdrawal not explained"),
        help=Wording(
            "Schrijf bij rights.per_right.withdraw_consent: wat wij vóór het intrekken deden, blijft rechtmatig.",
            "Write in rights.per_right.withdraw_consent that what you did before the withdrawal stays lawful.",
        ),
        sources=("AVG 7(3)", "AVG 13(2)(c)"),
        precision="high",
        facts=(("language_rules", "withdrawal_effect_nl"),),
    ),
    Rule(
        "RI007",
        complaint_missing,
        Severity.ERROR,
        title=Wording("Recht om te klagen ontbreekt", "No right to complain"),
        help=Wording(
            "Vul rights.complaint in: authority (het land van de toezichthouder) en explanation.",
            "Fill in rights.complaint: authority (the country of the supervisory authority) and explanation.",
        ),
        sources=("AVG 13(2)(d)", "AVG 77"),
        facts=(("data_subject_rights", "klacht"),),
    ),
    Rule(
        "RI008",
        complaint_forum_wrong,
        Severity.WARNING,
        title=Wording("Waar iemand kan klagen klopt niet", "Complaint forum wrong or incomplete"),
        help=Wording(
            "Laat rights.stated weg en zet rights.complaint.authority op het land, zoals NL: dan schrijft policyc de "
            "keuze en de gegevens van de toezichthouder. Of zet ze in explanation, met een link.",
            "Leave out rights.stated and set rights.complaint.authority to the country, such as NL: policyc then "
            "writes the choice and the details of the authority. Or put them in explanation, with a link.",
        ),
        sources=("AVG 77(1)", "WP260 annex"),
        precision="high",
        facts=(
            ("authority_notions", "complaint_forum"),
            ("authority_notions", "lead_authority"),
            ("language_rules", "forum_confusion_nl"),
            ("language_rules", "forum_choice_nl"),
            ("language_rules", "complaint_words_nl"),
            ("language_rules", "complaint_first_nl"),
            ("language_rules", "authority_words_nl"),
            ("language_rules", "other_forums_nl"),
            ("language_rules", "former_name_nl"),
            ("language_rules", "denials_nl"),
        ),
    ),
    Rule(
        "RI009",
        response_time_loose,
        Severity.WARNING,
        title=Wording("Antwoordtermijn ontbreekt of is te ruim", "Response time missing or too loose"),
        help=Wording(
            "Vul rights.response_time in: {within: P1M, extension: P2M}.",
            "Fill in rights.response_time: {within: P1M, extension: P2M}.",
        ),
        sources=("AVG 12(3)-(4)",),
        precision="high",
        facts=(
            ("response_rules", "response_time"),
            ("response_rules", "extension"),
            ("language_rules", "one_month_nl"),
            ("language_rules", "loose_response_nl"),
        ),
    ),
    Rule(
        "RI010",
        exercise_unclear,
        Severity.WARNING,
        title=Wording("Onduidelijk hoe iemand een verzoek doet", "How to exercise is unclear"),
        help=Wording(
            "Vul rights.channel in (email of form), zeg bij identification hoe u controleert wie iemand is en zet free "
            "op true.",
            "Fill in rights.channel (email or form), say in identification how you check who somebody is and set free "
            "to true.",
        ),
        sources=("AVG 12(2)", "AVG 12(5)-(6)", "AVG recital 59"),
        precision="high",
        facts=(
            ("response_rules", "electronic_requests"),
            ("response_rules", "identification"),
            ("response_rules", "free_of_charge"),
            ("language_rules", "excessive_identification_nl"),
            ("language_rules", "denials_nl"),
            ("language_rules", "free_of_charge_nl"),
        ),
    ),
)
