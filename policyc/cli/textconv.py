"""`policyc textconv`: a policy as the text its readers get, so that git compares that and not the YAML.

Git runs this on every version of a file, whatever that once was: what cannot be read as a policy is shown as it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date

from policyc.cli import terminal
from policyc.cli.exits import Exit
from policyc.cli.inputs import read_bytes, refuse_empty
from policyc.diagnostics import Diagnostic, Language, Wording
from policyc.errors import PolicycError
from policyc.model.load import load
from policyc.model.policy import Policy
from policyc.report.glyphs import visible
from policyc.source.document import Document
from policyc.source.limits import MAX_BYTES
from policyc.source.reader import read

_NAME = "policy.yaml"
"""Git's own name for the file is another one each time."""

_NOT_TOLD = ("release", "suppress")
"""The fields that decide something and that no reader sees."""


def show_text(file: str, *, templates: str | None, lang: Language) -> Exit:
    """Print the text of the policy in a file, or its source below a line that says why there is no text."""
    out = terminal.stdout(lang, "never")
    try:
        refuse_empty("BESTAND", file)
        refuse_empty("--templates", templates)
        raw = read_bytes(file)
    except PolicycError as error:
        terminal.stderr(lang, "never").say(error.wording)
        return Exit.NO_ANSWER
    out.give(text_of(raw, templates, lang))
    return Exit.YES


def text_of(raw: bytes, templates: str | None, lang: Language) -> str:
    """The text of a policy, sentence by sentence. The same bytes give the same text on any day and any machine."""
    document = read(raw, name=_NAME)
    loaded = load(document)
    if loaded.policy is None:
        return _source(raw, why_no_policy(document, loaded.diagnostics), lang)
    try:
        lines = [*_told(loaded.policy, document, templates), "", *_beside(loaded.policy, document, lang)]
    except PolicycError as error:
        return _source(raw, error.wording, lang)
    except Exception as error:
        # One version that policyc trips over must not end `git log -p`, which shows hundreds.
        if os.environ.get("POLICYC_TRACEBACK"):
            raise
        return _source(raw, why_internal(error), lang)
    return "".join(f"{visible(line, ascii_only=False)}\n" for line in lines)


def why_no_policy(document: Document, diagnostics: tuple[Diagnostic, ...]) -> Wording:
    """Why a file is no policy, in one sentence: that it does not say it is one, or the first thing that is wrong."""
    if document.root is not None and document.root.get("policyc") is None:
        return Wording("het veld policyc ontbreekt", "it has no field policyc")
    if not diagnostics:
        return Wording("er staat niets in", "there is nothing in it")
    first = diagnostics[0]
    place, said = f"{first.span.line}:{first.span.column}", first.message
    return Wording(f"{place}: {said.nl.rstrip('.')}", f"{place}: {said.en.rstrip('.')}")


def _told(policy: Policy, document: Document, templates: str | None) -> Iterator[str]:
    """The statement in each of its languages."""
    from policyc.cli.rendering import edition_in, templates_folder
    from policyc.law import references
    from policyc.render.language import own_name
    from policyc.render.line_by_line import line_by_line

    for wrong in references.check(policy, document):
        raise PolicycError(why_no_policy(document, (wrong,)))
    folder = templates_folder(templates)
    for code in policy.languages:
        if code != policy.language:
            yield from ("", f"=== {own_name(code)} ===", "")
        edition = edition_in(policy, policy.effective or _law_known_until(), folder, code)
        yield from line_by_line(edition.marked).rstrip("\n").split("\n")


def _law_known_until() -> date:
    """The day for a policy that does not say when it takes effect: the last one whose law this policyc knows.

    Today would give a text that differs from yesterday's, and a diff of what nobody changed.
    """
    from policyc.law.store import version

    return date.fromisoformat(version())


def _beside(policy: Policy, document: Document, lang: Language) -> Iterator[str]:
    """What no reader sees and a reviewer must: decisions about findings and the announcement, and that the source
    changed at all. Git shows nothing of two versions with the same text.
    """
    assert document.root is not None  # noqa: S101  a policy was read from it
    # A draft shows its open questions in the text.
    names = _NOT_TOLD if policy.status == "draft" else (*_NOT_TOLD, "unconfirmed")
    entries = [entry for entry in document.root.entries if entry.key.value in names]
    yield _BESIDE.in_language(lang)
    for entry in entries:
        last = max(entry.key.span.line, entry.value.span.end_line - (entry.value.span.end_column == 1))
        for number in range(entry.key.span.line, last + 1):
            line = document.source.line(number).rstrip()
            if line:
                yield f"    {line}"
    yield f"    SHA-256 {document.source.sha256[:16]}"


_BESIDE = Wording("=== Niet voor lezers: de bron ===", "=== Not for readers: the source ===")


def _source(raw: bytes, why: Wording, lang: Language) -> str:
    """The source itself below the reason. What would steer a terminal is shown, not sent."""
    reason = Wording(
        f"# policyc kan dit niet als verklaring tonen ({why.nl}). Hieronder staat de bron.",
        f"# policyc cannot show this as a statement ({why.en}). Below is the source.",
    )
    text = raw[:MAX_BYTES].decode("utf-8", "backslashreplace").replace("\r\n", "\n").removeprefix("\ufeff")
    lines = (_kept(line) for line in text.removesuffix("\n").split("\n")) if text else ()
    return "".join(f"{line}\n" for line in (visible(reason.in_language(lang), ascii_only=False), *lines))


def _kept(line: str) -> str:
    """A line of the source with its tabs, which `visible` would show as an escape."""
    return "\t".join(visible(part, ascii_only=False) for part in line.split("\t"))


def why_internal(error: Exception) -> Wording:
    """Why a version is shown as its source when the mistake is ours."""
    name = type(error).__name__
    return Wording(
        f"interne fout van policyc: {name}; POLICYC_TRACEBACK=1 toont meer",
        f"internal error of policyc: {name}; POLICYC_TRACEBACK=1 shows more",
    )
