"""Style sheets of the page made to work within one element of somebody else's page, and nowhere else.

The page's own sheets are rewritten, so that there is no second copy to keep. In a page of our own the root, the window
and the type size of the browser are ours; in a fragment they belong to the host. So:

- every selector begins with the element of the fragment, and every class and id in it gets our prefix;
- what is said of `html`, `:root`, `body` and `main` is said of elements of the fragment;
- headings are one level down, below the heading of the host;
- sizes in `rem` go by the type size of the host's text, and widths by the room that the fragment gets, with container
  queries (CSS Containment 3), not by the window;
- light or dark is what the host's page is where the fragment stands (`light-dark()`, CSS Color 5), and not what the
  reader's system asks for: a host without a dark scheme gets no dark block in its page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from policyc.diagnostics import Wording

PREFIX = "policyc-"
SCOPE, ROOM, PAGE, MAIN = "policyc", f"{PREFIX}room", f"{PREFIX}page", f"{PREFIX}main"
"""The classes of the elements of a fragment, each in the one before: the whole, the room it gets, what stands for the
root, and what stands for `<main>`."""

# Twice the class weighs more than one class and one element, with which most content systems style the texts in them.
_SCOPE = f".{SCOPE}.{SCOPE}"
_PAGE = f"{_SCOPE} .{PAGE}"
_REM = f"--{PREFIX}rem"

# What the host says of its elements is undone, so that it reaches the fragment as little as ours reaches the host. What
# is asked for its room has no width of its own: where the host goes by the width of what it holds, two characters far
# apart say what the text would.
_GROUNDWORK = f"""\
@property {_REM} {{ syntax: "<length>"; inherits: true; initial-value: 16px; }}
{_SCOPE} {{ all: initial; display: block; color-scheme: inherit; font-size: inherit; }}
{_SCOPE}::before {{ content: "- -"; display: block; height: 0; overflow: hidden; visibility: hidden; \
word-spacing: 80em; }}
{_SCOPE} :where(:not(svg *)) {{ all: revert; }}
{_SCOPE} > .{ROOM} {{ container: {SCOPE} / inline-size; }}
{_PAGE} {{ {_REM}: 1em; }}
"""

# The host has a title above, in its own size: ours comes close to the edge and is one of its parts.
_TITLE = f"margin-top: calc(1.5 * var({_REM})); font-size: calc(2 * var({_REM})); letter-spacing: -.02em"
_CLOSING = f"""\
{_PAGE} {{ display: flow-root; }}
@media screen {{
{_SCOPE} .{MAIN} > :first-child > h2:first-child {{ {_TITLE}; line-height: 1.15; }}
}}
"""

_ROOTS = ("html", "body")
_HEADING = re.compile(r"h[1-6]\Z")
_OF_SELECTORS = ("is", "where", "not", "has", "matches", "-webkit-any")
_NAMES_OF_ITS_OWN = ("font-face", "keyframes", "-webkit-keyframes", "counter-style", "property")
_WIDTH = re.compile(r"(?:min-|max-)?(?:width|inline-size)\Z")
_ONE_ROOT = re.compile(rf"\.{PAGE}(?:[\s>]+\.{PAGE}(?![\w-]))+")
_DARK = re.compile(r"\(\s*prefers-color-scheme\s*:\s*dark\s*\)")


class UnfitStyle(Exception):
    """A style sheet that cannot be kept within a fragment: why."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.why = Wording(nl, en)


class Scoping:
    """Style sheets, one after another, as one that works in a fragment only."""

    def __init__(self) -> None:
        self._writer = _Writer()
        self._written: list[str] = []

    def add(self, sheet: str) -> None:
        """One more sheet. Raises `UnfitStyle`."""
        self._written += self._writer.rules(_parsed(sheet))

    @property
    def text(self) -> str:
        return _GROUNDWORK + "".join(f"{line}\n" for line in self._written) + _CLOSING


def _parsed(sheet: str) -> Sequence[Any]:
    import tinycss2

    return list(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True))


class _Declaration(NamedTuple):
    name: str
    value: str
    important: bool

    def __str__(self) -> str:
        return f"{self.name}: {self.value}{' !important' if self.important else ''}"


