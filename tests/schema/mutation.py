"""Policies that are wrong in ways nobody thought of: parts of real ones, changed at random places."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from hypothesis import strategies as st
from model.maximal import maximal_sources
from model.walk import classes

from policyc.source.reader import read
from schema.agreement import ROOT, as_an_editor_reads

HEAD: dict[str, Any] = {"policyc": 1, "id": "p", "title": "Titel", "status": "draft"}

_VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        1,
        12,
        16,
        9999,
        10000,
        -1,
        2.5,
        2.0,
        10**12,
        10**15,
        "",
        " ",
        "\n",
        "x",
        "X y",
        "a\nb",
        "'",
        "1",
        "12",
        "16",
    ),
    *([], [None], ["x"], ["x", "x"], [[]], ["Y"], {}, {"nl": "x"}, {"nl": None}, {"nl": 5}, {"nld": "x"}, {"x": {}}),
    *(
        {"X": {}},
        {"name": "x"},
        {"what": "x"},
        {"text": "x"},
        {"within": "P1M"},
        {"family": "x"},
        {"basis": "contract"},
    ),
    *({"basis": None}, {"mechanism": None}, {"period": "P2Y"}, {"period": None, "until": "x"}, {"session": True}),
    *("2027-02-29", "2028-02-29", "2027-2-1", "2027-12-31", "0000-01-01", "2027-01-01 ", "20270101", 20270101),
    *("P2Y", "P0D", "P", "PT", "P1YT", "PT5M", "P1Y2M3W4DT5H6M7S", "P0001Y", "P00009999D", "P10000D", "P1Y ", "p1y"),
    *(
        "https://a.example",
        "http://a.example",
        "https://a.example:0/",
        "https://a.example:65535/x",
        "https://-a.example",
    ),
    *(
        "https://a.example:65536",
        "https://u@a.example/",
        "https://a_b.example/?q=1#x",
        "https://a.example/<",
        "https://",
    ),
    *(
        " https://a.example/ ",
        "https://a.example/a b",
        "https://a.example:080/",
        "HTTPS://a.example",
        "https://a..example",
    ),
    *("mailto:a@b.nl", "mailto:a@b", "mailto:a@b.nl?x=y", "tel:+31 20", "tel:12", "tel:+31 (0)20-12", "javascript:x"),
    *(
        "a@b.nl",
        " a@b.nl",
        "a+b@c.d.example",
        "a..b@c.nl",
        "a@b.n1",
        "a@b",
        "a b@c.nl",
        "+31 20 123 45 67",
        "020 12-34",
    ),
    *("112", "1+1", "(020) 1234", "1234567890123456", "+", "NL", "nl", " NL ", "N L", "UK", "GB", "xx", "en", " en"),
    *(
        "#0b5a6b",
        "#FFF",
        "0b5a6b",
        " #0B5A6B ",
        "#0b5a6b7",
        "session",
        "permanent",
        "self",
        "draft",
        "u",
        "yes",
        "scope",
    ),
    *(
        "2.0.0",
        "2.0.0.0",
        " 2.0",
        "v2",
        "2.",
        "1234567890",
        "a/b.woff2",
        "../a.svg",
        "/a.svg",
        "C:\\a",
        "~/a",
        "a:b",
        "a\\b",
    ),
    *("Source Sans 3", "-x", "x_y", "x" * 60, "x" * 61, "x" * 64, "x" * 65, "x\ty", "a-b_c", "1a", "*", "- x"),
)


@cache
def _keys() -> tuple[str, ...]:
    """Every key that may stand anywhere, and a few that may not."""
    known = {field.alias or name for cls in classes() for name, field in cls.model_fields.items()}
    return (*sorted(known), "x", "X", "nl", "en", "1", "x y", "access", "scope")


@cache
def sources() -> tuple[dict[str, Any], ...]:
    """Real policies and those in which every field is filled, as an editor reads them."""
    files = (ROOT / "policies" / "progressx.yaml", *sorted((ROOT / "docs" / "examples").glob("*.yaml")))
    roots = (read(file.read_bytes(), name=file.name).root for file in files)
    return (*(as_an_editor_reads(root) for root in roots if root is not None), *maximal_sources()[:6])


@cache
def _donors() -> dict[str, list[Any]]:
    """Key -> the values it has somewhere."""
    found: dict[str, list[Any]] = {}
    todo: list[Any] = list(sources())
    while todo:
        value = todo.pop()
        for key, inner in value.items() if isinstance(value, dict) else ():
            found.setdefault(key, []).append(inner)
        todo += [inner for _, inner in _items(value)]
    return found


def _items(value: Any) -> list[tuple[Any, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every (collection, key or index) below a value."""
    for key, inner in _items(value):
        yield value, key
        yield from _places(inner)


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    """A policy of one or two parts of a real one, with one or two changes in it."""
    source = draw(st.sampled_from(sources()))
    policy = copy.deepcopy(HEAD)
    for key in draw(st.lists(st.sampled_from(sorted(source)), min_size=1, max_size=2, unique=True)):
        policy[key] = _less(draw, copy.deepcopy(source[key]))
    for _ in range(draw(st.integers(1, 2))):
        places = list(_places(policy))
        holder, key = draw(st.sampled_from(places))
        draw(st.sampled_from(_CHANGES))(draw, holder, key)
    return policy


