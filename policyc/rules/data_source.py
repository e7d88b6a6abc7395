"""Family SO: where data come from that people did not give themselves (art. 14)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policyc.diagnostics import Path, Severity, Wording
from policyc.law import facts
from policyc.model.text import Text
from policyc.rules.case import Case, Row
from policyc.rules.rule import Finding, Rule

_INDIRECT = frozenset({"third_party", "public"})


def source_missing(case: Case) -> Iterator[Finding]:
    """Art. 14(2)(f). The source may stand with the category, or with every row that gets the data indirectly."""
    rows = _rows_by_data(case)
    for id_, category in case.policy.data_categories.items():
        origin = set(category.origin or ())
        if not origin & _INDIRECT or category.source is not None:
            continue
        sourced = [row.processing.source is not None for row in rows.get(id_, ())]
        # Data that people partly give themselves have a source only where they do not.
        if any(sourced) and (all(sourced) or origin - _INDIRECT):
            continue
        name = case.say(category.name)
        yield Finding(
            ("data_categories", id_, "source"),
            Wording(
                f"Van wie komt “{name}”? Noem de bron, en of die openbaar is.",
                f"Who does “{name}” come from? Name the source, and whether it is public.",
            ),
            related=((("data_categories", id_, "origin"), _NOT_FROM_PEOPLE),),
        )
    yield from _vague(case)
    yield from _registers(case)


_NOT_FROM_PEOPLE = Wording("niet van de mensen zelf", "not from the people themselves")


def _rows_by_data(case: Case) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in case.rows:
        for name in row.processing.data:
            found.setdefault(name, []).append(row)
    return found


def _vague(case: Case) -> Iterator[Finding]:
    """“Derden” tells nobody where to go. WP260, annex: else the kind of organisation and its sector."""
    sources: list[tuple[Path, Text | None]] = [
        (("data_categories", id_, "source"), category.source) for id_, category in case.policy.data_categories.items()
    ]
    for row in case.rows:
        if case.answers_for(row):
            sources += (
                ((*row.path, "source", i, "name"), one.name) for i, one in enumerate(row.processing.source or ())
            )
    broad = frozenset(facts.words("broad_recipients_nl", case.on))
    for path, source in sources:
        name = case.say(source)
        if name.casefold().rstrip(".") in broad:
            yield Finding(
                path,
                Wording(
                    f"“{name}” is geen bron: wie dit leest, weet niet van wie u de gegevens krijgt.",
                    f"“{name}” is no source: whoever reads this does not know who gives you the data.",
                ),
                level=Severity.WARNING,
                help=Wording(
                    "Noem de bron, of anders het soort organisatie en de sector.",
                    "Name the source, or else the kind of organisation and its sector.",
                ),
            )


def _registers(case: Case) -> Iterator[Finding]:
    """Some registers are public (the trade register), some not (the BRP); the origin of the data may tell."""
    for row in case.rows:
        origins = {origin for id_ in row.processing.data for origin in case.policy.data_categories[id_].origin or ()}
        if "public" in origins or not case.answers_for(row):
            continue
        for index, source in enumerate(row.processing.source or ()):
            if source.kind == "register" and source.public is None:
                name = case.say(source.name)
                yield Finding(
                    (*row.path, "source", index, "public"),
                    Wording(f"Is “{name}” een openbare bron?", f"Is “{name}” a public source?"),
                    level=Severity.WARNING,
                    help=Wording(
                        "Zet public bij de bron op true of false.", "Set public of the source to true or false."
                    ),
                )


def origin_unknown(case: Case) -> Iterator[Finding]:
    """Whether art. 13 or art. 14 applies depends on it. Rows that all name their source tell it too."""
    rows = _rows_by_data(case)
    for id_, category in case.policy.data_categories.items():
        using = rows.get(id_, ())
        if category.origin is not None or category.source is not None:
            continue
        if using and all(row.processing.source is not None for row in using):
            continue
        name = case.say(category.name)
        yield Finding(
            ("data_categories", id_, "origin"),
            Wording(
                f"Leg per soort gegeven vast waar het vandaan komt. Bij “{name}” staat dat niet.",
                f"State for every kind of data where it comes from. For “{name}” you do not.",
            ),
        )


RULES = (
    Rule(
        "SO001",
        source_missing,
        Severity.ERROR,
        title=Wording("Bron van gegevens ontbreekt", "Indirect data without source"),
        help=Wording(
            "Noem de bron onder source bij de categorie, of bij elk doel dat de gegevens gebruikt.",
            "Name the source under source of the category, or of every purpose that uses the data.",
        ),
        sources=("AVG 14(2)(f)", "WP260 annex"),
        facts=(("language_rules", "broad_recipients_nl"),),
    ),
    Rule(
        "SO002",
        origin_unknown,
        Severity.WARNING,
        title=Wording("Herkomst van gegevens onbekend", "Origin of category unknown"),
        help=Wording(
            "Vul origin in: provided, observed, derived, third_party of public; het mogen er meer zijn.",
            "Fill in origin: provided, observed, derived, third_party or public; there may be several.",
        ),
        sources=("AVG 13", "AVG 14", "WP260"),
    ),
)
