"""Family CK: cookies and similar techniques (art. 11.7a Tw), and how consent for them is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policyc.diagnostics import Path, Severity, Wording
from policyc.law import facts
from policyc.model.cookies import Cookie
from policyc.model.legal_basis import Consent, LegitimateInterests, Means
from policyc.model.values import SELF
from policyc.rules.case import Case
from policyc.rules.claims import Claim, claims, first, is_denied, is_out_of_use, listed, says
from policyc.rules.prose import Passage, found
from policyc.rules.rule import Finding, Rule
from policyc.rules.wording import all_of

TW = date(2012, 6, 5)
"""The day art. 11.7a Tw began to ask consent for cookies."""
PLANET49 = date(2019, 10, 1)
"""C-673/17: consent is active; duration and access of third parties belong to the information."""

_LIMITED = "analytics_limited"


# --- what the law makes of a cookie ---------------------------------------------------------------------------------


def _name(case: Case, cookie_id: str) -> str:
    cookie = case.policy.cookies[cookie_id]
    return case.say(cookie.name) or ", ".join(case.say(name) for name in cookie.names) or cookie_id


def _asks(cookie: Cookie) -> bool:
    """Whether the policy says that it asks consent for the cookie."""
    return cookie.consent == "required" or any(isinstance(basis, Consent) for basis in cookie.legal_basis)


def _unasked(cookie_id: str, cookie: Cookie) -> Path | None:
    """Where the policy says that the cookie needs no consent: another basis, or an exception."""
    at: Path = ("cookies", cookie_id)
    for index, basis in enumerate(cookie.legal_basis):
        if not isinstance(basis, Consent):
            return (*at, "legal_basis", index)
    if cookie.consent == "exempt":
        return (*at, "consent")
    return (*at, "exemption") if cookie.exemption is not None else None


def _needs_consent(case: Case, cookie: Cookie) -> bool | None:
    """What the law says of its category; None while the category is not decided.

    Consent is the rule (art. 11.7a(1) Tw): a kind that the law did not yet exempt on that day needs it.
    """
    if cookie.category is None:
        return None
    kind = facts.cookie_kind(cookie.category, case.on)
    if kind is None:
        return True
    return kind.consent_required and not (kind.exempt_when_asked and cookie.asked_by_user)


def _is_on_consent(case: Case, cookie: Cookie) -> bool:
    """Whether the cookie waits for consent: by law, or by what the policy itself says of one without a category."""
    needs = _needs_consent(case, cookie)
    return _asks(cookie) if needs is None else needs


# --- CK001 ----------------------------------------------------------------------------------------------------------


def cookie_list_incomplete(case: Case) -> Iterator[Finding]:
    """Art. 11.7a(1)(a) Tw: full information before consent. Cookies under an exception need none (11.7a(3))."""
    if not case.policy.cookies:
        yield from _no_list(case)
    for cookie_id, cookie in case.policy.cookies.items():
        if _needs_consent(case, cookie) is False:
            continue
        lacking = tuple(_lacking(cookie))
        if lacking:
            parts = all_of([nl for _, nl, _ in lacking]).nl, all_of([en for _, _, en in lacking]).en
            name = _name(case, cookie_id)
            yield Finding(
                ("cookies", cookie_id, lacking[0][0]),
                Wording(f"Bij cookie “{name}” ontbreekt: {parts[0]}.", f"Cookie “{name}” lacks: {parts[1]}."),
            )
        elif cookie.category is None:
            yield _undecided(case, cookie_id)


def _no_list(case: Case) -> Iterator[Finding]:
    use, consent = case.policy.cookie_use, case.policy.consent
    present = use.present if use else None
    asked = consent is not None and "cookie_banner" in consent.means
    if present or (present is None and asked):
        yield Finding(
            ("cookie_use", "present") if present else ("consent", "means"),
            Wording(
                "U gebruikt cookies, maar de lijst met namen, aanbieders en doelen ontbreekt.",
                "You use cookies, but the list of names, providers and purposes is missing.",
            ),
        )


def _lacking(cookie: Cookie) -> Iterator[tuple[str, str, str]]:
    """The fields a visitor cannot do without, with what they are called. A description tells the purpose too."""
    if not cookie.names and cookie.name is None:
        yield "names", "de naam", "the name"
    if cookie.provider is None:
        yield "provider", "de aanbieder", "the provider"
    if not cookie.purpose and cookie.description is None:
        yield "purpose", "het doel", "the purpose"


def _undecided(case: Case, cookie_id: str) -> Finding:
    name = _name(case, cookie_id)
    return Finding(
        ("cookies", cookie_id, "category"),
        Wording(
            f"Of cookie “{name}” toestemming nodig heeft, staat niet vast: de soort ontbreekt.",
            f"Whether cookie “{name}” needs consent is undecided: its category is missing.",
        ),
        level=Severity.WARNING,
        help=Wording(
            "Kies een soort (category). Kijk naar wat de cookie doet, niet naar haar naam.",
            "Choose a category. Look at what the cookie does, not at its name.",
        ),
    )


# --- CK002, CK003 ---------------------------------------------------------------------------------------------------

_LEAVES_NOTHING = frozenset({"pixel", "fingerprint", "tracking_link"})
"""Techniques that store nothing on the device, so that there is nothing to have a duration."""


def cookie_without_duration(case: Case) -> Iterator[Finding]:
    for cookie_id, cookie in case.policy.cookies.items():
        duration = cookie.duration
        if cookie.storage and _LEAVES_NOTHING.issuperset(cookie.storage):
            continue
        if duration and (duration.period or duration.session or duration.sliding or duration.until):
            continue
        name = _name(case, cookie_id)
        if duration and duration.permanent:
            yield Finding(
                ("cookies", cookie_id, "duration"),
                Wording(
                    f"Cookie “{name}” blijft staan tot de bezoeker haar verwijdert. Dat is geen termijn.",
                    f"Cookie “{name}” stays until the visitor removes it. That is no duration.",
                ),
                level=Severity.WARNING,
            )
            continue
        yield Finding(
            ("cookies", cookie_id, "duration"),
            Wording(f"Hoe lang blijft cookie “{name}” staan?", f"How long does cookie “{name}” stay?"),
            level=None if _is_on_consent(case, cookie) else Severity.WARNING,
        )


def third_party_access_not_stated(case: Case) -> Iterator[Finding]:
    """A provider who is a third party himself is stated; then only whether others have access is open."""
    for cookie_id, cookie in case.policy.cookies.items():
        if cookie.third_party_access is not None or not _is_on_consent(case, cookie):
            continue
        at: Path = ("cookies", cookie_id, "third_party_access")
        name = _name(case, cookie_id)
        if cookie.provider in (None, SELF):
            yield Finding(
                at,
                Wording(
                    f"Kunnen derden bij cookie “{name}”? Vermeld wie.",
                    f"Can third parties get at cookie “{name}”? Say who.",
                ),
            )
            continue
        provider = case.say(case.policy.recipients[cookie.provider].title)
        yield Finding(
            at,
            Wording(
                f"Kunnen behalve {provider} nog anderen bij cookie “{name}”? Vermeld wie.",
                f"Can others besides {provider} get at cookie “{name}”? Say who.",
            ),
            level=Severity.WARNING,
        )


# --- CK004, CK005 ---------------------------------------------------------------------------------------------------


def consent_cookie_on_other_basis(case: Case) -> Iterator[Finding]:
    """Art. 11.7a(1) Tw knows no other ground than consent besides its own exceptions (EDPB Opinion 5/2019)."""
    # The consent that a cookie waits for may stand with its purpose.
    asking = {row.purpose_id for row, _, _ in case.bases(Consent)}
    for cookie_id, cookie in case.policy.cookies.items():
        if cookie.category is None or not _needs_consent(case, cookie) or _asks(cookie):
            continue
        claimed = _unasked(cookie_id, cookie)
        if claimed is None and not asking.isdisjoint(cookie.purpose):
            continue
        name, why = _name(case, cookie_id), _why_not(cookie, claimed)
        called = next(kind.name_nl for kind in facts.cookie_kinds() if kind.id == cookie.category)
        yield Finding(
            claimed or ("cookies", cookie_id, "consent"),
            Wording(
                f"Voor cookie “{name}” ({called}) is toestemming nodig. {why.nl}",
                f"Cookie “{name}” ({cookie.category}) needs consent. {why.en}",
            ),
            related=(
                (
                    ("cookies", cookie_id, "category"),
                    Wording("voor deze soort is toestemming nodig", "this category needs consent"),
                ),
            ),
        )


def _why_not(cookie: Cookie, claimed: Path | None) -> Wording:
    if claimed is None:
        return Wording("Er staat niet dat u die vraagt.", "Nothing says that you ask for it.")
    if claimed[2] != "legal_basis":
        return Wording("De uitzondering geldt hier niet.", "The exception does not apply here.")
    if isinstance(cookie.legal_basis[int(claimed[3])], LegitimateInterests):
        return Wording("Gerechtvaardigd belang kan niet.", "Legitimate interests will not do.")
    return Wording("Een andere grondslag kan niet.", "Another basis will not do.")


def cookie_under_two_regimes(case: Case) -> Iterator[Finding]:
    """Who asks must be able to hear no. For limited analytics asking is more than the law wants, and allowed."""
    for cookie_id, cookie in case.policy.cookies.items():
        if not _asks(cookie):
            continue
        unasked = _unasked(cookie_id, cookie)
        if unasked is None and cookie.category != _LIMITED and _is_exempt_kind(case, cookie):
            unasked = ("cookies", cookie_id, "category")
        if unasked is None:
            continue
        name = _name(case, cookie_id)
        yield Finding(
            unasked,
            Wording(
                f"Cookie “{name}” valt in uw tekst onder toestemming én onder een uitzondering. Kies.",
                f"Your text puts cookie “{name}” under consent and under an exception. Choose.",
            ),
            related=((_asking(cookie_id, cookie), Wording("hier vraagt u toestemming", "here you ask consent")),),
        )


def _is_exempt_kind(case: Case, cookie: Cookie) -> bool:
    kind = facts.cookie_kind(cookie.category, case.on) if cookie.category else None
    return kind is not None and not kind.consent_required


def _asking(cookie_id: str, cookie: Cookie) -> Path:
    for index, basis in enumerate(cookie.legal_basis):
        if isinstance(basis, Consent):
            return ("cookies", cookie_id, "legal_basis", index)
    return ("cookies", cookie_id, "consent")


# --- CK006 ----------------------------------------------------------------------------------------------------------

_INVALID: dict[Means, Wording] = {
    "browser_settings": Wording("Browserinstellingen zijn", "Browser settings are"),
    "continued_use": Wording("Verder surfen is", "Browsing on is"),
    "preticked_box": Wording("Een vooraf aangevinkt vakje is", "A pre-ticked box is"),
}


def invalid_consent_means(case: Case) -> Iterator[Finding]:
    """Consent is an act of its own (C-673/17), and no is as easy as yes (art. 7(3) AVG)."""
    waiting = [cookie_id for cookie_id, cookie in case.policy.cookies.items() if _is_on_consent(case, cookie)]
    if not waiting:
        return
    consent = case.policy.consent
    given = consent.means if consent else ()
    yield from _invalid(waiting[0], ("consent", "means"), given)
    if consent is not None and consent.withdraw_at is None:
        yield from _invalid_withdrawal(waiting[0], ("consent", "withdrawn_by"), consent.withdrawn_by)
    for cookie_id, path, basis in case.cookie_bases(Consent):
        yield from _invalid(cookie_id, (*path, "given_by"), basis.given_by or ())
        if basis.withdraw_at is None:
            yield from _invalid_withdrawal(cookie_id, (*path, "withdrawn_by"), basis.withdrawn_by or ())
    if not _has_way_back(case):
        yield from _browser_only(case, waiting[0])
    asked = {cookie_id for cookie_id, _, basis in case.cookie_bases(Consent) if basis.given_by}
    unasked = [cookie_id for cookie_id in waiting if cookie_id not in asked]
    if not given and unasked:
        yield _no_means(unasked[0])


def _invalid(cookie_id: str, at: Path, means: tuple[Means, ...]) -> Iterator[Finding]:
    """Each way to say yes that is none."""
    for index, one in enumerate(means):
        if one in _INVALID:
            yield _not_valid(cookie_id, (*at, index), one)


def _invalid_withdrawal(cookie_id: str, at: Path, means: tuple[Means, ...]) -> Iterator[Finding]:
    """Settings of the browser may stand beside a real way back, but do not replace one."""
    if means and all(one in _INVALID for one in means):
        yield _not_valid(cookie_id, (*at, 0), means[0], Severity.WARNING)


def _not_valid(
    cookie_id: str, at: Path, means: Means, level: Severity | None = None, claim: Claim | None = None
) -> Finding:
    subject = _INVALID[means]
    return Finding(
        at,
        Wording(
            f"{subject.nl} geen geldige manier om toestemming te geven, weigeren of intrekken.",
            f"{subject.en} no valid way to give, refuse or withdraw consent.",
        ),
        phrase=claim.words if claim else "",
        level=level,
        related=(_waits(cookie_id),),
        reader=claim.sentence if claim else None,
    )


def _has_way_back(case: Case) -> bool:
    """Whether the policy names any way to withdraw in a field of its own."""
    consent = case.policy.consent
    if consent is not None and (consent.withdrawn_by or consent.withdraw_at):
        return True
    return any(basis.withdrawn_by or basis.withdraw_at for _, _, basis in case.cookie_bases(Consent))


def _browser_only(case: Case, cookie_id: str) -> Iterator[Finding]:
    """The texts on withdrawing and removing name the browser, and nothing names another way."""
    texts = (one for one in case.passages if one.path in (("consent", "withdrawal"), ("cookie_use", "removal")))
    claim = next(claims(case, "browser_control_nl", texts), None)
    if claim is not None:
        yield _not_valid(cookie_id, claim.passage.path, "browser_settings", Severity.WARNING, claim)


def _no_means(cookie_id: str) -> Finding:
    return Finding(
        ("consent", "means"),
        Wording(
            "Er staat niet hoe u toestemming voor cookies vraagt.", "Nothing says how you ask consent for cookies."
        ),
        level=Severity.WARNING,
        related=(_waits(cookie_id),),
    )


def _waits(cookie_id: str) -> tuple[Path, Wording]:
    return ("cookies", cookie_id), Wording("voor deze cookie is toestemming nodig", "this cookie needs consent")


# --- CK007, CK008 ---------------------------------------------------------------------------------------------------

_CONDITIONS = {
    "own_use_only": Wording("alleen eigen gebruik", "own use only"),
    "no_profiles": Wording("geen profielen", "no profiles"),
    "processor_agreement": Wording("een verwerkersovereenkomst", "a processing agreement"),
    "no_reuse_by_provider": Wording("geen eigen gebruik door de aanbieder", "no use by the provider for itself"),
    "ip_shortened": Wording("een ingekort IP-adres", "a shortened IP address"),
    "retention": Wording("een bewaartermijn", "a retention period"),
}


def analytics_conditions_open(case: Case) -> Iterator[Finding]:
    """The exception is for analytics with little or no effect on privacy (art. 11.7a(3)(b) Tw)."""
    for cookie_id, cookie in case.policy.cookies.items():
        if not _claims_exception(cookie_id, cookie):
            continue
        own = cookie.provider == SELF
        lacking = [
            wording
            for field, wording in _CONDITIONS.items()
            if not getattr(cookie.conditions, field, None) and not (own and field in _OF_A_PROVIDER)
        ]
        if lacking:
            nl, en = all_of([one.nl for one in lacking]).nl, all_of([one.en for one in lacking]).en
            yield Finding(
                ("cookies", cookie_id, "conditions"),
                Wording(
                    "De uitzondering voor analytische cookies geldt alleen als aan alle voorwaarden is voldaan. "
                    f"Nog open: {nl}.",
                    f"The exception for analytics applies only when all conditions are met. Still open: {en}.",
                ),
            )


_OF_A_PROVIDER = ("processor_agreement", "no_reuse_by_provider")
"""Conditions about a provider; whoever measures by himself has none."""


def _claims_exception(cookie_id: str, cookie: Cookie) -> bool:
    """Whether limited analytics are used without asking, or perhaps so: who asks for all of it needs no exception."""
    is_meant = cookie.category == _LIMITED or (cookie.category is None and cookie.conditions is not None)
    return is_meant and (_unasked(cookie_id, cookie) is not None or not _asks(cookie))


def more_than_necessary(case: Case) -> Iterator[Finding]:
    """Handy is not necessary (WP194): only what a visitor asks for is."""
    texts, profiling = _texts_of_cookies(case), _profiling_purposes(case)
    for cookie_id, cookie in case.policy.cookies.items():
        if cookie.category not in ("communication", "strictly_necessary") or cookie.asked_by_user:
            continue
        claim = next(_beyond(case, cookie, texts.get(cookie_id, [])), None)
        profiled = next((purpose for purpose in cookie.purpose if purpose in profiling), None)
        if claim is not None:
            yield _not_necessary(case, cookie_id, claim.passage.path, claim.words, claim.sentence)
        elif profiled is not None:
            at: Path = ("cookies", cookie_id, "purpose", cookie.purpose.index(profiled))
            yield _not_necessary(case, cookie_id, at, "", None)


def _texts_of_cookies(case: Case) -> dict[str, list[Passage]]:
    """What the policy says each cookie is and does."""
    texts: dict[str, list[Passage]] = {}
    for passage in case.passages:
        if passage.path[0] == "cookies" and passage.path[2] in ("name", "description"):
            texts.setdefault(str(passage.path[1]), []).append(passage)
    return texts


def _beyond(case: Case, cookie: Cookie, passages: list[Passage]) -> Iterator[Claim]:
    """Sentences that say more than that a service works. What ends with the session recognises nobody later."""
    is_short = cookie.duration is not None and bool(cookie.duration.session)
    for list_id in ("behavioural_adaptation_nl", *(() if is_short else ("visitor_recognition_nl",))):
        for claim in claims(case, list_id, passages):
            if not is_denied(case, claim):
                yield claim


def _profiling_purposes(case: Case) -> set[str]:
    """The purposes of which every row is profiling."""
    others = {
        row.purpose_id for row in case.rows if not (row.processing.profiling and row.processing.profiling.present)
    }
    return {row.purpose_id for row in case.rows} - others


def _not_necessary(case: Case, cookie_id: str, at: Path, phrase: str, reader: str | None) -> Finding:
    name = _name(case, cookie_id)
    return Finding(
        at,
        Wording(
            f"Cookie “{name}” doet meer dan noodzakelijk. Deel haar in bij voorkeuren of marketing.",
            f"Cookie “{name}” does more than is necessary. Class it as preference or marketing.",
        ),
        phrase=phrase,
        related=((("cookies", cookie_id, "category"), Wording("zo is zij ingedeeld", "this is how it is classed")),),
        reader=reader,
    )


# --- CK009, CK010 ---------------------------------------------------------------------------------------------------


def consent_asserted(case: Case) -> Iterator[Finding]:
    """A claim of consent proves none (C-61/19); a description of the choice tells the reader something."""
    consent = case.policy.consent
    if consent is not None and (consent.choices or consent.explanation is not None):
        return
    field: Path = ("consent", "asserted")
    if consent is not None and consent.asserted is not None:
        yield _asserted(field)
    for claim in claims(case, "asserted_consent_nl", (one for one in case.passages if _is_about_cookies(one.path))):
        if claim.passage.path != field:
            yield _asserted(claim.passage.path, claim.words, claim.sentence)


def _is_about_cookies(path: Path) -> bool:
    """The texts of the section on cookies, and the author's own sections. What each cookie does is no such text."""
    return path[0] in ("cookie_use", "consent", "sections") or path == ("openings", "cookies")


