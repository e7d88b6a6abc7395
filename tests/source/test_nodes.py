"""The tree: kinds, spans, aliases, bounds, and the Python data made of it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policyc.diagnostics import Span
from policyc.source.limits import MAX_DEPTH, MAX_NODES
from policyc.source.nodes import Mapping, Node, Numeral, Scalar, Sequence, plain
from policyc.source.reader import read

BOTH = pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])


def tree(text: str, *, pure: bool = False) -> Mapping:
    document = read(text.encode(), name="f", pure=pure)
    assert not document.diagnostics
    assert document.root is not None
    return document.root


def value(text: str, *, pure: bool = False) -> Node:
    return tree(text, pure=pure).entries[-1].value


KINDS = {
    "null": ["", "~", "null", "Null", "NULL"],
    "bool": ["true", "True", "TRUE", "false", "False", "FALSE"],
    "int": ["0", "1", "1234", "-1", "+12", "-0"],
    "float": ["2.0", "-1.5", "1e3", "1.5E-3", ".5", "5.", "0.1"],
    "text": [
        "NO", "no", "on", "yes", "y", "012", "01234567", "22:30", "1_000", "2026-01-01", "0x1F", "0o17", ".inf", ".nan",
        "1.2.3", "012.5", "tRUE", "nUll", "+", ".", "1e", "٣", "'1'", '"true"', "''", "=", "1 2", "!!str 1",
        "!!str",
    ],
}  # fmt: skip


@BOTH
@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in KINDS.items() for text in texts])
def test_kind(kind: str, text: str, pure: bool) -> None:
    node = value(f"a: {text}\n", pure=pure)
    assert isinstance(node, Scalar)
    assert node.kind == kind


@BOTH
@pytest.mark.parametrize(
    ("text", "kind"),
    [("!!int 1", "int"), ('!!int "1"', "int"), ("!!float 1", "float"), ("!!bool true", "bool"), ("!!null ~", "null")],
)
def test_tagged(text: str, kind: str, pure: bool) -> None:
    node = value(f"a: {text}\n", pure=pure)
    assert isinstance(node, Scalar)
    assert node.kind == kind


@BOTH
@pytest.mark.parametrize("block", ["|\n  true\n", ">-\n  12\n"])
def test_block_scalars_are_text(block: str, pure: bool) -> None:
    node = value("a: " + block, pure=pure)
    assert isinstance(node, Scalar)
    assert node.kind == "text"


# (text, start, end) with the span of the last value of the root
SPANS = [
    ("a: b\n", (1, 4), (1, 5)),
    ("a: b   # c\n", (1, 4), (1, 5)),
    ("a: 'b c' # d\n", (1, 4), (1, 9)),
    ("é😀: é😀\r\n", (1, 5), (1, 7)),
    ("a: 1\rb: cd\r", (2, 4), (2, 6)),
    ("\ufeffa: b\n", (1, 4), (1, 5)),
    ("a: |\n  x\n  y\n\n# c\n\n", (1, 4), (3, 4)),
    ("a: |+\n  x\n\n\n", (1, 4), (2, 4)),
    ("a: |\n  x\n  # no comment\n\n", (1, 4), (3, 15)),
    ("a: >-  # c\n  x\n", (1, 4), (2, 4)),
    ("a: x\n  y\n\n", (1, 4), (2, 4)),
    ("a:\n  b: 1\n\n  c: 2  # d\n\n# e\n", (2, 3), (4, 7)),
    ("a:\n- b\n- c\n\n# e\n", (2, 1), (3, 4)),
    ("a: [b,\n  c ]  \n", (1, 4), (2, 6)),
    ("a: {b: 1, c: }\n", (1, 4), (1, 15)),
    ("a: !!str &x b\n", (1, 13), (1, 14)),
    ("a: &x\n  # c\n  b: 1\n", (3, 3), (3, 7)),
    ("a: !!seq [b]\n", (1, 10), (1, 13)),
    ("a:\n", (1, 3), (1, 3)),
    ("a:   # c\n\n", (1, 3), (1, 3)),
    ("a: !!str\n", (1, 4), (1, 9)),
    ('a: "\u2028x"\n', (1, 4), (1, 8)),
    ("a: b\u00a0\n", (1, 4), (1, 6)),
]


@BOTH
@pytest.mark.parametrize(("text", "start", "end"), SPANS)
def test_span_is_tight(text: str, start: tuple[int, int], end: tuple[int, int], pure: bool) -> None:
    assert value(text, pure=pure).span == Span(*start, *end)


def test_empty_values_in_brackets_stand_behind_their_colon() -> None:
    for pure in (False, True):
        node = value("a: {b: , c: }\n", pure=pure)
        assert isinstance(node, Mapping)
        assert [entry.value.span.column for entry in node.entries] == [7, 12]


def test_keys_are_text_with_their_own_place() -> None:
    root = tree("1: a\ntrue: b\n'2': c\n&k key: d\n")
    assert [(e.key.value, e.key.kind, e.key.span.column) for e in root.entries] == [
        ("1", "text", 1),
        ("true", "text", 1),
        ("2", "text", 1),
        ("key", "text", 4),
    ]
    aliased = tree("a: &k key\nb: {*k : e}\n").entries[1].value
    assert isinstance(aliased, Mapping)
    assert (aliased.entries[0].key.value, aliased.entries[0].key.span) == ("key", Span(2, 5, 2, 7))


def test_plain_data() -> None:
    text = "a: 1234\nb: 2.0\nc: 01234567\nd: [true, False, ~, x]\ne: {f: '1'}\n"
    data = plain(tree(text))
    assert data == {"a": "1234", "b": "2.0", "c": "01234567", "d": [True, False, None, "x"], "e": {"f": "1"}}
    assert isinstance(data, dict)
    assert [type(data[key]) for key in "abc"] == [Numeral, Numeral, str]
    assert isinstance(data["e"], dict)
    assert type(data["e"]["f"]) is str


@BOTH
def test_alias_is_the_same_node_and_the_same_data(pure: bool) -> None:
    root = tree("a: &x {b: 1}\nc: [*x, *x]\n", pure=pure)
    shared = root.entries[1].value
    assert isinstance(shared, Sequence)
    assert shared.items[0] is root.entries[0].value
    data = plain(root)
    assert isinstance(data, dict)
    assert isinstance(data["c"], list)
    assert data["c"][0] is data["c"][1] is data["a"]


def test_anchor_can_be_used_again() -> None:
    assert plain(tree("a: &x 1\nb: &x 2\nc: *x\n")) == {"a": "1", "b": "2", "c": "2"}


@BOTH
def test_aliases_cannot_explode(pure: bool) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 40)]
    document = read("\n".join(lines).encode(), name="f", pure=pure)
    assert [(d.code, d.span.line) for d in document.diagnostics] == [("YA038", 6)]
    assert document.root is None


def test_node_bound_is_exact() -> None:
    fits = "a: [" + "x," * (MAX_NODES - 3) + "]"  # the root, its key and the list count too
    assert not read(fits.encode(), name="f").diagnostics
    assert [d.code for d in read(fits.replace("[", "[x,").encode(), name="f").diagnostics] == ["YA038"]


@BOTH
@pytest.mark.parametrize(("brackets", "codes"), [(MAX_DEPTH - 1, []), (MAX_DEPTH, ["YA039"]), (100_000, ["YA039"])])
def test_depth_bound_is_exact(brackets: int, codes: list[str], pure: bool) -> None:
    document = read(b"a: " + b"[" * brackets + b"]" * brackets, name="f", pure=pure)
    assert [d.code for d in document.diagnostics] == codes


@pytest.mark.parametrize(("levels", "codes"), [(63, []), (64, ["YA039"])])
def test_depth_counts_through_aliases(levels: int, codes: list[str]) -> None:
    lines = ["a1: &a1 [x]", *(f"a{n}: &a{n} [*a{n - 1}]" for n in range(2, levels + 1))]
    assert [d.code for d in read("\n".join(lines).encode(), name="f").diagnostics] == codes


@pytest.mark.parametrize(("around", "codes"), [(23, []), (24, ["YA039"])])
def test_depth_of_an_alias_is_that_of_what_it_names(around: int, codes: list[str]) -> None:
    raw = f"a: &x {'[' * 40}{']' * 40}\nb: {'[' * around}*x{']' * around}\n"
    assert [d.code for d in read(raw.encode(), name="f").diagnostics] == codes


def test_offending_entries_are_left_out() -> None:
    document = read(b"a: 1\na: 2\n<<: {c: 1}\n? [x]\n: y\nb: *none\n", name="f")
    assert document.root is not None
    assert plain(document.root) == {"a": "1", "b": None}


SNIPPETS = st.lists(
    st.sampled_from([*" \t\n\r:-?[]{},#&*!|>'\"%@\\ab1é😀\u2028\ufeff\0", "\n  ", ": ", "- ", "*x ", "&x ", "---\n"]),
    max_size=25,
)


@given(st.one_of(st.binary(max_size=60), SNIPPETS.map(lambda parts: "".join(parts).encode())))
@example(b"? ")
@example(b'a: "\\UFFFFFFFF')
@settings(max_examples=200)
def test_any_bytes_give_a_document_with_places_in_the_text(raw: bytes) -> None:
    for pure in (False, True):
        document = read(raw, name="f", pure=pure)
        assert (document.root is not None) or document.diagnostics
        source = document.source
        for span in (s for d in document.diagnostics for s in (d.span, *(r.span for r in d.related))):
            assert 1 <= span.line <= span.end_line <= source.line_count
            assert 1 <= span.column <= len(source.line(span.line)) + 1
            assert (span.line, span.column) <= (span.end_line, span.end_column)
            assert span.end_column <= len(source.line(span.end_line)) + 1


WORDS = st.text(alphabet="abé: #'\"-\n1", max_size=8)
TREES = st.recursive(WORDS, lambda t: st.lists(t, max_size=3) | st.dictionaries(WORDS, t, max_size=3), max_leaves=8)


@given(st.dictionaries(WORDS, TREES, min_size=1, max_size=3))
@settings(max_examples=100)
def test_json_is_yaml(data: dict[str, object]) -> None:
    """YAML 1.2 holds JSON: what `json` writes is what we read, with both loaders and the same spans."""
    import json

    text = json.dumps(data, ensure_ascii=False, indent=1)
    roots = [tree(text, pure=pure) for pure in (False, True)]
    assert plain(roots[0]) == data
    assert roots[0] == roots[1]
