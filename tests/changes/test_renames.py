"""Parts under another id: said by `formerly`, followed by every reference, and suggested where nothing is said."""

from __future__ import annotations

import pytest
from model.parse import findings, policy

from policyc.changes.change import Change
from policyc.changes.compare import apply, compare
from policyc.changes.renames import LIKELY, LikelyRename, Renames, likely_renames
from policyc.diagnostics import Path


def between(old: str, new: str) -> tuple[Change, ...]:
    """The changes, after a look whether they make the one of the other."""
    one, other = policy(old), policy(new)
    changes = compare(one, other)
    assert apply(changes, one) == other
    return changes


def told(old: str, new: str) -> list[str]:
    """`action path ← path before` per change, without what `formerly` itself gained or lost."""
    return [
        f"{change.action} {dotted(change.path)} ← {dotted(change.before)}"
        for change in between(old, new)
        if change.path[-1] != "formerly"
    ]


def dotted(path: Path) -> str:
    return ".".join(map(str, path))


def both_ways(old: str, new: str) -> tuple[list[str], list[str]]:
    return told(old, new), told(new, old)


# --- said -----------------------------------------------------------------------------------------------------------

EVERYWHERE = """
audiences: {{ {a}: {{name: A{fa}}} }}
data_categories: {{ {d}: {{name: D{fd}}} }}
recipients:
  {r}:
    name: R{fr}
    sub_processors: {{ {s}: {{name: S{fs}}} }}
    transfers: {{ {t}: {{country: US, through: {s}{ft}}} }}
purposes:
  {p}:
    name: P{fp}
    processing: {{ {w}: {{audiences: [{a}], data: [{d}], recipients: [{r}]{fw}}} }}
cookies:
  {c}: {{name: C, provider: {r}, purpose: [{p}], data: [{d}], third_party_access: [{r}]{fc}}}
unconfirmed:
  - {{at: purposes.{p}.processing.{w}.retention, question: Hoe lang?}}
suppress:
  - {{rule: IN003, at: recipients.{r}.transfers.{t}, reason: Zo is het., by: J., until: 2027-01-01}}
release:
  changes: [{{covers: [cookies.{c}.**, "*.{a}", audiences.{a}], why: Zomaar.}}]
  accept:
    - {{change: x, at: recipients.{r}.sub_processors.{s}, fingerprint: v1, reason: Z., by: J., until: 2027-01-01}}
"""
KEYS = "adrstpwc"


def test_every_reference_follows_a_rename() -> None:
    old = EVERYWHERE.format(**{key: f"{key}1" for key in KEYS}, **{f"f{key}": "" for key in KEYS})
    new = EVERYWHERE.format(
        **{key: f"{key}2" for key in KEYS}, **{f"f{key}": f", formerly: [{key}1]" for key in "adstwc"},
        fr="\n    formerly: [r1]", fp="\n    formerly: [p1]",
    )  # fmt: skip
    there = [
        "renamed audiences.a2 ← audiences.a1",
        "renamed data_categories.d2 ← data_categories.d1",
        "renamed recipients.r2 ← recipients.r1",
        "renamed purposes.p2 ← purposes.p1",
        "renamed cookies.c2 ← cookies.c1",
        "renamed purposes.p2.processing.w2 ← purposes.p1.processing.w1",
        "renamed recipients.r2.transfers.t2 ← recipients.r1.transfers.t1",
        "renamed recipients.r2.sub_processors.s2 ← recipients.r1.sub_processors.s1",
    ]
    # A path with `*` for a mapping leads to no part, so its step is no id.
    follows = "changed release.changes ← release.changes"
    back = [
        f"{action} {after} ← {before}"
        for action, before, _, after in map(str.split, there)
    ]  # fmt: skip
    assert both_ways(old, new) == ([*there, follows], [*back, follows])


