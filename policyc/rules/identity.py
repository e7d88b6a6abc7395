"""Family ID: who the controller is and how to reach it."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.diagnostics import Severity, Wording
from policyc.law import facts
from policyc.model.party import Address, Contact, Controller
from policyc.rules.case import Case
from policyc.rules.claims import says
from policyc.rules.rule import Finding, Rule


def controller_unnamed(case: Case) -> Iterator[Finding]:
    """A name in the register alone will do: it says who answers for the processing."""
    for path, controller in case.controllers:
        if controller.title is None:
            yield Finding(
                (*path, "name"),
                Wording(
                    "De naam van de verwerkingsverantwoordelijke ontbreekt.", "The name of the controller is missing."
                ),
            )


def legal_name_unknown(case: Case) -> Iterator[Finding]:
    """A trade name alone does not say who can be held to the statement."""
    for path, controller in case.controllers:
        # The name of a public authority follows from the law; it trades under no other.
        if controller.title is None or controller.public_authority:
            continue
        name = case.say(controller.title)
        if controller.legal_name is None:
            yield Finding(
                (*path, "legal_name"),
                Wording(
                    f"Alleen de handelsnaam “{name}” staat vermeld. Noem ook de statutaire naam of eigenaar en de "
                    "rechtsvorm.",
                    f"Only the trade name “{name}” is given. Also name the registered name or owner and the legal "
                    "form.",
                ),
                related=(((*path, "name"), Wording("dit is alleen de handelsnaam", "this is only the trade name")),),
            )
        elif controller.legal_form is None and not _shows_legal_form(case, controller):
            yield Finding(
                (*path, "legal_form"),
                Wording(f"De rechtsvorm van “{name}” staat er niet.", f"The legal form of “{name}” is not stated."),
            )


def _shows_legal_form(case: Case, controller: Controller) -> bool:
    """Whether the registered name itself says it: `Zonnebloem B.V.`, `Stichting Zonnebloem`."""
    return says(case, "legal_form_marks_nl", case.say(controller.legal_name))


def address_missing(case: Case) -> Iterator[Finding]:
    """Neither letter nor bailiff finds an organisation by its town alone."""
    for path, controller in case.controllers:
        if controller.address is None or controller.address == Address():
            yield Finding(
                (*path, "address"),
                Wording(
                    "Het adres van de verwerkingsverantwoordelijke ontbreekt.",
                    "The address of the controller is missing.",
                ),
            )
        elif controller.address.street is None or controller.address.city is None:
            lacking = "street" if controller.address.street is None else "city"
            yield Finding(
                (*path, "address", lacking),
                Wording(
                    "Het adres van de verwerkingsverantwoordelijke is niet volledig.",
                    "The address of the controller is incomplete.",
                ),
            )


def no_electronic_address(case: Case) -> Iterator[Finding]:
    """A form does not replace the address of whoever offers an online service (art. 3:15d BW; C-298/07)."""
    channel = case.policy.rights.channel if case.policy.rights else None
    officer = case.policy.dpo
    for path, controller in case.controllers:
        addresses = (controller.email, channel and channel.email)
        others = (
            controller.contact_form,
            channel and channel.form,
            officer and (officer.email or officer.contact_form),
        )
        if any(addresses) or (not controller.online_service and any(others)):
            continue
        yield Finding(
            (*path, "email"),
            Wording(
                "Er staat geen e-mailadres bij de contactgegevens. Betrokkenen moeten u ook elektronisch kunnen "
                "bereiken.",
                "The contact details have no e-mail address. People must be able to reach you electronically too.",
            ),
        )


_NUMBERS = {
    "trade_register": Wording("KvK-nummer", "trade register number"),
    "vat_number": Wording("btw-nummer", "VAT number"),
}


def register_numbers_missing(case: Case) -> Iterator[Finding]:
    """The duty of whoever offers an online service from within the EEA (art. 3:15d BW, directive 2000/31/EC)."""
    for path, controller in case.controllers:
        if not controller.online_service or _is_outside_eea(case, controller):
            continue
        lacking = [name for name in _NUMBERS if getattr(controller, name) is None]
        if controller.vat_liable is False and "vat_number" in lacking:
            lacking.remove("vat_number")
        if not lacking:
            continue
        nl = " en het ".join(_NUMBERS[name].nl for name in lacking)
        en = " and ".join(_NUMBERS[name].en for name in lacking)
        nl_verb, en_verb = ("ontbreekt", "is") if len(lacking) == 1 else ("ontbreken", "are")
        yield Finding(
            (*path, lacking[0]),
            Wording(
                f"Het {nl} {nl_verb}. Een aanbieder van een online dienst moet die vermelden.",
                f"The {en} {en_verb} missing. A provider of an online service must state this.",
            ),
        )


def _is_outside_eea(case: Case, controller: Controller) -> bool:
    """Known to be there: a country that is not stated is no third country."""
    country = controller.address.country if controller.address else None
    return country is not None and not facts.is_in_eea(country, case.on)


def officer_unreachable(case: Case) -> Iterator[Finding]:
    officer = case.policy.dpo
    if officer is not None and officer.designated and not _can_be_reached(officer):
        yield Finding(
            ("dpo", "email"),
            Wording(
                "U hebt een functionaris voor gegevensbescherming, maar de contactgegevens ontbreken.",
                "You have a data protection officer, but the contact details are missing.",
            ),
        )


def _can_be_reached(party: Contact) -> bool:
    has_address = party.address is not None and party.address.street is not None
    return has_address or any((party.email, party.phone, party.contact_form))


def officer_undecided(case: Case) -> Iterator[Finding]:
    """Not decided is no answer; and a public authority has no choice, so there its silence is one (art. 37(1)(a))."""
    designated = case.policy.dpo.designated if case.policy.dpo else None
    authority = next((path for path, one in case.controllers if one.public_authority), None)
    if designated is None and authority is None:
        yield Finding(
            ("dpo", "designated"),
            Wording(
                "De verklaring zegt niet of er een functionaris voor gegevensbescherming is. Leg vast: ja, of niet "
                "verplicht en niet aangesteld.",
                "The statement does not say whether there is a data protection officer. Record: yes, or not required "
                "and not designated.",
            ),
        )
    elif not designated and authority is not None:
        yield Finding(
            ("dpo", "designated"),
            Wording(
                "Een overheidsinstantie moet een functionaris voor gegevensbescherming hebben.",
                "A public authority must have a data protection officer.",
            ),
            level=Severity.WARNING,
            help=Wording(
                "Wijs een functionaris aan en zet dpo.designated op true.",
                "Designate an officer and set dpo.designated to true.",
            ),
            related=(
                (
                    (*authority, "public_authority"),
                    Wording("hier staat dat u dat bent", "here it says that you are one"),
                ),
            ),
        )


def representative_missing(case: Case) -> Iterator[Finding]:
    for path, controller in case.controllers:
        representative = controller.representative
        if representative is not None and not _can_be_reached(representative):
            name = case.say(representative.name)
            yield Finding(
                (*path, "representative", "email"),
                Wording(
                    f"De contactgegevens van de vertegenwoordiger “{name}” ontbreken.",
                    f"The contact details of the representative “{name}” are missing.",
                ),
                help=Wording("Vul email, phone of address in.", "Fill in email, phone or address."),
            )
        # Art. 27(2)(b): the duty is not one of public authorities.
        excepted = controller.representative_exception is not None or controller.public_authority
        if representative is None and not excepted and _is_outside_eea(case, controller):
            yield Finding(
                (*path, "representative"),
                Wording(
                    "De verwerkingsverantwoordelijke is buiten de EER gevestigd. De vertegenwoordiger in de Unie "
                    "ontbreekt.",
                    "The controller is established outside the EEA. The representative in the Union is missing.",
                ),
                related=(((*path, "address", "country"), Wording("buiten de EER", "outside the EEA")),),
            )


RULES = (
    Rule(
        "ID001",
        controller_unnamed,
        Severity.ERROR,
        title=Wording("Verwerkingsverantwoordelijke zonder naam", "Controller has no name"),
        help=Wording(
            "Vul name in, en legal_name zoals het in het handelsregister staat.",
            "Fill in name, and legal_name as it stands in the trade register.",
        ),
        sources=("AVG 13(1)(a)", "AVG 14(1)(a)"),
    ),
    Rule(
        "ID002",
        legal_name_unknown,
        Severity.WARNING,
        title=Wording("Statutaire naam of rechtsvorm ontbreekt", "Legal name or legal form unknown"),
        help=Wording(
            "Neem legal_name en legal_form over uit het handelsregister.",
            "Take legal_name and legal_form from the trade register.",
        ),
        sources=("AVG 13(1)(a)", "BW 3:15d(1)(a)", "WP260 annex"),
        facts=(("imprint_duties", "identity_address"), ("language_rules", "legal_form_marks_nl")),
    ),
    Rule(
        "ID003",
        address_missing,
        Severity.ERROR,
        title=Wording("Adres ontbreekt", "No postal or visiting address"),
        help=Wording(
            "Vul address in: street met huisnummer, postal_code en city.",
            "Fill in address: street with number, postal_code and city.",
        ),
        sources=("AVG 13(1)(a)", "BW 3:15d(1)(a)"),
        facts=(("imprint_duties", "identity_address"),),
    ),
    Rule(
        "ID004",
        no_electronic_address,
        Severity.WARNING,
        title=Wording("Geen e-mailadres", "No electronic contact address"),
        help=Wording("Vul email in: een adres voor privacyvragen.", "Fill in email: an address for privacy questions."),
        sources=("AVG 12(2)", "BW 3:15d(1)(b)", "WP260 annex", "C-298/07"),
        strict=Severity.ERROR,
        facts=(("imprint_duties", "email"),),
    ),
    Rule(
        "ID005",
        register_numbers_missing,
        Severity.WARNING,
        title=Wording("KvK-nummer of btw-nummer ontbreekt", "Trade register or VAT number missing"),
        help=Wording(
            "Vul trade_register en vat_number in. Bent u geen btw-ondernemer, zet dan vat_liable op false. Staat u in "
            "geen register, accepteer de bevinding dan met suppress.",
            "Fill in trade_register and vat_number. If you are not liable to VAT, set vat_liable to false. If you are "
            "in no register, accept the finding with suppress.",
        ),
        sources=("BW 3:15d(1)(c)", "BW 3:15d(1)(f)"),
        facts=(("imprint_duties", "kvk"), ("imprint_duties", "vat")),
    ),
    Rule(
        "ID006",
        officer_unreachable,
        Severity.ERROR,
        title=Wording("Functionaris zonder contactgegevens", "DPO designated but not reachable"),
        help=Wording(
            "Vul bij dpo een email, phone, contact_form of address in. Een naam hoeft niet.",
            "Fill in an email, phone, contact_form or address under dpo. A name is not needed.",
        ),
        sources=("AVG 13(1)(b)", "AVG 37(7)", "WP243 2.6"),
    ),
    Rule(
        "ID007",
        officer_undecided,
        Severity.INFO,
        title=Wording("Niet vastgelegd of er een functionaris is", "DPO not decided"),
        help=Wording(
            "Zet dpo.designated op true, of op false met de reden (reason).",
            "Set dpo.designated to true, or to false with the reason.",
        ),
        sources=("AVG 13(1)(b)", "AVG 37(1)"),
    ),
    Rule(
        "ID008",
        representative_missing,
        Severity.ERROR,
        title=Wording("Vertegenwoordiger in de Unie ontbreekt", "Non-EEA controller without representative"),
        help=Wording(
            "Vul representative in, of zeg met representative_exception waarom die niet nodig is.",
            "Fill in representative, or say with representative_exception why none is needed.",
        ),
        sources=("AVG 13(1)(a)", "AVG 27"),
    ),
)
