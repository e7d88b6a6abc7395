"""The last touch to the PDF: what PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) ask and WeasyPrint 70 leaves out.

WeasyPrint calls `finish` when all objects of the PDF are built and none is written. It leans on private parts of
exactly the pinned version: a page's boxes, `mark` (the structure element of a table cell), `link_annotation`, and the
function at which `pieces` listens.
The tests read real files back with a checker, so an upgrade shows at once what changed.

In the words of ISO 32000-1, 14.7: a structure *element* is a dictionary with a type `S` and kids `K`; a kid is another
element, a number (MCID) of marked content on a page, or an object reference (OBJR) to an annotation. The parent tree
leads the other way, from content and annotations to their element.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pydyf

from policyc.render.pieces import Boxes, join_pieces, nest_lists

# pydyf has no types. An element, a stream, an annotation: all are dictionaries of the PDF.
_Dict = Any

_CELLS = ("/TD", "/TH")

# The claim to be PDF/A-3a, and, because PDF/A wants every property described (ISO 19005-3, 6.6.2.3), the description
# of the claim to be PDF/UA, which WeasyPrint makes.
_IDENTIFICATION = b"""\
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def finish(document: Any, pdf: Any, boxes: Boxes) -> None:
    """Repair the structure of a tagged PDF in place. An untagged one has nothing to repair.

    `boxes` are those its elements were made from (`pieces.remembered`).
    """
    if "StructTreeRoot" not in pdf.catalog:
        return
    structure = _Structure(pdf)
    linked = _mend_boxes(document)
    _mend_links(structure, linked)
    _say_languages(structure, boxes)
    nest_lists(structure, boxes, structure.document)
    _prune(structure, boxes, structure.document)
    join_pieces(structure, boxes, structure.document)
    for item in [element for element in structure.walk(structure.document) if element["S"] == "/LI"]:
        _mend_item(structure, item)
    _mark_artifacts(structure)
    _associate_files(pdf)
    _identify(structure)
    _say_what_colours_mean(pdf)