@dataclass
class _Writer:
    """Writes rules one by one. `light` is what the root said so far, outside any dark scheme."""

    light: dict[str, str] = field(default_factory=dict)

    def rules(self, rules: Iterable[Any]) -> list[str]:
        return [line for rule in rules for line in self._rule(rule)]

    def _rule(self, rule: Any) -> list[str]:
        if rule.type == "error":
            raise UnfitStyle(
                f"regel {rule.source_line} is geen geldige CSS", f"line {rule.source_line} is no valid CSS"
            )
        if rule.type == "qualified-rule":
            return self._style(rule)
        name = rule.lower_at_keyword
        if name in ("media", "supports"):
            return self._group(name, rule)
        if name in _NAMES_OF_ITS_OWN:
            return [rule.serialize()]
        if name == "page":
            return []  # the paper is the host's
        raise UnfitStyle(f"@{name} werkt op de hele pagina", f"@{name} works on the whole page")

    def _style(self, rule: Any) -> list[str]:
        selectors = [_selector(one) for one in _split(rule.prelude)]
        is_root = all(selector == _PAGE for selector in selectors)
        declarations = [one for one in _declarations(rule, is_root) if not (is_root and one.name == "color-scheme")]
        if is_root:
            self.light |= {one.name: one.value for one in declarations if one.name.startswith("--")}
        return [_block(", ".join(dict.fromkeys(selectors)), declarations)] if declarations else []

    def _group(self, name: str, rule: Any) -> list[str]:
        condition = _plain(rule.prelude).strip()
        inner = _inner_rules(rule)
        if name == "media" and _DARK.search(condition):
            rest = _DARK.sub("", condition).strip().removesuffix("and").strip()
            return _wrapped([f"@media {rest}"] if rest else [], self._dark(inner, condition))
        around = _queries(rule.prelude) if name == "media" else [f"@{name} {condition}"]
        before = dict(self.light)
        written = _wrapped(around, self.rules(inner))
        if name == "media" and condition == "print":
            self.light = before  # on paper there is no dark scheme to be the other side of it
        return written

    def _dark(self, rules: Sequence[Any], condition: str) -> list[str]:
        """The colours of the dark scheme beside those of the light one, for whoever the host shows the dark one."""
        both: list[_Declaration] = []
        others: list[Any] = []
        for rule in rules:
            if rule.type != "qualified-rule" or any(_selector(one) != _PAGE for one in _split(rule.prelude)):
                others.append(rule)
                continue
            for one in _declarations(rule, True):
                if one.name.startswith("--"):
                    both.append(one._replace(value=f"light-dark({self.light.get(one.name, one.value)}, {one.value})"))
        kept = _wrapped(["@supports (color: light-dark(red, red))"], [_block(_PAGE, both)] if both else [])
        return kept + _wrapped([f"@media {condition}"], self.rules(others))


def _inner_rules(rule: Any) -> Sequence[Any]:
    import tinycss2

    return list(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))


def _wrapped(around: Sequence[str], lines: Sequence[str]) -> list[str]:
    for start in reversed(around):
        lines = [f"{start} {{", *lines, "}"] if lines else []
    return list(lines)


def _block(selector: str, declarations: Iterable[_Declaration]) -> str:
    return f"{selector} {{ {'; '.join(map(str, declarations))}; }}"


# --- declarations -----------------------------------------------------------------------------------------------------


def _declarations(rule: Any, is_root: bool) -> list[_Declaration]:
    import tinycss2

    found = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    for one in found:
        if one.type != "declaration":
            raise UnfitStyle(
                f"regel {one.source_line} is geen eigenschap met een waarde",
                f"line {one.source_line} is no property with a value",
            )
    return [_Declaration(_custom(one.name), _value(one.value, is_root).strip(), one.important) for one in found]


def _custom(name: str) -> str:
    """A custom property by a name of our own: the host may have one of the same name, and another meaning."""
    return f"--{PREFIX}{name[2:]}" if name.startswith("--") else name


def _value(tokens: Iterable[Any], is_root: bool) -> str:
    return "".join(_word(token, is_root) for token in tokens)


