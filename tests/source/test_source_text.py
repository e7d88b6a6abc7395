from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyc.diagnostics import Span
from policyc.source.text import SourceText

TEXTS = st.text(alphabet="ab\r\n\x85\u2028\u2029\té😀", max_size=40)


def test_only_yaml_1_2_line_breaks_count() -> None:
    text = SourceText("f", "a\r\nb\rc\nd\x85\u2028\u2029e")
    assert [text.line(n) for n in range(6)] == ["", "a", "b", "c", "d\x85\u2028\u2029e", ""]
    assert text.line_count == 4
    assert text.position(text.text.index("e")) == (4, 5)


def test_byte_order_mark_is_no_part_of_the_text() -> None:
    text = SourceText("f", "\ufeffa: b")
    assert text.text == "a: b"
    assert text.position(0) == (1, 1)


def test_columns_count_code_points() -> None:
    assert SourceText("f", "é😀x").position(2) == (1, 3)


@pytest.mark.parametrize(("index", "place"), [(-5, (1, 1)), (99, (2, 2))])
def test_index_outside_the_text(index: int, place: tuple[int, int]) -> None:
    assert SourceText("f", "a\nb").position(index) == place


def test_span_never_ends_before_it_begins() -> None:
    text = SourceText("f", "ab\ncd")
    assert text.span(1, 4) == Span(1, 2, 2, 2)
    assert text.span(3, 1) == Span(2, 1, 2, 1)


@given(TEXTS, st.integers(0, 40))
@settings(max_examples=200)
def test_position_and_index_are_inverse(text: str, index: int) -> None:
    source = SourceText("f", text)
    index = min(index, len(text))
    line, column = source.position(index)
    assert source.index(line, column) == index
    assert 1 <= line <= source.line_count
    assert 1 <= column <= len(source.line(line)) + 2  # a place can be in the line break


@given(TEXTS)
@settings(max_examples=200)
def test_lines_are_the_text(text: str) -> None:
    source = SourceText("f", text)
    joined = "\n".join(source.line(n) for n in range(1, source.line_count + 1))
    assert joined == text.replace("\r\n", "\n").replace("\r", "\n")
