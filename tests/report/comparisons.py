"""Comparisons for the tests of the reports of `policyc diff`, put together by hand: kinds and duties of their own, so
that what these tests expect does not change with the table of changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from policyc.changes.acceptance import Accepted
from policyc.changes.change import Action, Change
from policyc.changes.circumstances import Circumstance
from policyc.changes.compare import compare
from policyc.changes.difference import Difference, LikelyRename
from policyc.changes.duties import Step, Verdict
from policyc.changes.events import events_of
from policyc.changes.kind import Direction, Kind, Materiality
from policyc.changes.materiality import MaterialChange, heaviest
from policyc.changes.pair import Pair
from policyc.changes.said import Said
from policyc.changes.steps import Key
from policyc.changes.subjects import subject_of
from policyc.diagnostics import Language, Path, Wording
from policyc.model.load import load
from policyc.model.policy import Policy
from policyc.model.values import Duration
from policyc.report import diff_github, diff_gitlab, diff_json, diff_markdown, diff_text
from policyc.report.compared import Compared, Side, View
from policyc.source.document import Document
from policyc.source.reader import read

ON = date(2026, 12, 1)
FACTS = "2026-11-22"
HOSTILE = (
    "::error::x ]]> %0A {0} [hier](http://example.org) <script>alert(1)</script> </details> @iemand #12 `x` | "
    "\x00\x1b[31m\u202e\r\n::error file=a::b\x85\u2028"
)


def kind(
    id_: str, materiality: Materiality, direction: Direction, nl: str, en: str, asks: Wording | None = None
) -> Kind:
    return Kind(id_, 26, materiality, direction, Wording(nl, en), ("AVG 13(2)(a)", "WP260 rev.01, 30"), asks)


CONSENT = kind(
    "data-added-on-consent",
    Materiality.CONSENT,
    Direction.WORSE,
    "meer gegevens op toestemming",
    "more data on consent",
    Wording("dat er niets gebeurt zonder ja", "that nothing happens without a yes"),
)
LONGER = kind("retention-longer", Materiality.ADVANCE, Direction.WORSE, "bewaartermijn verlengd", "retention longer")
RECIPIENT = kind("processor-new-kind", Materiality.NOTIFY, Direction.NEUTRAL, "nieuwe verwerker", "new processor")
CONTACT = kind("contact", Materiality.NOTIFY, Direction.NEUTRAL, "contactadres gewijzigd", "contact address changed")
DROPPED = kind("data-removed", Materiality.PUBLISH, Direction.BETTER, "minder gegevens", "less data")
WORDS = kind("words", Materiality.EDITORIAL, Direction.NEUTRAL, "andere woorden", "other words")
BOOKS = kind("administration", Materiality.EDITORIAL, Direction.NEUTRAL, "administratie", "bookkeeping")

OLD = """\
policyc: 1
id: korenaar
title: Privacyverklaring van Bakkerij de Korenaar
version: 1.0.0
effective: 2025-03-01
status: final
controller:
  name: Bakkerij de Korenaar
  email: info@korenaar.example
data_categories:
  naam: {name: Naam}
  geslacht: {name: Geslacht}
  geboortedatum: {name: Geboortedatum}
purposes:
  nieuwsbrief:
    name: Nieuwsbrief
    data: [naam, geslacht]
  bestellingen:
    name: Bestellingen
    description: Wij leveren uw bestelling
    retention: {period: P5Y}
  klantenservice:
    name: Vragen beantwoorden
"""
NEW = """\
policyc: 1
id: korenaar
title: Privacyverklaring van Bakkerij de Korenaar
version: 2.0.0
effective: 2026-12-12
status: final
controller:
  name: Bakkerij de Korenaar
  email: privacy@korenaar.example
data_categories:
  naam: {name: Naam}
  geboortedatum: {name: Geboortedatum}
recipients:
  post: {name: PostBezorger, role: processor}
purposes:
  nieuwsbrief:
    name: Nieuwsbrief
    data: [naam, geboortedatum]
  bestellingen:
    name: Bestellingen
    description: Wij leveren wat u bestelt
    retention: {period: P7Y}
  support:
    name: Vragen beantwoorden
