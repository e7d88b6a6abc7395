"""Every question that a rule asks the facts, with its answer before, on and after the day that matters."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, get_type_hints

import pytest

from policyc.law import facts
from policyc.law.authorities import _outdated
from policyc.law.changes import _review_periods
from policyc.law.language import _lists
from policyc.law.transfers import _cases, _derogations
from policyc.model.values import Duration

from .fact_files import FACTS, ROWS, TOPICS

DAY = timedelta(days=1)
TODAY = date(2026, 11, 22)
AVG = date(2018, 5, 25)

LISTS = [row["id"] for row in TOPICS["language_rules"] if row["id"] != "readability_nl"]


def ids(found: tuple[facts.Fact, ...]) -> set[str]:
    return {fact.id for fact in found}


def test_the_version_is_a_day() -> None:
    assert date.fromisoformat(facts.version()) >= TODAY


def typed_facts() -> list[facts.Fact]:
    by_topic: list[tuple[str, Any]] = [
        ("special_category_conditions", facts.special_condition),
        ("other_regulated_data", facts.regulated_data),
        ("data_subject_rights", facts.right),
        ("response_rules", facts.response_rule),
        ("cookie_rules", facts.cookie_rule),
        ("cookie_categories", facts.cookie_kind),
        ("statement_term_alerts", facts.term_alert),
    ]
    found = [look_up(row["id"], TODAY) for topic, look_up in by_topic for row in TOPICS[topic]]
    return [
        *found,
        *facts.authorities(),
        *facts.adequacy_decisions(),
        *facts.transfer_safeguards(),
        *_derogations().values(),
        *_cases().values(),
        *facts.child_rules(TODAY),
        *facts.child_rules(AVG),
        *facts.retention_norms(TODAY),
        *facts.lead_times(TODAY),
        *_review_periods().values(),
        *_outdated(),
        *_lists().values(),
        facts.plain_language(TODAY),
    ]


def test_every_fact_has_all_it_promises() -> None:
    for fact in typed_facts():
        assert isinstance(fact, facts.Fact)
        assert get_type_hints(type(fact)).keys() == vars(fact).keys(), fact


# --- words ---


def test_a_list_holds_no_words_before_its_day() -> None:
    assert "kunnen" in facts.words("vague_qualifiers_nl", AVG)
    assert facts.words("vague_qualifiers_nl", AVG - DAY) == ()
    assert facts.patterns("no_disclosure_nl", AVG) != ()
    assert facts.patterns("no_disclosure_nl", AVG - DAY) == ()
    assert facts.patterns("vague_qualifiers_nl", AVG) == ()


@pytest.mark.parametrize("look_up", [facts.words, facts.patterns])
@pytest.mark.parametrize("list_id", ["no_such_list", "readability_nl"])
def test_an_unknown_list_is_a_mistake(look_up: Any, list_id: str) -> None:
    with pytest.raises(KeyError):
        look_up(list_id, TODAY)


def test_the_file_of_the_lists_names_them_all() -> None:
    """The index in its head is what an author of rules looks into."""
    head = (FACTS / "language_rules.yaml").read_text("utf-8").split("\n- id:")[0]
    assert set(re.findall(r"^#   (\w+) +[A-Z]{2}", head, re.MULTILINE)) == {
        row["id"] for row in TOPICS["language_rules"]
    }


@pytest.mark.parametrize("list_id", LISTS)
def test_words_are_in_lower_case_and_stand_once(list_id: str) -> None:
    words = facts.words(list_id, TODAY)
    assert words or facts.patterns(list_id, TODAY)
    assert [word for word in words if word != word.lower().strip() or "  " in word] == []
    assert len(set(words)) == len(words)


def test_patterns_stay_within_a_sentence_and_take_no_time() -> None:
    long = "Wij kunnen niet alle gegevens aan de derde gever van de website " * 4000
    for list_id in LISTS:
        for pattern in facts.patterns(list_id, TODAY):
            assert pattern.flags & re.IGNORECASE
            assert not re.search(r"(?<!\\)\.[*+]", pattern.pattern), pattern.pattern
            pattern.search(long)


@pytest.mark.parametrize(
    ("list_id", "sentence"),
    [
        ("open_lists_nl", "Wij vragen enkele gegevens. Denk hierbij aan uw naam."),
        ("no_disclosure_nl", "Uw gegevens blijven bij ons."),
        ("no_disclosure_nl", "Uw gegevens worden uitdrukkelijk niet aan derden verstrekt."),
        ("no_disclosure_nl", "Wij delen uw gegevens in geen geval en nooit met anderen."),
        ("legal_duty_nl", "Dat doen wij wanneer wij daar wettelijk toe verplicht zijn."),
        ("legal_duty_nl", "Tenzij enige wettelijke verplichting zich daartegen verzet."),
        ("behavioural_adaptation_nl", "Wij kunnen onze dienst aanpassen op het surfgedrag van onze bezoekers."),
        ("behavioural_adaptation_nl", "De website kan speciaal op uw voorkeuren worden ingesteld."),
        ("asserted_consent_nl", "Bij uw eerste bezoek hebben wij u al geïnformeerd en toestemming gevraagd."),
        ("asserted_consent_nl", "Door onze website te gebruiken gaat u akkoord."),
        ("purpose_reservations_nl", "Niet voor andere doelen, tenzij wij dat op grond van de wet mogen."),
        ("anonymous_labels_nl", "Dat gebeurt geheel geanonimiseerd dan wel gepseudonimiseerd."),
        ("anonymous_labels_nl", "De verwerking van eventuele persoonsgegevens."),
        ("only_provided_nl", "Wij gebruiken uitsluitend de persoonsgegevens die rechtstreeks door u worden opgegeven."),
        ("safety_promises_nl", "Wij garanderen dat uw gegevens veilig zijn."),
        ("generic_measures_nl", "Wij nemen passende maatregelen."),
        ("conditional_tools_nl", "In de gevallen dat wij de tool hebben geactiveerd, worden cookies geplaatst."),
        ("explicit_consent_nl", "(Uitdrukkelijke) toestemming: voor de nieuwsbrief."),
        ("explicit_consent_nl", "Met uw uitdrukkelijke voorafgaande toestemming."),
        ("forum_confusion_nl", "Een klacht bij de toezichthouder in het land waar u bent gevestigd."),
        ("loose_response_nl", "We reageren zo snel mogelijk op uw verzoek."),
        ("excessive_identification_nl", "Stuur een kopie van uw geldige identiteitsbewijs mee."),
        ("change_reservations_nl", "Wij behouden ons het recht voor om wijzigingen aan te brengen."),
        ("change_reservations_nl", "Wij kunnen deze verklaring op elk moment wijzigen."),
        ("provision_as_basis_nl", "Alleen indien u de gegevens met dat doel heeft verstrekt."),
        ("browser_control_nl", "U kunt zich afmelden door uw internetbrowser zo in te stellen."),
        ("visitor_recognition_nl", "Daarmee kunnen wij u herkennen bij een nieuw bezoek."),
        ("exempt_contexts_nl", "Zodat u uw keuze altijd kunt wijzigen."),
        ("withdrawal_effect_nl", "Dat geldt niet voor wat wij deden voordat u uw toestemming introk."),
    ],
)
def test_what_a_list_is_for(list_id: str, sentence: str) -> None:
    assert found(list_id, sentence)


@pytest.mark.parametrize(
    ("list_id", "sentence"),
    [
        ("no_disclosure_nl", "Wij verkopen uw gegevens niet."),
        ("no_disclosure_nl", "Wij geven uw adres aan de bezorger."),
        ("safety_promises_nl", "Wij kunnen niet garanderen dat deze websites veilig zijn."),
        ("explicit_consent_nl", "Daarvoor vragen wij uw toestemming."),
        ("forum_confusion_nl", "U kunt klagen in het land waar u woont of werkt."),
        ("withdrawal_effect_nl", "U kunt een verzoek tot intrekking van uw toestemming sturen."),
        ("anonymous_labels_nl", "Uw IP-adres wordt gepseudonimiseerd."),
        ("only_provided_nl", "Wij gebruiken de gegevens die u invult en die wij zelf meten."),
        ("behavioural_adaptation_nl", "U kunt uw voorkeuren wijzigen."),
    ],
)
def test_what_a_list_is_not_for(list_id: str, sentence: str) -> None:
    assert not found(list_id, sentence)


def found(list_id: str, sentence: str) -> bool:
    words = "|".join(map(re.escape, facts.words(list_id, TODAY)))
    by_word = re.search(rf"(?<!\w)(?:{words})(?!\w)", sentence.lower())
    return bool(by_word or any(pattern.search(sentence) for pattern in facts.patterns(list_id, TODAY)))


def test_plain_language() -> None:
    measure = facts.plain_language(TODAY)
    assert (measure.max_sentence_words, measure.mean_sentence_words) == (25, 15)
    assert (measure.min_flesch_douma, measure.max_passive_share, measure.summary_words) == (60, 0.25, 1500)
    assert (measure.constant, measure.per_syllable, measure.per_word) == (206.84, 77, 0.93)


@pytest.mark.parametrize(
    ("id_", "dead_from", "words"),
    [
        ("term_privacy_shield", date(2020, 7, 16), ["Privacy Shield", "privacy-shield", "PrivacyShield"]),
        ("term_safe_harbor", date(2015, 10, 6), ["Safe Harbor", "safe harbour", "veiligehavenbeginselen"]),
        ("term_old_scc", date(2022, 12, 27), ["Besluit 2010/87/EU", "modelcontracten van de Europese Commissie"]),
        ("term_wbp", AVG, ["de Wbp", "Wet bescherming persoonsgegevens"]),
        ("term_cbp", date(2016, 1, 1), ["College bescherming persoonsgegevens"]),
        ("term_bewerker", AVG, ["bewerker", "bewerkers", "bewerkersovereenkomst", "bewerkersovereenkomsten"]),
        ("term_universal_analytics", date(2023, 7, 1), ["Universal Analytics", "analytics.js"]),
    ],
)
def test_term_alerts(id_: str, dead_from: date, words: list[str]) -> None:
    alert = facts.term_alert(id_, TODAY)
    assert alert is not None
    assert alert.dead_from == dead_from
    assert alert.replace_by
    assert all(alert.pattern.search(word) for word in words)
    assert alert in facts.term_alerts(TODAY)
    assert facts.term_alert(id_, alert.valid_from - DAY) is None


def test_terms_of_today_alert_nobody() -> None:
    text = (
        "Verwerker, verwerkersovereenkomst, AVG, Data Privacy Framework, een veilige haven voor uw gegevens, 2021/914."
    )
    assert [alert.id for alert in facts.term_alerts(TODAY) if alert.pattern.search(text)] == []
    assert ids(facts.term_alerts(date(2019, 6, 1))) == {"term_safe_harbor", "term_wbp", "term_cbp", "term_bewerker"}


def test_what_the_authority_no_longer_has() -> None:
    words = facts.outdated_authority_words(TODAY)
    assert {"prins clauslaan 60", "bezuidenhoutseweg 30", "070 - 8888 500", "/nl/zelf-doen/"} <= set(words)
    assert all(word == word.lower() for word in words)
    assert "college bescherming persoonsgegevens" not in facts.outdated_authority_words(date(2015, 12, 31))
    assert "college bescherming persoonsgegevens" in facts.outdated_authority_words(date(2016, 1, 1))
    patterns = facts.outdated_authority_patterns(TODAY)
    for number in ("070 - 8888 500", "+31 70 888 85 00", "070-8888501", "0900 - 2001 201", "+31 (0)70 8888500"):
        assert any(pattern.search(number) for pattern in patterns), number
    authority = facts.supervisory_authority("NL", TODAY)
    assert authority is not None
    now = " ".join(map(str, vars(authority).values())).lower()
    assert [word for word in words if word in now] == []
    assert [pattern.pattern for pattern in patterns if pattern.search(now)] == []


# --- personal data, children and rights ---


def test_special_conditions() -> None:
    needing = {row["id"] for row in TOPICS["special_category_conditions"] if row["needs_national_or_union_law"]}
    assert needing == {"9_2_b", "9_2_g", "9_2_h", "9_2_i", "9_2_j"}
    for row in TOPICS["special_category_conditions"]:
        condition = facts.special_condition(row["id"], AVG)
        assert condition is not None
        assert condition.needs_law is (condition.id in needing)
        assert facts.special_condition(row["id"], AVG - DAY) is None
    assert facts.special_condition("9_2_k", TODAY) is None


def test_gender_asks_for_a_reason_from_the_day_of_the_judgment() -> None:
    assert facts.regulated_data("gender_title", date(2025, 1, 8)) is None
    assert facts.regulated_data("gender_title", date(2025, 1, 9)) is not None
    bsn = facts.regulated_data("bsn", TODAY)
    assert bsn is not None
    assert {"bsn", "burgerservicenummer"} <= set(bsn.words)


def test_the_rules_for_children_changed_on_1_september_2026() -> None:
    change = date(2026, 9, 1)
    before, after = ids(facts.child_rules(change - DAY)), ids(facts.child_rules(change))
    assert before - after == {"withdraw_by_representative", "rights_under_16_old"}
    assert after - before == {"withdraw_from_12", "rights_under_12", "rights_12_to_16", "rights_from_16"}
    by_id = {rule.id: rule for rule in facts.child_rules(change)}
    assert by_id["withdraw_from_12"].age == 12
    assert by_id["rights_under_12"].exercised_by == "legal representative"
    assert by_id["rights_12_to_16"].name_nl == "rechten van kinderen van 12 tot 16 jaar"


def test_the_age_of_consent() -> None:
    assert facts.consent_age(AVG) == facts.consent_age(TODAY) == 16
    with pytest.raises(LookupError):
        facts.consent_age(AVG - DAY)


def test_rights_and_responses() -> None:
    assert [right.id for right in facts.rights(TODAY)] == [row["id"] for row in TOPICS["data_subject_rights"]]
    portability = facts.right("overdraagbaarheid", TODAY)
    assert portability is not None
    assert (portability.article, portability.applies) == ("20", "conditional")
    periods = {
        row["id"]: rule.period
        for row in TOPICS["response_rules"]
        if (rule := facts.response_rule(row["id"], TODAY)) is not None
    }
    month = Duration(months=1)
    assert {id_: period for id_, period in periods.items() if period} == {
        "response_time": month,
        "extension": Duration(months=2),
        "refusal": month,
    }
    assert facts.response_rule("response_time", AVG - DAY) is None


# --- transfers and judgments ---


@pytest.mark.parametrize(
    ("clauses", "until", "grace"),
    [
        ("scc_2001_set1", date(2021, 9, 27), date(2022, 12, 27)),
        ("scc_2004_set2", date(2021, 9, 27), date(2022, 12, 27)),
        ("scc_2010_c2p", date(2021, 9, 27), date(2022, 12, 27)),
        ("scc_2002_c2p", date(2010, 5, 15), None),
        ("scc_2021", None, None),
    ],
)
def test_old_clauses_outlived_their_last_contract(clauses: str, until: date | None, grace: date | None) -> None:
    safeguard = facts.transfer_safeguard(clauses)
    assert safeguard is not None
    assert (safeguard.new_contracts_until, safeguard.grace_until) == (until, grace)
    end = grace or until
    if end is not None:
        assert safeguard.valid_until == end
        assert safeguard.holds(end - DAY)
        assert not safeguard.holds(end)


def test_derogations() -> None:
    assert len(_derogations()) == 8
    for id_ in _derogations():
        derogation = facts.derogation(id_, TODAY)
        assert derogation is not None
        assert not derogation.systematic
    assert facts.derogation("49_1_a", AVG - DAY) is None
    assert facts.derogation("49_1_h", TODAY) is None


def test_judgments() -> None:
    assert ids(tuple(_cases().values())) == {
        row["id"] for topic, row in ROWS if topic in ("case_law", "transfer_case_law")
    }
    schrems = facts.case("schrems_2")
    assert schrems is not None
    assert (schrems.number, schrems.ecli, schrems.valid_from) == ("C-311/18", "ECLI:EU:C:2020:559", date(2020, 7, 16))
    assert facts.case("schrems_3") is None
    for case in _cases().values():
        assert re.fullmatch(rf"ECLI:EU:[CT]:{case.valid_from.year}:[0-9]+", case.ecli), case


# --- cookies ---


def test_cookies() -> None:
    marketing = facts.cookie_kind("marketing", TODAY)
    assert marketing is not None
    assert marketing.consent_required
    assert facts.cookie_kind("marketing", date(2012, 6, 4)) is None
    limited = date(2015, 3, 11)
    assert facts.cookie_kind("analytics_limited", limited - DAY) is None
    exempt = facts.cookie_kind("analytics_limited", limited)
    assert exempt is not None
    assert not exempt.consent_required
    assert facts.cookie_kind("no_such_kind", TODAY) is None
    longest = facts.cookie_rule("max_duration", TODAY)
    assert longest is not None
    assert longest.reference == Duration(months=13)
    assert facts.cookie_rule("duration_and_third_parties", date(2019, 9, 30)) is None
    assert facts.cookie_rule("duration_and_third_parties", date(2019, 10, 1)) is not None


# --- retention and changes ---


def test_retention_norms() -> None:
    fiscal, applicants, general = map(facts.retention_norm, ("fiscal", "applicants", "general"))
    assert fiscal is not None
    assert applicants is not None
    assert general is not None
    assert (fiscal.kind, fiscal.period, fiscal.law, fiscal.article) == (
        "statutory_minimum",
        Duration(years=7),
        "AWR",
        "52(4)",
    )
    assert (applicants.kind, applicants.period, applicants.law) == ("guidance_maximum", Duration(weeks=4), None)
    assert (general.kind, general.period) == ("principle", None)
    assert facts.retention_norm("no_such_norm") is None
    known = {row["id"] for row in TOPICS["instruments"]}
    assert {law for norm in facts.retention_norms(TODAY) for law, _ in norm.statutes} <= known
    for norm in facts.retention_norms(TODAY):
        assert norm.kind.startswith("statutory_") == bool(norm.statutes)


def test_medical_files_went_from_fifteen_to_twenty_years() -> None:
    change = date(2020, 1, 1)
    for on, years in ((change - DAY, 15), (change, 20)):
        norm = facts.norm_of_statute("WGBO", "7:454", on)
        assert norm is not None
        assert norm.period == Duration(years=years)


@pytest.mark.parametrize(
    ("law", "article", "norm"),
    [
        ("AWR", "52", "fiscal"),
        ("awr", "52(4)", "fiscal"),
        ("AWR", "artikel 52, vierde lid", "fiscal"),
        ("AWR", None, "fiscal"),
        ("de Algemene wet inzake rijksbelastingen (AWR)", "art. 52 lid 4", "fiscal"),
        ("Algemene  wet inzake rijksbelastingen", "52", "fiscal"),
        ("BW", "2:10", "fiscal"),
        ("Burgerlijk Wetboek", "3:15i", "fiscal"),
        ("BW boek 3", "15i", "fiscal"),
        ("Wet op de omzetbelasting 1968", "34a", "immovable_property"),
        ("Uitvoeringsregeling loonbelasting 2011", "7.5", "payroll_id"),
        ("Burgerlijk Wetboek Boek 7", "454", "medical"),
        ("BW", "7:454", "medical"),
        ("AWR", "52a", None),
        ("AWR", "53", None),
        ("AWR", "de bewaarplicht", None),
        ("BW", "454", None),
        ("BW", None, None),
        ("AVG", "6", None),
        ("Wet van nergens", "1", None),
    ],
)
def test_the_norm_that_a_policy_means(law: str, article: str | None, norm: str | None) -> None:
    found = facts.norm_of_statute(law, article, TODAY)
    assert (found.id if found else None) == norm


def test_an_act_is_known_by_one_id() -> None:
    names = [name for row in TOPICS["instruments"] for name in {row["id"].lower(), *row["aliases"]}]
    assert sorted(names) == sorted(set(names))
    assert all(name == name.lower() for name in names)


def test_lead_times() -> None:
    assert [(one.id, one.rank) for one in facts.lead_times(TODAY)] == [
        ("consent", 5),
        ("advance", 4),
        ("notify", 3),
        ("publish", 2),
        ("editorial", 1),
    ]
    periods = {one.id: str(one.period) for one in facts.lead_times(TODAY) if one.period}
    assert periods == {"consent": "P30D", "advance": "P30D", "notify": "P14D"}
    assert facts.lead_time("advance", TODAY) in facts.lead_times(TODAY)
    assert facts.lead_time("no_such_class", TODAY) is None
    for id_ in ("dpf_list_check", "adequacy_ending", "old_contact_route"):
        assert facts.review_period(id_, TODAY) is not None