def _asserted(at: Path, phrase: str = "", reader: str | None = None) -> Finding:
    return Finding(
        at,
        Wording(
            "De tekst beweert dat toestemming is gevraagd, maar wie dit leest hoeft dat niet te weten. Beschrijf de "
            "keuze en waar die te wijzigen is.",
            "The text claims that consent was asked, but whoever reads it need not know. Describe the choice and where "
            "to change it.",
        ),
        phrase=phrase,
        reader=reader,
    )


def tool_not_certain(case: Case) -> Iterator[Finding]:
    """WP260 12-13: people must know what is used, not what might be."""
    yield from _conditional_tools(case)
    yield from _discontinued_tools(case)
    yield from _small_text_files(case)


def _conditional_tools(case: Case) -> Iterator[Finding]:
    wanted = listed(case, "conditional_tools_nl")
    for passage in case.passages:
        path = passage.path
        if path[0] not in ("cookies", "cookie_use") and path != ("openings", "cookies"):
            continue
        if path[0] == "cookies" and path[2] == "conditional":
            yield _uncertain(path, first(wanted, passage.text) or "", passage.text)
            continue
        for claim in claims(case, "conditional_tools_nl", (passage,)):
            yield _uncertain(path, claim.words, claim.sentence)


def _uncertain(at: Path, phrase: str, reader: str) -> Finding:
    return Finding(
        at,
        Wording(
            "Beschrijf welke techniek u echt gebruikt, en niet wat u misschien gebruikt.",
            "Describe which technique you really use, and not what you might use.",
        ),
        phrase=phrase,
        reader=reader,
    )


