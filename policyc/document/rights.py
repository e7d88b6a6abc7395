"""Which rights people have under a policy, and why: derived from the legal bases, never from a list (arts. 15-22)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass

from policyc.model.cookies import Cookie
from policyc.model.legal_basis import Consent, Contract, LegitimateInterests, PublicTask
from policyc.model.link import Link
from policyc.model.policy import Policy
from policyc.model.purpose import Processing
from policyc.model.rights import Right, RightDetail
from policyc.model.text import Text
from policyc.model.transfer import DerogationTransfer


@dataclass(frozen=True, slots=True)
class RightView:
    """One right with what the author adds to it."""

    right: Right
    detail: RightDetail | None
    purposes: tuple[Text, ...] = ()
    """The purposes that open the right, where it depends on the legal basis."""
    bases: tuple[str, ...] = ()
    """The legal bases in use that open it, in the order of art. 6(1)."""
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
    if stated is None and (policy.transcription or not (policy.purposes or policy.cookies)):
        return ()
    derived = {view.right: view for view in _derived(policy)}
    if stated is None:
        return tuple(derived.values())
    return tuple(RightView(right, _detail(policy, right)) for right in stated if right != "complaint")


def _derived(policy: Policy) -> Iterator[RightView]:
    always: tuple[Right, ...] = ("access", "rectification", "erasure", "restriction")
    for right in always:
        yield RightView(right, _detail(policy, right))
    portable = _purposes(policy, _portability_bases)
    if portable:
        bases = _bases(policy, _portability_bases, ("consent", "contract"))
        yield RightView("portability", _detail(policy, "portability"), portable, bases)
    balanced = _purposes(policy, _balanced_bases)
    marketing = _purposes(policy, lambda row: {"marketing"} if row.direct_marketing is not None else set())
    if balanced or marketing:
        bases = _bases(policy, _balanced_bases, ("public_task", "legitimate_interests"))
        yield RightView("objection", _detail(policy, "objection"), balanced, bases, marketing)
    consented = _purposes(policy, _consent)
    cookies = any(_needs_consent(cookie) for cookie in policy.cookies.values())
    if consented or cookies or _explicit_consent_elsewhere(policy):
        detail = _detail(policy, "withdraw_consent")
        links = _withdrawal_links(policy)
        yield RightView("withdraw_consent", detail, consented, cookies=cookies, withdraw_at=links)
    if _decides_alone(policy):
        yield RightView("automated_decisions", _detail(policy, "automated_decisions"))


def _needs_consent(cookie: Cookie) -> bool:
    """Whether the policy says that the cookie is set only after consent."""
    return cookie.consent == "required" or any(isinstance(basis, Consent) for basis in cookie.legal_basis)


def _purposes(policy: Policy, opening: Callable[[Processing], Set[str]]) -> tuple[Text, ...]:
    """The purposes with a row that has something which opens a right."""
    return tuple(
        purpose.name for purpose in policy.purposes.values() if any(opening(row) for row in purpose.processing.values())
    )


def _bases(policy: Policy, opening: Callable[[Processing], Set[str]], order: tuple[str, ...]) -> tuple[str, ...]:
    found = {
        basis for purpose in policy.purposes.values() for row in purpose.processing.values() for basis in opening(row)
    }
    return tuple(basis for basis in order if basis in found)


def _portability_bases(row: Processing) -> Set[str]:
    """Art. 20(1): consent or contract, and by automated means. Not decided counts as automated: that favours people."""
    if row.automated_means is False:
        return set()
    return _consent(row) | {basis.basis for basis in row.legal_basis if isinstance(basis, Contract)}


def _balanced_bases(row: Processing) -> Set[str]:
    """Art. 21(1)."""
    return {basis.basis for basis in row.legal_basis if isinstance(basis, PublicTask | LegitimateInterests)}


def _consent(row: Processing) -> Set[str]:
    """Art. 7(3): consent of art. 6(1)(a) and explicit consent of art. 9(2)(a)."""
    explicit = row.special_ground is not None and row.special_ground.condition == "9_2_a"
    return {"consent"} if explicit or any(isinstance(basis, Consent) for basis in row.legal_basis) else set()


def _decides_alone(policy: Policy) -> bool:
    """Art. 22(3): human review, except of decisions that rest on a law alone (22(2)(b)), which has its own safeguards.

    Whoever describes such a decision takes it, unless he says that there are none.
    """
    automated = policy.automated_decisions
    if automated is None or automated.present is False:
        return False
    if not automated.decisions:
        return automated.present is True
    return any(decision.ground != "law" for decision in automated.decisions.values())


def _explicit_consent_elsewhere(policy: Policy) -> bool:
    """Explicit consent to an automated decision (art. 22(2)(c)) or to a transfer (art. 49(1)(a))."""
    automated = policy.automated_decisions
    decisions = automated.decisions.values() if automated and automated.present is not False else ()
    transfers = (transfer for recipient in policy.recipients.values() for transfer in recipient.transfers.values())
    return any(decision.ground == "explicit_consent" for decision in decisions) or any(
        isinstance(transfer, DerogationTransfer) and transfer.ground == "49_1_a" for transfer in transfers
    )


def _withdrawal_links(policy: Policy) -> tuple[Link, ...]:
    """Where consent can be withdrawn, each address once."""
    bases = [
        *(basis for p in policy.purposes.values() for row in p.processing.values() for basis in row.legal_basis),
        *(basis for cookie in policy.cookies.values() for basis in cookie.legal_basis),
    ]
    links = [basis.withdraw_at for basis in bases if isinstance(basis, Consent)]
    links.append(policy.consent.withdraw_at if policy.consent else None)
    return tuple(dict.fromkeys(link for link in links if link is not None))


def _detail(policy: Policy, right: Right) -> RightDetail | None:
    return policy.rights.per_right.get(right) if policy.rights else None
