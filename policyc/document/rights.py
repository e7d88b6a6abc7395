"""Which rights people have under a policy, and why: derived from the legal bases, never from a list (arts. 15-22)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from policyc.model.cookies import Cookie
from policyc.model.legal_basis import Consent, Contract, LegitimateInterests, PublicTask
from policyc.model.policy import Policy
from policyc.model.purpose import Processing
from policyc.model.rights import Right, RightDetail
from policyc.model.values import Link, Text


@dataclass(frozen=True, slots=True)
class RightView:
    """One right with what the author adds to it."""

    right: Right
    detail: RightDetail | None
    purposes: tuple[Text, ...] = ()
    """The purposes that open the right, where it depends on the legal basis."""
    marketing: tuple[Text, ...] = ()
    """Of the objection only: the purposes it always stops (art. 21(2)-(3))."""
    cookies: bool = False
    """Of the withdrawal only: there are cookies that rest on consent."""
    withdraw_at: tuple[Link, ...] = ()


def rights_of(policy: Policy) -> tuple[RightView, ...]:
    """The rights in the order of the AVG, the complaint left out (it has a section of its own).

    An author who lists the rights of a published text (`rights.stated`) gets just those. An archived text that lists
    none gets none: nothing is added to what was published.
    """
    stated = policy.rights.stated if policy.rights else None
    if stated is None and (policy.status == "archived" or not (policy.purposes or policy.cookies)):
        return ()
    derived = {view.right: view for view in _derived(policy)}
    if stated is None:
        return tuple(derived.values())
    return tuple(RightView(right, _detail(policy, right)) for right in stated if right != "complaint")


def _derived(policy: Policy) -> tuple[RightView, ...]:
    always: tuple[Right, ...] = ("access", "rectification", "erasure", "restriction")
    views = [RightView(right, _detail(policy, right)) for right in always]
    portable = _purposes(policy, _is_portable)
    if portable:
        views.append(RightView("portability", _detail(policy, "portability"), portable))
    open_to_objection = _purposes(policy, _rests_on_balancing)
    marketing = _purposes(policy, lambda row: row.direct_marketing is not None)
    if open_to_objection or marketing:
        views.append(RightView("objection", _detail(policy, "objection"), open_to_objection, marketing))
    consented = _purposes(policy, _rests_on_consent)
    cookies = any(needs_consent(cookie) for cookie in policy.cookies.values())
    if consented or cookies:
        detail = _detail(policy, "withdraw_consent")
        links = _withdrawal_links(policy)
        views.append(RightView("withdraw_consent", detail, consented, cookies=cookies, withdraw_at=links))
    if policy.automated_decisions and policy.automated_decisions.present:
        views.append(RightView("automated_decisions", _detail(policy, "automated_decisions")))
    return tuple(views)


def needs_consent(cookie: Cookie) -> bool:
    """Whether the policy says that the cookie is set only after consent."""
    return cookie.consent == "required" or any(isinstance(basis, Consent) for basis in cookie.legal_basis)


def _purposes(policy: Policy, opens: Callable[[Processing], bool]) -> tuple[Text, ...]:
    return tuple(
        purpose.name for purpose in policy.purposes.values() if any(opens(row) for row in purpose.processing.values())
    )


def _is_portable(row: Processing) -> bool:
    """Art. 20(1): consent or contract, and by automated means. Not decided counts as automated: that favours people."""
    by_basis = any(isinstance(basis, Consent | Contract) for basis in row.legal_basis)
    return row.automated_means is not False and (by_basis or _explicit_consent(row))


def _rests_on_balancing(row: Processing) -> bool:
    return any(isinstance(basis, PublicTask | LegitimateInterests) for basis in row.legal_basis)


def _rests_on_consent(row: Processing) -> bool:
    return any(isinstance(basis, Consent) for basis in row.legal_basis) or _explicit_consent(row)


def _explicit_consent(row: Processing) -> bool:
    return row.special_ground is not None and row.special_ground.condition == "9_2_a"


def _withdrawal_links(policy: Policy) -> tuple[Link, ...]:
    """Where consent can be withdrawn, each address once."""
    links = [
        basis.withdraw_at
        for purpose in policy.purposes.values()
        for row in purpose.processing.values()
        for basis in row.legal_basis
        if isinstance(basis, Consent) and basis.withdraw_at is not None
    ]
    return tuple(dict.fromkeys(links))


def _detail(policy: Policy, right: Right) -> RightDetail | None:
    return policy.rights.per_right.get(right) if policy.rights else None
