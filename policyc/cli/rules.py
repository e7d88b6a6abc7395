"""`policyc rules` and `policyc rule CODE`: what is asked of a policy, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator

from policyc.cli import terminal
from policyc.cli.exits import Exit
from policyc.diagnostics import Language, Wording
from policyc.report.citation import citations
from policyc.report.words import level
from policyc.rules.catalogue import FAMILIES, RULES
from policyc.rules.pages import page
from policyc.rules.rule import ALWAYS, Rule
from policyc.source.suggestion import did_you_mean


def list_rules(*, as_json: bool, lang: Language, color: str) -> Exit:
    """Print every rule, by family, on stdout."""
    out = terminal.stdout(lang, color)
    if as_json:
        out.give(_as_json())
    else:
        out.show("\n".join(_as_text(lang)) + "\n")
    return Exit.YES


def explain_rule(code: str, *, lang: Language, color: str) -> Exit:
    """Print the page of one rule on stdout."""
    wanted = code.strip().upper()
    if not any(rule.code == wanted for rule in RULES):
        meant = did_you_mean(wanted, [rule.code for rule in RULES])
        nl, en = (f" Bedoelt u {meant}?", f" Did you mean {meant}?") if meant else ("", "")
        terminal.stderr(lang, color).say(
            Wording(
                f"De regel {code} bestaat niet.{nl} policyc rules toont ze allemaal.",
                f"There is no rule {code}.{en} policyc rules lists them all.",
            )
        )
        return Exit.NO_ANSWER
    text = page(wanted).text
    terminal.stdout(lang, color).show(text if lang == "nl" else _in_english(wanted) + text)
    return Exit.YES


def _in_english(code: str) -> str:
    """What there is of a rule in English, above its page."""
    rule = next(rule for rule in RULES if rule.code == code)
    return (
        f"{code} ({level(rule.level, 'en')}, {_in_force(rule, 'en')}): {page(code).summary_en}\n"
        f"{rule.help.en}\nSources: {citations(rule.sources, 'en')}.\n\nThe page itself is in Dutch.\n\n"
    )


def _as_text(lang: Language) -> Iterator[str]:
    for family in FAMILIES:
        yield f"{family.code}  {family.title.in_language(lang)}"
        for rule in family.rules:
            weight, title = level(rule.level, lang), rule.title.in_language(lang)
            yield f"{rule.code}  {weight:<12}  {_in_force(rule, lang):<20}  {title}"
            yield f"       {citations(rule.sources, lang)}"
        yield ""


def _in_force(rule: Rule, lang: Language) -> str:
    since = Wording(f"vanaf {rule.since}", f"from {rule.since}")
    if rule.until is not None:
        first = "" if rule.since == ALWAYS else f"{rule.since} "
        since = Wording(f"{first}tot {rule.until}", f"{first}until {rule.until}")
    elif rule.since == ALWAYS:
        since = Wording("altijd", "always")
    return since.in_language(lang)


def _as_json() -> str:
    listed = [
        {
            "code": rule.code,
            "name": rule.name,
            "level": rule.level.value,
            "strict_level": rule.strict.value if rule.strict else None,
            "since": rule.since.isoformat(),
            "until": rule.until.isoformat() if rule.until else None,
            "title": {"nl": rule.title.nl, "en": rule.title.en},
            "help": {"nl": rule.help.nl, "en": rule.help.en},
            "sources": list(rule.sources),
            "precision": rule.precision,
            "acceptable": rule.acceptable,
        }
        for rule in RULES
    ]
    return json.dumps({"format": "policyc.rules/1", "rules": listed}, ensure_ascii=False, indent=2) + "\n"
