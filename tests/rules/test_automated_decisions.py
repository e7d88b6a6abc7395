"""Family AD: what the pages do not show."""

from __future__ import annotations

import pytest

from policyc.rules.automated_decisions import RULES
from rules.asking import ask, brief, path, related


def decisions(present: str, *fields: str) -> str:
    one = f"  decisions:\n    d: {{name: D{''.join(f', {field}' for field in fields)}}}\n"
    return f"automated_decisions:\n  present: {present}\n{one}"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ["warning automated_decisions.present"]),
        ("automated_decisions: {explanation: Soms.}\n", ["warning automated_decisions.present"]),
        ("automated_decisions: {present: false}\n", []),
        ("automated_decisions: {present: true}\n", []),
        (decisions("null"), []),
        (decisions("true"), []),
        (decisions("false"), ["error automated_decisions.present"]),
    ],
)
def test_ad001_wants_a_decision(source: str, expected: list[str]) -> None:
    assert brief(ask("AD001", source)) == expected


def test_ad001_shows_the_decision_that_is_denied() -> None:
    (found,) = ask("AD001", decisions("false"))
    assert found.message.nl == "U schrijft dat een computer bij u niets besluit, maar beschrijft wel het besluit “D”."
    assert found.message.en == "You write that no computer decides anything, but describe the decision “D”."
    assert found.help is not None
    assert found.help.nl == "Zet present op true, of haal de besluiten weg."
    assert found.help.en == "Set present to true, or remove the decisions."
    assert related(found) == [(4, 5, "dit besluit", "this decision")]
    (undecided,) = ask("AD001", "")
    assert undecided.message.en == "Decide whether you take decisions without a human. If you do not, say so."


LOGIC, SIGNIFICANCE, CONSEQUENCES = "logic: L", "significance: S", "consequences: C"


@pytest.mark.parametrize(
    ("fields", "missing", "nl", "en"),
    [
        ((), "logic", "de logica, het belang en de gevolgen", "the logic, the significance and the consequences"),
        ((LOGIC,), "significance", "het belang en de gevolgen", "the significance and the consequences"),
        ((LOGIC, SIGNIFICANCE), "consequences", "de gevolgen", "the consequences"),
        ((SIGNIFICANCE, CONSEQUENCES), "logic", "de logica", "the logic"),
    ],
)
@pytest.mark.parametrize("present", ["true", "null"])
def test_ad002_says_what_is_not_explained(
    fields: tuple[str, ...], missing: str, nl: str, en: str, present: str
) -> None:
    (found,) = ask("AD002", decisions(present, *fields))
    assert brief((found,)) == [f"error automated_decisions.decisions.d.{missing}"]
    assert found.message.nl == f"Leg {nl} van het geautomatiseerde besluit “D” uit."
    assert found.message.en == f"Explain {en} of the automated decision “D”."


def test_ad002_of_decisions_that_are_not_described() -> None:
    (found,) = ask("AD002", "automated_decisions: {present: true}\n")
    assert brief((found,)) == ["error automated_decisions.decisions"]
    assert found.message.en == "Explain the logic, the significance and the consequences of the automated decision."


@pytest.mark.parametrize(
    "source",
    [
        "",
        "automated_decisions: {explanation: Soms.}\n",
        "automated_decisions: {present: false}\n",
        decisions("false"),
        decisions("true", LOGIC, SIGNIFICANCE, CONSEQUENCES),
    ],
)
def test_ad002_is_silent(source: str) -> None:
    assert not ask("AD002", source)


REVIEW = "human_review: Bel ons."


@pytest.mark.parametrize(
    ("fields", "lacking"),
    [
        ((), ["ground", "human_review"]),
        ((REVIEW,), ["ground"]),
        (("ground: contract",), ["human_review"]),
        (("ground: explicit_consent",), ["human_review"]),
        (("ground: explicit_consent", REVIEW), []),
        (("ground: law",), ["law"]),
        (("ground: law", REVIEW), ["law"]),
        (("ground: law", "law: W"), []),
    ],
)
def test_ad003_wants_a_ground_and_a_human(fields: tuple[str, ...], lacking: list[str]) -> None:
    found = ask("AD003", decisions("true", *fields))
    assert sorted(brief(found)) == [f"error automated_decisions.decisions.d.{field}" for field in lacking]
    assert not ask("AD003", decisions("false", *fields))


def test_ad003_says_what_is_missing_and_how_to_mend_it() -> None:
    human, ground = ask("AD003", decisions("true"))
    (law,) = ask("AD003", decisions("true", "ground: law"))
    assert [one.message.nl for one in (ground, human, law)] == [
        "Voor het besluit “D” ontbreekt een uitzondering van artikel 22 AVG.",
        "Bij het besluit “D” ontbreekt het recht op menselijke tussenkomst.",
        "Het besluit “D” steunt op een wet, maar die wet staat er niet.",
    ]
    assert [one.message.en for one in (ground, human, law)] == [
        "The decision “D” lacks an exception of article 22 AVG.",
        "The decision “D” lacks the right to human intervention.",
        "The decision “D” rests on an act, but the act is not named.",
    ]
    assert [one.help.nl.split()[0] for one in (ground, human, law) if one.help] == ["Vul", "Beschrijf", "Vul"]
    assert law.help is not None
    assert human.help is not None
    assert (law.help.nl, law.help.en) == ("Vul law en article in.", "Fill in law and article.")
    assert human.help.nl == (
        "Beschrijf onder human_review hoe iemand een mens laat meekijken, zijn mening geeft en het besluit aanvecht."
    )
    assert human.help.en == (
        "Describe under human_review how people get a human to look, give their view and contest the decision."
    )


