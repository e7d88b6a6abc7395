"""Family RE: recipients and processors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from policyc.diagnostics import Path, Severity, Wording
from policyc.law import facts
from policyc.model.recipient import Recipient
from policyc.rules.case import Case
from policyc.rules.claims import Claim, claims, first, listed, says
from policyc.rules.prose import Passage, phrases
from policyc.rules.rule import Finding, Rule


def _receiving(case: Case) -> Iterator[tuple[str, Recipient]]:
    """The recipients; who only gives data is a source and receives nothing (art. 14(2)(f))."""
    for id_, recipient in case.policy.recipients.items():
        if recipient.role != "source":
            yield id_, recipient


def no_recipients(case: Case) -> Iterator[Finding]:
    """Art. 13(1)(e). `no_recipients: true` decides that there are none."""
    if not any(_receiving(case)) and case.policy.no_recipients is not True:
        yield Finding(
            ("recipients",),
            Wording(
                "De ontvangers van gegevens ontbreken. Ook verwerkers zijn ontvangers.",
                "The recipients of data are missing. Processors are recipients too.",
            ),
        )


def recipient_too_broad(case: Case) -> Iterator[Finding]:
    """WP260, annex: a category without a name needs its kind, sector and place."""
    broad = facts.words("broad_recipients_nl", case.on)
    for id_, recipient in _receiving(case):
        title = case.say(recipient.title)
        if recipient.name is not None and title.casefold() not in broad:
            continue
        lacking = [field for field in ("kind", "sector") if getattr(recipient, field) is None]
        if recipient.country is None and not any(transfer.country for transfer in recipient.transfers.values()):
            lacking.append("country")
        if lacking:
            yield Finding(
                ("recipients", id_, lacking[0]),
                Wording(
                    f"Ontvanger “{title}” is te algemeen. Noem de naam, of soort, sector en vestigingsland.",
                    f"Recipient “{title}” is too general. Give its name, or its kind, sector and country.",
                ),
                help=Wording(
                    f"Vul name in, of anders {', '.join(lacking)}.", f"Fill in name, or else {', '.join(lacking)}."
                ),
            )


def recipient_not_listed(case: Case) -> Iterator[Finding]:
    """A recipient the text names elsewhere only; an id that does not exist the loader has refused already (MO040)."""
    uses = _uses(case)
    for id_, recipient in _receiving(case):
        if recipient.listed is False:
            name = case.say(recipient.title)
            yield Finding(
                ("recipients", id_, "listed"),
                Wording(
                    f"“{name}” ontvangt gegevens, maar staat niet bij de ontvangers.",
                    f"“{name}” receives data, but is not among the recipients.",
                ),
                related=tuple((use, Wording("hier genoemd", "named here")) for use in uses.get(id_, ())),
            )


def _uses(case: Case) -> Mapping[str, tuple[Path, ...]]:
    """For every recipient the places that name it: rows, and cookies it sets or reads."""
    uses: dict[str, list[Path]] = {}
    for row in case.rows:
        for index, id_ in enumerate(row.processing.recipients):
            uses.setdefault(id_, []).append((*row.path, "recipients", index))
    for cookie_id, cookie in case.policy.cookies.items():
        if cookie.provider is not None:
            uses.setdefault(cookie.provider, []).append(("cookies", cookie_id, "provider"))
        for index, id_ in enumerate(cookie.third_party_access or ()):
            uses.setdefault(id_, []).append(("cookies", cookie_id, "third_party_access", index))
    return {id_: tuple(places) for id_, places in uses.items()}


_ELSEWHERE = frozenset({"recipients", "security", "rights"})
"""Where a denial is about something else: what a recipient does, who may not get in, who asks without being known."""


def denies_disclosure(case: Case) -> Iterator[Finding]:
    """Art. 5(1)(a): a promise that the rest of the statement breaks."""
    receivers = dict(_receiving(case))
    if case.policy.no_recipients and receivers:
        yield _denial(("no_recipients",), "", "", list(receivers))
    by_data = _receivers_of_data(case)
    passages = [passage for passage in case.passages if passage.path[0] not in _ELSEWHERE]
    said: dict[Path, list[Claim]] = {}
    for claim in _denials(case, passages):
        said.setdefault(claim.passage.path, []).append(claim)
    for passage in passages:
        found = said.get(passage.path, [])
        if not found and case.claim_at(passage.path) == "no_disclosure":
            found = [Claim(passage, passage.text, "")]
        told = [id_ for id_ in _spoken_of(case, passage.path, by_data) if id_ in receivers] if found else []
        false = next((claim for claim in found if told and not _names_the_exception(case, claim, told)), None)
        if false is not None:
            yield _denial(passage.path, false.sentence, false.words, told, message=_said(case, false, told))


def _denials(case: Case, passages: Iterable[Passage]) -> Iterator[Claim]:
    """“Not with advertisers” and “not to others who advertise” deny one kind of recipient; the rest of a sentence may
    deny them all. Whoever names one of the recipients denies that one falsely."""
    limited = listed(case, "limited_denials_nl")
    own = phrases(tuple(case.say(recipient.title) for _, recipient in _receiving(case))) if limited else None
    for claim in claims(case, "no_disclosure_nl", passages):
        ends = [hit.end() for pattern in limited for hit in pattern.finditer(claim.sentence)]
        if not ends or (own is not None and own.search(claim.sentence)):
            yield claim
            continue
        words = first(listed(case, claim.list_id), claim.sentence[max(ends) :])
        if words is not None:
            yield replace(claim, words=words)


def _names_the_exception(case: Case, claim: Claim, told: list[str]) -> bool:
    """“Not to others, except …” is true where the exception is the list of recipients or one of them."""
    if not says(case, "exception_words_nl", claim.sentence):
        return False
    names = tuple(case.say(case.policy.recipients[id_].title) for id_ in told)
    return says(case, "recipient_list_words_nl", claim.sentence) or bool(phrases(names).search(claim.sentence))


def _true_by_letter(case: Case, claim: Claim, told: list[str]) -> bool:
    """Art. 4(10): processors are no third parties."""
    only_processors = all(case.policy.recipients[id_].role == "processor" for id_ in told)
    return only_processors and says(case, "third_party_words_nl", claim.sentence)


_NOTHING = Wording(
    "De verklaring zegt dat u niets deelt, maar noemt wel ontvangers.",
    "The statement says that you share nothing, but names recipients.",
)
_EXCEPTION = Wording(
    "De verklaring belooft niets te delen, met een uitzondering die de ontvangers niet noemt.",
    "The statement promises to share nothing, with an exception that does not name the recipients.",
)
_BY_LETTER = Wording(
    "Verwerkers zijn geen derden, maar wie dit leest, denkt dat niemand de gegevens krijgt.",
    "Processors are no third parties, but whoever reads this will think that nobody gets the data.",
)


def _said(case: Case, claim: Claim, told: list[str]) -> Wording:
    """What is wrong with a promise: it says no more than it does."""
    if _true_by_letter(case, claim, told):
        return _BY_LETTER
    return _EXCEPTION if says(case, "exception_words_nl", claim.sentence) else _NOTHING


def _denial(at: Path, sentence: str, phrase: str, told: list[str], *, message: Wording = _NOTHING) -> Finding:
    return Finding(
        at,
        message,
        phrase=phrase,
        level=Severity.WARNING if message is _BY_LETTER else None,
        related=tuple((("recipients", id_), Wording("krijgt gegevens", "receives data")) for id_ in told),
        reader=sentence or None,
    )


def _spoken_of(case: Case, path: Path, by_data: Mapping[str, Iterable[str]]) -> Iterable[str]:
    """The recipients a text is about: those of its row, purpose, cookie or data, else all of them."""
    match path:
        case ("purposes", str(id_), "processing", str(row_id), *_):
            return case.policy.purposes[id_].processing[row_id].recipients
        case ("purposes", str(id_), *_):
            rows = case.policy.purposes[id_].processing.values()
            return dict.fromkeys(name for row in rows for name in row.recipients)
        case ("cookies", str(id_), *_):
            cookie = case.policy.cookies[id_]
            return dict.fromkeys(name for name in (cookie.provider, *(cookie.third_party_access or ())) if name)
        case ("data_categories", str(id_), *_):
            return by_data.get(id_, ())
    return case.policy.recipients


def _receivers_of_data(case: Case) -> Mapping[str, Iterable[str]]:
    """For every data category the recipients of the rows that use it."""
    found: dict[str, dict[str, None]] = {}
    for row in case.rows:
        for data in row.processing.data:
            found.setdefault(data, {}).update(dict.fromkeys(row.processing.recipients))
    return found


def processor_without_contract(case: Case) -> Iterator[Finding]:
    """Art. 28(3)."""
    for id_, recipient in case.policy.recipients.items():
        if recipient.role == "processor" and recipient.agreement is not True:
            name = case.say(recipient.title)
            yield Finding(
                ("recipients", id_, "agreement"),
                Wording(
                    f"Voor verwerker “{name}” is geen verwerkersovereenkomst vastgelegd.",
                    f"No processing agreement is on record for processor “{name}”.",
                ),
            )


def recipient_role_unclear(case: Case) -> Iterator[Finding]:
    """What a recipient is for may stand with the recipient (task, law) or follow from the rows and cookies."""
    uses = _uses(case)
    for id_, recipient in _receiving(case):
        title = case.say(recipient.title)
        purposeless = id_ not in uses and recipient.task is None and recipient.law is None
        if recipient.role is None and purposeless:
            yield Finding(
                ("recipients", id_, "role"),
                Wording(
                    f"Maak duidelijk of “{title}” verwerker of zelfstandig verantwoordelijke is, en waarvoor.",
                    f"Make clear whether “{title}” is a processor or a controller of its own, and what for.",
                ),
            )
        elif recipient.role is None:
            yield Finding(
                ("recipients", id_, "role"),
                Wording(
                    f"Maak duidelijk of “{title}” verwerker of zelfstandig verantwoordelijke is.",
                    f"Make clear whether “{title}” is a processor or a controller of its own.",
                ),
            )
        elif purposeless:
            yield Finding(
                ("recipients", id_, "task"),
                Wording(
                    f"Maak duidelijk waarvoor “{title}” gegevens krijgt.",
                    f"Make clear what “{title}” gets data for.",
                ),
            )
        if recipient.role == "processor":
            yield from _called_third_party(case, id_, recipient)
    yield from _joint_controllers(case)


def _called_third_party(case: Case, id_: str, recipient: Recipient) -> Iterator[Finding]:
    """Art. 4(10): who processes under the authority of the controller is no third party."""
    title = case.say(recipient.title)
    hit = phrases(facts.words("third_party_words_nl", case.on)).search(title)
    if hit is not None:
        yield Finding(
            ("recipients", id_, "category" if recipient.name is None else "name"),
            Wording(
                f"“{title}” is verwerker, en een verwerker is geen derde. Kies een ander woord.",
                f"“{title}” is a processor, and a processor is no third party. Choose another word.",
            ),
            phrase=hit.group(),
            help=Wording("Schrijf wat voor bedrijf het is.", "Write what kind of company it is."),
        )


def _joint_controllers(case: Case) -> Iterator[Finding]:
    """Art. 26(2), second sentence: the essence of the arrangement is for everybody to know; so is with whom it is."""
    recipients = case.policy.recipients
    joint = {id_ for id_, recipient in recipients.items() if recipient.role == "joint_controller"}
    for id_ in (id_ for id_ in recipients if id_ in joint):
        if recipients[id_].arrangement is None and recipients[id_].statement is None:
            name = case.say(recipients[id_].title)
            yield _without_arrangement(
                ("recipients", id_, "arrangement"),
                Wording(
                    f"Met “{name}” bent u samen verantwoordelijk. Schrijf wat u met elkaar hebt afgesproken.",
                    f"With “{name}” you are joint controllers. Write what you have agreed with each other.",
                ),
            )
    several = case.policy.controllers
    if len(several) > 1 and case.policy.arrangement is None and any(one.part is None for one in several.values()):
        yield _without_arrangement(
            ("arrangement",),
            Wording(
                "U bent met meer partijen samen verantwoordelijk. Schrijf wat u met elkaar hebt afgesproken.",
                "You are joint controllers. Write what you have agreed with each other.",
            ),
        )
    for row in case.rows if len(several) < 2 else ():
        is_joint = row.processing.own_role == "joint_controller" and case.answers_for(row)
        if is_joint and joint.isdisjoint(row.processing.recipients):
            name = case.name_of(row)
            yield Finding(
                (*row.path, "own_role"),
                Wording(
                    f"Met wie bent u samen verantwoordelijk voor {name}? Dat staat er niet.",
                    f"With whom are you joint controllers for {name}? You do not say.",
                ),
                help=Wording(
                    "Noem die partij bij recipients, met role: joint_controller.",
                    "Name that party among the recipients, with role: joint_controller.",
                ),
            )


def _without_arrangement(at: Path, message: Wording) -> Finding:
    return Finding(
        at,
        message,
        help=Wording(
            "Schrijf onder arrangement wie mensen informeert, hun verzoeken behandelt en de gegevens beveiligt.",
            "Write under arrangement who informs people, handles their requests and secures the data.",
        ),
    )


RULES = (
    Rule(
        "RE001",
        no_recipients,
        Severity.ERROR,
        title=Wording("Geen ontvangers genoemd", "No recipients declared"),
        help=Wording(
            "Noem onder recipients elke ontvanger met naam of categorie, of leg vast dat er geen is (no_recipients: "
            "true).",
            "Name every recipient under recipients, by name or category, or decide that there is none (no_recipients: "
            "true).",
        ),
        sources=("AVG 13(1)(e)", "AVG 4(9)"),
    ),
    Rule(
        "RE002",
        recipient_too_broad,
        Severity.WARNING,
        title=Wording("Ontvanger te algemeen", "Recipient category too broad"),
        help=Wording(
            "Vul name in, of anders kind, sector en country.", "Fill in name, or else kind, sector and country."
        ),
        sources=("AVG 5(1)(a)", "AVG 13(1)(e)", "WP260 annex"),
        precision="high",
        facts=(("language_rules", "broad_recipients_nl"),),
    ),
    Rule(
        "RE003",
        recipient_not_listed,
        Severity.ERROR,
        title=Wording("Ontvanger ontbreekt in de lijst", "Recipient mentioned elsewhere only"),
        help=Wording(
            "Zet de ontvanger in de lijst (listed: true), of geef hem geen gegevens meer.",
            "Put the recipient in the list (listed: true), or stop giving it data.",
        ),
        sources=("AVG 13(1)(e)",),
    ),
    Rule(
        "RE004",
        denies_disclosure,
        Severity.ERROR,
        title=Wording("Niets delen beloofd, maar wel delen", "“We share nothing” while sharing"),
        help=Wording(
            "Haal de belofte weg en beschrijf wie wat krijgt, of noem de ontvangers als uitzondering.",
            "Remove the promise and describe who gets what, or name the recipients as an exception.",
        ),
        sources=("AVG 5(1)(a)", "AVG 4(9)", "AVG 4(10)"),
        precision="high",
        facts=(("language_rules", "limited_denials_nl"), ("language_rules", "no_disclosure_nl")),
    ),
    Rule(
        "RE005",
        processor_without_contract,
        Severity.WARNING,
        title=Wording("Verwerker zonder overeenkomst", "Processor without contract"),
        help=Wording(
            "Sluit de verwerkersovereenkomst en leg haar vast: agreement: true, met agreement_signed_on.",
            "Conclude the processing agreement and record it: agreement: true, with agreement_signed_on.",
        ),
        sources=("AVG 28(3)",),
        strict=Severity.ERROR,
    ),
    Rule(
        "RE006",
        recipient_role_unclear,
        Severity.WARNING,
        title=Wording("Rol of taak van ontvanger onduidelijk", "Role or purpose of recipient unclear"),
        help=Wording(
            "Vul role in, en noem de ontvanger bij een doel (recipients) of schrijf bij task wat hij doet.",
            "Fill in role, and name the recipient with a purpose (recipients) or write under task what it does.",
        ),
        sources=("AVG 4(7)", "AVG 4(8)", "AVG 4(10)", "AVG 26", "AVG 28", "EDPB 07/2020"),
        precision="high",
    ),
)
