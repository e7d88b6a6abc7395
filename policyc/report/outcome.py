"""What a run of `validate` comes to: the one value that every format for machines takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from policyc.diagnostics import Diagnostic, Language, Severity, Wording, in_order

if TYPE_CHECKING:  # a report of findings needs no rules, which would bring the whole model along
    from policyc.rules.rule import Rule
    from policyc.source.text import SourceText

FailOn = Severity | Literal["never"]
Verdict = Literal["pass", "fail"]

# YAML and the model. Every other family of codes is one of the catalogue of rules, with a page that explains it.
_STRUCTURE = {
    "YA": ("yaml", Wording("De YAML van het bestand klopt niet", "The YAML of the file is not right")),
    "MO": ("model", Wording("Een veld of waarde klopt niet", "A field or value is not right")),
}


@dataclass(frozen=True, slots=True)
class JudgedFile:
    """One file with what was found in it. `name` is relative to the root of the repository.

    `as_of` is the day by whose law it was judged: none for a file that is no policy, which no rule was asked about.
    `low_confidence` are the facts its judgement leans on that nobody is sure of: id and source.
    """

    name: str
    source: SourceText | None
    policy_id: str | None
    status: str | None
    as_of: date | None
    diagnostics: tuple[Diagnostic, ...]
    low_confidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """All files of a run, the rules that were enabled (sorted by code), by which data, and the answer."""

    files: tuple[JudgedFile, ...]
    rules: tuple[Rule, ...]
    tool_version: str
    facts_version: str
    fail_on: FailOn
    verdict: Verdict

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found in all files, in order, accepted findings included."""
        return in_order(diagnostic for file in self.files for diagnostic in file.diagnostics)


def concluded(
    files: Iterable[JudgedFile],
    rules: Iterable[Rule],
    *,
    tool_version: str,
    facts_version: str,
    fail_on: FailOn = Severity.ERROR,
) -> Outcome:
    """The outcome of a run, with the rules sorted and the verdict drawn."""
    judged = tuple(files)
    failed = any(fails(diagnostic, fail_on) for file in judged for diagnostic in file.diagnostics)
    return Outcome(
        judged,
        tuple(sorted(rules, key=lambda rule: rule.code)),
        tool_version,
        facts_version,
        fail_on,
        "fail" if failed else "pass",
    )


def fails(diagnostic: Diagnostic, fail_on: FailOn) -> bool:
    """Whether a finding makes the answer a no: it is not accepted, and weighs at least as much as `fail_on`."""
    levels = list(Severity)
    return (
        diagnostic.accepted is None
        and fail_on != "never"
        and levels.index(diagnostic.severity) <= levels.index(Severity(fail_on))
    )


def weighing(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings that nobody accepted."""
    return tuple(diagnostic for diagnostic in diagnostics if diagnostic.accepted is None)


def counts(diagnostics: Iterable[Diagnostic]) -> dict[str, int]:
    """How many findings of each level weigh, and how many are accepted: keys error, warning, info, accepted."""
    found = Counter(d.severity.value if d.accepted is None else "accepted" for d in diagnostics)
    return {key: found[key] for key in (*(level.value for level in Severity), "accepted")}


def asked(outcome: Outcome, file: JudgedFile) -> tuple[Rule, ...]:
    """The rules that held on the day the file was judged by."""
    on = file.as_of
    return () if on is None else tuple(rule for rule in outcome.rules if rule.holds(on))


def is_law(code: str) -> bool:
    """Whether a code is one of a rule, which has a page, and not one of the YAML or the model."""
    return code[:2] not in _STRUCTURE


def rule_for(outcome: Outcome, code: str) -> Rule | None:
    """The rule that a finding comes from; none for the YAML and the model."""
    known = next((rule for rule in outcome.rules if rule.code == code), None)
    if known is not None or not is_law(code):
        return known
    from policyc.rules.catalogue import rule  # only for what is found outside the enabled rules

    return rule(code)


def name_for(outcome: Outcome, code: str) -> str:
    """The name for machines of what a code asks: `legal-name-unknown`, or `yaml` and `model`."""
    rule = rule_for(outcome, code)
    return rule.name if rule is not None else _STRUCTURE[code[:2]][0] if not is_law(code) else code


def title_for(outcome: Outcome, code: str, language: Language) -> str:
    """What a code is about, in a few words."""
    rule = rule_for(outcome, code)
    if rule is not None:
        return rule.title.in_language(language)
    return _STRUCTURE[code[:2]][1].in_language(language) if not is_law(code) else code


# --- fingerprints ----------------------------------------------------------------------------------------------------

FINGERPRINT = "policyc/v1"
"""The name of this way of making fingerprints. Another way gets another name: both can then stand side by side."""


def fingerprint(diagnostic: Diagnostic, occurrence: int, *, file: str = "") -> str:
    """What a finding keeps when its policy is edited elsewhere: 32 hexadecimal digits.

    Made of code, file, path, what tells findings at one path apart, and `occurrence`: the how-manieth of its equals in
    the file this is, from 0. Lines, columns, levels and the wording of rules take no part. `file` is the name to use in
    place of the one in the finding.
    """
    import hashlib  # these two here: a report for people has no fingerprints
    import json

    told = json.dumps([*_identity(diagnostic, file), occurrence], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def fingerprinted(outcome: Outcome) -> Iterator[tuple[JudgedFile, Diagnostic, str]]:
    """Every finding in order with its file and its fingerprint. No two of a run are the same."""
    import json

    seen: Counter[str] = Counter()
    for file in sorted(outcome.files, key=lambda one: one.name):
        for diagnostic in in_order(file.diagnostics):
            key = json.dumps(_identity(diagnostic, file.name))
            yield file, diagnostic, fingerprint(diagnostic, seen[key], file=file.name)
            seen[key] += 1


def _identity(diagnostic: Diagnostic, file: str) -> Sequence[object]:
    """What is the same for equal findings. An item of a list is known by its subject where there is one: `#`."""
    path = [("#", 0) if isinstance(step, int) and diagnostic.subject else step for step in diagnostic.path]
    apart = diagnostic.subject
    if not apart and not is_law(diagnostic.code):
        apart = diagnostic.message.en  # two fields can be missing from one part: only the sentence names them
    return diagnostic.code, (file or diagnostic.file).removeprefix("./"), path, apart
