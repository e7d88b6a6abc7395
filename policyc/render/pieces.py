"""An element of the page that runs over several sheets, columns or lines is one element of the PDF.

WeasyPrint makes an element for every piece: a table of three pages is three tables, each with the head that is printed
again, and a section is as many sections as it has pages. Who listens to the text hears lists and tables begin anew.

Which element of the page a piece belongs to, WeasyPrint knows only while it makes the structure. `remembered` listens
then, at a private function of exactly the pinned version.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

# An element of the structure is a dictionary of the PDF, which has no types; so has a box of WeasyPrint.
_Dict = Any
Boxes = dict[bytes, Any]
"""The box that each element of the structure was made from, by the reference of the element."""


class Structure(Protocol):
    """What joining needs of a structure tree."""

    def kids(self, element: _Dict) -> list[_Dict]: ...


@contextmanager
def remembered(tags: Any) -> Iterator[Boxes]:
    """While this lasts, `tags` (`weasyprint.pdf.tags`) leaves behind from which box it made each element."""
    build, boxes = tags._build_box_tree, Boxes()

    def build_and_remember(box: Any, *others: Any) -> Iterator[_Dict]:
        for element in build(box, *others):
            boxes.setdefault(element.reference, box)  # a box around this one hands the element on
            yield element

    tags._build_box_tree = build_and_remember
    try:
        yield boxes
    finally:
        tags._build_box_tree = build


def nest_lists(structure: Structure, boxes: Boxes, parent: _Dict) -> None:
    """Put a list within an item back where it stands in that item.

    WeasyPrint sets it beside the item, and then the rest of the item is read before it.
    """
    item: _Dict | None = None
    for kid in structure.kids(parent):
        if kid["S"] == "/LI":
            item = kid
        elif kid["S"] == "/L" and item is not None and _place(boxes, item, kid) >= 0:
            parent["K"].remove(kid.reference)
            kid["P"] = item.reference
            inside = [*structure.kids(item), kid]
            item["K"][:] = [each.reference for each in sorted(inside, key=lambda each: _place(boxes, item, each))]
        nest_lists(structure, boxes, kid)


def _place(boxes: Boxes, item: _Dict, part: _Dict) -> int:
    """Which of the boxes in that of an item a part was made from; -1 for none."""
    outer, inner = boxes.get(item.reference), boxes.get(part.reference)
    within = () if outer is None or inner is None else outer.children
    return next((number for number, box in enumerate(within) if box is inner), -1)


def join_pieces(structure: Structure, boxes: Boxes, parent: _Dict) -> None:
    """Join neighbours below `parent` that are pieces of one element, all the way down."""
    for kid in structure.kids(parent):
        if _is_same(boxes, parent, kid):
            _unwrap(structure, parent, kid)
    kept: list[Any] = []
    last: _Dict | None = None
    elements = {kid.reference: kid for kid in structure.kids(parent)}
    for kid in parent["K"]:
        element = elements.get(kid) if isinstance(kid, bytes) else None
        if element is not None and last is not None and _continues(boxes, last, element):
            _append(structure, boxes, last, element)
        else:
            kept.append(kid)
            last = element
    parent["K"][:] = kept
    for element in structure.kids(parent):
        join_pieces(structure, boxes, element)


def _unwrap(structure: Structure, parent: _Dict, kid: _Dict) -> None:
    """Put in the place of a kid what it holds: the columns of a list are no lists in that list."""
    for inner in structure.kids(kid):
        inner["P"] = parent.reference
    place = parent["K"].index(kid.reference)
    parent["K"][place : place + 1] = kid["K"]


def _continues(boxes: Boxes, first: _Dict, second: _Dict) -> bool:
    """Whether the second is another piece of the first, and may join it.

    Content of a page itself (a number) belongs to the page of its element, so an element that has any stays by itself.
    """
    return _is_same(boxes, first, second) and not any(isinstance(kid, int) for kid in second["K"])


def _is_same(boxes: Boxes, first: _Dict, second: _Dict) -> bool:
    one, other = boxes.get(first.reference), boxes.get(second.reference)
    return (
        one is not None
        and other is not None
        and one.element is not None
        and one.element is other.element
        and one.element_tag == other.element_tag
        and first["S"] == second["S"]
    )


def _append(structure: Structure, boxes: Boxes, first: _Dict, second: _Dict) -> None:
    """Give the first all that the second holds, but for the head of a table, which is only printed again."""
    begun = [kid for kid in structure.kids(first) if kid["S"] in ("/THead", "/TH", "/TD")]
    for kid in structure.kids(second):
        again = next((other for other in begun if _is_same(boxes, other, kid)), None)
        if again is None:
            kid["P"] = first.reference
            # Where the first row fills pages, the head is printed after it.
            place = _before_rows(structure, first) if kid["S"] == "/THead" else len(first["K"])
            first["K"].insert(place, kid.reference)
        elif kid["S"] != "/THead":  # a row that goes on: each cell does
            _append(structure, boxes, again, kid)


def _before_rows(structure: Structure, table: _Dict) -> int:
    kinds = [kid["S"] for kid in structure.kids(table)]
    return kinds.index("/TBody") if "/TBody" in kinds else len(kinds)
