"""Sources in words. Whatever a rule of the catalogue names must be sayable."""

from __future__ import annotations

import pytest

from policyc.report.citation import citation, citations, is_citation

CITED = [
    ("AVG 13(1)(a)", "artikel 13 lid 1 onder a AVG", "art. 13(1)(a) GDPR"),
    ("AVG 24", "artikel 24 AVG", "art. 24 GDPR"),
    (
        "AVG 13(1)(a), 14(1)(a)",
        "artikelen 13 lid 1 onder a en 14 lid 1 onder a AVG",
        "arts. 13(1)(a) and 14(1)(a) GDPR",
    ),
    ("AVG 15-17", "artikelen 15 tot en met 17 AVG", "arts. 15-17 GDPR"),
    ("AVG 13-14", "artikelen 13 en 14 AVG", "arts. 13-14 GDPR"),
    ("AVG 22(2)-(4)", "artikel 22 lid 2 tot en met 4 AVG", "art. 22(2)-(4) GDPR"),
    ("AVG 13(2)(b)-(c)", "artikel 13 lid 2 onder b en c AVG", "art. 13(2)(b)-(c) GDPR"),
    (
        "AVG 4(7)-(10), 26, 28",
        "artikelen 4 punt 7 tot en met 10, 26 en 28 AVG",
        "arts. 4(7)-(10), 26 and 28 GDPR",
    ),
    ("AVG recital 59", "overweging 59 AVG", "recital 59 GDPR"),
    ("AVG recitals 42-43", "overwegingen 42 en 43 AVG", "recitals 42-43 GDPR"),
    ("AVG 12(2), recital 59", "artikel 12 lid 2 en overweging 59 AVG", "art. 12(2) and recital 59 GDPR"),
    ("AVG 6(1), last sentence", "artikel 6 lid 1, laatste zin, AVG", "art. 6(1), last sentence, GDPR"),
    ("UAVG 5(4)", "artikel 5 lid 4 UAVG", "art. 5(4) Dutch GDPR Implementation Act"),
    ("Tw 11.7a(3)(b)", "artikel 11.7a lid 3 onder b Tw", "art. 11.7a(3)(b) Dutch Telecommunications Act"),
    (
        "Tw 11.7a(3)(b), (4)",
        "artikel 11.7a lid 3 onder b en lid 4 Tw",
        "art. 11.7a(3)(b) and (4) Dutch Telecommunications Act",
    ),
    ("Tw 11.1(g)", "artikel 11.1 onder g Tw", "art. 11.1(g) Dutch Telecommunications Act"),
    ("BW 3:15d(1)(a)", "artikel 3:15d lid 1 onder a BW", "art. 3:15d(1)(a) Dutch Civil Code"),
    ("BW 3:15d(1)(c), (f)", "artikel 3:15d lid 1 onder c en onder f BW", "art. 3:15d(1)(c) and (f) Dutch Civil Code"),
    ("SCC Clause 14", "bepaling 14 standaardcontractbepalingen", "clause 14 standard contractual clauses"),
    ("C-673/17", "HvJ EU C-673/17", "CJEU C-673/17"),
    ("CJEU C-203/22, C-634/21", "HvJ EU C-203/22 en C-634/21", "CJEU C-203/22 and C-634/21"),
    ("C-413/23 P", "HvJ EU C-413/23 P", "CJEU C-413/23 P"),
    ("C-673/17, 52-58", "HvJ EU C-673/17, punten 52–58", "CJEU C-673/17, paras 52–58"),
    ("T-553/23", "Gerecht EU T-553/23", "General Court T-553/23"),
    ("WP260 annex", "WP260, bijlage", "WP260, annex"),
    ("WP260 12", "WP260, punt 12", "WP260, para 12"),
    ("WP260 13, 33-37", "WP260, punten 13 en 33–37", "WP260, paras 13 and 33–37"),
    ("WP260 12 and annex", "WP260, punt 12 en bijlage", "WP260, para 12 and annex"),
    ("WP243 2.6", "WP243, punt 2.6", "WP243, para 2.6"),
    ("WP243 rev.01", "WP243 rev.01", "WP243 rev.01"),
    ("EDPB 05/2020", "EDPB-richtsnoeren 05/2020", "EDPB Guidelines 05/2020"),
    ("EDPB 05/2020, 42-45", "EDPB-richtsnoeren 05/2020, punten 42–45", "EDPB Guidelines 05/2020, paras 42–45"),
    ("EDPB 1/2024 (draft)", "EDPB-richtsnoeren 1/2024 (concept)", "EDPB Guidelines 1/2024 (draft)"),
    ("EDPB Rec. 01/2020", "EDPB-aanbevelingen 01/2020", "EDPB Recommendations 01/2020"),
    ("EDPB Opinion 5/2019", "EDPB-advies 5/2019", "EDPB Opinion 5/2019"),
    ("Decision (EU) 2021/914 art. 4", "artikel 4 Besluit (EU) 2021/914", "art. 4 Decision (EU) 2021/914"),
    ("Decision 2000/520/EC", "Besluit 2000/520/EG", "Decision 2000/520/EC"),
    ("Stb. 2026, 154", "Stb. 2026, 154", "Stb. 2026, 154"),
    ("AP normuitleg", "AP normuitleg", "Dutch data protection authority (AP normuitleg)"),
]


@pytest.mark.parametrize(("source", "nl", "en"), CITED)
def test_in_words(source: str, nl: str, en: str) -> None:
    assert (citation(source, "nl"), citation(source, "en")) == (nl, en)
    assert is_citation(source)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "AVG",
        "AVG x",
        "AGV 13(1)(a)",
        "AVG (1)(a)",
        "AVG 13(a)(1)(b)(c)",
        "AVG 13(1)(a) ",
        "AVG 13;14",
        "structural",
    ],
)
def test_what_follows_no_form_stays_as_it_was(source: str) -> None:
    assert not is_citation(source)
    assert citation(source, "nl") == source


def test_every_source_of_the_catalogue() -> None:
    from policyc.rules.catalogue import RULES

    assert {(rule.code, source) for rule in RULES for source in rule.sources if not is_citation(source)} == set()


def test_articles_of_one_act_share_its_name() -> None:
    sources = ("AVG 13(1)(a)", "AVG 14(1)(a)", "BW 3:15d(1)(a)", "WP260 annex", "AVG 4(5)")
    assert citations(sources, "nl") == (
        "artikelen 13 lid 1 onder a en 14 lid 1 onder a AVG; artikel 3:15d lid 1 onder a BW; WP260, bijlage; "
        "artikel 4 punt 5 AVG"
    )
    assert citations(sources, "en").startswith("arts. 13(1)(a) and 14(1)(a) GDPR; art. 3:15d(1)(a) Dutch Civil Code; ")
    assert citations((), "nl") == ""
    assert citations(("C-673/17", "C-673/17"), "en") == "CJEU C-673/17; CJEU C-673/17"
