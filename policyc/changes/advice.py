"""What stops nothing but makes a release better, or a decision that no longer counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyc.changes.acceptance import Accepted
from policyc.changes.announced import SUMMARISE
from policyc.changes.circumstances import Circumstance
from policyc.changes.kind import Materiality
from policyc.changes.materiality import MaterialChange
from policyc.changes.steps import Asked, Step, by_part, entries, entry_indexes, places, some, written
from policyc.diagnostics import Path, Wording
from policyc.model.policy import ChangePromise, Policy
from policyc.rules.spoken import day


def advice(asked: Asked, changes: Sequence[MaterialChange], accepted: Sequence[Accepted]) -> Iterator[Step]:
    """`changes` are all of them, the accepted ones too."""
    old = asked.old
    if asked.materiality >= Materiality.PUBLISH:
        yield from _old_version(asked.new, old)
    if asked.materiality >= Materiality.NOTIFY:
        yield from _links(asked.new, old)
        yield from _summary(asked)
        yield from _since(asked)
        yield from _only_new_data(asked)
        yield from _earlier_processing(asked)
        yield from _draft(asked.new)
        yield from _told_as_one(asked)
        # A version in which nothing changes, or the first of all, may keep what its release said.
        if old is not None:
            yield from _repeated(asked, old)
            yield from _entries_without_change(asked, changes)
    yield from _stale(accepted)


# --- what readers find ----------------------------------------------------------------------------------------------


def _old_version(new: Policy, old: Policy | None) -> Iterator[Step]:
    """Art. 5(2): what people could read before stays to be read. An archive that has them all is enough."""
    promise = new.change_promise or ChangePromise()
    if old is None or old.version is None or promise.archive is not None:
        return
    if old.version not in [one.version for one in promise.history]:
        yield Step(
            "keep-old-version",
            Wording(
                f"Zet de vorige versie, {old.version}, in change_promise.history.",
                f"Put the version before it, {old.version}, in change_promise.history.",
            ),
            ("change_promise", "history"),
        )


def _links(new: Policy, old: Policy | None) -> Iterator[Step]:
    """WP260 rev.01, 29: a reader of the message must be able to find the statement, old and new."""
    promise = new.change_promise or ChangePromise()
    has_old = promise.archive is not None or any(one.url is not None for one in promise.history)
    has_own = new.url is not None or new.status != "draft"  # where it is no draft, the address is a step
    lacking = [] if has_own else [("de nieuwe verklaring (url)", "the new statement (url)")]
    if old is not None and not has_old:
        lacking.append(("de vorige (change_promise.archive)", "the one before it (change_promise.archive)"))
    if lacking:
        names = Wording(" en ".join(nl for nl, _ in lacking), " and ".join(en for _, en in lacking))
        yield Step(
            "add-links",
            Wording(
                f"Geef het webadres van {names.nl}. Dan staat er in het bericht een link naar.",
                f"Give the address of {names.en}. The message then links to it.",
            ),
            ("change_promise", "archive") if has_own else ("url",),
        )


def _summary(asked: Asked) -> Iterator[Step]:
    """What makes a message easy to read. From class `advance` the summary is a step."""
    is_ahead = asked.materiality >= Materiality.ADVANCE
    if not is_ahead and asked.release.summary is None:
        yield SUMMARISE
    if is_ahead and asked.release.stays is None:
        yield Step(
            "state-what-stays",
            Wording(
                "Schrijf in release.stays in een of twee zinnen wat hetzelfde blijft.",
                "Write in release.stays in a sentence or two what stays the same.",
            ),
            ("release", "stays"),
        )


def _draft(new: Policy) -> Iterator[Step]:
    if new.status != "draft":
        return
    count = len(new.unconfirmed)
    nl, en = ("", "")
    if count:
        nl = f", met {count} open {'vraag' if count == 1 else 'vragen'} onder unconfirmed"
        en = f", with {count} open {'question' if count == 1 else 'questions'} under unconfirmed"
    yield Step(
        "finish-draft",
        Wording(
            f"Verstuur het bericht nog niet: de verklaring is een concept (status: draft){nl}.",
            f"Do not send the message yet: the statement is a draft (status: draft){en}.",
        ),
        ("status",),
    )


# --- entries of release.changes -------------------------------------------------------------------------------------


def _since(asked: Asked) -> Iterator[Step]:
    """A correction says since when it has been so. Where the statement is no draft any more, it is a step."""
    if asked.new.status != "draft":
        return
    found = [
        placed
        for placed in asked.at_least(Materiality.NOTIFY)
        if (entry := asked.entry(placed[1])) is not None
        and entry.nature == "disclosure_correction"
        and entry.since is None
        and not entry.since_unknown
    ]
    if found:
        indexes = entry_indexes(found)
        names = entries(asked, indexes)
        yield Step(
            "state-since",
            Wording(
                f"Zet since bij {names.nl}: sinds wanneer is dit zo? Weet u dat niet, zet dan since_unknown: true.",
                f"Set since for {names.en}: since when is it so? If you do not know, set since_unknown: true.",
            ),
            ("release", "changes", indexes[0], "since"),
            places(found),
        )


_OF_LAWFULNESS = frozenset(
    (
        "legal_basis", "special_ground", "criminal_ground", "bsn_ground", "data", "data_categories", "source",
        "recipients", "transfers", "retention", "direct_marketing", "profiling", "automated_decisions", "cookies",
    )
)  # fmt: skip


def _may_be_unlawful(path: Path) -> bool:
    """Whether what lies there, or a purpose or a row as a whole, may have been against the law."""
    is_whole = path[:1] == ("purposes",) and len(path) in (2, 4)
    return is_whole or not _OF_LAWFULNESS.isdisjoint(path)


def _earlier_processing(asked: Asked) -> Iterator[Step]:
    """WP260 rev.01, 31: to tell people of a processing does not make it lawful, nor what went before."""
    found = [
        placed
        for placed in asked.at_least(Materiality.NOTIFY)
        if placed[1].nature == "disclosure_correction" and _may_be_unlawful(placed[1].path)
    ]
    if found:
        indexes = entry_indexes(found)
        names = entries(asked, indexes)
        yield Step(
            "check-lawfulness",
            Wording(
                f"Ga bij {names.nl} na of wat u eerder deed mocht. Een rechtzetting maakt het niet alsnog rechtmatig "
                "(WP260 rev.01, 31).",
                f"Check for {names.en} whether what you did before was lawful. A correction does not make it so "
                "(WP260 rev.01, 31).",
            ),
            ("release", "changes", indexes[0], "nature"),
            places(found),
        )


def _only_new_data(asked: Asked) -> Iterator[Step]:
    """It says something of data that people have not given yet, and nothing of what holds for everyone at once."""
    found = [
        placed
        for placed in asked.at_least(Materiality.ADVANCE)
        if (entry := asked.entry(placed[1])) is not None
        and entry.only_new_data
        and Circumstance.ONLY_NEW_DATA not in placed[1].circumstances
    ]
    if found:
        indexes = entry_indexes(found)
        names = some(list(dict.fromkeys(written(change.path) for _, change in found)))
        yield Step(
            "drop-only-new-data",
            Wording(
                f"only_new_data telt niet voor {names.nl}: dat geldt ook voor mensen die er al zijn.",
                f"only_new_data does not count for {names.en}: that holds for people who are there already as well.",
            ),
            ("release", "changes", indexes[0], "only_new_data"),
            places(found),
        )


def _repeated(asked: Asked, old: Policy | None) -> Iterator[Step]:
    """An entry that was already there was written for other changes, and covers none of these (see `Entries`)."""
    indexes = _known_before(asked, old)
    if indexes:
        names = entries(asked, indexes)
        yield Step(
            "review-entry",
            Wording(
                f"{names.nl} in release.changes stond al in de vorige versie en telt niet mee. Haal dat weg, of "
                "schrijf wat er nu verandert.",
                f"{names.en} in release.changes was in the version before and does not count. Take it out, or write "
                "what changes now.",
            ),
            ("release", "changes", indexes[0]),
        )


_MOST_TOLD_AS_ONE = 3


def _told_as_one(asked: Asked) -> Iterator[Step]:
    """One reason for many parts is seldom the reason of each; an entry with a subject of its own was meant as one."""
    for index, entry in enumerate(asked.release.changes):
        covered = [placed for placed in asked.at_least(Materiality.ADVANCE) if placed[1].entry == index]
        parts = list(by_part(covered))
        most = 1 if any(pattern.startswith("*") for pattern in entry.covers) else _MOST_TOLD_AS_ONE
        if entry.subject is None and len(parts) > most:
            names = some([name for name, _ in parts])
            yield Step(
                "split-entry",
                Wording(
                    f"{names.nl} hebben in release.changes één reden en één betekenis. Splits dat, of zeg met subject "
                    "wat zij samen zijn.",
                    f"{names.en} have one reason and one meaning in release.changes. Split that, or say with subject "
                    "what they are together.",
                ),
                ("release", "changes", index),
                places(covered),
            )


def _known_before(asked: Asked, old: Policy | None) -> list[int]:
    before = old.release.changes if old is not None and old.release is not None else ()
    return [index for index, entry in enumerate(asked.release.changes) if entry in before]


def _entries_without_change(asked: Asked, changes: Sequence[MaterialChange]) -> Iterator[Step]:
    used = {*(change.entry for change in changes), *_known_before(asked, asked.old)}
    indexes = [index for index, _ in enumerate(asked.release.changes) if index not in used]
    if indexes:
        names = entries(asked, indexes)
        yield Step(
            "drop-entry",
            Wording(
                f"{names.nl} in release.changes past bij geen wijziging. Kijk covers na, of haal het weg.",
                f"{names.en} in release.changes fits no change. Check covers, or take it away.",
            ),
            ("release", "changes", indexes[0], "covers"),
        )


# --- acceptances ----------------------------------------------------------------------------------------------------


def _stale(accepted: Sequence[Accepted]) -> Iterator[Step]:
    for one in accepted:
        what = some([f"{one.entry.change} ({one.entry.at})"])
        at = ("release", "accept", one.index)
        if one.stale == "gone":
            yield Step(
                "drop-acceptance",
                Wording(
                    f"De aanvaarding van {what.nl} past bij geen wijziging. Haal haar weg, of kijk change en at na.",
                    f"The acceptance of {what.en} fits no change. Take it away, or check change and at.",
                ),
                (*at, "at"),
            )
        elif one.stale == "different":
            yield Step(
                "review-acceptance",
                Wording(
                    f"De aanvaarding van {what.nl} telt niet: daar staat nu een andere wijziging. Besluit opnieuw.",
                    f"The acceptance of {what.en} does not count: it is another change now. Decide again.",
                ),
                (*at, "fingerprint"),
            )
        elif one.stale == "expired":
            last = day(one.entry.until)
            yield Step(
                "renew-acceptance",
                Wording(
                    f"De aanvaarding van {what.nl} gold tot en met {last.nl}. Voer de plicht uit, of besluit opnieuw.",
                    f"The acceptance of {what.en} held through {last.en}. Carry the duty, or decide again.",
                ),
                (*at, "until"),
            )
