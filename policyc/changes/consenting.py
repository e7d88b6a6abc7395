"""What consent asks of a version: that people hear how they are asked, and how they take it back (art. 7(3))."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.changes.kind import Materiality
from policyc.changes.materiality import MaterialChange
from policyc.changes.rows.processing import MARKETING_ASKED
from policyc.changes.steps import Asked, Placed, Step, places, subjects, written
from policyc.diagnostics import Path, Wording
from policyc.model.cookies import ConsentMeans
from policyc.model.legal_basis import Consent
from policyc.model.policy import Policy
from policyc.model.purpose import Processing


def consent_steps(asked: Asked) -> Iterator[Step]:
    """A plan that readers can follow, and a way back for each part that rests on consent."""
    baseless = [placed for placed in asked.at_least(Materiality.CONSENT) if _is_baseless(asked.new, placed[1])]
    if baseless:
        yield _basis(baseless)
    changes = tuple(placed for placed in asked.at_least(Materiality.CONSENT) if placed not in baseless)
    if changes and asked.release.consent_refresh is None:
        yield _plan(asked, changes)
    for at, lacking in _without_way_back(asked.new, changes).items():
        names = subjects(lacking)
        yield Step(
            "state-withdrawal",
            Wording(
                f"Zeg hoe mensen hun toestemming voor {names.nl} intrekken: {_where(asked.new, at).nl} (AVG 7 lid 3 en "
                "13 lid 2 onder c).",
                f"Say how people withdraw their consent for {names.en}: {_where(asked.new, at).en} (AVG 7(3) and "
                "13(2)(c)).",
            ),
            at,
            places(lacking),
        )


def _is_baseless(new: Policy, change: MaterialChange) -> bool:
    """Whether advertising would need a yes (art. 11.7 Tw) that the new version, on another basis, does not ask."""
    return change.kind is MARKETING_ASKED and not _bases_at(new, change.path)


def _basis(changes: list[Placed]) -> Step:
    names = subjects(changes)
    return Step(
        "state-consent",
        Wording(
            f"Zet de grondslag van {names.nl} op consent: zonder ja mag deze reclame niet (Tw 11.7). Gaat het alleen "
            "om mensen van wie u de gegevens hierna krijgt, zet dan only_new_data: true bij de wijziging.",
            f"Set the legal basis of {names.en} to consent: without a yes this advertising is not allowed (Tw 11.7). "
            "If it is only about people whose data you get from now on, add only_new_data: true to the change.",
        ),
        changes[0][1].path,
        places(changes),
    )


def _where(new: Policy, at: Path) -> Wording:
    """With the basis or for all consent; only for all where no basis is stated."""
    if at in (_GENERAL, _RIGHT):
        return Wording(f"in {written(at)}", f"in {written(at)}")
    general = written(_general(new))
    return Wording(
        f"bij de grondslag in withdrawn_by of withdraw_at, of voor alles in {general}",
        f"with the basis in withdrawn_by or withdraw_at, or for all in {general}",
    )


def _plan(asked: Asked, changes: tuple[Placed, ...]) -> Step:
    names = subjects(changes)
    is_anew = all(_was_asked(asked.old, change) for _, change in changes)
    again_nl, again_en = ("opnieuw ", "anew ") if is_anew else ("", "")
    return Step(
        "plan-consent",
        Wording(
            "Schrijf bij release.consent_refresh.plan aan uw lezers hoe en wanneer u "
            f"{again_nl}om toestemming vraagt voor {names.nl}. Deze tekst staat zo in het bericht.",
            "Write at release.consent_refresh.plan to your readers how and when you ask for consent "
            f"{again_en}for {names.en}. This text stands in the message as it is.",
        ),
        ("release", "consent_refresh"),
        places(changes),
    )


def _was_asked(old: Policy | None, change: MaterialChange) -> bool:
    """Whether the old version asked consent for the part already: only then is it asked anew."""
    if old is None:
        return False
    before = change.change.before
    if before[:1] == ("cookies",):
        cookie = old.cookies.get(str(before[1])) if before[1:] else None
        return cookie is not None and cookie.consent == "required"
    if before[:1] == ("purposes",):
        return any(map(_bases, _rows(old, before[:2])))
    return before[:1] in (("controller",), ("controllers",)) and any(map(_bases, _rows(old, ())))


# --- the way back ---------------------------------------------------------------------------------------------------


def _without_way_back(new: Policy, changes: tuple[Placed, ...]) -> dict[Path, list[Placed]]:
    """The changes after which people cannot read how to withdraw, by the place where to write it."""
    found: dict[Path, list[Placed]] = {}
    for placed in changes:
        at = _lacking_at(new, placed[1])
        if at is not None:
            found.setdefault(at, []).append(placed)
    return found


_GENERAL: Path = ("consent", "withdrawal")
_RIGHT: Path = ("rights", "per_right", "withdraw_consent", "channel")


def _general(new: Policy) -> Path:
    """Where to say it for all consent: not with the cookies, for their banner takes back no other consent."""
    return _RIGHT if new.consent is not None and new.consent.is_of_cookies else _GENERAL


def _lacking_at(new: Policy, change: MaterialChange) -> Path | None:
    is_of_cookies = change.path[:1] in (("cookies",), ("consent",), ("cookie_use",))
    has_general = _goes_back(new.consent) and (is_of_cookies or _general(new) == _GENERAL)
    detail = new.rights.per_right.get("withdraw_consent") if new.rights is not None else None
    bases = _bases_at(new, change.path)
    if has_general or (detail is not None and detail.channel is not None):
        return None
    if bases and all(_goes_back(basis) for _, basis in bases):
        return None
    general = _GENERAL if is_of_cookies else _general(new)
    return next((at for at, basis in bases if not _goes_back(basis)), general)


def _bases_at(new: Policy, path: Path) -> tuple[tuple[Path, Consent], ...]:
    """The consent that a change is about, each with its place: of the cookie, or of the rows."""
    if path[:1] == ("cookies",) and path[1:]:
        cookie = new.cookies.get(str(path[1]))
        if cookie is None:
            return ()
        return tuple(
            ((*path[:2], "legal_basis", index), basis)
            for index, basis in enumerate(cookie.legal_basis)
            if isinstance(basis, Consent)
        )
    if path[:1] == ("purposes",):
        return _of_rows(new, path[:4] if path[2:3] == ("processing",) else path[:2])
    found = _of_rows(new, ())
    if path[:2] == ("consent", "requests") and path[2:]:
        return tuple((at, basis) for at, basis in found if basis.request == path[2])
    if "transfers" in path:
        return ()  # consent to a transfer is no legal basis of a row (art. 49(1)(a))
    if path[:1] == ("recipients",) and path[1:]:
        return tuple(
            one for at, row in _rows_by_path(new, ()) if path[1] in row.recipients for one in _of_rows(new, at)
        )
    return found


def _of_rows(policy: Policy, under: Path) -> tuple[tuple[Path, Consent], ...]:
    return tuple(
        ((*at, "legal_basis", index), basis)
        for at, row in _rows_by_path(policy, under)
        for index, basis in enumerate(row.legal_basis)
        if isinstance(basis, Consent)
    )


def _rows_by_path(policy: Policy, under: Path) -> Iterator[tuple[Path, Processing]]:
    """The rows at or below a path."""
    for purpose_id, purpose in policy.purposes.items():
        for row_id, row in purpose.processing.items():
            at: Path = ("purposes", purpose_id, "processing", row_id)
            if at[: len(under)] == under:
                yield at, row


def _rows(policy: Policy, under: Path) -> Iterator[Processing]:
    return (row for _, row in _rows_by_path(policy, under))


def _bases(row: Processing) -> tuple[Consent, ...]:
    return tuple(basis for basis in row.legal_basis if isinstance(basis, Consent))


def _goes_back(means: Consent | ConsentMeans | None) -> bool:
    if means is None:
        return False
    by_words = isinstance(means, ConsentMeans) and means.withdrawal is not None
    return bool(means.withdrawn_by) or means.withdraw_at is not None or by_words
