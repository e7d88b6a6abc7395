"""Writes docs/changes.md: the classes of a change, and the table of all kinds, for lawyers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from policyc.changes.kind import Direction, Kind, Materiality
from policyc.changes.rows import LINES, kinds
from policyc.changes.table import Waiver

INDEX = Path(__file__).parents[1] / "docs" / "changes.md"

_CLASSES = {
    Materiality.CONSENT: (
        "toestemming",
        "De verwerking begint voor iemand pas nadat die persoon opnieuw toestemming heeft gegeven.",
    ),
    Materiality.ADVANCE: ("vooraf melden", "Mensen horen het ruim voordat het ingaat."),
    Materiality.NOTIFY: ("melden", "Mensen horen het, uiterlijk wanneer het ingaat."),
    Materiality.PUBLISH: ("publiceren", "Een nieuwe versie met een nieuwe datum is genoeg."),
    Materiality.EDITORIAL: ("redactioneel", "De betekenis verandert niet."),
}
_DIRECTIONS = {Direction.BETTER: "beter", Direction.WORSE: "slechter", Direction.NEUTRAL: "neutraal"}
_NEEDS = {
    "since": "sinds wanneer (`since`)",
    "options": "wat mensen kunnen doen (`options`)",
    "compatibility": "waarom het nieuwe doel bij het oude past (`compatibility`)",
    "refusals_respected": "dat weigeringen blijven gelden (`refusals_respected`)",
    "risks": "wat er mis kan gaan, in gewone woorden (`risks`)",
    "arrangement": "de regeling zelf (`arrangement` van de ontvanger of van de verklaring)",
}

_HEAD = """\
# Wat een wijziging voor mensen betekent

`policyc diff` vergelijkt twee versies van een verklaring. Elke wijziging krijgt een soort, en elke soort een klasse. De
klasse van een versie is die van haar zwaarste wijziging.

Deze lijst komt uit de code: `python tools/index_changes.py` schrijft haar opnieuw. Zij is geen juridisch advies.

## De klassen
"""

_CHOICES = """
De klassen zijn een keuze van dit project. De wet noemt voor wijzigingen geen aantal dagen. Wel volgt uit de
richtsnoeren (WP260 rev.01, 29-30) wat mensen altijd moeten horen, en dat zij het op tijd moeten horen.

## Wat een vergelijking niet ziet

Dat staat per groep wijzigingen in `release.changes`:

- `nature: processing_change`: de praktijk verandert. De klasse blijft die van de tabel. Wat de tekst voor het eerst
  noemt (rij 54), heet dan niet beter: het is nieuw.
- `nature: disclosure_correction`: de praktijk bestond al, alleen de tekst klopte niet. Dat kan niet meer vooraf. Mensen
  horen het dan meteen (`notify`), ook als de tabel minder of meer vraagt. Alleen `consent` blijft `consent`.
- `nature: legal_update`: de wet of een besluit veranderde. De wijziging mag dan meteen ingaan, als `law` zegt welke wet
  of uitspraak dat is. Zonder `law` telt zij als `processing_change`.
- `nature: editorial`: een mens zegt dat de betekenis gelijk bleef. Dat telt alleen waar niets dan tekst veranderde.
- `wording`: wat andere woorden doen met de reikwijdte van een tekst. `unchanged` is even ruim, `narrowed` is minder en
  `widened` is meer. Bij een belofte is minder dus slechter. Staat dit er niet, dan gaat policyc ervan uit dat de nieuwe
  woorden iets anders kunnen betekenen.

## Wat een wijziging zwaarder of lichter maakt

Een wijziging die `publish` of `notify` is en niet beter is voor mensen, gaat één klasse omhoog als:

- de verklaring zich op kinderen richt;
- het gaat om bijzondere gegevens, strafrechtelijke gegevens of het BSN;
- de gegevens dienen voor profilering;
- mensen haar niet verwachten (`unexpected`).

Dat geldt alleen voor wijzigingen in de verwerking zelf. Een ander adres, een andere link of een andere datum van een
overeenkomst gaat iedereen evenveel aan. Zulke wijzigingen worden dus niet zwaarder.