def _discontinued_tools(case: Case) -> Iterator[Finding]:
    alert = facts.term_alert("term_universal_analytics", case.on)
    if alert is None or not case.may_hold(alert):
        return
    done: set[Path] = set()
    for passage, sentence, match in found(alert.pattern, case.passages):
        if passage.path not in done and not is_out_of_use(case, alert.pattern, sentence):
            done.add(passage.path)
            yield Finding(
                passage.path,
                Wording(
                    f"“{match.group()}” hoort bij een dienst die is gestopt. Beschrijf welke techniek u echt gebruikt.",
                    f"“{match.group()}” belongs to a service that was stopped. Describe what you really use.",
                ),
                phrase=match.group(),
            )


def _small_text_files(case: Case) -> Iterator[Finding]:
    """“Een klein tekstbestand” hides the pixels, scripts and storage that the same policy lists (EDPB 2/2023)."""
    cookies = case.policy.cookies.items()
    other = next((id_ for id_, cookie in cookies if not {"cookie"}.issuperset(cookie.storage or ())), None)
    explained = [one for one in case.passages if one.path[0] == "cookie_use" or one.path == ("openings", "cookies")]
    if other is None or any(says(case, "other_techniques_nl", one.text) for one in explained):
        return
    for claim in claims(case, "text_file_definitions_nl", explained):
        yield Finding(
            claim.passage.path,
            Wording(
                f"“{claim.words}” beschrijft alleen cookies, maar u gebruikt ook andere technieken. Noem ze.",
                f"“{claim.words}” describes cookies only, but you use other techniques too. Name them.",
            ),
            phrase=claim.words,
            related=((("cookies", other, "storage"), Wording("een andere techniek", "another technique")),),
            reader=claim.sentence,
        )


