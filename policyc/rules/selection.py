"""Which rules to ask: codes and beginnings of codes, chosen or left out by the user."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policyc.diagnostics import Wording
from policyc.errors import PolicycError
from policyc.rules.rule import Rule
from policyc.source.suggestion import did_you_mean


def selected(
    catalogue: Sequence[Rule], *, select: Iterable[str] = (), ignore: Iterable[str] = (), whole: bool = False
) -> tuple[Rule, ...]:
    """The rules that are left. `TR` means the family, `TR00` the codes that begin so; what says more, counts.

    No `select` selects everything. A rule that nobody may accept (TR002 to TR005: what it finds is dead law) cannot be
    left out by name and stays when its family is; with `whole` a `select` that does not name it keeps it as well.
    Raises PolicycError for a code that begins no rule's, and when no rule is left.
    """
    wanted, unwanted = _known(catalogue, select), _known(catalogue, ignore)
    _refuse_unacceptable(catalogue, unwanted)
    left = tuple(rule for rule in catalogue if _is_on(rule, wanted, unwanted, whole=whole))
    if not left:
        raise PolicycError(
            Wording(
                "Met deze keuze blijft er geen regel over: er is niets om naar te oordelen.",
                "No rule is left by this choice: there is nothing to judge by.",
            )
        )
    return left


def _is_on(rule: Rule, wanted: tuple[str, ...], unwanted: tuple[str, ...], *, whole: bool) -> bool:
    chosen, dropped = _weight(rule, wanted or ("",)), _weight(rule, unwanted)
    if not rule.acceptable:
        return whole or chosen >= 0
    return chosen > dropped


def _weight(rule: Rule, beginnings: tuple[str, ...]) -> int:
    """How much the longest beginning that fits says; -1 when none fits."""
    return max((len(one) for one in beginnings if rule.code.startswith(one)), default=-1)


def _known(catalogue: Sequence[Rule], given: Iterable[str]) -> tuple[str, ...]:
    codes = tuple(code.strip().upper() for text in given for code in text.split(",") if code.strip())
    for code in codes:
        if not any(rule.code.startswith(code) for rule in catalogue):
            meant = did_you_mean(code, [*(rule.code for rule in catalogue), *(rule.family for rule in catalogue)])
            nl, en = (f" Bedoelt u {meant}?", f" Did you mean {meant}?") if meant else ("", "")
            raise PolicycError(
                Wording(
                    f"{code} is geen regel of familie van regels.{nl} policyc rules toont ze allemaal.",
                    f"{code} is no rule or family of rules.{en} policyc rules lists them all.",
                )
            )
    return codes


def _refuse_unacceptable(catalogue: Sequence[Rule], unwanted: tuple[str, ...]) -> None:
    for rule in catalogue:
        if not rule.acceptable and rule.code in unwanted:
            raise PolicycError(
                Wording(
                    f"{rule.code} is niet uit te zetten. policyc rule {rule.code} zegt waarom.",
                    f"{rule.code} cannot be switched off. policyc rule {rule.code} says why.",
                )
            )
