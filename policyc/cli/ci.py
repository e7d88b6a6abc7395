"""`policyc ci`: the policies checked, compared with what was published, and told where a pipeline shows it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from policyc.cli import terminal
from policyc.cli.choices import Choices
from policyc.cli.exits import Exit
from policyc.cli.hosts import FILE_NAMES, Host, Kind, append, host_of, outputs_of_step, size_of
from policyc.diagnostics import Diagnostic, Language, Wording, in_order
from policyc.errors import PolicycError

if TYPE_CHECKING:
    from datetime import date

    from policyc.cli.check import Checked
    from policyc.cli.pairs import Comparison
    from policyc.cli.versions import Note, Versions
    from policyc.report.ci_answer import Answer
    from policyc.report.compared import Compared
    from policyc.source.document import Document

FORMATS = ("text", "github", "sarif", "markdown", "json", "gitlab", "junit")

_STDOUT = "-"
_FOR_PEOPLE = ("text",)


def ci_files(
    paths: tuple[str, ...],
    *,
    against: tuple[str, ...],
    formats: tuple[str, ...],
    output: str,
    host: Kind | None,
    fail_on: str | None,
    fail_on_finding: str | None,
    strict: bool | None,
    all_changes: bool,
    require_published: bool,
    as_of: str | None,
    choices: Choices,
) -> Exit:
    """Check the policies, compare them, report in every format asked for, and answer: yes, no, or no answer.

    Without an answer nothing is written that a code host would take for one: it would close every finding it keeps.
    """
    from policyc.cli.git import NoGit, NoHistory
    from policyc.cli.versions import Unusable

    delivery = _Delivery(host_of(host, os.environ), choices, all_changes=all_changes)
    try:
        delivery.outputs = _outputs_wanted(formats, output, delivery.host)
        asked = _Asked(paths, against, fail_on, fail_on_finding, strict, require_published, as_of)
        answer, log = _answer(asked, delivery)
        return delivery.answered(answer, log)
    except Unusable as error:
        return delivery.no_answer(error.wording, error.diagnostics, error.document)
    except NoHistory as error:
        return delivery.no_answer(_no_history(has_git=not isinstance(error, NoGit)))
    except PolicycError as error:
        return delivery.no_answer(error.wording)
    except Exception:
        from policyc.report.ci_words import INTERNAL

        delivery.no_answer(INTERNAL, is_said=True)
        raise


def wrong_use(wording: Wording, arguments: list[str], language: Language) -> Exit:
    """Tell the host of a command line that cannot be read that there is no answer: `wording` says what is wrong.

    `arguments` are those of the whole command line.
    """
    from policyc.cli.usage import value_of

    named: dict[str | None, Kind] = {"github": "github", "gitlab": "gitlab", "none": "none"}
    host = host_of(named.get(value_of("--host", arguments)), os.environ)
    return _Delivery(host, Choices(None, False, language, "auto"), all_changes=False).no_answer(wording)


def _no_history(*, has_git: bool) -> Wording:
    """What `diff` says of two files does not help here: `ci` takes none."""
    nl = "hier is geen git-repository" if has_git else "het programma git is hier niet te vinden"
    en = "there is no git repository here" if has_git else "the program git cannot be found here"
    return Wording(
        f"policyc ci heeft de geschiedenis van git nodig, en {nl}. Haal het project op met git (in GitHub Actions met "
        "actions/checkout), of gebruik policyc validate.",
        f"policyc ci needs the history of git, and {en}. Get the project with git (in GitHub Actions with "
        "actions/checkout), or use policyc validate.",
    )


# --- what was asked --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Asked:
    """The arguments and options that decide what is judged, as typed."""

    paths: tuple[str, ...]
    against: tuple[str, ...]
    fail_on: str | None
    fail_on_finding: str | None
    strict: bool | None
    require_published: bool
    as_of: str | None


def _outputs_wanted(formats: tuple[str, ...], folder: str, host: Host) -> dict[str, str]:
    """Format → file, `-` for stdout, of what was typed, or else of what the host shows. Raises PolicycError.

    The annotations of GitHub may follow the text on stdout; for the rest there is one report there.
    """
    from policyc.cli.inputs import refuse_empty
    from policyc.cli.outputs import outputs_wanted

    refuse_empty("--output", folder)
    named = [
        f"{text}={Path(folder) / FILE_NAMES[text]}" if text in FILE_NAMES else text for text in formats or host.formats
    ]
    if "text" in named and named.count("github") == 1:
        outputs = outputs_wanted(tuple(text for text in named if text != "github"), FORMATS)
        return {**outputs, "github": _STDOUT}
    return outputs_wanted(tuple(named), FORMATS)


# --- the answer ------------------------------------------------------------------------------------------------------


def _answer(asked: _Asked, delivery: _Delivery) -> tuple[Answer, str]:
    """What was found, and how it is told to people. Raises PolicycError."""
    from policyc.cli.branding import brand_of_house
    from policyc.cli.config import config_for
    from policyc.cli.inputs import date_given, name_in_repository, refuse_empty
    from policyc.cli.outputs import refuse_inputs_as_outputs
    from policyc.cli.validate import checked_documents, outcome_of
    from policyc.report.ci_answer import Answer
    from policyc.rules.catalogue import RULES
    from policyc.rules.selection import selected

    choices = delivery.choices
    refuse_empty("--config", choices.config)
    given = date_given(asked.as_of)
    settings = config_for(choices.config, isolated=choices.isolated)
    settings.check(RULES)
    brand_of_house(settings)
    rules = selected(RULES, select=settings.select, ignore=settings.ignore, whole=True)
    strict = bool(settings.strict if asked.strict is None else asked.strict)
    paths = settings.paths(asked.paths)
    documents = _documents(paths)
    refuse_inputs_as_outputs([document.source.name for document in documents], delivery.outputs)
    checked = checked_documents(documents, rules, given, strict=strict)
    outcome = outcome_of(checked, rules, asked.fail_on_finding or settings.fail_on or "error")
    unread = {one.document.source.name for one in checked if one.policy is None}
    compared = _compared(asked, paths, documents, unread, given, delivery)
    left_out = () if compared is None else tuple(sorted(map(name_in_repository, unread)))
    answer = Answer(outcome, compared, tuple(delivery.remarks), strict, left_out)
    return answer, _log(answer, checked, delivery)


def _documents(paths: tuple[str, ...]) -> list[Document]:
    """The policies that are there. Those that are gone are for the comparison to tell of, or to miss."""
    from policyc.cli.inputs import DEFAULT_FOLDER, policies_in, read_documents, refuse_empty
    from policyc.cli.typed import exists, is_folder, word_of

    for path in paths:
        refuse_empty("PAD", path)
        if word_of(path).kind != "file":
            raise PolicycError(
                Wording(
                    f"{path} is geen bestand of map: policyc ci beoordeelt wat er is uitgecheckt.",
                    f"{path} is no file or folder: policyc ci judges what is checked out.",
                )
            )
    there = tuple(
        path for path in paths or (DEFAULT_FOLDER,) if exists(path) and (not is_folder(path) or policies_in(path))
    )
    return read_documents(there) if there else []


def _compared(
    asked: _Asked,
    paths: tuple[str, ...],
    documents: Sequence[Document],
    unread: set[str],
    given: date | None,
    delivery: _Delivery,
) -> Compared | None:
    """The comparisons of the run; None when every policy has errors to mend first. Raises PolicycError.

    `unread` are the files without a policy that can be compared; one of which that is found out here is added.
    """
    from policyc.cli.diff import compared_pairs
    from policyc.cli.pairs import comparisons
    from policyc.cli.versions import Remark, Unusable, Versions

    def note(remark: Remark) -> None:
        delivery.remark(remark.wording)

    versions = Versions(note)
    names = {document.source.name for document in documents}
    pairs = None
    while pairs is None:
        if names and names == unread:
            return None
        try:
            pairs = comparisons(versions, note, (), asked.against, paths, without=unread)
        except Unusable as error:
            name = error.document.source.name
            if name not in names or name in unread:
                raise
            unread.add(name)  # the findings say what is wrong with it
    if asked.require_published:
        _refuse_unpublished(pairs, asked.against)
    for one in pairs:
        _tell_of_move(versions, one, delivery.remark)
    # Of a statement that was never published there is nothing to say but that.
    pairs = tuple(one for one in pairs if one.has_published)
    branch = None if asked.against else delivery.host.branch
    beside = () if branch is None else _in_this_branch(versions, note, branch, paths, unread, delivery.remark)
    return compared_pairs((*pairs, *_others(beside, pairs)), given, asked.fail_on, None, delivery.remark, in_words=True)


def _refuse_unpublished(pairs: Sequence[Comparison], against: tuple[str, ...]) -> None:
    """Raise PolicycError for a statement of which no published version is to be found, and for not having looked."""
    from policyc.cli.typed import PUBLISHED

    if against and PUBLISHED not in against:
        raise PolicycError(
            Wording(
                "--require-published gaat over wat is gepubliceerd, en --against noemt alleen andere versies. Geef ook "
                "--against published.",
                "--require-published is about what was published, and --against names other versions only. Give "
                "--against published too.",
            )
        )
    missed = [one.new.side.name for one in pairs if not one.has_published]
    if missed:
        names = ", ".join(missed)
        raise PolicycError(
            Wording(
                f"Hier is geen gepubliceerde versie te vinden van {names}, en --require-published vraagt die. Haal de "
                "tags op: “git fetch --tags”. Is er nog niets gepubliceerd, laat de optie dan weg tot de eerste tag "
                "er is.",
                f"No published version of {names} is to be found here, and --require-published asks for it. Fetch the "
                "tags: “git fetch --tags”. If nothing was published yet, leave the option out until there is a first "
                "tag.",
            )
        )


def _tell_of_move(versions: Versions, one: Comparison, remark: Callable[[Wording], None]) -> None:
    """Say of a statement that counts as withdrawn where it stands outside what is judged."""
    from policyc.cli.typed import exists

    repository, policy = one.old.repository, one.old.policy
    if one.new.policy is not None or policy is None or repository is None or repository.root is None:
        return
    with suppress(PolicycError):  # in several places: the comparison itself says all there is to say
        found = versions.by_id(repository, "HEAD", repository.head, policy.id)
        if found is not None and exists(str(repository.root / found[0])):
            path = found[0]
            remark(
                Wording(
                    f"{policy.id} is niet weg, maar staat nu in {path}. Zet dat bestand of zijn map bij policies in de "
                    "instellingen, of noem het achter policyc ci.",
                    f"{policy.id} is not gone, but is in {path} now. Put that file or its folder under policies in "
                    "the settings, or name it after policyc ci.",
                )
            )


def _in_this_branch(
    versions: Versions,
    note: Note,
    branch: str,
    paths: tuple[str, ...],
    unread: set[str],
    remark: Callable[[Wording], None],
) -> tuple[Comparison, ...]:
    """What a pull or merge request itself changes: information, so what cannot be compared stops nothing."""
    from policyc.cli.pairs import comparisons

    try:
        found = comparisons(versions, note, (), (branch,), paths, without=unread)
    except PolicycError as error:
        nl, en = error.wording
        remark(
            Wording(
                f"Wat deze branch zelf verandert, is niet te zien. {nl}",
                f"What this branch itself changes cannot be seen. {en}",
            )
        )
        return ()
    return tuple(replace(one, decides=False) for one in found)


def _others(beside: Sequence[Comparison], pairs: Sequence[Comparison]) -> list[Comparison]:
    """The comparisons that say something else: where a branch began from what was published, they are the same."""
    told = {(one.old.side.sha256, one.new.side.name) for one in pairs}
    return [one for one in beside if (one.old.side.sha256, one.new.side.name) not in told]


def _log(answer: Answer, checked: Sequence[Checked], delivery: _Delivery) -> str:
    """The whole report for people."""
    from policyc.report import ci_text, diff_text

    out = delivery.out
    findings = changes = ""
    if checked:
        found = in_order(diagnostic for one in checked for diagnostic in one.diagnostics)
        findings = out.rendered(found, [one.document for one in checked], outcome=answer.outcome)
    if answer.compared is not None and answer.compared.views:
        changes = diff_text.render(answer.compared, **out.frame(), all_changes=delivery.all_changes)
    return ci_text.render(answer, findings, changes, **out.frame())


# --- where it goes ---------------------------------------------------------------------------------------------------


class _Delivery:
    """Brings the outcome of a run to where the host shows it."""

    def __init__(self, host: Host, choices: Choices, *, all_changes: bool) -> None:
        self.host = host
        self.choices = choices
        self.all_changes = all_changes
        self.outputs: dict[str, str] = {}
        self.remarks: list[Wording] = []
        self.out = terminal.stdout(choices.lang, choices.color)
        self._messages = terminal.stderr(choices.lang, choices.color)

    def remark(self, wording: Wording) -> None:
        """Tell the user something besides the outcome, once: an annotation in the log says it there."""
        if wording not in self.remarks:
            self.remarks.append(wording)
            if not self._is_annotated:
                self._say(wording)

    @property
    def _is_annotated(self) -> bool:
        return self.outputs.get("github") == _STDOUT

    def _say(self, wording: Wording) -> None:
        """On stderr; the runner of GitHub looks for commands there too."""
        if self.host.kind == "github":
            from policyc.report.outside import logged

            wording = Wording(*map(logged, wording))
        self._messages.say(wording)

    def answered(self, answer: Answer, log: str) -> Exit:
        """Write the files, tell the host, print what goes to stdout, and end. Raises PolicycError."""
        from policyc.cli.files import write_files
        from policyc.cli.outputs import print_reports, report_files
        from policyc.report import ci_github, ci_markdown

        shown = {kind: log if kind == "text" else self._rendered(kind, answer) for kind in self.outputs}
        is_read = self.host.kind == "github" or self._is_annotated
        if is_read and self.outputs.get("text") == _STDOUT:
            shown["text"] = ci_github.quoted(log)
        files = report_files(shown, self.outputs)
        write_files(files)
        if self.host.summary is not None:
            taken = size_of(self.host.summary)
            append(self.host.summary, ci_markdown.summary(answer, language=self.choices.lang, taken=taken))
        changes = "" if answer.compared is None else str(len(answer.changes))
        self._tell(answer.verdict, answer.materiality, changes)
        print_reports(shown, self.outputs, self.out, for_people=_FOR_PEOPLE)
        self._written(files)
        return Exit.YES if answer.verdict == "pass" else Exit.NO

    def _rendered(self, kind: str, answer: Answer) -> str:
        from policyc.report import ci_github, ci_gitlab, ci_json, ci_junit, ci_markdown, sarif

        language = self.choices.lang
        if kind == "sarif":
            return sarif.render(answer.outcome, language=language, stable_ids=True)
        if kind == "markdown":
            return ci_markdown.comment(answer, language=language, all_changes=self.all_changes)
        renders: dict[str, Callable[..., str]] = {
            "github": ci_github.render,
            "gitlab": ci_gitlab.render,
            "json": ci_json.render,
            "junit": ci_junit.render,
        }
        return renders[kind](answer, language=language)

    def no_answer(
        self,
        wording: Wording,
        diagnostics: Sequence[Diagnostic] = (),
        document: Document | None = None,
        *,
        is_said: bool = False,
    ) -> Exit:
        """Say everywhere that there is no answer, and why. What cannot be told in one place is told in the others.

        `is_said`: whoever calls says it on stderr.
        """
        from policyc.cli.files import write_files
        from policyc.cli.outputs import report_files
        from policyc.report import ci_json, ci_markdown

        language = self.choices.lang
        shown = {
            "json": ci_json.no_answer(wording),
            "markdown": ci_markdown.comment_without_answer(wording, language=language),
        }
        files = report_files(shown, {kind: file for kind, file in self.outputs.items() if kind in shown})
        files = {path: content for path, content in files.items() if _is_ours(path)}
        with suppress(PolicycError):
            write_files(files)
        if self.host.summary is not None:
            with suppress(PolicycError):
                taken = size_of(self.host.summary)
                append(
                    self.host.summary,
                    ci_markdown.summary_without_answer(wording, language=language, taken=taken),
                )
        with suppress(PolicycError):
            self._tell("error", "", "")
        for remark in self.remarks if self._is_annotated else ():
            self._say(remark)  # the annotation that would have said it does not come
        if not is_said or self.host.kind == "github":
            self._explain(wording, diagnostics, document)
        if self.outputs.get("json") == _STDOUT:
            self.out.give(shown["json"])
        return Exit.NO_ANSWER

    def _explain(self, wording: Wording, diagnostics: Sequence[Diagnostic], document: Document | None) -> None:
        documents = [] if document is None else [document]
        if self.host.kind != "github":
            self._messages.findings(diagnostics, documents)
            self._messages.say(wording)
            return
        from policyc.report import ci_github

        findings = self.out.rendered(diagnostics, documents) if diagnostics else ""
        annotated = ci_github.no_answer(wording, language=self.choices.lang)
        if _STDOUT in {file for kind, file in self.outputs.items() if kind not in ("text", "github")}:
            self._say(wording)  # a program reads stdout
            return
        self.out.show(ci_github.quoted(findings) + annotated)

    def _tell(self, verdict: str, materiality: str, changes: str) -> None:
        """The outputs of the step, for the steps after it."""
        if self.host.output is not None:
            report = self.outputs.get("markdown", "")
            values = {
                "verdict": verdict,
                "materiality": materiality,
                "changes": changes,
                "report": "" if report == _STDOUT else report,
            }
            append(self.host.output, outputs_of_step(values))

    def _written(self, files: Mapping[Path, bytes]) -> None:
        for path in files:
            self._say(Wording(f"Geschreven: {path}", f"Written: {path}"))


_BEGINNINGS = (b"<!-- policyc ci -->", b'{\n  "format": "policyc.ci/')
"""Of the reports that are written without an answer too."""


def _is_ours(path: Path) -> bool:
    """Whether there is nothing at a path, or a report of an earlier run: without an answer it is not known which files
    are policies.
    """
    try:
        with path.open("rb") as file:
            return file.read(64).startswith(_BEGINNINGS)
    except FileNotFoundError:
        return True
    except OSError:
        return False
