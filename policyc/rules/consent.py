"""Family CO: consent, and messages that need it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from policyc.diagnostics import Path, Severity, Wording
from policyc.law import facts
from policyc.model.legal_basis import Consent
from policyc.model.link import Link
from policyc.model.purpose import DirectMarketing, SoftOptIn
from policyc.model.transfer import DerogationTransfer
from policyc.rules.case import Case, Row
from policyc.rules.claims import Claim, claims, first, once_a_text
from policyc.rules.rule import Finding, Rule
from policyc.rules.wording import all_of, in_quotes

_IN_PURPOSE = Wording("in dit doel", "in this purpose")

# --- withdrawal -----------------------------------------------------------------------------------------------------


def withdrawal_unmentioned(case: Case) -> Iterator[Finding]:
    """Rights that are not listed follow from the bases, and our templates print them. A transcription prints none."""
    policy = case.policy
    stated = policy.rights.stated if policy.rights else None
    if stated is None and not policy.transcription:
        return
    asked = _first_consent(case)
    if asked is None or "withdraw_consent" in (stated or ()) or _withdrawal_is_told(case, asked):
        return
    yield Finding(
        ("rights",) if stated is None else ("rights", "stated"),
        Wording(
            "U vraagt toestemming, maar meldt niet dat die altijd kan worden ingetrokken.",
            "You ask for consent, but do not say that it can be withdrawn at any time.",
        ),
        related=((asked, Wording("hier vraagt u toestemming", "here you ask for consent")),),
    )


def _first_consent(case: Case) -> Path | None:
    """Where the policy first rests on consent: a purpose (also art. 9(2)(a)), else a cookie."""
    for row in case.rows:
        if not case.answers_for(row):
            continue
        if any(isinstance(basis, Consent) for basis in row.processing.legal_basis):
            return (*row.path, "legal_basis")
        if _is_explicit_by_law(row):
            return (*row.path, "special_ground")
    for cookie_id, cookie in case.policy.cookies.items():
        if cookie.consent == "required":
            return ("cookies", cookie_id, "consent")
        if any(isinstance(basis, Consent) for basis in cookie.legal_basis):
            return ("cookies", cookie_id, "legal_basis")
    return None


def _withdrawal_is_told(case: Case, asked: Path) -> bool:
    """In the words of the text itself. What it says of cookies alone does not reach a newsletter."""
    policy = case.policy
    detail = policy.rights.per_right.get("withdraw_consent") if policy.rights else None
    if detail is not None and detail.explanation is not None:
        return True
    return asked[0] == "cookies" and policy.consent is not None and policy.consent.withdrawal is not None


_BY_CLICK = frozenset({"website", "cookie_banner", "account_settings", "app_settings", "unsubscribe_link"})
"""A click or a switch takes consent back as easily as it was given; a message that somebody has to write does not."""
_EFFORTLESS = _BY_CLICK | {"continued_use", "preticked_box"}

_MEANS = {
    "email": Wording("e-mail", "e-mail"),
    "phone": Wording("de telefoon", "the telephone"),
    "post": Wording("de post", "the post"),
    "paper_form": Wording("een papieren formulier", "a paper form"),
    "in_person": Wording("een gesprek", "a conversation"),
    "browser_settings": Wording("de instellingen van de browser", "the browser settings"),
    "continued_use": Wording("verder gebruik", "continued use"),
    "preticked_box": Wording("een vakje dat al is aangevinkt", "a box that was ticked beforehand"),
}


def withdrawal_harder(case: Case) -> Iterator[Finding]:
    """Art. 7(3): as easy as giving it. Where nothing is said of the way back, CO001 and RI010 have the say."""
    for row, path, basis in case.bases(Consent):
        if case.answers_for(row):
            yield from _harder(path, "given_by", basis.given_by or (), basis.withdrawn_by or (), basis.withdraw_at)
    for _, path, basis in case.cookie_bases(Consent):
        yield from _harder(path, "given_by", basis.given_by or (), basis.withdrawn_by or (), basis.withdraw_at)
    consent = case.policy.consent
    if consent is not None:
        yield from _harder(("consent",), "means", consent.means, consent.withdrawn_by, consent.withdraw_at)


def _harder(
    path: Path, field: str, given: tuple[str, ...], withdrawn: tuple[str, ...], link: Link | None
) -> Iterator[Finding]:
    online = _EFFORTLESS & set(given)
    enough = _BY_CLICK if online else _BY_CLICK | {"email"}
    if (
        not (online or "email" in given)
        or not withdrawn
        or enough & set(withdrawn)
        or (link or "").startswith("https:")
    ):
        return
    means = [_MEANS[one] for one in withdrawn]
    nl, en = " of ".join(one.nl for one in means), " or ".join(one.en for one in means)
    yield Finding(
        (*path, "withdrawn_by"),
        Wording(
            f"Toestemming intrekken moet net zo makkelijk zijn als geven. Nu kan dat alleen via {nl}.",
            f"Withdrawing consent must be as easy as giving it. Now that is possible only through {en}.",
        ),
        related=(((*path, field), Wording("zo geeft men toestemming", "this is how consent is given")),),
    )


# --- consent that is no consent -------------------------------------------------------------------------------------


def consent_for_core_service(case: Case) -> Iterator[Finding]:
    """Who cannot refuse without losing the service does not consent freely (art. 7(4)).

    Silent on data of art. 9, where explicit consent may be the only way, and on a part that people may leave out.
    """
    for row, path, _ in case.bases(Consent):
        if not row.purpose.core_service or not case.answers_for(row) or _is_explicit_by_law(row) or _is_optional(row):
            continue
        name, is_authority = case.name_of(row), case.authority_of(row) is not None
        instead = _OF_AUTHORITY if is_authority else Wording("gerechtvaardigd belang", "legitimate interests")
        yield Finding(
            path,
            Wording(
                f"Voor {name} is toestemming niet de juiste grondslag: de dienst werkt niet zonder. Gebruik "
                f"overeenkomst of {instead.nl}.",
                f"For {name} consent is not the right basis: the service does not work without it. Use contract or "
                f"{instead.en}.",
            ),
            help=_HELP_OF_AUTHORITY if is_authority else None,
            related=((("purposes", row.purpose_id, "core_service"), Wording("de dienst zelf", "the service itself")),),
        )


_OF_AUTHORITY = Wording("publieke taak", "public task")
"""A public authority has no legitimate interest in its tasks (art. 6(1), last sentence)."""
_HELP_OF_AUTHORITY = Wording(
    "Zet basis op public_task, met de wet (law) die u die taak geeft. Zet basis op contract als iemand echt een "
    "overeenkomst met u sluit.",
    "Set basis to public_task, with the act (law) that gives you that task. Set basis to contract if somebody really "
    "makes a contract with you.",
)


def _is_explicit_by_law(row: Row) -> bool:
    """Whether the row rests on explicit consent of art. 9(2)(a)."""
    ground = row.processing.special_ground
    return ground is not None and ground.condition == "9_2_a"


def _is_optional(row: Row) -> bool:
    """Whether the row is a part of its purpose that people may leave out."""
    provision = row.processing.provision
    return len(row.purpose.processing) > 1 and provision is not None and provision.required == "voluntary"


def explicit_without_need(case: Case) -> Iterator[Finding]:
    """Only arts. 9, 22 and 49 (and 32 UAVG) ask for explicit consent. A decision or a transfer may rest on any row."""
    if _explicit_elsewhere(case):
        return
    asked: set[Path] = set()
    if not any(_needs_explicit(case, row) for row in case.rows):
        for claim in once_a_text(claims(case, "explicit_consent_nl", case.passages)):
            asked.add(claim.passage.path[:3])
            yield _unneeded(claim.passage.path, claim.words, reader=claim.sentence)
    for row, path, basis in case.bases(Consent):
        if basis.explicit and case.answers_for(row) and not _needs_explicit(case, row) and _request(basis) not in asked:
            yield _unneeded((*path, "explicit"), related=((("purposes", row.purpose_id), _IN_PURPOSE),))
    for cookie_id, path, basis in case.cookie_bases(Consent):
        if basis.explicit and _request(basis) not in asked:
            label = Wording("bij deze cookie", "for this cookie")
            yield _unneeded((*path, "explicit"), related=((("cookies", cookie_id), label),))


def _request(basis: Consent) -> Path:
    return ("consent", "requests", str(basis.request))


def _unneeded(
    at: Path, phrase: str = "", *, reader: str | None = None, related: tuple[tuple[Path, Wording], ...] = ()
) -> Finding:
    nl, en = phrase or "uitdrukkelijke toestemming", phrase or "explicit consent"
    return Finding(
        at,
        Wording(
            f"U schrijft “{nl}”, maar er is geen verwerking die dat vraagt.",
            f"You write “{en}”, but no processing asks for it.",
        ),
        phrase=phrase,
        reader=reader,
        related=related,
    )


def _explicit_elsewhere(case: Case) -> bool:
    """Explicit consent to a decision without a human (art. 22(2)(c)) or to a transfer (art. 49(1)(a))."""
    automated = case.policy.automated_decisions
    return any(
        decision.ground == "explicit_consent" for decision in (automated.decisions.values() if automated else ())
    ) or any(isinstance(flow.transfer, DerogationTransfer) and flow.transfer.ground == "49_1_a" for flow in case.flows)


def _needs_explicit(case: Case, row: Row) -> bool:
    """Data of art. 9 or 10 on consent. That the ground itself is not given is for SC001 and SC003."""
    if _is_explicit_by_law(row):
        return True
    categories = case.policy.data_categories
    return any(isinstance(basis, Consent) for basis in row.processing.legal_basis) and any(
        categories[name].special is not None or "criminal" in case.regulated[name] for name in row.processing.data
    )


def bundled_consent(case: Case) -> Iterator[Finding]:
    """One yes for several purposes leaves no choice (recital 43)."""
    uses: dict[str, dict[str, Path]] = {}
    for request, purpose_id, place in _requested(case):
        uses.setdefault(request, {}).setdefault(purpose_id, place)
    for request_id, places in uses.items():
        if len(places) < 2:
            continue
        names = in_quotes(case.say(case.policy.purposes[id_].name) for id_ in places)
        yield Finding(
            ("consent", "requests", request_id, "name"),
            Wording(
                f"Eén toestemming dekt {len(places)} doelen ({names.nl}). Vraag per doel apart toestemming.",
                f"One consent covers {len(places)} purposes ({names.en}). Ask for consent per purpose.",
            ),
            related=tuple((place, Wording("valt hieronder", "is covered by it")) for place in places.values()),
        )


def _requested(case: Case) -> Iterator[tuple[str, str, Path]]:
    """Every request for consent with a purpose it covers, and where."""
    for row, path, basis in case.bases(Consent):
        if basis.request is not None and case.answers_for(row):
            yield basis.request, row.purpose_id, path[:-1]
    for cookie_id, path, basis in case.cookie_bases(Consent):
        if basis.request is not None:
            for purpose_id in case.policy.cookies[cookie_id].purpose:
                yield basis.request, purpose_id, path[:-1]


def giving_data_as_consent(case: Case) -> Iterator[Finding]:
    """Whoever fills in a form has agreed to nothing by that alone (C-61/19).

    A condition that says when data are given is fine where the row rests on one other basis. Elsewhere the text has to
    make a permission of it.
    """
    for claim in once_a_text(_givings(case)):
        yield Finding(
            claim.passage.path,
            Wording(
                "Dat iemand gegevens geeft, is geen grondslag. Kies een grondslag uit artikel 6 AVG.",
                "That somebody gives data is no legal basis. Choose one of art. 6 GDPR.",
            ),
            phrase=claim.words,
            reader=claim.sentence,
        )


def _givings(case: Case) -> Iterator[Claim]:
    unfounded = {row.path for row in case.rows if case.answers_for(row) and not _has_one_other_basis(row)}
    permits = facts.patterns("provision_as_basis_nl", case.on)
    for claim in claims(case, "provision_as_basis_nl", case.passages):
        path = claim.passage.path
        if path[0] == "purposes" and path[-1] in ("condition", "cases"):
            if path[:4] in unfounded:
                yield claim
        elif (words := first(permits, claim.sentence)) is not None:
            yield replace(claim, words=words)


def _has_one_other_basis(row: Row) -> bool:
    kinds = {basis.basis for basis in row.processing.legal_basis}
    return len(kinds) == 1 and kinds != {"consent"}


# --- electronic messages --------------------------------------------------------------------------------------------

_MESSAGES = frozenset({"email", "sms", "app"})


def marketing_without_consent(case: Case) -> Iterator[Finding]:
    """The exception for own customers counts as a whole or not at all, and no longer for every call (art. 11.7 Tw)."""
    for row in case.rows:
        marketing = row.processing.direct_marketing
        if marketing is None or not case.answers_for(row):
            continue
        if any(isinstance(basis, Consent) for basis in row.processing.legal_basis):
            continue
        calls = "phone" in marketing.by and _holds(case, "opt_in_phone")
        if calls and not _may_call_customers(case, marketing):
            yield _called(row, marketing)
            calls = False
        lacking = _lacking(case, marketing)
        messages = _sends_messages(marketing)
        if lacking and (messages or calls):
            yield _unsolicited(row, marketing, lacking, _ways(messages=messages, calls=calls))


def _holds(case: Case, fact: str) -> bool:
    return facts.fact("electronic_direct_marketing", fact).holds(case.on)


def _sends_messages(marketing: DirectMarketing) -> bool:
    """Whoever invokes the exception sends messages, though he does not say how."""
    return bool(_MESSAGES & set(marketing.by)) or (not marketing.by and marketing.soft_opt_in is not None)


def _may_call_customers(case: Case, marketing: DirectMarketing) -> bool:
    """Since 2026 only whom a charity has as a supporter."""
    supported = marketing.soft_opt_in is not None and marketing.soft_opt_in.support is True
    return _holds(case, "soft_opt_in_phone") or (supported and _holds(case, "soft_opt_in_phone_2026"))


_CONDITIONS = {
    "sale": Wording("u kreeg het adres bij een verkoop", "you got the address at a sale"),
    "own_similar_products": Wording(
        "de reclame gaat over eigen, soortgelijke producten", "the advertising is about your own similar products"
    ),
    "opt_out_at_collection": Wording(
        "men kon meteen weigeren bij het geven van het adres", "people could refuse right when they gave the address"
    ),
    "opt_out_in_each_message": Wording("men kan in elk bericht weigeren", "people can refuse in each message"),
}


def _lacking(case: Case, marketing: DirectMarketing) -> list[str]:
    """The conditions that are not met. Since 2021 supporters of a charity are what customers are of a shop."""
    exception = marketing.soft_opt_in or SoftOptIn()
    supported = exception.support is True and _holds(case, "soft_opt_in_2021")
    return [name for name in _CONDITIONS if not getattr(exception, name) and not (name == "sale" and supported)]


def _ways(*, messages: bool, calls: bool) -> Wording:
    by_message, by_phone = Wording("e-mailmarketing", "by e-mail"), Wording("telefonische reclame", "by phone")
    if messages and calls:
        return Wording(f"{by_message.nl} en {by_phone.nl}", f"{by_message.en} and {by_phone.en}")
    return by_message if messages else by_phone


def _unsolicited(row: Row, marketing: DirectMarketing, lacking: list[str], ways: Wording) -> Finding:
    path = (*row.path, "direct_marketing")
    help_ = None
    if marketing.soft_opt_in is not None:
        path = (*path, "soft_opt_in", lacking[0])
        still = all_of(f"{name} ({_CONDITIONS[name].nl})" for name in lacking).nl
        still_en = all_of(f"{name} ({_CONDITIONS[name].en})" for name in lacking).en
        help_ = Wording(
            f"Nog niet vervuld: {still}. Vraag anders toestemming.",
            f"Not yet met: {still_en}. Otherwise ask for consent.",
        )
    return Finding(
        path if help_ else (*path, "by"),
        Wording(
            f"Voor {ways.nl} is toestemming nodig, tenzij aan alle voorwaarden voor eigen klanten is voldaan.",
            f"Marketing {ways.en} needs consent, unless all conditions for own customers are met.",
        ),
        help=help_,
        related=_basis_of(row),
    )


def _called(row: Row, marketing: DirectMarketing) -> Finding:
    path = (*row.path, "direct_marketing", "by", marketing.by.index("phone"))
    return Finding(
        path,
        Wording(
            "Voor telefonische reclame is toestemming nodig, ook bij eigen klanten.",
            "Marketing by phone needs consent, also from own customers.",
        ),
        help=Wording(
            "Kies consent als basis. Belt een goed doel de eigen donateurs of vrijwilligers, zet dan in soft_opt_in "
            "support op true. Is dit een loterij voor goede doelen of een uitgever van een krant of tijdschrift, "
            "accepteer de bevinding dan met suppress.",
            "Choose consent as the basis. If a charity calls its own donors or volunteers, set support to true in "
            "soft_opt_in. If this is a charity lottery or a publisher of a newspaper or magazine, accept the finding "
            "with suppress.",
        ),
        related=_basis_of(row),
    )


def _basis_of(row: Row) -> tuple[tuple[Path, Wording], ...]:
    if not row.processing.legal_basis:
        return ()
    return (((*row.path, "legal_basis"), Wording("de grondslag", "the legal basis")),)


RULES = (
    Rule(
        "CO001",
        withdrawal_unmentioned,
        Severity.ERROR,
        title=Wording("Intrekken van toestemming niet vermeld", "Withdrawal not mentioned"),
        help=Wording(
            "Zet withdraw_consent bij rights.stated, of laat stated weg: dan volgen de rechten uit de grondslagen.",
            "Add withdraw_consent to rights.stated, or leave out stated: then the rights follow from the legal bases.",
        ),
        sources=("AVG 7(3)", "AVG 13(2)(c)"),
    ),
    Rule(
        "CO002",
        withdrawal_harder,
        Severity.WARNING,
        title=Wording("Intrekken is moeilijker dan toestemmen", "Withdrawing harder than consenting"),
        help=Wording(
            "Bied een link, schakelaar of afmeldknop aan en noem die bij withdrawn_by of withdraw_at.",
            "Offer a link, switch or unsubscribe button and name it under withdrawn_by or withdraw_at.",
        ),
        sources=("AVG 7(3)", "EDPB 05/2020"),
    ),
    Rule(
        "CO003",
        consent_for_core_service,
        Severity.WARNING,
        title=Wording("Toestemming voor wat de dienst nodig heeft", "Consent for something the service needs"),
        help=Wording(
            "Zet basis op contract als de verwerking nodig is voor de dienst die iemand vraagt.",
            "Set basis to contract if the processing is necessary for the service that somebody asks for.",
        ),
        sources=("AVG 6(1)(b)", "AVG 7(4)", "EDPB 05/2020"),
        strict=Severity.ERROR,
    ),
    Rule(
        "CO004",
        explicit_without_need,
        Severity.WARNING,
        title=Wording("“Uitdrukkelijk” zonder dat het nodig is", "“Explicit” without need"),
        help=Wording(
            "Schrijf “toestemming” en haal explicit weg. Bewaar “uitdrukkelijk” voor de artikelen 9, 22 en 49 AVG.",
            "Write “consent” and remove explicit. Keep “explicit” for arts. 9, 22 and 49 GDPR.",
        ),
        sources=("AVG 9(2)(a)", "AVG 22(2)(c)", "AVG 49(1)(a)"),
        precision="high",
        facts=(("language_rules", "explicit_consent_nl"),),
    ),
    Rule(
        "CO005",
        bundled_consent,
        Severity.WARNING,
        title=Wording("Eén toestemming voor meer doelen", "Bundled consent"),
        help=Wording(
            "Maak onder consent.requests per doel een eigen vraag, en verwijs daarnaar met request.",
            "Make a question of its own for each purpose under consent.requests, and refer to it with request.",
        ),
        sources=("AVG 4(11)", "AVG 7(2)", "EDPB 05/2020"),
    ),
    Rule(
        "CO006",
        giving_data_as_consent,
        Severity.WARNING,
        title=Wording("Gegevens geven als grondslag", "Providing data treated as a basis"),
        help=Wording(
            "Zeg niet dat het geven van gegevens genoeg is. Kies een grondslag bij legal_basis en vraag zo nodig "
            "toestemming.",
            "Do not say that giving data is enough. Choose a basis under legal_basis and ask for consent if needed.",
        ),
        sources=("AVG 4(11)", "AVG 6(1)", "C-61/19"),
        precision="medium",
        facts=(("language_rules", "provision_as_basis_nl"),),
    ),
    Rule(
        "CO007",
        marketing_without_consent,
        Severity.WARNING,
        title=Wording(
            "Reclame per e-mail of telefoon zonder toestemming",
            "Marketing by e-mail or phone without opt-in or soft opt-in",
        ),
        help=Wording(
            "Kies consent als basis, of vul alle vier de voorwaarden van soft_opt_in in.",
            "Choose consent as the basis, or fill in all four conditions of soft_opt_in.",
        ),
        sources=("Tw 11.7",),
        since=date(2004, 5, 19),
        facts=tuple(
            ("electronic_direct_marketing", id_)
            for id_ in (
                "opt_in",
                "opt_in_2021",
                "opt_in_phone",
                "soft_opt_in",
                "soft_opt_in_2021",
                "soft_opt_in_phone",
                "soft_opt_in_phone_2026",
            )
        ),
    ),
)