def _less(draw: st.DrawFn, value: Any) -> Any:
    """Of many parts a few: what is tested is each by itself."""
    if isinstance(value, dict) and len(value) > 3 and all(isinstance(inner, dict) for inner in value.values()):
        kept = draw(st.lists(st.sampled_from(sorted(value)), min_size=1, max_size=2, unique=True))
        return {key: value[key] for key in kept}
    return value[:3] if isinstance(value, list) else value


def _value(draw: st.DrawFn, key: Any) -> Any:
    """A value for a key: its own from elsewhere, or any."""
    own = _donors().get(key, [])
    is_own: bool = draw(st.booleans())
    if own and is_own:
        return copy.deepcopy(draw(st.sampled_from(own)))
    return copy.deepcopy(draw(st.sampled_from(_VALUES) | st.text("aA1 .:/@#-_+é\u00a0", max_size=6)))


def _replace(draw: st.DrawFn, holder: Any, key: Any) -> None:
    holder[key] = _value(draw, key)


def _remove(draw: st.DrawFn, holder: Any, key: Any) -> None:
    del holder[key]


def _add(draw: st.DrawFn, holder: Any, key: Any) -> None:
    new = draw(st.sampled_from(_keys()))
    if isinstance(holder, list):
        holder.append(_value(draw, key))
    else:
        holder[new] = _value(draw, new)


def _add_inside(draw: st.DrawFn, holder: Any, key: Any) -> None:
    if isinstance(holder[key], dict | list):
        _add(draw, holder[key], key)


def _rename(draw: st.DrawFn, holder: Any, key: Any) -> None:
    value = holder.pop(key)
    if isinstance(holder, list):
        holder.insert(0, value)
    else:
        holder[draw(st.sampled_from(_keys()))] = value


def _wrap(draw: st.DrawFn, holder: Any, key: Any) -> None:
    holder[key] = draw(st.sampled_from(([holder[key]], {"nl": holder[key]}, {"x": holder[key]})))


def _unwrap(draw: st.DrawFn, holder: Any, key: Any) -> None:
    inner = _items(holder[key])
    if inner:
        holder[key] = inner[0][1]


def _repeat(draw: st.DrawFn, holder: Any, key: Any) -> None:
    if isinstance(holder, list):
        holder.append(copy.deepcopy(holder[key]))


_CHANGES: tuple[Callable[[st.DrawFn, Any, Any], None], ...] = (
    _replace,
    _replace,
    _replace,
    _remove,
    _add,
    _add_inside,
    _add_inside,
    _rename,
    _wrap,
    _unwrap,
    _repeat,
)


# --- every field, with everything that is wrong in it ---

_PROBES: tuple[Any, ...] = (None, True, "", "x", 5, {}, [], [None], {"nl": "x"}, {"x": None})


@cache
def fields() -> tuple[tuple[tuple[Any, ...], dict[str, Any]], ...]:
    """Every field of the model: its path, and a small policy that has it."""
    found: dict[tuple[Any, ...], tuple[tuple[Any, ...], dict[str, Any]]] = {}
    for source in maximal_sources():
        for path in _paths(source):
            general = tuple("#" if isinstance(step, int) else step if step in _keys() else "*" for step in path)
            if general not in found:
                found[general] = (path, _around(source, path))
    return tuple(found.values())


