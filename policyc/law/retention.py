"""How long the law or an authority wants data kept."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Literal

from policyc.law.fact import Fact, by_id, common
from policyc.law.patterns import Needles, compiled, may_be_in
from policyc.law.periods import period_of
from policyc.law.store import rows
from policyc.model.values import Duration


class RetentionNorm(Fact):
    """A minimum or a maximum of a statute, a maximum of guidance, or the principle itself."""

    kind: Literal["statutory_minimum", "statutory_maximum", "guidance_maximum", "principle"]
    name_nl: str
    period: Duration | None
    trigger: str
    law: str | None
    """The id of the act (topic `instruments`), where it is one."""
    article: str | None
    statutes: tuple[tuple[str, str], ...]
    """(act, article) of each provision that means this norm."""
    period_with_consent: Duration | None
    """The longest time for those who agree to it, where guidance gives one."""
    patterns: tuple[str, ...]
    needles: tuple[Needles, ...]
    """What the data are called of which this is the norm, where that tells."""

    def is_about(self, text: str) -> bool:
        """Whether a text in lower case names the data of this norm."""
        pairs = zip(self.patterns, self.needles, strict=True)
        return any(may_be_in(text, needles) and compiled(pattern).search(text) for pattern, needles in pairs)


@cache
def _norms() -> dict[str, RetentionNorm]:
    return by_id(
        RetentionNorm(
            **common(row),
            kind=row["kind"],
            name_nl=row["name_nl"],
            period=period_of(row["period"]),
            trigger=row["trigger"],
            law=row["source"]["instrument"] if row["statutes"] else None,
            article=row["source"]["article"] if row["statutes"] else None,
            statutes=tuple((statute["law"], statute["article"]) for statute in row["statutes"]),
            period_with_consent=period_of(row.get("period_with_consent")),
            patterns=tuple(row.get("patterns", ())),
            needles=tuple(row.get("needles", ())),
        )
        for row in rows("retention_periods")
    )


def retention_norm(id_: str) -> RetentionNorm | None:
    """A norm by its id, in force or not."""
    return _norms().get(id_)


def retention_norm_ids() -> tuple[str, ...]:
    """What a policy may name as a norm."""
    return tuple(_norms())


def retention_norms(on: date) -> tuple[RetentionNorm, ...]:
    """All that hold on a date."""
    return tuple(norm for norm in _norms().values() if norm.holds(on))


@cache
def _acts() -> dict[str, str]:
    """What an act is called, in lower case -> its id."""
    return {name: row["id"] for row in rows("instruments") for name in (row["id"].casefold(), *row.get("aliases", ()))}


_ARTICLE = re.compile(r"(?:([0-9]+):)?([0-9]+(?:\.[0-9]+)?[a-z]*)", re.IGNORECASE)


def norm_of_statute(law: str, article: str | None, on: date) -> RetentionNorm | None:
    """The norm that a policy means by an act and an article, such as `AWR` and `52`, however it writes them.

    Without an article, the only norm of that act.
    """
    act = _acts().get(_plain(law))
    if act is None:
        return None
    number = None
    if article is not None:
        match = _ARTICLE.search(article)
        if match is None:
            return None
        book, number = match[1], match[2].casefold()
        act = f"{act}{book}" if act == "BW" and book else act
    found = [
        norm
        for norm in retention_norms(on)
        if any(its_law == act and number in (None, its_article) for its_law, its_article in norm.statutes)
    ]
    return found[0] if len(found) == 1 else None


def _plain(law: str) -> str:
    """An act without the article before the name and without a closing abbreviation: `de Wet X (WX)` is `wet x`."""
    text = " ".join(law.casefold().split())
    text = re.sub(r"^(?:de|het) ", "", text)
    return re.sub(r" \([^()]*\)$", "", text)