ADAPTS = "Wij tonen aanbiedingen op maat."


@pytest.mark.parametrize(
    ("source", "paths"),
    [
        (f"introduction: {ADAPTS}\n", ["introduction"]),
        (f"introduction: {ADAPTS} {ADAPTS}\n", ["introduction"]),
        ("introduction: Wij tonen geen aanbiedingen op maat.\n", []),
        ("introduction: U kunt aanbiedingen op maat aanvragen.\n", []),
        (f"consent: {{explanation: {ADAPTS}}}\n", []),
        (f"rights: {{introduction: {ADAPTS}}}\n", []),
        (f"change_promise: {{explanation: {ADAPTS}}}\n", []),
        ("introduction: Wij tonen aanbiedingen.\n", []),
        ("cookies:\n  c: {name: C, category: marketing}\n", ["cookies.c.category"]),
        ("cookies:\n  c: {name: C, category: preference}\n", []),
        ("purposes:\n  p: {name: P, profiling: {present: false}}\ncookies:\n"
         "  c: {name: C, category: marketing, purpose: p}\n", []),
        ("purposes:\n  p: {name: P, profiling: {}}\ncookies:\n"
         "  c: {name: C, category: marketing, purpose: p}\n", ["cookies.c.category"]),
        ("purposes:\n  p: {name: P, data: []}\n  q: {name: Q, on_device: true}\ncookies:\n"
         "  c: {name: C, category: marketing, purpose: [p, q]}\n", ["cookies.c.category"]),
    ],
)  # fmt: skip
def test_ad004_hears_adapting_and_sees_marketing_cookies(source: str, paths: list[str]) -> None:
    assert [path(one) for one in ask("AD004", source)] == paths


@pytest.mark.parametrize(
    ("profiling", "trips"),
    [
        ("{present: true, explanation: Zo., effect: Iets.}", False),
        ("{explanation: Wij maken een profiel., effect: U ziet iets anders.}", False),
        ("{}", True),
        ("{present: false}", True),
        ("{present: false, explanation: Dat doen wij niet.}", True),
    ],
)
def test_ad004_is_mended_by_one_purpose_that_says_so(profiling: str, trips: bool) -> None:
    source = f"introduction: {ADAPTS}\npurposes:\n  p: {{name: P, on_device: true, profiling: {profiling}}}\n"
    assert bool(ask("AD004", source)) is trips


def test_ad004_is_one_finding_for_all_places() -> None:
    texts = f"introduction: Dag. {ADAPTS}\nsecurity: {{explanation: {ADAPTS}}}\n"
    source = f"{texts}cookies:\n  c: {{name: C, category: marketing}}\n"
    (found,) = ask("AD004", source)
    assert (found.subject, found.reader) == ("aanbiedingen op maat", ADAPTS)
    assert found.message.en == (
        "The website adapts to behaviour. That is profiling: describe its purpose, data and effect."
    )
    assert related(found) == [(2, 12, "ook hier", "here too"), (4, 16, "ook hier", "here too")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De computer wijst u automatisch af. Dag.", "computer wijst u automatisch af"),
        ("Wij wijzen te late aanvragen automatisch af.", "wijzen te late aanvragen automatisch af"),
        ("Er kijkt niemand mee.", "Er kijkt niemand mee"),
        ("Voldoet u niet, dan beslist een mens; anders: het systeem beslist.", "systeem beslist"),
        ("Verdient u niet genoeg, dan wordt u automatisch afgewezen.", "automatisch afgewezen"),
        ("Dit gaat zonder menselijke tussenkomst.", "zonder menselijke tussenkomst"),
        ("Wij nemen ook geautomatiseerde besluiten.", "nemen ook geautomatiseerde besluiten"),
        ("Wij nemen geen geautomatiseerde besluiten.", None),
        ("Wij besluiten nooit iets, ook niet deels, zonder menselijke tussenkomst.", None),
        ("Het systeem beslist niet.", None),
        ("De computer wijst niemand af.", None),
        ("Geautomatiseerde besluitvorming", None),
        ("U kunt vragen of het systeem beslist.", None),
        ("Het systeem helpt bij het besluit.", None),
    ],
)
def test_ad001_hears_a_computer_decide(text: str, words: str | None) -> None:
    source = f"automated_decisions: {{present: false}}\nintroduction: '{text}'\n"
    found = ask("AD001", source)
    assert [one.subject for one in found] == ([words] if words else [])
    for one in found:
        assert brief((one,)) == ["warning introduction"]
        assert one.message.nl == f"U schrijft dat een computer bij u niets besluit, maar hier staat: “{words}”."
        assert one.message.en == f"You write that no computer decides anything, but here it says: “{words}”."
        assert one.help is not None
        assert one.help.nl == "Zet present op true en beschrijf het besluit, of schrijf hier dat een mens besluit."
        assert one.help.en == "Set present to true and describe the decision, or write here that a human decides."
        assert related(one) == [(1, 23, "hier schrijft u dat", "here you write so")]
        assert words is not None
        assert words in (one.reader or "")