def _word(token: Any, is_root: bool) -> str:
    match token.type:
        case "dimension" if token.lower_unit == "rem":
            # The root of the fragment gets its size from the host; all the rest goes by the root.
            return f"{token.representation}em" if is_root else f"calc({token.representation} * var({_REM}))"
        case "dimension" if token.lower_unit == "vw":
            return f"{token.representation}cqi"
        case "ident":
            return _custom(token.value)
        case "function":
            return f"{token.name}({_value(token.arguments, is_root)})"
        case "() block":
            return f"({_value(token.content, is_root)})"
        case _:
            return str(token.serialize())


# --- selectors --------------------------------------------------------------------------------------------------------


def _split(tokens: Iterable[Any]) -> list[list[Any]]:
    """A list at its commas."""
    parts: list[list[Any]] = [[]]
    for part in tokens:
        if part == ",":
            parts.append([])
        else:
            parts[-1].append(part)
    return parts


def _selector(tokens: Sequence[Any]) -> str:
    """One selector that matches within the fragment only; for the root, the element that stands for it."""
    said = _ONE_ROOT.sub(f".{PAGE}", _matched(tokens).strip())
    return said.replace(f".{PAGE}", _PAGE, 1) if said.startswith(f".{PAGE}") else f"{_SCOPE} {said}"


def _matched(tokens: Sequence[Any]) -> str:
    return "".join(_part(token, before) for before, token in zip((None, *tokens), tokens, strict=False)).replace(
        f":.{PAGE}", f".{PAGE}"
    )


def _part(token: Any, before: Any) -> str:
    match token.type:
        case "ident" if before == ".":
            return f"{PREFIX}{token.serialize()}"
        case "ident" if before == ":":
            return f".{PAGE}" if token.lower_value == "root" else str(token.serialize())
        case "ident":
            return _element(token)
        case "hash":
            return f"#{PREFIX}{token.serialize()[1:]}"
        case "function" if token.lower_name in _OF_SELECTORS:
            return f"{token.name}({', '.join(_matched(one).strip() for one in _split(token.arguments))})"
        case "[] block":
            return _attribute(token)
        case _:
            return str(token.serialize())


def _element(token: Any) -> str:
    name = token.lower_value
    if name in _ROOTS:
        return f".{PAGE}"
    if name == "main":
        return f".{MAIN}"
    if _HEADING.match(name):
        return heading_below(name)
    return str(token.serialize())


def heading_below(name: str) -> str:
    """The selector of the heading that a heading becomes."""
    return f"h{int(name[1]) + 1}" if name != "h6" else '[aria-level="7"]'


def _attribute(token: Any) -> str:
    """An id or a class that is named whole, or by how it begins, begins with our prefix now."""
    said = _plain(token.content)
    return "[" + re.sub(r"^(\s*(?:id|class)\s*[\^~|]?=\s*[\"']?)", rf"\g<1>{PREFIX}", said) + "]"


def _plain(tokens: Iterable[Any]) -> str:
    import tinycss2

    return str(tinycss2.serialize(list(tokens)))


# --- media queries ----------------------------------------------------------------------------------------------------


def _queries(prelude: Sequence[Any]) -> list[str]:
    """A media query as queries within each other: of the medium, and of the room that the fragment has."""
    features = [token for token in prelude if token.type == "() block"]
    widths = [token for token in features if _is_about_width(token)]
    if not widths:
        return [f"@media {_plain(prelude).strip()}"]
    words = {token.lower_value for token in prelude if token.type == "ident"}
    if "," in prelude or words - {"and", "screen", "all"}:
        said = _plain(prelude).strip()
        raise UnfitStyle(
            f"“@media {said}” is te ingewikkeld om over te zetten", f"“@media {said}” is too complex to carry over"
        )
    rest = [*(word for word in ("screen",) if word in words), *(f.serialize() for f in features if f not in widths)]
    room = " and ".join(f"({_value(token.content, True).strip()})" for token in widths)
    return [*([f"@media {' and '.join(rest)}"] if rest else []), f"@container {SCOPE} {room}"]


def _is_about_width(feature: Any) -> bool:
    first = next((token for token in feature.content if token.type == "ident"), None)
    return first is not None and _WIDTH.match(first.lower_value) is not None
