"""Two texts as one tree: the new text, with what was deleted where it stood.

Compared by structure and not as strings of HTML. Libraries for the latter were left aside: lxml.html.diff and the
htmldiff family know nothing of tables and headings and cut through elements; xmldiff compares each node with each and
gives edit scripts, not text. None is worth a dependency of every user.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from policyc.render.align import Gap, align, anchored, comparable
from policyc.render.blocks import PASSAGES, Block, Reader

# A passage of which less than this is kept is easier to read as a whole old and a whole new one.
_KEPT = 0.5

# What stays between two changes is worth showing when it is more than a few words.
_FEW_WORDS = 3

# So many comparisons of word with word are bearable. A longer passage without any word to hold on to is replaced.
_WORD_WITH_WORD = 1_000_000

_TOKEN = re.compile(r"(?P<space>[ \t\r\n\f\v]*)(?P<word>[^\W_]+(?:['’.,:/@_+-][^\W_]+)*|[^ \t\r\n\f\v])")

# Inline parts that are one word, whatever is in them.
_ATOMS = ("code_inline", "hardbreak", "label")


def merged(old_markdown: str | None, new_markdown: str | None, reader: Reader | None = None) -> Block:
    """The tree of both texts. Without an old text everything is inserted, without a new one everything deleted.

    Only passages change: a block that holds blocks is in the tree once, or else once deleted and once inserted. Deleted
    headings have the type `former_heading`. What is a remark to the `reader` is not compared: those of the new text
    hang on what they follow, those of the old one are left out.
    """
    reader = reader or Reader()
    empty = Block("root")
    old = empty if old_markdown is None else reader.read(old_markdown, remarks=False)
    new = empty if new_markdown is None else reader.read(new_markdown)
    return replace(new, type="root", children=tuple(_flow(old.children, new.children)))


# ---- blocks -----------------------------------------------------------------------------------------------------


def _flow(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Block]:
    for before, after in align(old, new):
        if after is None:
            assert before is not None  # noqa: S101
            yield _whole(before, "del")
        elif before is None:
            yield _whole(after, "ins")
        elif before.key == after.key:
            yield after
        else:
            yield from _changed(before, after)


def _changed(old: Block, new: Block) -> Iterator[Block]:
    if old.type != new.type or not comparable(old, new) or new.type in ("heading", "code_block"):
        # A heading is in the contents and in the bookmarks, so it holds no other words than its own.
        yield from (_whole(old, "del"), _whole(new, "ins"))
    elif new.type == "paragraph":
        kept = _passage(old, new)
        yield from (kept,) if kept is not None else (_whole(old, "del"), _whole(new, "ins"))
    elif new.type == "table":
        yield replace(new, children=tuple(_rows(old, new)))
    elif new.type == "tr":
        cells = zip(old.children, new.children, strict=True)
        yield replace(new, children=tuple(_cell(before, after) for before, after in cells))
    else:
        yield replace(new, children=tuple(_flow(old.children, new.children)))


def _rows(old: Block, new: Block) -> Iterator[Block]:
    """The caption, the row with the heads of the columns, and the other rows: the first two have their own place."""
    captions = [next((part for part in table.children if part.type == "caption"), None) for table in (old, new)]
    if captions[0] is not None or captions[1] is not None:
        yield _cell(captions[0] or Block("caption"), captions[1] or Block("caption"))
    (old_head, *old_rows), (new_head, *new_rows) = (
        [part for part in table.children if part.type == "tr"] for table in (old, new)
    )
    yield from (new_head,) if old_head.key == new_head.key else _changed(old_head, new_head)
    yield from _flow(old_rows, new_rows)


def _cell(old: Block, new: Block) -> Block:
    """A passage that cannot be there twice: what was deleted stands before what was inserted."""
    if old.key == new.key:
        return new
    return _passage(old, new) or replace(
        new, change="edit", children=(*_wrapped("del", old.children), *_wrapped("ins", new.children))
    )


def _whole(block: Block, change: str) -> Block:
    if block.type not in PASSAGES:
        return replace(block, children=tuple(_whole(child, change) for child in block.children))
    type_ = "former_heading" if change == "del" and block.type == "heading" else block.type
    return replace(block, type=type_, change=change, children=tuple(_wrapped(change, block.children)))


def _wrapped(change: str, inlines: Sequence[Block]) -> Iterator[Block]:
    if inlines:
        yield Block(change, change, children=tuple(inlines))


# ---- passages ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Token:
    """A word or sign, with the space before it and the marks around it (such as a link)."""

    word: str
    space: bool
    marks: tuple[Block, ...]
    atom: Block | None = None

    @property
    def key(self) -> tuple[object, ...]:
        kinds = tuple((mark.type, mark.attrs.get("href")) for mark in self.marks)
        return self.word, self.space, kinds, None if self.atom is None else self.atom.key


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that are the same (`old` has them too), or what came (`new`) in the place of what went (`old`)."""

    same: bool
    old: Sequence[_Token]
    new: Sequence[_Token]