def test_ad001_hears_each_text_once_and_no_right() -> None:
    text = "Het systeem beslist. De computer beslist."
    texts = f"introduction: {text}\nrights: {{introduction: {text}}}\nsecurity: {{explanation: {text}}}\n"
    assert [path(one) for one in ask("AD001", "automated_decisions: {present: false}\n" + texts)] == [
        "introduction",
        "security.explanation",
    ]
    assert not ask("AD001", "automated_decisions: {present: true}\n" + texts)
    assert brief(ask("AD001", decisions("false") + texts)) == ["error automated_decisions.present"]


@pytest.mark.parametrize(
    ("fields", "more", "trips"),
    [
        ("law: UAVG, article: '40'", "", True),
        ("law: UAVG", "controller: {name: Z, public_authority: false}\n", True),
        ("law: artikel 40 UAVG", "", True),
        ("law: Uitvoeringswet Algemene verordening gegevensbescherming", "", True),
        ("law: UAVG, article: '40', human_review: Bel ons.", "", False),
        ("law: Wahv", "", False),
        ("law: UAVG", "controller: {name: G, public_authority: true}\n", False),
        ("law: UAVG", "controllers: {g: {name: G, public_authority: true}, z: {name: Z}}\n", True),
    ],
)
def test_ad003_the_uavg_leaves_the_safeguards_to_the_controller(fields: str, more: str, trips: bool) -> None:
    found = ask("AD003", decisions("true", "ground: law", fields) + more)
    assert brief(found) == ["warning automated_decisions.decisions.d.human_review"] * trips
    for one in found:
        assert one.message.nl == (
            "Het besluit “D” steunt op artikel 40 UAVG. Dan moet u zelf waarborgen geven, en welke dat zijn, staat er "
            "niet."
        )
        assert one.message.en == (
            "The decision “D” rests on article 40 UAVG. You then have to give safeguards of your own, and it is not "
            "stated which."
        )
        assert one.help is not None
        assert one.help.en.startswith("Describe under human_review")
        assert [(label, english) for _, _, label, english in related(one)] == [("deze wet", "this act")]


@pytest.mark.parametrize(
    ("profiling", "field", "nl", "en", "help_"),
    [
        (
            "{present: true}",
            "explanation",
            "hoe u het profiel maakt en wat het voor mensen betekent",
            "how you make the profile and what it means for people",
            ("Vul bij profiling explanation en effect in.", "Fill in explanation and effect of profiling."),
        ),
        (
            "{effect: Iets.}",
            "explanation",
            "hoe u het profiel maakt",
            "how you make the profile",
            ("Vul bij profiling explanation in.", "Fill in explanation of profiling."),
        ),
        (
            "{present: true, explanation: Zo.}",
            "effect",
            "wat het voor mensen betekent",
            "what it means for people",
            ("Vul bij profiling effect in.", "Fill in effect of profiling."),
        ),
    ],
)
def test_ad004_profiling_is_explained(profiling: str, field: str, nl: str, en: str, help_: tuple[str, str]) -> None:
    source = f"purposes:\n  p: {{name: P, profiling: {profiling}}}\n"
    (found,) = ask("AD004", source + f"introduction: {ADAPTS}\n")
    assert (str(found.severity), found.path[-1]) == ("warning", field)
    assert found.message.nl == f"Bij doel “P” is er profilering, maar er staat niet {nl}."
    assert found.message.en == f"The purpose “P” has profiling, but it is not stated {en}."
    assert found.help is not None
    assert (found.help.nl, found.help.en) == help_
    assert not ask("AD004", source.replace("name: P,", "name: P, own_role: processor,"))
    assert len(ask("AD004", source + f"  q: {{name: Q, profiling: {profiling}}}\n")) == 2
    two = (
        f"  r: {{name: R, profiling: {{explanation: Zo., effect: Iets.}}}}\n  q: {{name: Q, profiling: {profiling}}}\n"
    )
    assert [path(one).split(".")[1] for one in ask("AD004", "purposes:\n" + two)] == ["q"]


def test_what_the_rules_read() -> None:
    assert {rule.code: rule.precision for rule in RULES} == {
        "AD001": "high",
        "AD002": "very-high",
        "AD003": "very-high",
        "AD004": "medium",
    }
    assert {rule.code: rule.facts for rule in RULES if rule.facts} == {
        "AD001": (("language_rules", "automated_decisions_nl"),),
        "AD003": (("language_rules", "uavg_names_nl"),),
        "AD004": (("language_rules", "behavioural_adaptation_nl"),),
    }
