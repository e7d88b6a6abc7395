"""What differs between two renderings of one policy: other templates, or other legal facts on another day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyc.changes.said import Said
from policyc.render.merge import merged
from policyc.render.passages import Passage, changes_of, marked_text_without, text_without


def drift(before_markdown: str, after_markdown: str) -> tuple[Said, ...]:
    """Each passage that differs, as plain text, once, in the order of the text; nothing when the texts say the same.

    Where only a link or an emphasis differs, both sentences have their marks as in Markdown.
    """
    changes = changes_of(merged(before_markdown, after_markdown), contents=True)
    said = (said for change in changes for said in _said(change.passages))
    return tuple(dict.fromkeys(said))


def _said(passages: Sequence[Passage]) -> Iterator[Said]:
    """Of passages in a row: a row of a table at once, and a deleted passage with the inserted one in its place."""
    gone: Passage | None = None
    for unit in _units(passages):
        first = unit[0]
        if first.block.change == "del":
            if gone is not None:
                yield _one([gone])
            gone = first if len(unit) == 1 else None
            if gone is None:
                yield _one(unit)
            continue
        if gone is not None and first.block.change == "ins" and _same_kind(gone, first) and len(unit) == 1:
            both = Said(_one([gone]).before, _one(unit).after)
            # The same words in another form, such as an item of a list: they went and they came.
            yield from (both,) if both.before != both.after else (_one([gone]), _one(unit))
        else:
            if gone is not None:
                yield _one([gone])
            yield _one(unit)
        gone = None
    if gone is not None:
        yield _one([gone])


def _same_kind(old: Passage, new: Passage) -> bool:
    return old.block.type.removeprefix("former_") == new.block.type


def _units(passages: Sequence[Passage]) -> list[list[Passage]]:
    units: list[list[Passage]] = []
    for passage in passages:
        if units and passage.row is not None and units[-1][-1].row is passage.row:
            units[-1].append(passage)
        else:
            units.append([passage])
    return units


def _one(unit: Sequence[Passage]) -> Said:
    cells = [passage.block for passage in unit]
    if unit[0].row is not None and all(cell.change == "edit" for cell in cells):
        # What heads the row says which row it is.
        cells = [cell for place, cell in enumerate(unit[0].row.children) if not place or cell.change]
    for text in (text_without, marked_text_without):
        before = " | ".join(filter(None, (text("ins", cell) for cell in cells)))
        after = " | ".join(filter(None, (text("del", cell) for cell in cells)))
        if before != after:
            break
    return Said(before or None, after or None)