RULES = (
    Rule(
        "CK001",
        cookie_list_incomplete,
        Severity.ERROR,
        title=Wording("Lijst met cookies ontbreekt of is niet volledig", "Cookie types but no cookie list"),
        help=Wording(
            "Noem onder cookies elke cookie of vergelijkbare techniek met names, provider en purpose.",
            "List under cookies each cookie or similar technique with names, provider and purpose.",
        ),
        sources=("Tw 11.7a(1)(a)", "AVG 13"),
        since=TW,
        facts=(("cookie_rules", "information_first"),),
    ),
    Rule(
        "CK002",
        cookie_without_duration,
        Severity.ERROR,
        title=Wording("Cookie zonder duur", "Cookie without duration"),
        help=Wording(
            "Geef duration: een periode zoals P6M, session, of sliding als de periode bij elk bezoek opnieuw begint.",
            "Give duration: a period such as P6M, session, or sliding when the period begins again at every visit.",
        ),
        sources=("Tw 11.7a(1)(a)", "AVG 5(1)(e)", "C-673/17"),
        since=PLANET49,
        facts=(("cookie_rules", "duration_and_third_parties"),),
    ),
    Rule(
        "CK003",
        third_party_access_not_stated,
        Severity.ERROR,
        title=Wording("Toegang van derden niet vermeld", "Third-party access not stated"),
        help=Wording(
            "Noem de ontvangers onder third_party_access. Kan niemand erbij, schrijf dan third_party_access: [].",
            "Name the recipients under third_party_access. If nobody else has access, write third_party_access: [].",
        ),
        sources=("Tw 11.7a(1)(a)", "C-673/17"),
        since=PLANET49,
        facts=(("cookie_rules", "duration_and_third_parties"),),
    ),
    Rule(
        "CK004",
        consent_cookie_on_other_basis,
        Severity.ERROR,
        title=Wording("Cookie zonder de toestemming die nodig is", "Consent-requiring cookie on another basis"),
        help=Wording(
            "Vraag toestemming (legal_basis: consent), of verander de cookie zo dat de uitzondering wel geldt.",
            "Ask consent (legal_basis: consent), or change the cookie so that it meets the exception.",
        ),
        sources=("Tw 11.7a(1)", "Tw 11.7a(3)", "EDPB 5/2019"),
        since=TW,
    ),
    Rule(
        "CK005",
        cookie_under_two_regimes,
        Severity.ERROR,
        title=Wording("Zelfde cookie onder twee regels", "Same cookies under two regimes"),
        help=Wording(
            "Kies per cookie: toestemming (legal_basis: consent), of een uitzondering (consent: exempt met exemption).",
            "Choose for each cookie: consent (legal_basis: consent), or an exception (consent: exempt with exemption).",
        ),
        sources=("Tw 11.7a", "AVG 5(1)(a)"),
    ),
    Rule(
        "CK006",
        invalid_consent_means,
        Severity.ERROR,
        title=Wording("Toestemming door browser of gebruik", "Consent or refusal through browser settings or use"),
        help=Wording(
            "Vraag toestemming met een melding (means: cookie_banner) en laat mensen haar op een vaste plek weer "
            "openen (withdrawn_by: cookie_banner, withdraw_at).",
            "Ask consent with a banner (means: cookie_banner) and let people open it again from a fixed place "
            "(withdrawn_by: cookie_banner, withdraw_at).",
        ),
        sources=("Tw 11.7a(1)(b)", "Tw 11.1(g)", "AVG 7(3)", "C-673/17"),
        since=PLANET49,
        precision="high",
        facts=(
            ("cookie_rules", "consent_standard"),
            ("cookie_rules", "withdraw_as_easy"),
            ("language_rules", "browser_control_nl"),
        ),
    ),
    Rule(
        "CK007",
        analytics_conditions_open,
        Severity.WARNING,
        title=Wording(
            "Uitzondering voor statistieken zonder de voorwaarden", "Analytics exemption claimed without its conditions"
        ),
        help=Wording(
            "Zet onder conditions op true wat u hebt nagekeken, met een bewaartermijn (retention), of vraag "
            "toestemming (category: analytics_other).",
            "Set to true under conditions what you have checked, with a retention period, or ask consent "
            "(category: analytics_other).",
        ),
        sources=("Tw 11.7a(3)(b)", "Kamerstukken II 33902, 3"),
        since=date(2015, 3, 11),
        strict=Severity.ERROR,
        facts=(("cookie_categories", _LIMITED),),
    ),
    Rule(
        "CK008",
        more_than_necessary,
        Severity.WARNING,
        title=Wording("Cookie die meer doet dan noodzakelijk", "Preference or tracking cookie called functional"),
        help=Wording(
            "Kies category: preference of marketing en vraag toestemming. Vroeg de bezoeker zelf om deze functie, zeg "
            "dat dan met asked_by_user: true.",
            "Choose category: preference or marketing and ask consent. If the visitor asked for this function himself, "
            "say so with asked_by_user: true.",
        ),
        sources=("Tw 11.7a(3)(b)", "Tw 11.7a(4)", "WP194"),
        since=TW,
        precision="medium",
        facts=(("language_rules", "behavioural_adaptation_nl"), ("language_rules", "visitor_recognition_nl")),
    ),
    Rule(
        "CK009",
        consent_asserted,
        Severity.WARNING,
        title=Wording("Toestemming beweerd, niet beschreven", "Consent asserted, not described"),
        help=Wording(
            "Beschrijf de melding onder consent.explanation, de keuzes onder choices en de vaste plek onder "
            "withdraw_at.",
            "Describe the banner under consent.explanation, the choices under choices and the fixed place under "
            "withdraw_at.",
        ),
        sources=("AVG 7(1)", "AVG 13", "C-61/19", "EDPB 05/2020"),
        precision="medium",
        facts=(("language_rules", "asserted_consent_nl"),),
    ),
    Rule(
        "CK010",
        tool_not_certain,
        Severity.WARNING,
        title=Wording("Voorwaardelijke of verouderde techniek", "Conditional or outdated tool description"),
        help=Wording(
            "Vergelijk de lijst met een scan van uw website en haal weg wat u niet gebruikt.",
            "Compare the list with a scan of your website and remove what you do not use.",
        ),
        sources=("WP260", "EDPB 2/2023"),
        precision="medium",
        facts=(
            ("language_rules", "conditional_tools_nl"),
            ("language_rules", "text_file_definitions_nl"),
            ("language_rules", "not_in_use_nl"),
            ("statement_term_alerts", "term_universal_analytics"),
        ),
    ),
)
