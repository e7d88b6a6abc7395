"""What `policyc ci` says to GitHub on the standard output: annotations, and a log in which nothing else is a command.

The commands are those of actions/toolkit (docs/commands.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from policyc.diagnostics import Language, Wording
from policyc.report import ci_words as words
from policyc.report import diff_github, github
from policyc.report.ci_answer import Answer
from policyc.report.github import LEVELS, Command, data, fitting, notice, place_properties, property_
from policyc.report.glyphs import visible


def render(answer: Answer, *, language: Language) -> str:
    """The findings, the changes and the remarks, the weightiest first; a last notice counts what does not fit."""
    found = sorted(_commands(answer, language), key=lambda one: LEVELS.index(one.level))
    kept = fitting(found)
    if hidden := len(found) - len(kept):
        kept.append(notice(words.left_out(hidden, language)))
    return "".join(f"{one.line}\n" for one in kept)


def _commands(answer: Answer, language: Language) -> Iterator[Command]:
    for remark in answer.remarks:
        yield notice(visible(remark.in_language(language), ascii_only=False))
    yield from github.commands(answer.outcome, language)
    if answer.compared is None:
        yield Command("error", f"::error title=policyc::{data(words.WAITING.in_language(language))}")
    else:
        yield from diff_github.commands(answer.compared, language)
    if answer.left_out:
        said = visible(words.not_compared(answer.left_out, language), ascii_only=False)
        yield Command("error", f"::error title=policyc::{data(said)}")
    for one in answer.stale:
        about = {"file": one.place.file, **{key: str(value) for key, value in place_properties(one.place.span)}}
        written = ",".join(f"{key}={property_(value)}" for key, value in about.items())
        said = visible(one.wording.in_language(language), ascii_only=False)
        yield Command("error", f"::error title={property_('policyc: --strict')},{written}::{data(said)}")


def no_answer(wording: Wording, *, language: Language) -> str:
    """Why there is no answer, as an annotation of the run."""
    return f"::error title=policyc::{data(visible(wording.in_language(language), ascii_only=False))}\n"


def quoted(log: str) -> str:
    """A text for the log between commands that make the runner take nothing in it for a command.

    What ends the quotation is made of the text itself, so that no text can hold it.
    """
    if not log:
        return ""
    token = f"policyc-{sha256(log.encode('utf-8', 'surrogatepass')).hexdigest()}"
    end = "" if log.endswith("\n") else "\n"
    return f"::stop-commands::{token}\n{log}{end}::{token}::\n"
