"""`policyc validate`: are these policies right?"""

from __future__ import annotations

from policyc.cli.exits import Exit
from policyc.diagnostics import Language, in_order
from policyc.errors import PolicycError


def validate_files(paths: tuple[str, ...], *, concise: bool, lang: Language, color: str) -> Exit:
    """Check every policy, print the findings on stdout, and answer: yes, no, or no answer."""
    from policyc.cli import terminal
    from policyc.cli.check import check
    from policyc.cli.inputs import read_documents

    try:
        documents = read_documents(paths)
    except PolicycError as error:
        terminal.stderr(lang, color).say(error.wording)
        return Exit.NO_ANSWER
    checked = [check(document) for document in documents]
    findings = in_order(diagnostic for one in checked for diagnostic in one.diagnostics)
    terminal.stdout(lang, color).findings(findings, documents, concise=concise)
    return Exit.NO if any(one.has_errors for one in checked) else Exit.YES