def test_what_changed_in_a_renamed_part_is_told_under_both_names() -> None:
    old = "purposes: {p: {name: P, processing: {r: {on_device: true}, weg: {on_device: true}}}}"
    new = "purposes: {q: {name: P, formerly: [p], processing: {s: {on_device: false, formerly: [r]}, nieuw: {}}}}"
    assert both_ways(old, new) == (
        [
            "renamed purposes.q ← purposes.p",
            "renamed purposes.q.processing.s ← purposes.p.processing.r",
            "changed purposes.q.processing.s.on_device ← purposes.p.processing.r.on_device",
            "added purposes.q.processing.nieuw ← purposes.p.processing.nieuw",
            "removed purposes.q.processing.weg ← purposes.p.processing.weg",
        ],
        [
            "renamed purposes.p ← purposes.q",
            "renamed purposes.p.processing.r ← purposes.q.processing.s",
            "changed purposes.p.processing.r.on_device ← purposes.q.processing.s.on_device",
            "added purposes.p.processing.weg ← purposes.q.processing.weg",
            "removed purposes.p.processing.nieuw ← purposes.q.processing.nieuw",
        ],
    )


def test_another_part_in_a_reference_is_a_change_also_after_a_rename() -> None:
    data = "data_categories: {%s, z: {name: Z}}\npurposes: {p: {name: P, data: [%s]}}"
    assert told(data % ("x: {name: X}", "x"), data % ("y: {name: X, formerly: [x]}", "z")) == [
        "renamed data_categories.y ← data_categories.x",
        "changed purposes.p.processing.row.data ← purposes.p.processing.row.data",
    ]


def test_of_two_that_became_one_the_first_named_kept_its_name() -> None:
    old = "audiences: {a: {name: A}, b: {name: B}}"
    new = "audiences: {c: {name: B, formerly: [b, a]}}"
    assert both_ways(old, new) == (
        ["renamed audiences.c ← audiences.b", "removed audiences.a ← audiences.a"],
        ["renamed audiences.b ← audiences.c", "added audiences.a ← audiences.a"],
    )


def test_an_id_that_is_in_use_again_is_no_former_id() -> None:
    swapped = "audiences: {a: {name: B, formerly: [b]}, b: {name: A, formerly: [a]}}"
    taken = "audiences: {a: {name: Ander}, c: {name: A, formerly: [a]}}"
    for refused in (swapped, taken):
        assert [finding[:5] for finding in findings(refused)] == ["MO042"] * refused.count("formerly")


def test_two_names_that_changed_places_are_changes() -> None:
    one, other = "audiences: {a: {name: A}, b: {name: B}}", "audiences: {a: {name: B}, b: {name: A}}"
    assert told(one, other) == [
        "changed audiences.a.name ← audiences.a.name",
        "changed audiences.b.name ← audiences.b.name",
    ]


def test_a_former_id_that_neither_policy_has_is_no_rename() -> None:
    assert told("audiences: {a: {name: A}}", "audiences: {c: {name: A, formerly: [b]}}") == [
        "added audiences.c ← audiences.c",
        "removed audiences.a ← audiences.a",
    ]


def test_the_word_for_the_controller_is_no_id() -> None:
    policies = "recipients: {%s: {name: R%s}}\ncookies: {c: {name: C, provider: %s}}"
    assert both_ways(policies % ("self", "", "self"), policies % ("x", ", formerly: [self]", "self")) == (
        ["renamed recipients.x ← recipients.self"],
        ["renamed recipients.self ← recipients.x"],
    )


def test_a_path_that_leads_nowhere_stays_apart_from_one_that_leads_to_the_part() -> None:
    policies = "audiences: {%s: {name: A%s}}\nsuppress: [{rule: IN003, at: audiences.%s}]"
    at_new = policies % ("b", ", formerly: [a]", "b")
    for written, count in (("a", 0), ("b", 1)):
        old = policies % ("a", "", written)
        there, back = both_ways(old, at_new)
        assert len(there) == len(back) == 1 + count


def test_renames_are_found_again_in_the_changes() -> None:
    changes = between("audiences: {a: {name: A}}", "audiences: {b: {name: A, formerly: [a]}}")
    assert Renames.of(changes) == Renames({("audiences",): {"a": "b"}})
    assert Renames.of(changes).before(("audiences", "b", "name")) == ("audiences", "a", "name")
    assert Renames().before(("audiences", "b")) == ("audiences", "b")


# --- suggested ------------------------------------------------------------------------------------------------------