def _paths(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, inner in _items(value):
        yield (*at, key)
        yield from _paths(inner, (*at, key))


def _around(source: Any, path: tuple[Any, ...]) -> Any:
    """What a path needs around it: of the parts it goes through, only the single values beside it."""
    if not path:
        return copy.deepcopy(source)
    if isinstance(source, list):
        return [_around(source[path[0]], path[1:])]
    kept = {key: inner for key, inner in source.items() if not isinstance(inner, dict | list)}
    return {**kept, path[0]: _around(source[path[0]], path[1:])}


def probed(path: tuple[Any, ...], policy: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The policy with each mistake at a path: another value, none, one more, one too many, twice."""
    *steps, last = path
    last = 0 if isinstance(last, int) else last

    def changed(change: Callable[[Any, Any], None]) -> dict[str, Any]:
        new = copy.deepcopy(policy)
        holder: Any = new
        for step in steps:
            holder = holder[0 if isinstance(step, int) else step]
        change(holder, last)
        return new

    yield policy
    yield from (changed(partial(_set, probe)) for probe in _PROBES)
    yield changed(lambda holder, key: holder.__delitem__(key))
    yield changed(lambda holder, key: holder.__setitem__(key, [holder[key]]))
    yield changed(_twice)
    yield changed(_one_too_many)
    yield changed(_without_values)


def _set(value: Any, holder: Any, key: Any) -> None:
    holder[key] = copy.deepcopy(value)


def _twice(holder: Any, key: Any) -> None:
    if isinstance(holder[key], list) and holder[key]:
        holder[key] = [holder[key][0], holder[key][0]]


def _one_too_many(holder: Any, key: Any) -> None:
    if isinstance(holder[key], dict):
        holder[key]["Onbekend"] = "x"


def _without_values(holder: Any, key: Any) -> None:
    if isinstance(holder[key], dict):
        holder[key] = dict.fromkeys(holder[key])


# --- single values ---

_SINGLE: dict[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    "date": (("effective",), "0123456789-", ("2028-02-29", "2100-02-29", "2027-12-31")),
    "duration": (("change_promise", "lead_time"), "PYMWDTHS0123456789", ("P1Y2M3W4DT5H6M7S", "PT0S", "P0M", "P9999Y")),
    "version": (("version",), "0123456789. v", ("2.0.0", "10", "123456789.1.1")),
    "url": (("url",), "htps:/.-_a1@?#[]{}<>|\\é \n", ("https://a.example:8443/pad?x=1#y", "https://a-b.c_d.example")),
    "link": (
        ("consent", "withdraw_at"),
        "htpsmailote:/.-_a1@?+()= ",
        ("mailto:a+b@c.nl", "tel:+31 (0)20-123", "tel:112"),
    ),
    "email": (("controller", "email"), "aZ0._+=&-@é %'", ("a.b+c@d-e.example", "a@b.c.nl")),
    "phone": (
        ("controller", "phone"),
        "+0123456789 ()-.",
        ("+31 20 123 45 67", "(020) 123", "0123456789012345", "012", "020.1234"),
    ),
    "country": (("controller", "address", "country"), "NLUKGB nl", ("NL", "US", " NL\n")),
    "language": (("language",), "nlen X", ("nl", "en", " en")),
    "id": (("id",), "aZ0_- é", ("a" * 64, "a" * 65, "a-b_c0")),
    "age": (("children", "minimum_age"), "0123456789+-.e", ("9999", "10000")),
    "colour": (("design", "accent"), "#0123456789abcdefABCDEF ", ("#000000", "#0B5A6B", " #123456")),
    "font": (("design", "font"), "aZ0 -_.é'", ("Source Sans 3", "a" * 60, "a" * 61, "a  " + "a" * 58, "15e-1")),
    "file": (("design", "logo"), "aZ0/\\.~: -", ("../a/b.svg", "a:b", "a b.png", "./a")),
    "text": (("title",), "a \n\t", ("x",)),
    "cookie duration": (("cookies", "c", "duration"), "PYMD0123sesion", ("session", "permanent", "P6M", "sessions")),
    "section": (("sections", "a", "after"), "aZ_", ("scope", "a")),
}


@st.composite
def valued(draw: st.DrawFn) -> tuple[list[str], str]:
    """A field, and a text that its value could be or nearly be."""
    path, alphabet, samples = draw(st.sampled_from(sorted(_SINGLE.values())))
    text = draw(st.sampled_from(samples) | st.text(alphabet, max_size=12))
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 1))
        text = text[:at] + draw(st.sampled_from(["", *alphabet])) + text[at + cut :]
    return list(path), text


def policy_with(path: list[str], value: Any) -> dict[str, Any]:
    """A policy with this value at a path."""
    policy: dict[str, Any] = copy.deepcopy(HEAD)
    holder = policy
    for key in path[:-1]:
        holder = holder.setdefault(key, {"title": "A", "text": "A"} if key == "a" else {})
    holder[path[-1]] = value
    return policy