release:
  notice_date: 2026-12-02
  accept:
    - change: contact
      at: controller.email
      fingerprint: v1:0000000000000001
      reason: De oude postbus blijft open
      by: J. de Vries (FG)
      until: 2027-03-01
    - change: retention-longer
      at: purposes.nieuwsbrief.retention
      fingerprint: v1:ffffffffffffffff
      reason: Stond al zo op de pagina
      by: J. de Vries (FG)
      until: 2027-03-01
"""


def _document(text: str, name: str) -> tuple[Document, Policy]:
    document = read(text.encode(), name=name)
    loaded = load(document)
    assert loaded.policy is not None, [(one.span, one.message.nl) for one in loaded.diagnostics]
    return document, loaded.policy


def side(document: Document | None, name: str = "site.yaml", ref: str | None = None) -> Side:
    if ref is None:
        return Side(name, "file", document, sha256="ab" * 32)
    return Side(f"{ref}:{name}", "git", document, ref=ref, commit="c0ffee" + "0" * 34, sha256="cd" * 32)


def view_of(
    old: Side,
    new: Side,
    policies: tuple[Policy | None, Policy | None],
    changes: Sequence[MaterialChange],
    said: Mapping[int, Said] | None = None,
    technical: tuple[Said, ...] | None = (),
    baseline: Any = "given",
    decides: bool = True,
    **more: Any,
) -> View:
    """A view of changes; `more` is for the difference. The fingerprint of a change is its place."""
    before, after = policies
    pair = None if before is None or after is None else Pair.of(before, after, compare(before, after))
    values: dict[str, Any] = {
        "renames": (),
        "accepted": (),
        "verdict": Verdict(heaviest(changes)),
        **more,
    }
    difference = Difference(
        on=ON,
        old=before,
        new=after,
        pair=pair,
        changes=tuple(changes),
        fingerprints=tuple(f"v1:{number:016x}" for number in range(len(changes))),
        events=events_of(changes),
        **values,
    )
    sentences = tuple((said or {}).get(number, Said(None, None)) for number in range(len(changes)))
    return View(baseline, old, new, difference, sentences, technical, decides)


def compared(*views: View, fail_on: str | None = None) -> Compared:
    return Compared(views, FACTS, fail_on)


def _meant(change: Change) -> MaterialChange:
    """The small pair has one change of each sort; what is not named here is bookkeeping."""
    known: dict[tuple[Path, Action], tuple[Kind, dict[str, Any]]] = {
        (("purposes", "nieuwsbrief", "processing", "row", "data"), Action.CHANGED): (
            CONSENT,
            {"nature": "processing_change", "circumstances": (Circumstance.CHILDREN,)},
        ),
        (("purposes", "bestellingen", "processing", "row", "retention", "period"), Action.LONGER): (LONGER, {}),
        (("controller", "email"), Action.CHANGED): (CONTACT, {"nature": "legal_update"}),
        (("recipients", "post"), Action.ADDED): (
            RECIPIENT,
            {
                "nature": "processing_change",
                "circumstances": (Circumstance.SENSITIVE,),
                "materiality": Materiality.ADVANCE,
            },
        ),
        (("data_categories", "geslacht"), Action.REMOVED): (DROPPED, {}),
        (("purposes", "bestellingen", "description"), Action.CHANGED): (WORDS, {}),
        (("purposes", "support"), Action.ADDED): (RECIPIENT, {"nature": "disclosure_correction"}),
        (("purposes", "klantenservice"), Action.REMOVED): (DROPPED, {}),
    }
    found, more = known.get((change.path, change.action), (BOOKS, {"waived": "Alleen voor de redactie."}))
    values = {"materiality": found.materiality, "subject": subject_of(change.path), **more}
    return MaterialChange(change, found, **values)


def small(**more: Any) -> View:
    """Two versions of a bakery's statement, with something of everything."""
    (old, before), (new, after) = _document(OLD, "site.yaml"), _document(NEW, "site.yaml")
    changes = tuple(_meant(change) for change in compare(before, after))
    place = {change.path: number for number, change in enumerate(changes)}
    data = place[("purposes", "nieuwsbrief", "processing", "row", "data")]
    retention = next(number for number, change in enumerate(changes) if change.kind is LONGER)
    email, post = place[("controller", "email")], place[("recipients", "post")]
    accept = after.release.accept if after.release else ()
    steps = (
        Step(
            "consent-plan",
            Wording(
                "Beschrijf hoe u opnieuw toestemming vraagt, of haal “geboortedatum” weg.",
                "Describe how you ask consent anew, or take “geboortedatum” out.",
            ),
            ("release", "consent_refresh", "plan"),
            (data,),
        ),
        Step(
            "effective-date",
            Wording("Zet de ingangsdatum op 2027-01-01 of later.", "Set the effective date to 2027-01-01 or later."),
            ("effective",),
            (data, retention),
        ),
    )
    advice = (Step("summary", Wording("Vat de wijziging samen.", "Sum the change up."), ("release", "summary")),)
    said = {
        data: Said("Wij gebruiken uw naam en geslacht.", "Wij gebruiken uw naam en geboortedatum."),
        email: Said("Mail naar info@korenaar.example.", "Mail naar privacy@korenaar.example."),
        post: Said(None, "Wij geven uw gegevens aan PostBezorger. Die bezorgt uw bestelling."),
    }
    values: dict[str, Any] = {
        "technical": (Said("U kunt een klacht indienen.", "U kunt een klacht indienen bij de AP."),),
        "renames": (LikelyRename(("purposes", "support"), ("purposes", "klantenservice"), 0.914),),
        "accepted": (Accepted(0, accept[0], (email,)), Accepted(1, accept[1], (), "gone")),
        "verdict": Verdict(
            Materiality.CONSENT,
            steps,
            advice,
            frozenset({data, retention}),
            Duration(days=30),
            date(2026, 12, 2),
            date(2026, 12, 12),
            date(2027, 1, 1),
        ),
        **more,
    }
    return view_of(side(old, ref="v1.0.0"), side(new), (before, after), changes, said, **values)