def _passage(old: Block, new: Block) -> Block | None:
    """The new passage with the words that went and came, or None when too little of it stayed to read it so."""
    runs = _tidy(_runs(list(_tokens(old.children)), list(_tokens(new.children))))
    if _kept(runs) < _KEPT and not _only_longer_or_shorter(runs):
        runs = _after_label(runs)
        if not runs[0].same:
            return None
    return replace(new, change="edit", children=tuple(_written(runs)))


def _tokens(inlines: Iterable[Block], marks: tuple[Block, ...] = ()) -> Iterator[_Token]:
    space = False
    for token in _raw_tokens(inlines, marks):
        if token.word:
            yield replace(token, space=token.space or space)
            space = False
        else:
            space = True


def _raw_tokens(inlines: Iterable[Block], marks: tuple[Block, ...]) -> Iterator[_Token]:
    """Tokens, and one without a word for space that no word follows in the same text."""
    for inline in inlines:
        if inline.type == "text":
            end = 0
            for match in _TOKEN.finditer(inline.content):
                yield _Token(match["word"], bool(match["space"]), marks)
                end = match.end()
            if end < len(inline.content):
                yield _Token("", True, marks)
        elif inline.type in _ATOMS:
            yield _Token(inline.content or inline.type, False, marks, inline)
        else:
            yield from _raw_tokens(inline.children, (*marks, inline))


def _runs(old: Sequence[_Token], new: Sequence[_Token]) -> list[_Run]:
    runs: list[_Run] = []
    for part in anchored(old, new, lambda token: token.key):
        if not isinstance(part, Gap):
            before, after = part
            assert before is not None  # noqa: S101
            assert after is not None  # noqa: S101
            runs.append(_Run(True, [before], [after]))
        elif len(part.old) * len(part.new) > _WORD_WITH_WORD:
            runs.append(_Run(False, part.old, part.new))
        else:
            before_keys, after_keys = ([token.key for token in tokens] for tokens in (part.old, part.new))
            for kind, i, j, k, m in SequenceMatcher(None, before_keys, after_keys, autojunk=False).get_opcodes():
                runs.append(_Run(kind == "equal", part.old[i:j], part.new[k:m]))
    return _joined(runs)


def _joined(runs: Iterable[_Run]) -> list[_Run]:
    """Neighbours of one kind as one run."""
    joined: list[_Run] = []
    for run in runs:
        if joined and joined[-1].same == run.same:
            last = joined.pop()
            run = _Run(run.same, [*last.old, *run.old], [*last.new, *run.new])
        joined.append(run)
    return joined


def _tidy(runs: list[_Run]) -> list[_Run]:
    """Without the odd word that stayed by chance in the middle of a rewritten sentence."""
    tidied = [
        replace(run, same=False)
        if run.same
        and 0 < place < len(runs) - 1
        and len(run.new) <= _FEW_WORDS
        and _length(run.new) <= min(_size(runs[place - 1]), _size(runs[place + 1]))
        else run
        for place, run in enumerate(runs)
    ]
    return _joined(tidied)