def suggested(old: str, new: str) -> list[tuple[str, str, float]]:
    """(path, path before, likeness), after a look whether the other side sees the same."""
    one, other = policy(old), policy(new)
    found = likely_renames(one, other, compare(one, other))
    mirrored = likely_renames(other, one, compare(other, one))
    assert {LikelyRename(pair.before, pair.path, pair.likeness) for pair in mirrored} == set(found)
    return [(dotted(pair.path), dotted(pair.before), round(pair.likeness, 2)) for pair in found]


def test_the_same_part_under_another_id_is_suggested() -> None:
    assert suggested("audiences: {a: {name: A}}", "audiences: {b: {name: A}}") == [("audiences.b", "audiences.a", 1.0)]


def test_two_companies_with_the_same_task_are_not_one() -> None:
    company = "recipients: {%s: {name: %s, task: Brieven sturen, role: processor, country: NL, agreement: true}}"
    assert suggested(company % ("mailo", "Mailo B.V."), company % ("posto", "Posto B.V.")) == []
    assert suggested(company % ("mailo", "Mailo B.V."), company % ("mailo_bv", "Mailo B.V.")) == [
        ("recipients.mailo_bv", "recipients.mailo", 1.0)
    ]


def test_a_name_weighs_as_much_as_three_other_values() -> None:
    one = "data_categories: {x: {name: Adres, listed: true}}"
    assert suggested(one, "data_categories: {y: {name: Adres, listed: false}}") == [
        ("data_categories.y", "data_categories.x", 0.75)
    ]
    assert suggested(one, "data_categories: {y: {name: Straat, listed: true}}") == []


def test_notation_and_order_do_not_make_parts_less_alike() -> None:
    one = "data_categories: {x: {name: Adres, items: [straat, plaats], formerly: [z]}}"
    other = "data_categories: {y: {name: {nl: adres}, items: [plaats, straat]}}"
    assert suggested(one, other) == [("data_categories.y", "data_categories.x", 1.0)]


def test_the_likest_pair_comes_first_and_nobody_is_in_two() -> None:
    rows = "purposes: {p: {name: P, processing: {%s}}}"
    old = rows % "a: {name: A, on_device: true, automated_means: true}, b: {name: A, on_device: true}"
    new = rows % "x: {name: A, on_device: true}, y: {name: A, on_device: false, automated_means: true}"
    at = "purposes.p.processing"
    assert suggested(old, new) == [(f"{at}.x", f"{at}.b", 1.0), (f"{at}.y", f"{at}.a", 0.8)]


def test_parts_in_a_renamed_part_and_parts_of_parts_count() -> None:
    old = "purposes: {p: {name: P, processing: {a: {name: A, retention: {period: P12M}, legal_basis: contract}}}}"
    new = old.replace("{p: {", "{q: {formerly: [p], ").replace("{a: {", "{b: {").replace("P12M", "P1Y")
    assert suggested(old, new) == [("purposes.q.processing.b", "purposes.p.processing.a", 1.0)]


def test_parts_of_two_mappings_are_never_one() -> None:
    assert suggested("audiences: {a: {name: A}}", "data_categories: {b: {name: A}}") == []
    assert suggested("commitments: {a: {text: A}}", "commitments: {b: {text: A}}") == []


def test_what_became_part_of_another_is_not_suggested() -> None:
    old = "audiences: {a: {name: A}, b: {name: A}}"
    new = "audiences: {c: {name: A, formerly: [b, a]}, d: {name: A}}"
    assert suggested(old, new) == []


def test_what_many_share_tells_nothing() -> None:
    parts = ", ".join(f"%s{number}: {{country: US}}" for number in range(11))
    recipient = "recipients: {r: {name: R, transfers: {%s}}}"
    assert suggested(recipient % parts.replace("%s", "a"), recipient % parts.replace("%s", "b")) == []


@pytest.mark.parametrize(("shared", "likely"), [("_a, _b, _c", True), ("_a, _b", False)])
def test_from_the_limit_on_a_rename_is_likely(shared: str, likely: bool) -> None:
    rest = {True: ("_d, _e", "_f, _g"), False: ("_c, _d, _e", "_f, _g, _h")}[likely]
    cookie = "cookies: {%s: {names: [%s, %s]}}"
    found = suggested(cookie % ("a", shared, rest[0]), cookie % ("b", shared, rest[1]))
    assert found == ([("cookies.b", "cookies.a", LIKELY)] if likely else [])