NATURE = Key(
    "nature",
    hints=(
        Wording("processing_change: u gaat iets anders doen", "processing_change: you will do something else"),
        Wording(
            "disclosure_correction: alleen de tekst klopte niet (dan ook since, of since_unknown: true)",
            "disclosure_correction: only the text was wrong (then also since, or since_unknown: true)",
        ),
    ),
)
WHY = Key("why", hints=(Wording("waarom dit verandert", "why this changes"),))
OPTIONS = Key(
    "options",
    hints=(
        Wording(
            "wat mensen kunnen doen, tot wanneer, en wat er gebeurt als zij niets doen",
            "what people can do, until when, and what happens if they do nothing",
        ),
    ),
)


def _whole(action: Action, materiality: Materiality) -> View:
    (document, policy) = _document(OLD, "site.yaml")
    come = action is Action.ADDED
    found = kind("statement", materiality, Direction.NEUTRAL, "nieuwe verklaring", "new statement")
    if not come:
        found = kind("statement", materiality, Direction.WORSE, "verklaring ingetrokken", "statement withdrawn")
    values = (None, policy) if come else (policy, None)
    sides = (side(None), side(document)) if come else (side(document), side(None))
    change = MaterialChange(Change(action, (), (), *values), found, materiality, ())
    restore = Step("restore-statement", Wording("Zet haar terug.", "Put it back."), (), (0,))
    verdict = Verdict(materiality) if come else Verdict(materiality, (restore,), uncovered=frozenset({0}))
    return view_of(*sides, values, [change], technical=None, verdict=verdict)


def _same() -> View:
    document, policy = _document(OLD, "site.yaml")
    return view_of(side(document, ref="v1.0.0"), side(document), (policy, policy), [])