class _Structure:
    """The structure tree, the pages and the parent tree of one PDF."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        root = self.at(pdf.catalog["StructTreeRoot"])
        self.document: _Dict = self.at(root["K"][0])
        # `Kids` of the page tree holds each reference as number, generation and "R".
        self.pages: list[_Dict] = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
        self.page_numbers = {page.reference: number for number, page in enumerate(self.pages)}
        self._numbers: list[Any] = self.at(root["ParentTree"])["Nums"]

    def at(self, reference: bytes) -> _Dict:
        return self.pdf.objects[int(reference.split(maxsplit=1)[0])]

    def kids(self, element: _Dict) -> list[_Dict]:
        """The kids that are elements themselves."""
        found = [self.at(kid) for kid in element["K"] if isinstance(kid, bytes)]
        return [kid for kid in found if kid["Type"] == "/StructElem"]

    def walk(self, element: _Dict) -> Iterator[_Dict]:
        yield element
        for kid in self.kids(element):
            yield from self.walk(kid)

    def content(self, element: _Dict) -> Iterator[tuple[int, int]]:
        """Page and MCID of all the content under an element."""
        for part in self.walk(element):
            for kid in part["K"]:
                if isinstance(kid, int):
                    yield self.page_numbers[part["Pg"]], kid

    def owners(self, page: int) -> list[Any]:
        """The element of each MCID on a page, from the parent tree."""
        owners: list[Any] = self._numbers[self._numbers.index(page) + 1]
        return owners

    def adopt(self, parent: _Dict, element: _Dict, kid: Any) -> None:
        """Make `kid`, so far of another element on the same page, a kid of `element`."""
        element["K"].append(kid)
        if isinstance(kid, int):
            self.owners(self.page_numbers[parent["Pg"]])[kid] = element.reference
            return
        target = self.at(kid)
        if target["Type"] == "/OBJR":
            self._numbers[self._place(self.at(target["Obj"]))] = element.reference
        else:
            target["P"] = element.reference

    def release(self, annotation: _Dict) -> None:
        """Take an annotation out of its page and the parent tree.

        The object itself stays, unused: pydyf writes a wrong table of objects when one is free.
        """
        for page in self.pages:
            if annotation.reference in page.get("Annots", ()):
                page["Annots"].remove(annotation.reference)
        place = self._place(annotation)
        del self._numbers[place - 1 : place + 1]

    def _place(self, annotation: _Dict) -> int:
        # The parent tree is a flat list of key and value; the keys are the even places.
        return 2 * self._numbers[::2].index(annotation["StructParent"]) + 1


def _mend_boxes(document: Any) -> dict[bytes, Any]:
    """Give table headers their scope and links their words. Return the HTML element of each link annotation.

    PDF/UA-1 asks for headers that say what they head (7.5), and for links that say where they lead (7.18.5).
    """
    linked: dict[bytes, Any] = {}
    for page in document.pages:
        for box in page._page_box.descendants():
            element = box.element
            if element is None:
                continue
            if element.tag in ("th", "td") and getattr(box, "mark", None) is not None:
                _mend_cell(box.mark, element)
            annotation = getattr(box, "link_annotation", None)
            if annotation is not None:
                linked[annotation.reference] = element
                annotation["F"] = 4  # Print: ISO 19005-3, 6.3.2
                words = " ".join("".join(element.itertext()).split())
                if words:
                    annotation["Contents"] = pydyf.String(words)
    return linked


def _mend_cell(cell: _Dict, element: Any) -> None:
    """A header says what it heads. Then no cell needs to name its headers, which it does by names that pages share."""
    if element.tag == "th":
        cell["A"]["Scope"] = "/Row" if element.get("scope") == "row" else "/Column"
    cell["A"].pop("Headers", None)
    cell.pop("ID", None)


def _say_languages(structure: _Structure, boxes: Boxes) -> None:
    """A part in another language says so, as it does on the page (PDF/UA-1, 7.2; WCAG 2.2, 3.1.2)."""
    for element in structure.walk(structure.document):
        box = boxes.get(element.reference)
        language = box.element.get("lang") if box is not None and box.element is not None else None
        if language:
            element["Lang"] = pydyf.String(language)


def _mend_links(structure: _Structure, linked: dict[bytes, Any]) -> None:
    """One link is one element and has no links inside it.

    WeasyPrint makes an annotation for every box in a link, so also for the `<strong>` or the page number in it, and
    an element for each line that a link runs over.
    """
    for element in list(structure.walk(structure.document)):
        if element["S"] == "/Link":
            for inner in list(structure.walk(element))[1:]:
                _unlink(structure, inner)
        _join_links(structure, element, linked)


def _unlink(structure: _Structure, element: _Dict) -> None:
    if element["S"] == "/Link":
        element["S"] = "/Span"
    for kid in [kid for kid in element["K"] if isinstance(kid, bytes)]:
        target = structure.at(kid)
        if target["Type"] == "/OBJR":
            element["K"].remove(kid)
            structure.release(structure.at(target["Obj"]))


def _join_links(structure: _Structure, parent: _Dict, linked: dict[bytes, Any]) -> None:
    """Join the elements of one link on one page, which are neighbours, into the first of them."""
    kept: list[Any] = []
    last: tuple[_Dict, Any] | None = None
    for kid in parent["K"]:
        element = structure.at(kid) if isinstance(kid, bytes) else None
        source = _source(structure, element, linked)
        if element is not None and last is not None and source is last[1] and element["Pg"] == last[0]["Pg"]:
            for grandchild in element["K"]:
                structure.adopt(element, last[0], grandchild)
            continue
        kept.append(kid)
        last = None if element is None or source is None else (element, source)
    parent["K"][:] = kept


def _source(structure: _Structure, element: _Dict | None, linked: dict[bytes, Any]) -> Any:
    """The HTML element that a link element was made from."""
    if element is None or element.get("S") != "/Link":
        return None
    targets = (structure.at(kid) for kid in element["K"] if isinstance(kid, bytes))
    return next((linked.get(target["Obj"]) for target in targets if target["Type"] == "/OBJR"), None)


def _prune(structure: _Structure, boxes: Boxes, element: _Dict) -> None:
    """Take out elements with nothing in them, and figures that say nothing (PDF/UA-1, 7.3). Cells may be empty.

    A place where a word may break is nothing either: with an element of its own it would cut the word in two.
    """
    for kid in structure.kids(element):
        _prune(structure, boxes, kid)
        mute = kid["S"] == "/Figure" and "Alt" not in kid
        if mute or _tag(boxes, kid) == "wbr" or (not kid["K"] and kid["S"] not in _CELLS):
            element["K"].remove(kid.reference)


def _tag(boxes: Boxes, element: _Dict) -> str | None:
    """The name of the HTML element that an element was made from."""
    box = boxes.get(element.reference)
    return None if box is None or box.element is None else str(box.element.tag)


def _mend_item(structure: _Structure, item: _Dict) -> None:
    """A list item is a label and a body (ISO 32000-1, 14.8.4.3.3), also where HTML has paragraphs in it."""
    kids = structure.kids(item)
    labels = [kid for kid in kids if kid["S"] == "/Lbl"]
    bodies = [kid for kid in kids if kid["S"] != "/Lbl"]
    if not labels and bodies:
        labels = list(_take_label(structure, bodies[0]))
    if [body["S"] for body in bodies] not in ([], ["/LBody"]):
        bodies = [_body(structure, item, bodies)]
    for label in labels:
        label["P"] = item.reference
    item["K"][:] = [kid.reference for kid in (*labels, *bodies)]


def _take_label(structure: _Structure, element: _Dict) -> Iterator[_Dict]:
    """The label that WeasyPrint put on the first line of the first paragraph, taken out of there."""
    first = next(iter(structure.kids(element)), None)
    if first is None:
        return
    if first["S"] == "/Lbl":
        element["K"].remove(first.reference)
        yield first
    else:
        yield from _take_label(structure, first)


def _body(structure: _Structure, item: _Dict, parts: list[_Dict]) -> _Dict:
    body = pydyf.Dictionary(
        {"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(), "Pg": item["Pg"], "P": item.reference}
    )
    structure.pdf.add_object(body)
    for part in parts:
        part["P"] = body.reference
        part["S"] = "/NonStruct" if part["S"] == "/LBody" else part["S"]
        body["K"].append(part.reference)
    return body


def _mark_artifacts(structure: _Structure) -> None:
    """Content that no element holds is not part of the text: running headers and footers, silent figures.

    PDF/UA-1, 7.1: everything on a page is either in the structure or marked as an artifact.
    """
    real = set(structure.content(structure.document))
    for number, page in enumerate(structure.pages):
        owners = structure.owners(number)
        stream = structure.at(page["Contents"]).stream
        for place, operator in enumerate(stream):
            if operator != b"BDC":
                continue
            mcid = stream[place - 1].get("MCID")
            if mcid is not None and (number, mcid) not in real:
                stream[place - 2] = "/Artifact"
                stream[place - 1] = pydyf.Dictionary({"Type": "/Pagination"})
                owners[mcid] = "null"


def _associate_files(pdf: Any) -> None:
    """A file in the PDF says what it is to the text: its source (ISO 19005-3, 6.8 and annex E)."""
    found: list[_Dict] = [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/Filespec"]
    for file in found:
        file["AFRelationship"] = "/Source"
    if found:
        pdf.catalog["AF"] = pydyf.Array([file.reference for file in found])


def _identify(structure: _Structure) -> None:
    """Let the metadata say that the file is PDF/A too. They stay readable without unpacking."""
    metadata = structure.at(structure.pdf.catalog["Metadata"])
    metadata.compress = False
    (packet,) = metadata.stream
    metadata.stream[0] = packet.replace(b"</rdf:RDF>", _IDENTIFICATION + b"</rdf:RDF>", 1)


def _say_what_colours_mean(pdf: Any) -> None:
    """Colours are those of sRGB (ISO 19005-3, 6.2.3), with the profile exactly as WeasyPrint ships it."""
    profile = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    stream = pydyf.Stream([profile], pydyf.Dictionary({"N": 3}), compress=True)
    pdf.add_object(stream)
    intent = pydyf.Dictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": pydyf.String("sRGB2014"),
            "Info": pydyf.String("sRGB2014"),
            "DestOutputProfile": stream.reference,
        }
    )
    pdf.catalog["OutputIntents"] = pydyf.Array([intent])