def _length(tokens: Sequence[_Token]) -> int:
    return sum(len(token.word) for token in tokens)


def _size(run: _Run) -> int:
    return max(_length(run.old), _length(run.new))


def _kept(runs: Sequence[_Run]) -> float:
    total = sum(_length(run.old) + _length(run.new) for run in runs)
    return sum(_length(run.old) + _length(run.new) for run in runs if run.same) / total if total else 1.0


def _only_longer_or_shorter(runs: Sequence[_Run]) -> bool:
    """Whether words only came, or only went, in one place."""
    changes = [run for run in runs if not run.same]
    return len(runs) > 1 and len(changes) == 1 and not (changes[0].old and changes[0].new)


def _after_label(runs: Sequence[_Run]) -> list[_Run]:
    """All as one change, but for the label or strong text at the start, if that stayed as it was."""
    old = [token for run in runs for token in run.old]
    new = [token for run in runs for token in run.new]
    label = 0
    if runs and runs[0].same and new[0].atom is not None and new[0].atom.type == "label":
        label = 1
    elif runs and runs[0].same and new[0].marks and new[0].marks[0].type == "strong":
        strong = new[0].marks[0]
        label = sum(1 for token in new if token.marks and token.marks[0] is strong)
        label = label if label <= len(runs[0].new) else 0
    parts = (_Run(True, old[:label], new[:label]), _Run(False, old[label:], new[label:]))
    return [run for run in parts if run.old or run.new]


# ---- runs as inline blocks --------------------------------------------------------------------------------------


def _written(runs: Sequence[_Run]) -> Iterator[Block]:
    targets = _targets(runs)
    for run in runs:
        if run.same:
            yield from _nested(run.new)
            continue
        old, new = run.old, run.new
        if old and new and old[0].space and new[0].space:
            # The space before both belongs to neither.
            yield Block("text", content=" ")
            old, new = ([replace(first, space=False), *more] for first, *more in (old, new))
        yield from _wrapped("del", list(_nested(old, targets)))
        yield from _wrapped("ins", list(_nested(new, targets)))


def _targets(runs: Sequence[_Run]) -> frozenset[int]:
    """The links of which the reader has to see where they lead: another than before, under words that do not say so."""
    links: list[dict[int, Block]] = [{}, {}]
    for run in runs:
        if not run.same:
            for found, tokens in zip(links, (run.old, run.new), strict=True):
                found.update({id(mark): mark for token in tokens for mark in token.marks if mark.type == "link"})
    shown: list[int] = []
    for mine, others in (links, links[::-1]):
        hrefs = {mark.attrs["href"] for mark in others.values()}
        shown += [at for at, mark in mine.items() if hrefs and mark.attrs["href"] not in hrefs]
    return frozenset(shown)


def _nested(tokens: Sequence[_Token], targets: frozenset[int] = frozenset()) -> Iterator[Block]:
    """The words in their marks. A space goes where both its neighbours are."""
    root: list[Block] = []
    open_: list[tuple[Block, list[Block]]] = []

    def inside() -> list[Block]:
        return open_[-1][1] if open_ else root

    def write(text: str) -> None:
        into = inside()
        if into and into[-1].type == "text":
            text = into.pop().content + text
        into.append(Block("text", content=text))

    def close(depth: int) -> None:
        while len(open_) > depth:
            mark, children = open_.pop()
            shown = {"target": "shown"} if id(mark) in targets else {}
            inside().append(replace(mark, children=tuple(children), attrs={**mark.attrs, **shown}))

    for token in tokens:
        common = 0
        for (mark, _), wanted in zip(open_, token.marks, strict=False):
            if mark is not wanted:
                break
            common += 1
        close(common)
        if token.space:
            write(" ")
        open_ += [(mark, []) for mark in token.marks[common:]]
        if token.atom is None:
            write(token.word)
        else:
            inside().append(token.atom)
    close(0)
    yield from root