def _carried() -> View:
    """Nothing left to do, and only what is not heavy."""
    (old, before), (new, after) = _document(OLD, "oud/site.yaml"), _document(NEW, "site.yaml")
    raw = [one for one in compare(before, after) if one.path == ("controller", "email")]
    change = MaterialChange(raw[0], CONTACT, Materiality.NOTIFY, ("controller",), "processing_change")
    said = {0: Said("Mail ons.", "Mail ons.")}
    return view_of(side(old, "oud/site.yaml"), side(new), (before, after), [change], said)


def _hostile() -> View:
    """Every text that can come from elsewhere is one that wants out."""
    name = "a,b:c %0A\n::stop-commands::x é`|<b>.yaml"
    text = NEW.replace("J. de Vries (FG)", "'@iemand: *klik* [x](http://example.org) ::error::'")
    (old, before), (new, after) = _document(OLD, name), _document(text, name)
    wording = Wording(HOSTILE, HOSTILE)
    found = kind("hostile", Materiality.CONSENT, Direction.WORSE, HOSTILE, HOSTILE, wording)
    path: Path = ("sections", "x|`y", HOSTILE)
    changes = [
        MaterialChange(Change(Action.CHANGED, path, path, HOSTILE, (HOSTILE, 1)), found, Materiality.CONSENT, path[:2]),
        MaterialChange(Change(Action.ADDED, path, path, None, HOSTILE), found, Materiality.NOTIFY, path[:2]),
        MaterialChange(
            Change(Action.ADDED, path, path, None, HOSTILE), found, Materiality.EDITORIAL, path[:2], waived=HOSTILE
        ),
    ]
    accept = after.release.accept if after.release else ()
    entry = accept[0].model_copy(update={"reason": HOSTILE, "at": HOSTILE, "change": HOSTILE})
    step = Step("do-it", wording, path, (0,))
    told = Step("announce", wording, ("release", "changes"), (0,), (Key("covers", (HOSTILE, "purposes.x")), WHY))
    return view_of(
        side(old, name, ref="v1"),
        side(new, name),
        (before, after),
        changes,
        {0: Said(HOSTILE, HOSTILE + "x"), 1: Said(None, HOSTILE)},
        technical=(Said(HOSTILE, None),),
        renames=(LikelyRename(path, path, 1.0),),
        accepted=(Accepted(0, entry, (1,)), Accepted(1, entry, (), "expired")),
        verdict=Verdict(Materiality.CONSENT, (step, told), (step,), frozenset({0})),
    )


def announcing(*paths: str) -> View:
    """Three parts that nobody tells of, each with an entry to write; the third asks what the first does not."""
    rows = ("recipients.post", *(f"purposes.bestellingen.processing.row_{number}.recipients" for number in range(3)))
    asked = (
        (Key("covers", paths or ("purposes.nieuwsbrief",)), NATURE, WHY),
        (Key("covers", rows), NATURE, WHY),
        (Key("covers", ("purposes.bestellingen",)), NATURE, WHY, OPTIONS),
    )
    steps = tuple(
        Step(
            "announce",
            Wording(f"Vertel over onderdeel {number}.", f"Tell of part {number}."),
            ("release", "changes"),
            (number,),
            keys,
        )
        for number, keys in enumerate(asked)
    )
    return small(verdict=Verdict(Materiality.ADVANCE, steps, (), frozenset(range(3))))


COMPARISONS = {
    "small": compared(small()),
    "two-views": compared(small(baseline="published"), small(baseline="branch", decides=False)),
    "new": compared(_whole(Action.ADDED, Materiality.PUBLISH)),
    "withdrawn": compared(_whole(Action.REMOVED, Materiality.ADVANCE)),
    "same": compared(_same()),
    "carried": compared(_carried()),
    "refused": compared(_carried(), fail_on="notify"),
    "hostile": compared(_hostile()),
    "announcing": compared(announcing()),
}

MACHINE = {
    "json": diff_json.render,
    "github": diff_github.render,
    "gitlab": diff_gitlab.render,
    "markdown": diff_markdown.render,
}


def as_text(one: Compared, language: Language = "nl", width: int = 80, **more: Any) -> str:
    values: dict[str, Any] = {"color": False, **more}
    return diff_text.render(one, language=language, width=width, **values)
