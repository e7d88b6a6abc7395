"""Family AD: automated decisions and profiling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policyc.diagnostics import Path, Severity, Wording
from policyc.law import facts
from policyc.model.purpose import Profiling
from policyc.model.rights import AutomatedDecision, AutomatedDecisions
from policyc.rules.case import Case, Row
from policyc.rules.claims import Claim, claims, is_denied, once_a_text, says
from policyc.rules.prose import phrases
from policyc.rules.rule import Finding, Rule
from policyc.rules.wording import all_of


def decisions_undecided(case: Case) -> Iterator[Finding]:
    """Whoever describes a decision takes it, unless he says that there are none; then one of the two is untrue."""
    automated = case.policy.automated_decisions or AutomatedDecisions()
    described = next(iter(automated.decisions.items()), None)
    if automated.present is None and described is None:
        yield Finding(
            ("automated_decisions", "present"),
            Wording(
                "Leg vast of u besluiten neemt zonder dat een mens meekijkt. Zo niet, schrijf dat op.",
                "Decide whether you take decisions without a human. If you do not, say so.",
            ),
        )
    elif automated.present is False and described is not None:
        id_, decision = described
        name = case.say(decision.name)
        yield Finding(
            ("automated_decisions", "present"),
            Wording(
                f"U schrijft dat een computer bij u niets besluit, maar beschrijft wel het besluit “{name}”.",
                f"You write that no computer decides anything, but describe the decision “{name}”.",
            ),
            level=Severity.ERROR,
            help=Wording(
                "Zet present op true, of haal de besluiten weg.", "Set present to true, or remove the decisions."
            ),
            related=((("automated_decisions", "decisions", id_), Wording("dit besluit", "this decision")),),
        )
    elif automated.present is False:
        for claim in once_a_text(_decisions_told(case)):
            yield Finding(
                claim.passage.path,
                Wording(
                    f"U schrijft dat een computer bij u niets besluit, maar hier staat: “{claim.words}”.",
                    f"You write that no computer decides anything, but here it says: “{claim.words}”.",
                ),
                phrase=claim.words,
                help=Wording(
                    "Zet present op true en beschrijf het besluit, of schrijf hier dat een mens besluit.",
                    "Set present to true and describe the decision, or write here that a human decides.",
                ),
                related=((("automated_decisions", "present"), Wording("hier schrijft u dat", "here you write so")),),
                reader=claim.sentence,
            )


def _decisions_told(case: Case) -> Iterator[Claim]:
    """Texts by which a computer decides. What readers may ask for (rights) says nothing of what happens."""
    passages = (passage for passage in case.passages if passage.path[0] not in _OWN_CHOICE)
    for claim in claims(case, "automated_decisions_nl", passages):
        if not _is_denied_there(case, claim) and not says(case, "exempt_contexts_nl", claim.sentence):
            yield claim


_CLAUSE = re.compile(r"[,;:]")


def _is_denied_there(case: Case, claim: Claim) -> bool:
    """“Voldoet u niet, dan beslist het systeem” denies nothing; “nooit zonder tussenkomst van een mens” does."""
    listed = facts.words(claim.list_id, case.on)
    clauses = (clause for clause in _CLAUSE.split(claim.sentence) if claim.words in clause)
    about = claim.sentence if claim.words.casefold() in listed else next(clauses, claim.sentence)
    return says(case, "denials_nl", phrases(listed).sub("", about))


_EXPLAINED = {
    "logic": Wording("de logica", "the logic"),
    "significance": Wording("het belang", "the significance"),
    "consequences": Wording("de gevolgen", "the consequences"),
}


def decision_not_explained(case: Case) -> Iterator[Finding]:
    """Art. 13(2)(f)."""
    automated = case.policy.automated_decisions
    if automated is not None and automated.present and not automated.decisions:
        yield Finding(
            ("automated_decisions", "decisions"),
            Wording(
                "Leg de logica, het belang en de gevolgen van het geautomatiseerde besluit uit.",
                "Explain the logic, the significance and the consequences of the automated decision.",
            ),
        )
    for id_, decision in _taken(case):
        missing = [field for field in _EXPLAINED if getattr(decision, field) is None]
        if missing:
            nl = all_of(_EXPLAINED[field].nl for field in missing).nl
            en = all_of(_EXPLAINED[field].en for field in missing).en
            name = case.say(decision.name)
            yield Finding(
                ("automated_decisions", "decisions", id_, missing[0]),
                Wording(
                    f"Leg {nl} van het geautomatiseerde besluit “{name}” uit.",
                    f"Explain {en} of the automated decision “{name}”.",
                ),
            )


def _taken(case: Case) -> Iterator[tuple[str, AutomatedDecision]]:
    """The decisions that are described, unless the policy says that there are none (AD001)."""
    automated = case.policy.automated_decisions
    if automated is not None and automated.present is not False:
        yield from automated.decisions.items()


def decision_without_ground(case: Case) -> Iterator[Finding]:
    """Art. 22(2)-(3). A decision that rests on an act has the safeguards of that act (22(2)(b))."""
    for id_, decision in _taken(case):
        at: Path = ("automated_decisions", "decisions", id_)
        name = case.say(decision.name)
        if decision.ground is None:
            yield Finding(
                (*at, "ground"),
                Wording(
                    f"Voor het besluit “{name}” ontbreekt een uitzondering van artikel 22 AVG.",
                    f"The decision “{name}” lacks an exception of article 22 AVG.",
                ),
            )
        elif decision.ground == "law" and decision.law is None:
            yield Finding(
                (*at, "law"),
                Wording(
                    f"Het besluit “{name}” steunt op een wet, maar die wet staat er niet.",
                    f"The decision “{name}” rests on an act, but the act is not named.",
                ),
                help=Wording("Vul law en article in.", "Fill in law and article."),
            )
        if decision.human_review is not None:
            continue
        if decision.ground != "law":
            yield Finding(
                (*at, "human_review"),
                Wording(
                    f"Bij het besluit “{name}” ontbreekt het recht op menselijke tussenkomst.",
                    f"The decision “{name}” lacks the right to human intervention.",
                ),
                help=_HUMAN_REVIEW,
            )
        elif says(case, "uavg_names_nl", case.say(decision.law)) and not _are_authorities(case):
            yield Finding(
                (*at, "human_review"),
                Wording(
                    f"Het besluit “{name}” steunt op artikel 40 UAVG. Dan moet u zelf waarborgen geven, en welke dat "
                    "zijn, staat er niet.",
                    f"The decision “{name}” rests on article 40 UAVG. You then have to give safeguards of your own, "
                    "and it is not stated which.",
                ),
                level=Severity.WARNING,
                help=_HUMAN_REVIEW,
                related=(((*at, "law"), Wording("deze wet", "this act")),),
            )


_HUMAN_REVIEW = Wording(
    "Beschrijf onder human_review hoe iemand een mens laat meekijken, zijn mening geeft en het besluit aanvecht.",
    "Describe under human_review how people get a human to look, give their view and contest the decision.",
)


def _are_authorities(case: Case) -> bool:
    """Whether nobody else decides. Against their decisions one objects by the general act (art. 40(3) UAVG)."""
    return all(controller.public_authority for _, controller in case.controllers)


def profiling_not_named(case: Case) -> Iterator[Finding]:
    """Art. 4(4). One purpose that says so mends it, so it is one finding, at the first place that shows it."""
    named = [row for row in case.rows if _is_profiling(row.processing.profiling)]
    yield from _not_explained(case, named)
    if named:
        return
    signs = [*_adapting_texts(case), *_marketing_cookies(case)]
    if signs:
        (at, phrase, sentence), *others = signs
        yield Finding(
            at,
            Wording(
                "De website past zich aan op gedrag. Dat is profilering: beschrijf doel, gegevens en gevolg.",
                "The website adapts to behaviour. That is profiling: describe its purpose, data and effect.",
            ),
            phrase=phrase,
            related=tuple((path, Wording("ook hier", "here too")) for path, _, _ in others),
            reader=sentence,
        )


_OF_PROFILING = {
    "explanation": Wording("hoe u het profiel maakt", "how you make the profile"),
    "effect": Wording("wat het voor mensen betekent", "what it means for people"),
}


def _not_explained(case: Case, rows: Iterable[Row]) -> Iterator[Finding]:
    """That there is profiling tells nobody what happens to him (recital 60)."""
    for row in rows:
        missing = [field for field in _OF_PROFILING if getattr(row.processing.profiling, field) is None]
        if not missing or not case.answers_for(row):
            continue
        nl = all_of(_OF_PROFILING[field].nl for field in missing).nl
        en = all_of(_OF_PROFILING[field].en for field in missing).en
        name = case.name_of(row)
        yield Finding(
            (*row.path, "profiling", missing[0]),
            Wording(
                f"Bij doel {name} is er profilering, maar er staat niet {nl}.",
                f"The purpose {name} has profiling, but it is not stated {en}.",
            ),
            help=Wording(
                f"Vul bij profiling {' en '.join(missing)} in.", f"Fill in {' and '.join(missing)} of profiling."
            ),
        )


def _is_profiling(profiling: Profiling | None) -> bool:
    """Whether a row says that there is profiling; one that explains it does so too."""
    if profiling is None or profiling.present is False:
        return False
    return profiling.present is True or profiling.explanation is not None or profiling.effect is not None


_OWN_CHOICE = frozenset({"consent", "rights", "change_promise"})
"""Where adapting is what the reader does: a choice, a setting, a right."""

_Sign = tuple[Path, str, str | None]


def _adapting_texts(case: Case) -> Iterator[_Sign]:
    """Texts by which content follows behaviour, each once, with the words that say so and their sentence."""
    passages = (passage for passage in case.passages if passage.path[0] not in _OWN_CHOICE)
    seen: set[Path] = set()
    for claim in claims(case, "behavioural_adaptation_nl", passages):
        if claim.passage.path in seen or is_denied(case, claim) or says(case, "exempt_contexts_nl", claim.sentence):
            continue
        seen.add(claim.passage.path)
        yield claim.passage.path, claim.words, claim.sentence


def _marketing_cookies(case: Case) -> Iterator[_Sign]:
    """Tracking is presumed to be about people (art. 11.7a(4) Tw), unless its purpose says that it makes no profile."""
    for id_, cookie in case.policy.cookies.items():
        profiles = [
            row.profiling for purpose in cookie.purpose for row in case.policy.purposes[purpose].processing.values()
        ]
        if cookie.category == "marketing" and not any(profile and profile.present is False for profile in profiles):
            yield ("cookies", id_, "category"), "", None


RULES = (
    Rule(
        "AD001",
        decisions_undecided,
        Severity.WARNING,
        title=Wording("Automatische besluiten niet vermeld", "Automated decisions not declared"),
        help=Wording(
            "Zet automated_decisions.present op true of false, en beschrijf bij true elk besluit.",
            "Set automated_decisions.present to true or false, and with true describe every decision.",
        ),
        sources=("AVG 13(2)(f)", "AVG 22", "WP260 annex"),
        precision="high",
        facts=(("language_rules", "automated_decisions_nl"),),
    ),
    Rule(
        "AD002",
        decision_not_explained,
        Severity.ERROR,
        title=Wording("Automatisch besluit niet uitgelegd", "Decision without logic, importance and consequences"),
        help=Wording(
            "Beschrijf in gewone woorden welke gegevens meetellen (logic), waarover het besluit gaat (significance) en "
            "wat het voor iemand betekent (consequences).",
            "Describe in plain words which data count (logic), what the decision is about (significance) and what it "
            "means for people (consequences).",
        ),
        sources=("AVG 13(2)(f)", "AVG 14(2)(g)", "C-203/22", "C-634/21"),
    ),
    Rule(
        "AD003",
        decision_without_ground,
        Severity.ERROR,
        title=Wording("Automatisch besluit zonder grond of waarborg", "Decision without ground or safeguards"),
        help=Wording(
            "Vul ground in: contract, law of explicit_consent. Past geen van drie, laat dan een mens besluiten.",
            "Fill in ground: contract, law or explicit_consent. If none fits, let a human decide.",
        ),
        sources=("AVG 22(2)", "AVG 22(3)", "UAVG 40"),
        facts=(("language_rules", "uavg_names_nl"),),
    ),
    Rule(
        "AD004",
        profiling_not_named,
        Severity.WARNING,
        title=Wording("Profilering niet genoemd of niet uitgelegd", "Profiling not named or not explained"),
        help=Wording(
            "Vul bij het doel profiling in (present: true, explanation, effect), of voeg er een doel voor toe.",
            "Fill in profiling of the purpose (present: true, explanation, effect), or add a purpose for it.",
        ),
        sources=("AVG 4(4)", "AVG 13(2)(f)", "WP251"),
        precision="medium",
        facts=(("language_rules", "behavioural_adaptation_nl"),),
    ),
)
