"""The settings of a project: `policyc.toml`, or `[tool.policyc]` in `pyproject.toml`."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyc.diagnostics import Wording
from policyc.errors import PolicycError, reason
from policyc.rules.rule import Rule
from policyc.rules.selection import selected
from policyc.source.suggestion import did_you_mean

if TYPE_CHECKING:
    from policyc.model.design import Design

FAIL_ON = ("error", "warning", "info", "never")


@dataclass(frozen=True, slots=True)
class Config:
    """What a project has decided; what is typed goes before it. `folder`: what its paths are relative to."""

    folder: Path = Path()
    file: str = ""
    policies: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    strict: bool | None = None
    design: Design | None = None
    """How pages look where the policy does not say; its files are relative to `folder`."""

    def paths(self, given: tuple[str, ...]) -> tuple[str, ...]:
        """The policies that were asked for, else those of the project."""
        return given or tuple(os.path.normpath(self.folder / path) for path in self.policies)

    def check(self, catalogue: Sequence[Rule]) -> None:
        """Raise PolicycError, with the name of the file, when `select` or `ignore` names no rule."""
        try:
            selected(catalogue, select=self.select, ignore=self.ignore, whole=True)
        except PolicycError as error:
            said = error.wording
            raise PolicycError(Wording(f"{self.file}: {said.nl}", f"{self.file}: {said.en}")) from None


_LISTS = ("policies", "select", "ignore")
_KEYS = (*_LISTS, "fail-on", "strict", "design")


def config_for(file: str | None, *, isolated: bool) -> Config:
    """The settings in `file`, or in the nearest folder from here up that has some. Raises PolicycError."""
    if isolated:
        return Config()
    if file is not None:
        return _read(Path(file))
    here = Path.cwd()
    for folder in (here, *here.parents):
        for name in ("policyc.toml", "pyproject.toml"):
            path = folder / name
            if path.is_file() and _has_settings(path):
                return _read(Path(os.path.relpath(path, here)))
        if (folder / ".git").exists():
            break  # what lies above a repository belongs to somebody else
    return Config()


_OURS = re.compile(rb"^\s*\[[^\]\n]*policyc", re.MULTILINE)


def _has_settings(path: Path) -> bool:
    """Whether a pyproject.toml speaks to policyc at all. One that is no TOML is an error only when it seems to."""
    if path.name != "pyproject.toml":
        return True
    try:
        raw = path.read_bytes()
    except OSError:
        return False
    if b"policyc" not in raw:
        return False
    try:
        tool = _toml(path).get("tool")
    except PolicycError:
        return _OURS.search(raw) is not None
    return isinstance(tool, Mapping) and "policyc" in tool


def _toml(path: Path) -> Mapping[str, Any]:
    import tomllib  # imported here: most runs find no settings

    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        why = reason(error)
        raise PolicycError(
            Wording(f"{path} is niet te lezen: {why.nl}.", f"{path} cannot be read: {why.en}.")
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicycError(
            Wording(f"{path} is geen geldige TOML: {error}.", f"{path} is no valid TOML: {error}.")
        ) from None


def _read(path: Path) -> Config:
    content: Any = _toml(path)
    for key in ("tool", "policyc") if path.name == "pyproject.toml" else ():
        content = content.get(key, {}) if isinstance(content, Mapping) else content
    if not isinstance(content, Mapping):
        raise _wrong(path, "tool.policyc", "een tabel", "a table")
    return _config(path, content)


def _config(path: Path, table: Mapping[str, Any]) -> Config:
    for key in table:
        if key not in _KEYS:
            meant = did_you_mean(key, _KEYS)
            nl, en = (f" Bedoelt u {meant}?", f" Did you mean {meant}?") if meant else ("", "")
            listed = ", ".join(_KEYS)
            raise PolicycError(
                Wording(
                    f"{place(path, key)}: de instelling {key} bestaat niet.{nl or f' Dit zijn ze: {listed}.'}",
                    f"{place(path, key)}: there is no setting {key}.{en or f' These are: {listed}.'}",
                )
            )
    lists = {key: _words(path, key, table.get(key, [])) for key in _LISTS}
    fail_on, strict = table.get("fail-on"), table.get("strict")
    if fail_on is not None and fail_on not in FAIL_ON:
        listed = ", ".join(FAIL_ON)
        raise _wrong(path, "fail-on", f"één van deze woorden: {listed}", f"one of these: {listed}")
    if strict is not None and not isinstance(strict, bool):
        raise _wrong(path, "strict", "true of false", "true or false")
    design = _design(path, table["design"]) if "design" in table else None
    return Config(path.parent, str(path), lists["policies"], lists["select"], lists["ignore"], fail_on, strict, design)


def _design(path: Path, table: Any) -> Design:
    """The table `[design]`: the fields that a policy has under `design`."""
    if not isinstance(table, Mapping):
        raise _wrong(path, "design", "een tabel", "a table")
    from pydantic import ValidationError

    from policyc.model.design import Design

    try:
        return Design.model_validate(_as_in_yaml(table))
    except ValidationError as error:
        from policyc.model.base import KEY
        from policyc.model.explain import diagnostics_of
        from policyc.source.reader import read

        first = error.errors(include_url=False)[0]
        first["loc"] = ("design", *first["loc"])
        steps = (*first["loc"], *first.get("ctx", {}).get("at", ()))
        at = ".".join(str(step) for step in steps if step != KEY)
        found = next(diagnostics_of([first], read(b"", name=str(path))))
        nl, en = (f"{said} {help_}".rstrip() for said, help_ in zip(found.message, found.help or ("", ""), strict=True))
        where = place(path, *at.split("."))
        raise PolicycError(Wording(f"{where}: {at}: {nl}", f"{where}: {at}: {en}")) from None


def _as_in_yaml(value: Any) -> Any:
    """What TOML took for a number or a date, as the text that it is in a policy."""
    if isinstance(value, Mapping):
        return {key: _as_in_yaml(inner) for key, inner in value.items()}
    return value if isinstance(value, str | bool | list) else str(value)


def _words(path: Path, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        raise _wrong(path, key, 'een lijst met teksten, zoals ["LA002"]', 'a list of texts, such as ["LA002"]')
    return tuple(value)


def _wrong(path: Path, key: str, nl: str, en: str) -> PolicycError:
    where = place(path, *(() if "." in key else (key,)))
    return PolicycError(Wording(f"{where}: bij {key} hoort {nl}.", f"{where}: {key} takes {en}."))


def place(path: Path, *setting: str) -> str:
    """`policyc.toml:4:1`: where a setting stands in a file of settings; the name alone where that is not to be seen."""
    from policyc.cli.toml_place import place_of

    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return str(path)
    found = place_of(text, (*(("tool", "policyc") if path.name == "pyproject.toml" else ()), *setting))
    return str(path) if found is None else f"{path}:{found[0]}:{found[1]}"
