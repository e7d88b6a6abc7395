"""Family LI: relying on a legitimate interest (art. 6(1)(f))."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.diagnostics import Path, Severity, Wording
from policyc.law import facts
from policyc.model.cookies import Cookie
from policyc.model.legal_basis import LegitimateInterests
from policyc.model.text import Text
from policyc.rules.case import Case
from policyc.rules.claims import says
from policyc.rules.prose import unmarked
from policyc.rules.rule import Finding, Rule


def interest_unnamed(case: Case) -> Iterator[Finding]:
    """The name of the purpose, or of the basis itself, is no interest (C-394/23)."""
    for who, path, basis, names in _uses(case):
        if _is_named(case, basis.interest, names):
            continue
        yield Finding(
            (*path, "interest"),
            Wording(
                f"{who.nl} steunt op gerechtvaardigd belang, maar het belang zelf staat er niet.",
                f"{who.en} rests on a legitimate interest, but the interest itself is not stated.",
            ),
        )


def _uses(case: Case) -> Iterator[tuple[Wording, Path, LegitimateInterests, tuple[Text | None, ...]]]:
    """Every use of the basis: by what, where, and the names that are no interest of their own."""
    for row, path, basis in case.bases(LegitimateInterests):
        if case.answers_for(row):
            name = case.name_of(row)
            who = Wording(f"Doel {name}", f"The purpose {name}")
            yield who, path, basis, (row.purpose.name, row.processing.name)
    for cookie_id, path, basis in case.cookie_bases(LegitimateInterests):
        cookie = case.policy.cookies[cookie_id]
        name = _name_of_cookie(case, cookie_id, cookie)
        yield Wording(f"Cookie “{name}”", f"The cookie “{name}”"), path, basis, (cookie.name, cookie.description)


def _name_of_cookie(case: Case, cookie_id: str, cookie: Cookie) -> str:
    return case.say(next(iter(cookie.names), cookie.name)) or cookie_id


def _is_named(case: Case, interest: Text | None, names: tuple[Text | None, ...]) -> bool:
    if interest is None:
        return False
    empty = {_bare(case, name) for name in names if name is not None}
    return _bare(case, interest) not in empty | set(facts.words("empty_interests_nl", case.on))


def _bare(case: Case, text: Text) -> str:
    return case.say(text).rstrip(". ").casefold()


_HERE = {
    "purposes": Wording("in dit doel", "in this purpose"),
    "cookies": Wording("bij deze cookie", "for this cookie"),
}


def balancing_unavailable(case: Case) -> Iterator[Finding]:
    for _, path, basis, _ in _uses(case):
        if basis.balancing is None and not basis.balancing_on_request:
            yield Finding(
                (*path, "balancing"),
                Wording(
                    "Meld kort hoe u de belangen hebt afgewogen, of dat die afweging op te vragen is.",
                    "Say briefly how you balanced the interests, or that the balancing can be requested.",
                ),
                related=((path[:2], _HERE[str(path[0])]),),
            )


def authority_on_own_interest(case: Case) -> Iterator[Finding]:
    """Of its tasks only: of business of its own, such as guarding its building, a public authority says what it is."""
    for row, path, _ in case.bases(LegitimateInterests):
        authority = case.authority_of(row)
        if authority is None or not case.answers_for(row):
            continue
        related = (((*authority, "public_authority"), _SAYS_SO),)
        reason = row.processing.necessity
        if reason is None:
            yield Finding(
                path,
                Wording(
                    "Een overheidsinstantie kan voor haar taken geen gerechtvaardigd belang gebruiken.",
                    "A public authority cannot rely on a legitimate interest for its tasks.",
                ),
                related=related,
            )
        elif not says(case, "no_public_task_nl", unmarked(case.say(reason))):
            yield Finding(
                (*row.path, "necessity"),
                Wording(
                    "Een overheidsinstantie kan voor haar taken geen gerechtvaardigd belang gebruiken. Dat dit geen "
                    "publieke taak is, staat hier niet.",
                    "A public authority cannot rely on a legitimate interest for its tasks. It is not stated here that "
                    "this is no public task.",
                ),
                level=Severity.WARNING,
                help=Wording(
                    "Schrijf dat dit geen publieke taak is en waarom, of kies public_task of legal_obligation.",
                    "Write that this is no public task and why, or choose public_task or legal_obligation.",
                ),
                related=related,
            )


_SAYS_SO = Wording("hier staat dat u dat bent", "here it says that you are one")


RULES = (
    Rule(
        "LI001",
        interest_unnamed,
        Severity.ERROR,
        title=Wording("Gerechtvaardigd belang niet genoemd", "Interest not named"),
        help=Wording(
            "Zeg in interest in één zin om welk belang het gaat, en met whose van wie het is.",
            "Name the interest in one sentence (interest), and say whose it is (whose).",
        ),
        sources=("AVG 13(1)(d)", "AVG 14(2)(b)", "C-394/23"),
        facts=(("language_rules", "empty_interests_nl"),),
    ),
    Rule(
        "LI002",
        balancing_unavailable,
        Severity.WARNING,
        title=Wording("Afweging van belangen niet te vinden", "Balancing not available"),
        help=Wording(
            "Vat de afweging in balancing in twee zinnen samen, of zet balancing_on_request op true.",
            "Sum up the balancing in two sentences in balancing, or set balancing_on_request to true.",
        ),
        sources=("AVG 6(1)(f)", "WP260 annex", "EDPB 1/2024", "C-621/22"),
    ),
    Rule(
        "LI003",
        authority_on_own_interest,
        Severity.ERROR,
        title=Wording("Overheid steunt op gerechtvaardigd belang", "Public authority relies on legitimate interest"),
        help=Wording(
            "Kies public_task of legal_obligation. Gaat het om uw bedrijfsvoering en niet om een taak, zeg dat dan in "
            "necessity.",
            "Choose public_task or legal_obligation. If it is about running your organisation and not about a task, "
            "say so in necessity.",
        ),
        sources=("AVG 6(1)",),
        precision="high",
        facts=(("language_rules", "no_public_task_nl"),),
    ),
)
