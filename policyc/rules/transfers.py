"""Family TR: transfers outside the EEA (arts. 44-49 AVG)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policyc.diagnostics import Path, Severity, Wording
from policyc.law import facts
from policyc.law.periods import before
from policyc.model.recipient import Recipient
from policyc.model.transfer import (
    AdequacyTransfer,
    BindingCorporateRulesTransfer,
    DerogationTransfer,
    OtherSafeguardTransfer,
    StandardClausesTransfer,
)
from policyc.model.values import Country
from policyc.rules import spoken
from policyc.rules.case import Case, Flow
from policyc.rules.claims import is_out_of_use, says
from policyc.rules.prose import Passage, found
from policyc.rules.rule import Finding, Rule

_SAFEGUARDS = (StandardClausesTransfer, BindingCorporateRulesTransfer, OtherSafeguardTransfer)
"""What arts. 46 and 47 allow."""

_SAFE_HARBOR, _PRIVACY_SHIELD, _DPF = "ad_us_sh", "ad_us_ps", "ad_us_dpf"
"""The three decisions on the United States, each with its own list of participants."""


# --- where, and who receives there ---


def _is_outside(case: Case, country: Country | None) -> bool:
    """Known to be a third country."""
    return country is not None and not facts.is_in_eea(country, case.on)


def _country(case: Case, flow: Flow) -> Country | None:
    """Where a transfer goes: its own country, else that of the sub-processor, else that of the recipient."""
    if flow.transfer.country is not None or flow.transfer.organisation is not None:
        return flow.transfer.country
    through = flow.recipient.sub_processors.get(flow.transfer.through or "")
    if through is not None:
        return through.country
    return flow.recipient.country if _is_outside(case, flow.recipient.country) else None


def _destination(case: Case, flow: Flow) -> Wording | None:
    """The country or the international organisation, as readers call it."""
    country = _country(case, flow)
    if country is not None:
        return spoken.country(country)
    organisation = case.say(flow.transfer.organisation)
    return Wording(organisation, organisation) if organisation else None


def _importer(case: Case, flow: Flow) -> str:
    """Who receives the data there."""
    through = flow.recipient.sub_processors.get(flow.transfer.through or "")
    return f"“{case.say(through.name if through is not None else flow.recipient.title)}”"


def _flows(case: Case) -> Iterator[Flow]:
    """The transfers, without those to a country where the AVG holds: they need no ground."""
    for flow in case.flows:
        country = _country(case, flow)
        if country is None or not facts.is_in_eea(country, case.on):
            yield flow


def _decision(case: Case, flow: Flow) -> facts.AdequacyDecision | None:
    """The adequacy decision in force on which a transfer rests.

    A decision that was amended stands as amended, whichever of its acts is named: the one on the United Kingdom was
    prolonged twice. A framework with participants is another one than the framework before it.
    """
    if not isinstance(flow.transfer, AdequacyTransfer):
        return None
    named = facts.adequacy_decision(flow.transfer.decision) if flow.transfer.decision else None
    if named is not None and named.holds(case.on):
        return named
    country = named.country if named is not None else _country(case, flow)
    now = facts.adequacy_for(country, case.on) if country is not None else None
    if named is not None and now is not None and now.framework_nl != named.framework_nl:
        return None
    return now


# --- TR001 ---


def mechanism_missing(case: Case) -> Iterator[Finding]:
    """Every third country needs a ground, also that of a sub-processor. A mere source of data receives none."""
    yield from _without_ground(case)
    for recipient_id, recipient in case.policy.recipients.items():
        if recipient.role != "source":
            yield from _without_transfer(case, ("recipients", recipient_id), recipient)


def _without_ground(case: Case) -> Iterator[Finding]:
    for flow in _flows(case):
        if flow.transfer.mechanism is not None:
            continue
        name, place = _importer(case, flow), _destination(case, flow)
        nl, en = (f" ({place.nl})", f" ({place.en})") if place else ("", "")
        yield Finding(
            (*flow.path, "mechanism"),
            Wording(
                f"De grond voor doorgifte aan {name}{nl} ontbreekt.",
                f"The ground for the transfer to {name}{en} is missing.",
            ),
        )


def _without_transfer(case: Case, path: Path, recipient: Recipient) -> Iterator[Finding]:
    transfers = recipient.transfers.values()
    own = any(one.through is None and one.country in (None, recipient.country) for one in transfers)
    reached = {one.through for one in transfers}
    if _is_outside(case, recipient.country) and not own:
        at = (*path, "country") if recipient.transfers else (*path, "transfers")
        yield _no_ground(case.say(recipient.title), recipient.country or "", at, (*path, "country"))
    for sub_id, sub in recipient.sub_processors.items():
        # What goes on within the same third country does so under the ground that brought it there (art. 44).
        onward = own and sub.country == recipient.country
        if _is_outside(case, sub.country) and sub_id not in reached and not onward:
            where = (*path, "sub_processors", sub_id, "country")
            yield _no_ground(case.say(sub.name), sub.country or "", where, where)


def _no_ground(name: str, code: str, at: Path, country: Path) -> Finding:
    place = spoken.country(code)
    return Finding(
        at,
        Wording(
            f"“{name}” zit buiten de EER ({place.nl}). De grond voor doorgifte ontbreekt.",
            f"“{name}” is outside the EEA ({place.en}). The ground for the transfer is missing.",
        ),
        related=((country, Wording("dit land ligt buiten de EER", "this country is outside the EEA")),),
    )


# --- TR002-TR004: what is dead ---

_NAMED_HERE_TOO = Wording("deze tekst noemt het ook", "this text names it too")


def privacy_shield_invalid(case: Case) -> Iterator[Finding]:
    yield from _struck_down(
        case, _PRIVACY_SHIELD, "term_privacy_shield", Wording("Het Privacy Shield", "Privacy Shield")
    )


def safe_harbor_invalid(case: Case) -> Iterator[Finding]:
    yield from _struck_down(case, _SAFE_HARBOR, "term_safe_harbor", Wording("Safe Harbor", "Safe Harbor"))


def _struck_down(case: Case, decision_id: str, alert_id: str, name: Wording) -> Iterator[Finding]:
    """A decision that the court declared invalid, in a transfer or in the words of a text."""
    decision = facts.adequacy_decision(decision_id)
    if decision is None or decision.valid_until is None:
        return
    mentions = _mentions(case, alert_id)
    flows = [
        flow
        for flow in case.flows
        if isinstance(flow.transfer, AdequacyTransfer) and flow.transfer.decision == decision_id
    ]
    if not mentions and not flows:
        return
    end = spoken.day(decision.valid_until)
    message = Wording(
        f"{name.nl} is op {end.nl} ongeldig verklaard. U kunt er geen doorgifte op baseren.",
        f"{name.en} was declared invalid on {end.en}. No transfer can rest on it.",
    )
    within: dict[Path, list[Path]] = {}
    for passage, _, _ in mentions:
        within.setdefault(passage.path[:4], []).append(passage.path)
    reported: set[Path] = set()
    for flow in flows:
        reported.add(flow.path)
        also = tuple((path, _NAMED_HERE_TOO) for path in within.get(flow.path, ()))
        yield Finding((*flow.path, "decision"), message, related=also)
    for passage, sentence, words in mentions:
        if passage.path[:4] not in reported:
            yield Finding(passage.path, message, phrase=words, reader=sentence)


def _mentions(case: Case, alert_id: str) -> list[tuple[Passage, str, str]]:
    """Each text that names a dead instrument, once, with the sentence and the words.

    A sentence that says itself that it is dead, or that nothing rests on it, tells the truth.
    """
    alert = facts.term_alert(alert_id, case.on)
    if alert is None or case.on < alert.dead_from or not case.may_hold(alert):
        return []
    mentions: dict[Path, tuple[Passage, str, str]] = {}
    for passage, sentence, match in found(alert.pattern, case.passages):
        if not says(case, "invalidated_nl", sentence) and not is_out_of_use(case, alert.pattern, sentence):
            mentions.setdefault(passage.path, (passage, sentence, match.group()))
    return list(mentions.values())


def standard_clauses_repealed(case: Case) -> Iterator[Finding]:
    """Old clauses lived on until the end of 2022 in contracts that were signed in time (Decision 2021/914 art. 4)."""
    reported: set[Path] = set()
    for flow in _flows(case):
        if not isinstance(flow.transfer, StandardClausesTransfer) or flow.transfer.clauses is None:
            continue
        clauses, signed = facts.transfer_safeguard(flow.transfer.clauses), flow.transfer.signed_on
        if clauses is None or clauses.valid_until is None:
            continue
        nl, en = clauses.document_nl or clauses.document, clauses.document
        if case.on >= clauses.valid_until:
            reported.add(flow.path)
            yield Finding(
                (*flow.path, "clauses"),
                Wording(
                    f"Deze modelcontracten ({nl}) zijn vervallen. Sluit de standaardcontractbepalingen van 2021.",
                    f"These model contracts ({en}) have lapsed. Conclude the standard contractual clauses of 2021.",
                ),
            )
        elif signed is not None and clauses.new_contracts_until is not None and signed >= clauses.new_contracts_until:
            when = spoken.day(signed)
            yield Finding(
                (*flow.path, "signed_on"),
                Wording(
                    f"Deze modelcontracten ({nl}) mocht u op {when.nl} niet meer sluiten. Sluit de "
                    "standaardcontractbepalingen van 2021.",
                    f"These model contracts ({en}) could no longer be concluded on {when.en}. Conclude the standard "
                    "contractual clauses of 2021.",
                ),
                related=(((*flow.path, "clauses"), Wording("deze bepalingen", "these clauses")),),
            )
    for passage, sentence, words in _mentions(case, "term_old_scc"):
        if passage.path[:4] not in reported:
            yield Finding(
                passage.path,
                Wording(
                    f"“{words}” is vervallen. Sluit de standaardcontractbepalingen van 2021.",
                    f"“{words}” has lapsed. Conclude the standard contractual clauses of 2021.",
                ),
                phrase=words,
                level=Severity.WARNING,
                reader=sentence,
            )


# --- TR005-TR007: adequacy ---


def adequacy_not_in_force(case: Case) -> Iterator[Finding]:
    """Before its first day or after its last. TR002 and TR003 tell of the two that the court declared invalid."""
    for flow in _flows(case):
        if not isinstance(flow.transfer, AdequacyTransfer) or _decision(case, flow) is not None:
            continue
        name, country = flow.transfer.decision, _country(case, flow)
        named = facts.adequacy_decision(name) if name else None
        when = spoken.day(case.on)
        if named is not None and name not in (_PRIVACY_SHIELD, _SAFE_HARBOR):
            place = spoken.country(named.country) if named.country else None
            nl, en = (f"{place.nl}: ", f"{place.en}: ") if place else ("", "")
            yield Finding(
                (*flow.path, "decision"),
                Wording(
                    f"Het adequaatheidsbesluit ({nl}{named.document_nl}) gold niet op {when.nl}.",
                    f"The adequacy decision ({en}{named.document}) was not in force on {when.en}.",
                ),
            )
        elif named is None and country is not None:
            place = spoken.country(country)
            yield Finding(
                (*flow.path, "mechanism"),
                Wording(
                    f"Op {when.nl} gold er geen adequaatheidsbesluit voor dit land ({place.nl}).",
                    f"On {when.en} no adequacy decision was in force for this country ({place.en}).",
                ),
            )


def adequacy_scope_unconfirmed(case: Case) -> Iterator[Finding]:
    """Some decisions cover only some recipients. One that leaves out a single use covers all who say nothing of it."""
    for flow in _flows(case):
        decision, transfer = _decision(case, flow), flow.transfer
        if decision is None or decision.scope_condition is None or decision.scope == "certified":
            continue
        assert isinstance(transfer, AdequacyTransfer)  # noqa: S101  _decision found one
        covered = decision.scope == "exclusion" or (
            decision.scope == "organisation" and transfer.organisation is not None
        )
        if transfer.scope_confirmed or (transfer.scope_confirmed is None and covered):
            continue
        name, place = _importer(case, flow), _destination(case, flow)
        nl, en = (f" ({place.nl})", f" ({place.en})") if place else ("", "")
        condition = Wording(decision.scope_condition_nl or decision.scope_condition, decision.scope_condition)
        asked = Wording(f"Leg vast dat {name} eronder valt.", f"Record that {name} is covered.")
        if transfer.scope_confirmed is False:
            asked = Wording(f"Volgens u valt {name} er niet onder.", f"By your own account {name} is not covered.")
        yield Finding(
            (*flow.path, "scope_confirmed"),
            Wording(
                f"Het adequaatheidsbesluit{nl} dekt niet alles: {condition.nl}. {asked.nl}",
                f"The adequacy decision{en} does not cover everything: {condition.en}. {asked.en}",
            ),
        )


def certification_unverified(case: Case) -> Iterator[Finding]:
    """The framework covers participants only, and they renew each year: what a vendor says is no check."""
    for flow in _flows(case):
        decision, transfer = _decision(case, flow), flow.transfer
        if decision is None or decision.scope != "certified" or not isinstance(transfer, AdequacyTransfer):
            continue
        name, checked = _importer(case, flow), transfer.checked_on
        review = facts.review_period("dpf_list_check", case.on)
        if not transfer.certified:
            yield Finding((*flow.path, "certified"), _not_on_the_list(name, certified=transfer.certified))
        elif checked is None:
            yield Finding(
                (*flow.path, "checked_on"),
                Wording(
                    f"Niet vastgelegd is wanneer u hebt gezien dat {name} op de DPF-lijst staat.",
                    f"It is not recorded when you saw that {name} is on the DPF List.",
                ),
                level=Severity.WARNING,
            )
        elif review is not None and checked < before(case.on, review.period):
            when = spoken.day(checked)
            yield Finding(
                (*flow.path, "checked_on"),
                Wording(
                    f"Controleer opnieuw of {name} op de DPF-lijst staat (laatst gecontroleerd: {when.nl}).",
                    f"Check again whether {name} is on the DPF List (last checked: {when.en}).",
                ),
                level=Severity.WARNING,
            )


def _not_on_the_list(name: str, *, certified: bool | None) -> Wording:
    if certified is False:
        return Wording(
            f"{name} staat niet op de DPF-lijst. Dan geldt het besluit voor de Verenigde Staten niet.",
            f"{name} is not on the DPF List. The decision on the United States does not cover it.",
        )
    return Wording(
        f"Niet vastgelegd is dat {name} op de DPF-lijst staat.", f"It is not recorded that {name} is on the DPF List."
    )


# --- TR008-TR010 ---


def copy_unavailable(case: Case) -> Iterator[Finding]:
    for flow in _flows(case):
        if isinstance(flow.transfer, _SAFEGUARDS) and flow.transfer.copy_at is None:
            name = _importer(case, flow)
            yield Finding(
                (*flow.path, "copy_at"),
                Wording(
                    f"Vermeld hoe iemand een kopie van de waarborgen voor {name} kan krijgen.",
                    f"State how people can get a copy of the safeguards for {name}.",
                ),
            )


def location_unknown(case: Case) -> Iterator[Finding]:
    """Without a country nobody can tell whether there is a transfer."""
    for recipient_id, recipient in case.policy.recipients.items():
        path: Path = ("recipients", recipient_id)
        known = recipient.country is not None or any(
            one.through is None and (one.country or one.organisation) for one in recipient.transfers.values()
        )
        if recipient.role != "source" and not known:
            yield _unknown(case.say(recipient.title), (*path, "country"))
        reached = {one.through for one in recipient.transfers.values() if one.country}
        for sub_id, sub in recipient.sub_processors.items():
            if sub.country is None and sub_id not in reached:
                yield _unknown(case.say(sub.name), (*path, "sub_processors", sub_id, "country"))
    for flow in case.flows:
        # A recipient in the EEA with a transfer to nowhere. Where the recipient itself is unknown, that says it.
        if flow.recipient.country and flow.transfer.through is None and _destination(case, flow) is None:
            name = _importer(case, flow)
            yield Finding(
                (*flow.path, "country"),
                Wording(
                    f"Onbekend is naar welk land buiten de EER de gegevens van {name} gaan.",
                    f"It is unknown to which country outside the EEA the data of {name} go.",
                ),
            )


def _unknown(name: str, at: Path) -> Finding:
    return Finding(
        at,
        Wording(
            f"Onbekend is waar “{name}” gegevens verwerkt. Daardoor is doorgifte niet te beoordelen.",
            f"It is unknown where “{name}” processes data. So a transfer cannot be judged.",
        ),
    )


def mechanism_fragile(case: Case) -> Iterator[Finding]:
    """A ground that holds today and needs an assessment, a fallback or a plan."""
    safe = {_importer_in(case, flow) for flow in case.flows if isinstance(flow.transfer, _SAFEGUARDS)}
    for flow in _flows(case):
        doubts = list(_doubts(case, flow, replaceable=_importer_in(case, flow) in safe))
        place = _destination(case, flow) if doubts else None
        if place is None:
            continue
        name = _importer(case, flow)
        for field, reason in doubts:
            yield Finding(
                (*flow.path, field),
                Wording(
                    f"Controleer de doorgifte aan {name} ({place.nl}): {reason.nl}.",
                    f"Check the transfer to {name} ({place.en}): {reason.en}.",
                ),
            )


def _importer_in(case: Case, flow: Flow) -> tuple[str, str | None, Country | None]:
    """Who receives the data and in which country: two transfers to one importer can replace each other."""
    return flow.recipient_id, flow.transfer.through, _country(case, flow)


def _doubts(case: Case, flow: Flow, *, replaceable: bool) -> Iterator[tuple[str, Wording]]:
    transfer = flow.transfer
    if isinstance(transfer, _SAFEGUARDS) and not transfer.assessment:
        yield (
            "assessment",
            Wording(
                "er is niet vastgelegd dat u het recht van dat land hebt beoordeeld",
                "it is not recorded that you assessed the law of that country",
            ),
        )
    if isinstance(transfer, DerogationTransfer):
        yield from _doubts_of_derogation(case, transfer)
    if isinstance(transfer, AdequacyTransfer):
        replaceable = replaceable or transfer.fallback is not None
        yield from _doubts_of_adequacy(case, flow, transfer, replaceable=replaceable)


def _doubts_of_derogation(case: Case, transfer: DerogationTransfer) -> Iterator[tuple[str, Wording]]:
    derogation = facts.derogation(transfer.ground, case.on) if transfer.ground else None
    if derogation is None:
        yield (
            "ground",
            Wording(
                "welke uitzondering van artikel 49 geldt, staat er niet", "it is not said which derogation applies"
            ),
        )
    if transfer.systematic is False or (derogation is not None and derogation.systematic):
        return
    if transfer.systematic:
        reason = Wording(
            "een uitzondering van artikel 49 kan geen vaste doorgifte dragen",
            "a derogation of article 49 cannot carry a transfer that happens all the time",
        )
    else:
        reason = Wording(
            "leg vast of zij steeds opnieuw gebeurt; dan kan een uitzondering van artikel 49 haar niet dragen",
            "record whether it happens all the time; a derogation of article 49 cannot carry that",
        )
    yield "systematic", reason


def _doubts_of_adequacy(
    case: Case, flow: Flow, transfer: AdequacyTransfer, *, replaceable: bool
) -> Iterator[tuple[str, Wording]]:
    decision = _decision(case, flow)
    if decision is None:
        if transfer.decision is None and _country(case, flow) is None:
            yield (
                "decision",
                Wording("welk adequaatheidsbesluit geldt, staat er niet", "it is not said which decision applies"),
            )
        return
    if decision.id == _DPF and _is_appealed(case) and not replaceable:
        yield (
            "fallback",
            Wording(
                "over het besluit loopt een beroep bij het Europese Hof en er is geen grond die het kan vervangen",
                "the decision is under appeal at the European Court and no other ground can take its place",
            ),
        )
    last, review = _last_day(decision), facts.review_period("adequacy_ending", case.on)
    if last is not None and review is not None and before(last, review.period) <= case.on:
        when = spoken.day(last)
        yield "mechanism", Wording(f"het adequaatheidsbesluit eindigt op {when.nl}", f"the decision ends on {when.en}")


def _is_appealed(case: Case) -> bool:
    return facts.fact("pending_law", "dpf_appeal").holds(case.on)


def _last_day(decision: facts.AdequacyDecision) -> date | None:
    """When a decision ends, prolongations counted."""
    end, country = decision.valid_until, decision.country
    while end is not None and country is not None:
        following = facts.adequacy_for(country, end)
        if following is None:
            break
        end = following.valid_until
    return end


RULES = (
    Rule(
        "TR001",
        mechanism_missing,
        Severity.ERROR,
        title=Wording("Doorgifte zonder grond", "Transfer without mechanism"),
        help=Wording(
            "Zet bij de ontvanger een transfer met mechanism: adequacy, standard_clauses, een andere waarborg of "
            "derogation. Gaat zij via een subverwerker, noem die bij through.",
            "Add a transfer to the recipient with mechanism: adequacy, standard_clauses, another safeguard or "
            "derogation. If it goes to a sub-processor, name that one in through.",
        ),
        sources=("AVG 13(1)(f)", "AVG 44-49"),
    ),
    Rule(
        "TR002",
        privacy_shield_invalid,
        Severity.ERROR,
        title=Wording("Privacy Shield is ongeldig", "Invalidated Privacy Shield"),
        help=Wording(
            "Kijk of de ontvanger op de DPF-lijst staat (decision: ad_us_dpf, certified, checked_on). Zo niet: "
            "mechanism: standard_clauses met clauses: scc_2021 en assessment. Haal de oude naam uit de tekst.",
            "See whether the recipient is on the DPF List (decision: ad_us_dpf, certified, checked_on). If not: "
            "mechanism: standard_clauses with clauses: scc_2021 and assessment. Take the old name out of the text.",
        ),
        sources=("C-311/18", "Decision (EU) 2016/1250"),
        since=date(2020, 7, 16),
        precision="high",
        facts=(
            ("adequacy_decisions", _PRIVACY_SHIELD),
            ("statement_term_alerts", "term_privacy_shield"),
            ("transfer_case_law", "schrems_2"),
            ("language_rules", "invalidated_nl"),
            ("language_rules", "not_in_use_nl"),
        ),
        acceptable=False,
    ),
    Rule(
        "TR003",
        safe_harbor_invalid,
        Severity.ERROR,
        title=Wording("Safe Harbor is ongeldig", "Invalidated Safe Harbor"),
        help=Wording(
            "Kijk of de ontvanger op de DPF-lijst staat (decision: ad_us_dpf, certified, checked_on). Zo niet: "
            "mechanism: standard_clauses met clauses: scc_2021 en assessment. Haal de oude naam uit de tekst.",
            "See whether the recipient is on the DPF List (decision: ad_us_dpf, certified, checked_on). If not: "
            "mechanism: standard_clauses with clauses: scc_2021 and assessment. Take the old name out of the text.",
        ),
        sources=("C-362/14", "Decision 2000/520/EC"),
        since=date(2015, 10, 6),
        precision="high",
        facts=(
            ("adequacy_decisions", _SAFE_HARBOR),
            ("statement_term_alerts", "term_safe_harbor"),
            ("transfer_case_law", "schrems_1"),
            ("language_rules", "invalidated_nl"),
            ("language_rules", "not_in_use_nl"),
        ),
        acceptable=False,
    ),
    Rule(
        "TR004",
        standard_clauses_repealed,
        Severity.ERROR,
        title=Wording("Vervallen modelcontracten", "Repealed standard clauses"),
        help=Wording(
            "Sluit met de ontvanger de bepalingen van 2021: clauses: scc_2021, de juiste module en signed_on.",
            "Conclude the clauses of 2021 with the recipient: clauses: scc_2021, the right module and signed_on.",
        ),
        sources=("Decision (EU) 2021/914 art. 4",),
        since=date(2021, 9, 27),
        precision="high",
        facts=(
            ("statement_term_alerts", "term_old_scc"),
            ("language_rules", "invalidated_nl"),
            ("language_rules", "not_in_use_nl"),
        ),
        acceptable=False,
    ),
    Rule(
        "TR005",
        adequacy_not_in_force,
        Severity.ERROR,
        title=Wording("Adequaatheidsbesluit geldt niet", "Adequacy decision not in force"),
        help=Wording(
            "Noem bij decision een besluit dat nu geldt, of kies een ander mechanism.",
            "Name a decision that is in force in decision, or choose another mechanism.",
        ),
        sources=("AVG 45",),
        acceptable=False,
    ),
    Rule(
        "TR006",
        adequacy_scope_unconfirmed,
        Severity.ERROR,
        title=Wording("Bereik van het adequaatheidsbesluit niet bevestigd", "Adequacy scope not met"),
        help=Wording(
            "Ga na of de ontvanger eronder valt, bewaar het bewijs en zet scope_confirmed op true. Anders: een ander "
            "mechanism.",
            "Find out whether the recipient is covered, keep the evidence and set scope_confirmed to true. If not: "
            "another mechanism.",
        ),
        sources=("AVG 45(1)",),
    ),
    Rule(
        "TR007",
        certification_unverified,
        Severity.ERROR,
        title=Wording("Deelname aan het DPF niet gecontroleerd", "DPF certification not verified"),
        help=Wording(
            "Zoek de ontvanger op in de openbare lijst, ook voor dit soort gegevens. Zet certified op true en de dag "
            "bij checked_on.",
            "Look the recipient up in the public list, also for this kind of data. Set certified to true and put the "
            "day in checked_on.",
        ),
        sources=("Decision (EU) 2023/1795 art. 1",),
        since=date(2023, 7, 10),
        facts=(("adequacy_decisions", _DPF), ("review_periods", "dpf_list_check")),
    ),
    Rule(
        "TR008",
        copy_unavailable,
        Severity.ERROR,
        title=Wording("Geen kopie van de waarborgen te krijgen", "Safeguard without access to a copy"),
        help=Wording(
            "Vul copy_at in: een webadres, of mailto: met een e-mailadres.",
            "Fill in copy_at: a web address, or mailto: with an e-mail address.",
        ),
        sources=("AVG 13(1)(f)", "AVG 14(1)(f)"),
    ),
    Rule(
        "TR009",
        location_unknown,
        Severity.WARNING,
        title=Wording("Land van de ontvanger onbekend", "Location of recipient unknown"),
        help=Wording(
            "Vraag de leverancier waar hij en zijn subverwerkers de gegevens verwerken, en vul country in.",
            "Ask the supplier where it and its sub-processors process the data, and fill in country.",
        ),
        sources=("AVG 13(1)(f)", "AVG 28(3)(a)", "AVG 44", "WP260 annex"),
    ),
    Rule(
        "TR010",
        mechanism_fragile,
        Severity.WARNING,
        title=Wording("Grond voor doorgifte vraagt aandacht", "Mechanism needs a second look"),
        help=Wording(
            "Leg de beoordeling vast (assessment: true), noem een vervangende grond (fallback) of kies een ander "
            "mechanism.",
            "Record the assessment (assessment: true), name a ground to fall back on (fallback) or choose another "
            "mechanism.",
        ),
        sources=("AVG 46(1)", "AVG 49", "SCC clause 14", "EDPB Rec. 01/2020", "EDPB 2/2018", "C-703/25 P"),
        since=date(2020, 7, 16),
        facts=(
            ("pending_law", "dpf_appeal"),
            ("review_periods", "adequacy_ending"),
            ("transfer_case_law", "schrems_2"),
        ),
    ),
)