Niets maakt zo een wijziging tot `consent`: toestemming is een grondslag en geen waarschuwing. Gaat een wijziging alleen
over gegevens van na de ingangsdatum (`only_new_data`), dan wordt `advance` een `notify`. Dat geldt alleen voor wat er
met gegevens gebeurt, en niet voor rechten, beloften of wie verantwoordelijk is.

## Wanneer een versie genoeg zegt

`policyc diff` eindigt met ja als de nieuwe versie zelf draagt wat haar wijzigingen vragen:

- Het versienummer is verhoogd naar haar klasse, en de ingangsdatum ligt na die van de vorige versie. Bij een
  redactionele wijziging is dat een advies.
- Vanaf `notify` is er een datum van het bericht en een adres van de verklaring (`url`). Tussen bericht en ingang liggen
  14 dagen, of 30 dagen bij `advance` en `consent`, of de langere termijn die de vorige verklaring beloofde. Een
  rechtzetting of een wijziging van de wet mag op de dag zelf, en vragen over cookies stelt de cookiemelding.
- Elke wijziging vanaf `notify` heeft `nature`, `why` en `means`. Een rechtzetting heeft `since`, of
  `since_unknown: true`.
- Vanaf `advance` is er een samenvatting (`summary`) en staat in `options` wat mensen kunnen doen.
- Bij `consent` staat in `consent_refresh.plan` hoe en wanneer u om toestemming vraagt. De verklaring zegt hoe mensen
  die weer intrekken.

Een toelichting die al in de vorige versie stond, telt niet mee. Wie de plicht voor één wijziging op een andere manier
draagt, zet die in `release.accept` met haar vingerafdruk, een reden, een naam en een laatste dag: de dag waarop een
versie met die wijziging uiterlijk ingaat. Of de teksten zelf goed zijn, beoordeelt een mens.

## De soorten

De rij is het nummer in het model achter deze tabel. In de laatste kolom staat wat het bericht meer zegt dan elk
bericht, en wat `release.changes` daarvoor moet hebben. Vanaf de klasse `advance` staat in `options` altijd wat mensen
kunnen doen. De tabel noemt `options` bij soorten die dat ook vragen als zij lichter worden gemeld.

Bij `publish` is er geen bericht, dus staat daar niets in de laatste kolom. Alleen soorten die door een omstandigheid
een bericht kunnen worden, hebben er een tekst."""


def text() -> str:
    """The whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD
    yield "| Klasse | Naam | Betekenis |"
    yield "|---|---|---|"
    for materiality, (name, meaning) in _CLASSES.items():
        yield f"| {name} | `{materiality.word}` | {meaning} |"
    yield _CHOICES
    yield ""
    yield "| Soort | Rij | Klasse | Voor mensen | Wat er verandert | Bron | Het bericht zegt ook |"
    yield "|---|---|---|---|---|---|---|"
    for kind in kinds():
        yield f"| {' | '.join(_cells(kind))} |"
    yield ""
    yield "## Wat geen wijziging is voor mensen"
    yield ""
    yield "Deze velden zijn administratie. Zij staan in het verschil, maar vragen niets."
    yield ""
    yield "| Veld | Waarom |"
    yield "|---|---|"
    for one in LINES:
        if isinstance(one.meaning, Waiver):
            yield f"| `{'.'.join(one.pattern)}` | {one.meaning.reason} |"


def _cells(kind: Kind) -> Iterator[str]:
    yield f"`{kind.id}`"
    yield str(kind.row) if kind.row else "-"
    yield f"`{kind.materiality.word}`"
    yield _DIRECTIONS[kind.direction]
    yield kind.title.nl
    yield "; ".join(kind.sources)
    asks = [kind.asks.nl] if kind.asks else []
    yield "; ".join([*asks, *(_NEEDS[need] for need in sorted(kind.needs))])


if __name__ == "__main__":
    INDEX.write_text(text(), "utf-8")
