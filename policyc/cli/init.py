"""`policyc init`: the files that a project begins with, and never over one that is there."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from policyc.cli import terminal
from policyc.cli.exits import Exit
from policyc.cli.files import write_files
from policyc.cli.inputs import policies_in, read_bytes, refuse_empty
from policyc.cli.interview import Question, answered, checked
from policyc.cli.starter import (
    HOME,
    IGNORED,
    PIPELINES,
    PRE_COMMIT,
    SCHEMA,
    SETTINGS,
    Answers,
    Host,
    policy_file,
    starter_files,
)
from policyc.diagnostics import Language, Wording
from policyc.errors import PolicycError
from policyc.model.address import AddressForm


def start_project(
    folder: str, given: Mapping[str, str | None], *, pre_commit: bool, ask: bool, lang: Language, color: str
) -> Exit:
    """Write the files of a new project into `folder`. `given`: what was typed, by the key of the question it answers.

    The names of what was written go to stdout, everything else to stderr. Settings, schema and ignore list that are
    there stay as they are, so that a project can begin a second statement. Nothing at all is written when another of
    the files is there already, when an answer cannot be, and when somebody breaks off.
    """
    messages, results = terminal.stderr(lang, color), terminal.stdout(lang, color)
    try:
        for key, value in (("[MAP]", folder), *((f"--{key.replace('_', '-')}", value) for key, value in given.items())):
            refuse_empty(key, value)
        root = Path(folder)
        options = checked(given)
        asked_for = [PIPELINES[host] for host in (_host(options),) if host is not None]
        _refuse_existing(root, [*asked_for, *([PRE_COMMIT] if pre_commit else ())])  # before anyone answers
        if "id" in options:
            _refuse_taken(root, options["id"])
        interactive = ask and sys.stdin.isatty() and sys.stdout.isatty() and not os.environ.get("CI")
        if interactive:
            messages.say(_BEFORE_QUESTIONS)
        found = answered(options, _asking(lang) if interactive else None, messages.say, _objections(root))
        answers, host = _answers(found), _host(found)
        _refuse_taken(root, answers.id)
        files = starter_files(answers, ci=host, pre_commit=pre_commit)
        kept = _kept(root)
        files = {name: content for name, content in files.items() if name not in kept}
        _refuse_existing(root, files)
        written = write_files({root / name: content for name, content in files.items()})
    except (EOFError, KeyboardInterrupt) as end:
        print()  # ends the line of the question
        messages.say(Wording("Er is niets geschreven.", "Nothing was written."))
        return Exit.INTERRUPTED if isinstance(end, KeyboardInterrupt) else Exit.NO_ANSWER
    except PolicycError as error:
        messages.say(error.wording)
        return Exit.NO_ANSWER
    for path in written:
        results.say(Wording(str(path), str(path)))
    for wording in _afterwards(root, answers, host, kept, pre_commit=pre_commit):
        messages.say(wording)
    return Exit.YES


_BEFORE_QUESTIONS = Wording(
    "Een paar vragen. Met Enter kiest u wat tussen haakjes staat; bij [later] vult u het later in het bestand in.",
    "A few questions. Press Enter for what is between brackets; what is [later] you fill in in the file.",
)


_LATER = Wording("later", "later")


def _asking(lang: Language) -> Callable[[Question, str | None], str]:
    """Asks on the terminal, on one line, with what Enter means between brackets."""

    def ask(question: Question, default: str | None) -> str:
        later = None if question.required else _LATER.in_language(lang)
        known = question.default_wording.in_language(lang) if question.default_wording else default
        hint = f" [{known or later}]" if known or later else ""
        try:
            return input(f"{question.wording.in_language(lang)}{hint} ")
        except UnicodeDecodeError:
            return "\x00"  # no text at all: refused like every character that no policy holds

    return ask


def _answers(found: Mapping[str, str]) -> Answers:
    form: AddressForm = "je" if found["address_form"] == "je" else "u"
    texts = {key: value for key, value in found.items() if key not in ("ci", "address_form")}
    return Answers(**texts, address_form=form)


def _host(found: Mapping[str, str]) -> Host | None:
    return next((host for host in PIPELINES if found.get("ci") == host), None)


# --- what is there already --------------------------------------------------------------------------------------------


def _kept(root: Path) -> Mapping[str, Path]:
    """What a project has one of, by the name we would give it, with the file that stays as it is."""
    kept = {name: root / name for name in (SETTINGS, SCHEMA, IGNORED) if os.path.lexists(root / name)}
    if _has_settings(root / "pyproject.toml"):
        kept.setdefault(SETTINGS, root / "pyproject.toml")
    return kept


def _refuse_existing(root: Path, names: Iterable[str]) -> None:
    there = [str(root / name) for name in names if os.path.lexists(root / name)]
    if not there:
        return
    nl, en = (f"{', '.join(there[:-1])} {link} {there[-1]}" if there[1:] else there[0] for link in ("en", "and"))
    raise PolicycError(
        Wording(
            f"Er is niets geschreven. {'Dit bestaat' if not there[1:] else 'Deze bestaan'} al: {nl}.",
            f"Nothing was written. {'This exists' if not there[1:] else 'These exist'} already: {en}.",
        )
    )


def _objections(root: Path) -> Callable[[str, str], Wording | None]:
    """Why an answer would write over something, or begin a second statement under one id."""

    def objection(key: str, answer: str) -> Wording | None:
        host = _host({"ci": answer}) if key == "ci" else None
        name = policy_file(answer) if key == "id" else None if host is None else PIPELINES[host]
        if name is not None and os.path.lexists(root / name):
            return Wording(
                f"{root / name} bestaat al. Kies iets anders.", f"{root / name} exists already. Choose something else."
            )
        holder = _holder(root, answer) if key == "id" else None
        return None if holder is None else _taken(holder, answer)

    return objection


def _refuse_taken(root: Path, policy_id: str) -> None:
    """Refuse an id whose file is there, or that another policy has: two statements would be one to `policyc diff`."""
    _refuse_existing(root, [policy_file(policy_id)])
    holder = _holder(root, policy_id)
    if holder is not None:
        nl, en = _taken(holder, policy_id)
        raise PolicycError(Wording(f"Er is niets geschreven. {nl}", f"Nothing was written. {en}"))


def _taken(holder: str, policy_id: str) -> Wording:
    return Wording(
        f"{holder} heeft de id {policy_id} al. Kies een andere korte naam (id).",
        f"{holder} has the id {policy_id} already. Choose another short name (id).",
    )


def _holder(root: Path, policy_id: str) -> str | None:
    """The policy beside which ours would be written that has the id already."""
    from policyc.cli.versions import id_in
    from policyc.source.reader import read

    folder = (root / policy_file(policy_id)).parent
    files = policies_in(str(folder)) if folder.is_dir() else ()
    return next((file for file in files if id_in(read(read_bytes(file), name=file)) == policy_id), None)


def _has_settings(path: Path) -> bool:
    """Whether a project keeps its choices there: a policyc.toml beside it would silently replace them."""
    import tomllib

    try:
        return "policyc" in tomllib.loads(path.read_text("utf-8")).get("tool", {})
    except (OSError, ValueError, TypeError):
        return False


# --- what comes next --------------------------------------------------------------------------------------------------


def _afterwards(
    root: Path, answers: Answers, host: Host | None, kept: Mapping[str, Path], *, pre_commit: bool
) -> Iterator[Wording]:
    policy, ignored = root / answers.policy_file, root / IGNORED
    if SETTINGS in kept:
        yield Wording(
            f"{kept[SETTINGS]} was er al en is niet veranderd. Leest policyc volgens dat bestand alleen uit andere "
            f"mappen, noem {policy.parent} er dan ook.",
            f"{kept[SETTINGS]} was there and was not changed. If it makes policyc read other folders only, name "
            f"{policy.parent} there too.",
        )
    if SCHEMA in kept:
        path = kept[SCHEMA]
        yield Wording(
            f"{path} was er al en is niet veranderd. U vernieuwt het met “policyc schema -o {path}”.",
            f"{path} was there and was not changed. “policyc schema -o {path}” renews it.",
        )
    yield Wording(
        f"Vul nu {policy} in. Onderaan staat welke vragen nog open zijn.",
        f"Now fill in {policy}. At the end it says which questions are still open.",
    )
    if answers.country != HOME:
        yield Wording(
            f"Naast de AVG kent policyc alleen Nederlands recht. Ga zelf na wat de wet van {answers.country} nog meer "
            "vraagt, zoals over kinderen en cookies.",
            f"Beside the GDPR policyc knows only Dutch law. See for yourself what else the law of {answers.country} "
            "asks, such as about children and cookies.",
        )
    nl, en = ("", "") if root == Path() else (f" in de map {root}", f" in the folder {root}")
    yield Wording(
        f"Controleer het{nl} met “policyc validate” en maak de pagina's met “policyc build”.",
        f"Check it{en} with “policyc validate” and make the pages with “policyc build”.",
    )
    if not _ignores_build(ignored):
        yield Wording(
            f"{ignored} was er al en is niet veranderd. Zet er build/ in: daar komt de uitvoer.",
            f"{ignored} was there and was not changed. Add build/ to it: that is where the output goes.",
        )
    if host is not None:
        path = root / PIPELINES[host]
        yield Wording(
            f"Zeg in {path}, bij POLICYC, waar de CI policyc vandaan haalt.",
            f"Say in {path}, at POLICYC, where the pipeline gets policyc from.",
        )
        if not os.path.lexists(root / ".git"):
            yield Wording(
                f"{path} werkt alleen in de bovenste map van een repository. Maak er een met “git init”, of verplaats "
                "het bestand naar de bovenste map.",
                f"{path} works only in the top folder of a repository. Make one with “git init”, or move the file to "
                "the top folder.",
            )
    if pre_commit:
        yield Wording(
            "Zet de controles vóór elke commit aan met “pre-commit install”.",
            "Turn on the checks before every commit with “pre-commit install”.",
        )


def _ignores_build(path: Path) -> bool:
    try:
        lines = path.read_text("utf-8", errors="replace").split()
    except OSError:
        return False
    return any(line.strip("/") in ("build", "build/*", "**/build") for line in lines)
