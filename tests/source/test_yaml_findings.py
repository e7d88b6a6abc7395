"""What is found in YAML that is not right: code, place and words, the same with both loaders."""

# ruff: noqa: E501 - a case is one row
from __future__ import annotations

import pytest

from policyc.diagnostics import Diagnostic, Span
from policyc.source.reader import read

# Per group: (text, findings as `code place message | related place label`).
CASES: dict[str, list[tuple[str, list[str]]]] = {
    "quotes": [
        ("naam: 'Jan's fiets'\nb: 1\n", ["YA011 1:12-1:13 Na het afsluitende ' staat nog tekst."]),
        ('a: 1\nnaam: "foo\nb: 1\n', ['YA010 2:7-2:8 De tekst die hier met " begint, wordt niet afgesloten.']),
        ('a: "x" y\n', ['YA011 1:8-1:9 Na het afsluitende " staat nog tekst.']),
        ("a: 'x\n---\ny'\n", ["YA010 1:4-1:5 De tekst die hier met ' begint, wordt niet afgesloten."]),
    ],
    "merge conflicts": [
        (
            "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> tak\n",
            [
                "YA007 2:1-2:13 Hier staat een samenvoegconflict van git dat nog niet is opgelost. | 6:1-6:12 hier eindigt het"
            ],
        ),
        (
            "<<<<<<< HEAD\r\na: 'x\r\n=======\r\na: y\r\n>>>>>>> tak \r\nb: |\r\n<<<<<<<\r\n",
            [
                "YA007 1:1-1:13 Hier staat een samenvoegconflict van git dat nog niet is opgelost. | 5:1-5:12 hier eindigt het",
                "YA007 7:1-7:8 Hier staat een samenvoegconflict van git dat nog niet is opgelost.",
            ],
        ),
        ("a: 1\n>>>>>>> tak", ["YA007 2:1-2:12 Hier staat een samenvoegconflict van git dat nog niet is opgelost."]),
        ("a: |\n  <<<<<<< HEAD\n  >>>>>>> tak\nb: <<<<<<< x\n", []),
        ("<<<<<<<<: 1\n", []),
    ],
    "brackets": [
        (
            "a: {b: 1\nc: 2\n",
            ["YA012 1:4-1:5 Na “{” ontbreekt een komma of het afsluitende “}”. | 2:2-2:3 hier loopt het vast"],
        ),
        (
            "a: [b, c\n",
            ["YA012 1:4-1:5 Na “[” ontbreekt een komma of het afsluitende “]”. | 1:9-1:9 hier loopt het vast"],
        ),
        (
            "a: {b: 'x' 'y'}\n",
            ["YA012 1:12-1:15 Na “{” ontbreekt een komma of het afsluitende “}”. | 1:4-1:5 hier geopend"],
        ),
        (
            "a: [b: c: d]\n",
            ["YA012 1:9-1:10 Na “[” ontbreekt een komma of het afsluitende “]”. | 1:4-1:5 hier geopend"],
        ),
        ("{", ["YA012 1:1-1:2 Na “{” ontbreekt een komma of het afsluitende “}”. | 1:2-1:2 hier loopt het vast"]),
        (
            "a: [b,\n  {c: \n",
            ["YA012 2:3-2:4 Na “{” ontbreekt een komma of het afsluitende “}”. | 2:6-2:6 hier loopt het vast"],
        ),
        ("a: [b]]\n", ["YA025 1:7-1:8 “]” hoort hier niet: er is geen lijst of groep die nog open is."]),
        ("a: [,]\n", ["YA017 1:5-1:6 Een tekst zonder aanhalingstekens kan niet met “,” beginnen."]),
        ("a: [b}\n", ["YA012 1:6-1:7 Na “[” ontbreekt een komma of het afsluitende “]”. | 1:4-1:5 hier geopend"]),
        ("a: ]\n", ["YA025 1:4-1:5 “]” hoort hier niet: er is geen lijst of groep die nog open is."]),
        ("a: {b:, c: 1}\n", ["YA024 1:6-1:7 Na deze dubbele punt ontbreekt een spatie."]),
    ],
    "colons": [
        ("naam Jan\nland: NL\n", ["YA013 1:1-1:9 Na “naam Jan” ontbreekt een dubbele punt."]),
        ("a: 1\nnaam Jan\nb: 2\n", ["YA013 2:1-2:9 Na “naam Jan” ontbreekt een dubbele punt."]),
        ("a:\n  b: 1\n  # c\n\n  naam Jan\n  land: NL\n", ["YA013 5:3-5:11 Na “naam Jan” ontbreekt een dubbele punt."]),
        (
            "a: x: y\n",
            [
                "YA014 1:5-1:6 Een dubbele punt met een spatie erna mag hier niet: zo begint een tweede waarde op dezelfde regel."
            ],
        ),
        (
            'a: "b": c\n',
            [
                "YA014 1:7-1:8 Een dubbele punt met een spatie erna mag hier niet: zo begint een tweede waarde op dezelfde regel."
            ],
        ),
        ("naam:Jan\nland: NL\n", ["YA024 1:5-1:6 Na deze dubbele punt ontbreekt een spatie."]),
        ("https://x.nl\nland: NL\n", ["YA013 1:1-1:13 Na “https://x.nl” ontbreekt een dubbele punt."]),
    ],
    "indentation": [
        ("a: x\n  b: y\n", ["YA015 2:3-2:5 Deze regel springt niet even ver in als de regels waar hij bij hoort."]),
        (
            "a:\n  b: 1\n c: 2\n",
            ["YA015 3:2-3:4 Deze regel springt niet even ver in als de regels waar hij bij hoort."],
        ),
        (
            "a:\n  b: 1\n   c: 2\n",
            ["YA015 3:4-3:6 Deze regel springt niet even ver in als de regels waar hij bij hoort."],
        ),
        (" a: 1\nb: 2\n", ["YA015 2:1-2:3 Deze regel springt niet even ver in als de regels waar hij bij hoort."]),
        ("- a\nb: 1\n", ["YA015 2:1-2:3 Deze regel springt niet even ver in als de regels waar hij bij hoort."]),
        (
            "a: >\n    x\n   y\n",
            ["YA015 3:4-3:5 Deze regel springt niet even ver in als de regels waar hij bij hoort."],
        ),
    ],
    "tabs": [
        ("a:\n\tb: 1\n", ["YA016 2:1-2:2 Hier staat een tab; inspringen kan in YAML alleen met spaties."]),
        ("a:\n  b: 1\n\tc: 2\n", ["YA016 3:1-3:2 Hier staat een tab; inspringen kan in YAML alleen met spaties."]),
        ("a:\n  - b\n\t- c\n", ["YA016 3:1-3:2 Hier staat een tab; inspringen kan in YAML alleen met spaties."]),
        ("a: |\n \tx\n", ["YA016 2:2-2:3 Hier staat een tab; inspringen kan in YAML alleen met spaties."]),
        ("a: |\n\tx\n", ["YA016 2:1-2:2 Hier staat een tab; inspringen kan in YAML alleen met spaties."]),
        ("- a\n-\tb\n", ["YA016 2:2-2:3 Hier staat een tab; inspringen kan in YAML alleen met spaties."]),
    ],
    "first characters": [
        ("a: @x\n", ["YA017 1:4-1:5 Een tekst zonder aanhalingstekens kan niet met “@” beginnen."]),
        ("a: `x`\n", ["YA017 1:4-1:5 Een tekst zonder aanhalingstekens kan niet met “`” beginnen."]),
        ("a: %x\n", ["YA017 1:4-1:5 Een tekst zonder aanhalingstekens kan niet met “%” beginnen."]),
        ("a: ,\n", ["YA025 1:4-1:5 “,” hoort hier niet: er is geen lijst of groep die nog open is."]),
        ("a: ? b\n", ["YA017 1:4-1:5 Een tekst zonder aanhalingstekens kan niet met “?” beginnen."]),
        ("a: [|\n x]\n", ["YA017 1:5-1:6 Een tekst zonder aanhalingstekens kan niet met “|” beginnen."]),
    ],
    "escapes": [
        ('a: "\\q"\n', ["YA018 1:5-1:7 “\\q” betekent niets in een tekst tussen dubbele aanhalingstekens."]),
        ('a: "\\x1"\n', ["YA018 1:5-1:8 “\\x1” betekent niets in een tekst tussen dubbele aanhalingstekens."]),
        ('a: "\\ud83d\\ude00"\n', ["YA006 1:5-1:11 “\\ud83d” staat voor een teken dat niet in een tekst mag staan."]),
        ('a: "\\Uffffffff"\n', ["YA006 1:5-1:15 “\\Uffffffff” staat voor een teken dat niet in een tekst mag staan."]),
        ('a: "x\\\\\\e\\\\e"\n', ["YA006 1:8-1:10 “\\e” staat voor een teken dat niet in een tekst mag staan."]),
        ('a: "\\u202e"\n', ["YA006 1:5-1:11 “\\u202e” staat voor een teken dat niet in een tekst mag staan."]),
        ("a: 'b'\n\"c\\0\": 1\n", ["YA006 2:3-2:5 “\\0” staat voor een teken dat niet in een tekst mag staan."]),
    ],
    "blocks and lists": [
        ("a: | tekst\n  x\n", ["YA019 1:6-1:11 Na “|” of “>” mag op dezelfde regel geen tekst staan."]),
        ("a: |0\n  x\n", ["YA019 1:5-1:6 Na “|” of “>” mag op dezelfde regel geen tekst staan."]),
        (
            "a: - b\n",
            [
                "YA020 1:4-1:5 Een streepje met een spatie erna begint een onderdeel van een lijst, en dat kan hier niet."
            ],
        ),
        (
            "a: 1\n- b\n",
            [
                "YA020 2:1-2:2 Een streepje met een spatie erna begint een onderdeel van een lijst, en dat kan hier niet."
            ],
        ),
    ],
    "anchors and tags": [
        ("a: & b\n", ["YA021 1:4-1:5 Na “&” mag alleen een naam van letters en cijfers staan."]),
        ("a: *\n", ["YA021 1:4-1:5 Na “*” mag alleen een naam van letters en cijfers staan."]),
        ("a: **let op**\n", ["YA021 1:4-1:5 Na “*” mag alleen een naam van letters en cijfers staan."]),
        ("a: *x\n", ["YA036 1:4-1:6 Er wordt verwezen naar “*x”, maar “&x” staat niet eerder in het bestand."]),
        (
            "a: &x [1, *x]\n",
            ["YA037 1:11-1:13 “*x” verwijst naar een waarde waar hij zelf in staat. | 1:7-1:8 de waarde begint hier"],
        ),
        (
            "a: &x {b: *x}\n",
            ["YA037 1:11-1:13 “*x” verwijst naar een waarde waar hij zelf in staat. | 1:7-1:8 de waarde begint hier"],
        ),
        ("a: !foo b\n", ["YA034 1:4-1:8 De aanduiding “!foo” wordt niet ondersteund."]),
        ("a: !!binary b\n", ["YA034 1:4-1:12 De aanduiding “!!binary” wordt niet ondersteund."]),
        ("a: ! b\n", ["YA034 1:4-1:5 De aanduiding “!” wordt niet ondersteund."]),
        ("a: !!int x\n", ["YA035 1:10-1:11 Deze waarde past niet bij de aanduiding “!!int”."]),
        ("a: !!map x\n", ["YA035 1:10-1:11 Deze waarde past niet bij de aanduiding “!!map”."]),
        ("a: !!str [x]\n", ["YA035 1:10-1:11 Deze waarde past niet bij de aanduiding “!!str”."]),
        ("a: !h!x y\n", ["YA034 1:4-1:8 De aanduiding “!h!x” wordt niet ondersteund."]),
        ("a: !<x\n", ["YA034 1:4-1:7 De aanduiding “!<x” wordt niet ondersteund."]),
    ],
    "documents": [
        ("a: 1\n---\nb: 2\n", ["YA040 2:1-2:4 Hier begint een tweede document; een bestand bevat één verklaring."]),
        ("a: 1\n...\nx\n", ["YA040 3:1-3:2 Hier begint een tweede document; een bestand bevat één verklaring."]),
        ("", ["YA041 1:1-1:1 Dit bestand bevat geen verklaring: er staat geen enkel veld in."]),
        ("# niets\n", ["YA041 1:1-1:1 Dit bestand bevat geen verklaring: er staat geen enkel veld in."]),
        ("---\n", ["YA041 1:1-1:1 Dit bestand bevat geen verklaring: er staat geen enkel veld in."]),
        ("- a\n", ["YA042 1:1-1:2 Een verklaring bestaat uit velden “naam: waarde”; hier staat iets anders."]),
        ("naam Jan\n", ["YA042 1:1-1:2 Een verklaring bestaat uit velden “naam: waarde”; hier staat iets anders."]),
        ("%YAML 1.1\n---\na: 1\n", ["YA022 1:1-1:10 De regel “%YAML 1.1” wordt hier niet ondersteund."]),
        ("# x\n%FOO\n---\na: 1\n", ["YA022 2:1-2:5 De regel “%FOO” wordt hier niet ondersteund."]),
        ("a: b\n%YAML 1.2\n", ["YA022 2:1-2:10 De regel “%YAML 1.2” wordt hier niet ondersteund."]),
    ],
    "keys": [
        ("a: 1\nb: 2\na: 3\n", ["YA030 3:1-3:2 “a” staat hier voor de tweede keer. | 1:1-1:2 hier staat de eerste"]),
        ('a: 1\n"a": 2\n', ["YA030 2:1-2:4 “a” staat hier voor de tweede keer. | 1:1-1:2 hier staat de eerste"]),
        (
            "x:\n  - {y: 1, y: 2}\n",
            ["YA030 2:12-2:13 “y” staat hier voor de tweede keer. | 2:6-2:7 hier staat de eerste"],
        ),
        ("<<: 1\na: 2\n", ["YA031 1:1-1:3 Samenvoegen met “<<” bestaat niet in YAML 1.2."]),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", ["YA031 3:3-3:5 Samenvoegen met “<<” bestaat niet in YAML 1.2."]),
        ("? [a]\n: b\n", ["YA032 1:3-1:4 Vóór een dubbele punt hoort een naam, geen lijst of groep velden."]),
        ("{a: 1}: b\n", ["YA032 1:1-1:2 Vóór een dubbele punt hoort een naam, geen lijst of groep velden."]),
        (": b\n", ["YA033 1:1-1:2 Vóór deze dubbele punt staat geen naam."]),
        ("~: b\n", ["YA033 1:1-1:2 Vóór deze dubbele punt staat geen naam."]),
        ("null: b\n", ["YA033 1:1-1:5 Vóór deze dubbele punt staat geen naam."]),
        ("? *x\n: b\n", ["YA036 1:3-1:5 Er wordt verwezen naar “*x”, maar “&x” staat niet eerder in het bestand."]),
    ],
    "structure": [
        ("a: &x 1\nb: *x y\n", ["YA023 2:7-2:8 Hier klopt de opbouw van de YAML niet."]),
        ("x" * 1100 + ": 1\n", ["YA023 1:1-1:1102 Hier klopt de opbouw van de YAML niet."]),
    ],
    "lines": [
        (
            "a: 1\r\nb: é😀 @: x: y\r\n",
            [
                "YA014 2:8-2:9 Een dubbele punt met een spatie erna mag hier niet: zo begint een tweede waarde op dezelfde regel."
            ],
        ),
        (
            "a: 1\rb: x: y\r",
            [
                "YA014 2:5-2:6 Een dubbele punt met een spatie erna mag hier niet: zo begint een tweede waarde op dezelfde regel."
            ],
        ),
        (
            "\ufeffa: b: c\n",
            [
                "YA014 1:5-1:6 Een dubbele punt met een spatie erna mag hier niet: zo begint een tweede waarde op dezelfde regel."
            ],
        ),
        (
            'a: "\u2028\u2028"\nb: x: y\n',
            [
                "YA014 2:5-2:6 Een dubbele punt met een spatie erna mag hier niet: zo begint een tweede waarde op dezelfde regel."
            ],
        ),
        (
            "# x\u2028y: 1\na: b: c\n",
            [
                "YA014 2:5-2:6 Een dubbele punt met een spatie erna mag hier niet: zo begint een tweede waarde op dezelfde regel."
            ],
        ),
    ],
}


