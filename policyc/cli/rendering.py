"""A policy as Markdown by the templates in a folder: what every output begins with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from policyc.cli.cache import cache_folder
from policyc.model.policy import Policy


def templates_folder(given: str | None) -> Path:
    """The folder of `--templates`, else the templates that come with policyc."""
    from policyc.render.templates import packaged_templates

    return Path(given) if given else packaged_templates()


def markdown_of(policy: Policy, day: date, folder: Path, *, kept: bool = True) -> str:
    """The statement as Markdown, by the law of a day. Raises PolicycError for a broken template.

    `kept`: the folder stays, so that what its templates compile to may be kept too.
    """
    from policyc.document.statement import statement_of
    from policyc.render.language import language_of
    from policyc.render.markdown import to_markdown
    from policyc.render.templates import Templates

    language = language_of(policy.language, folder)
    templates = Templates(folder, language, fallback=policy.language, cache=cache_folder() if kept else None)
    return to_markdown(statement_of(policy, day), templates)