def place(span: Span) -> str:
    return f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"


def shown(diagnostic: Diagnostic) -> str:
    related = "".join(f" | {place(r.span)} {r.label.nl}" for r in diagnostic.related)
    return f"{diagnostic.code} {place(diagnostic.span)} {diagnostic.message.nl}{related}"


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
@pytest.mark.parametrize(("text", "findings"), [case for group in CASES.values() for case in group])
def test_finding(text: str, findings: list[str], pure: bool) -> None:
    document = read(text.encode(), name="f.yaml", pure=pure)
    assert [shown(diagnostic) for diagnostic in document.diagnostics] == findings


def test_every_case_is_in_both_languages_and_leaks_no_parser_english() -> None:
    for text, _ in (case for group in CASES.values() for case in group):
        for diagnostic in read(text.encode(), name="f.yaml").diagnostics:
            for wording in filter(None, (diagnostic.message, diagnostic.help)):
                assert wording.nl
                assert wording.nl != wording.en
                for word in ("token", "scalar", "expected", "block", "while", "mapping"):
                    assert word not in wording.nl
                    assert word not in wording.en


def test_paths_of_findings() -> None:
    text = "x:\n  - {y: 1, y: 2}\n  - z: [a, !foo b]\n"
    assert [d.path for d in read(text.encode(), name="f").diagnostics] == [("x", 0), ("x", 1, "z", 1)]


def test_findings_are_capped() -> None:
    document = read(b"a: 1\n" * 1000, name="f")
    assert len(document.diagnostics) == 101
    assert document.diagnostics[-1].code == "YA043"
    assert document.root is None
