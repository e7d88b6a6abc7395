"""The Markdown of an author: what it may hold, what not, and that nothing slips past the quick look before it."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from policyc.model.prose import check
from policyc.model.text import _SUSPECT, Prose

ALLOWED = [
    "Gewone tekst.",
    "Eén alinea.\n\nEn nog een.",
    "Een regel\nen de volgende.",
    "Een regel  \nmet een einde.",
    "Een regel\\\nmet een einde.",
    "*schuin*, **vet**, ***beide***, _schuin_, __vet__",
    "- een\n- twee\n  - genest\n    - dieper",
    "1. een\n2. twee\n\n   Met een alinea.",
    "* een\n\n+ twee",
    "Zie `code_naam`.",
    "Zie [onze site](https://voorbeeld.nl/pad_naar?a=b).",
    'Zie [onze site](https://voorbeeld.nl "de titel \\"van\\" de site").',
    "Zie <https://voorbeeld.nl>.",
    "[Mail](mailto:privacy@voorbeeld.nl) of [bel](tel:+31201234567).",
    "[bücher](https://bücher.example/größe)",
    "[**vet**](https://voorbeeld.nl)",
    "C&A, AT&T en &copy; 2026",
    "1 < 2 en 3 > 2",
    "a * b * c, snake_case, 2^3, ~ 5%, #1",
    "\\<b> en \\[x](y) zijn gewoon tekst",
    "prijs: $5 -- of --- meer",
    "een | streepje",
    "[gewoon tussen haken]",
]

REFUSED = {
    "a heading": ["# Kop", "###### Kop", "- # Kop", "Kop\n===", "Kop\n=", "Kop\n-", "Kop\n---", "- Kop\n  -"],
    "a table": ["| a |\n| - |", "a | b\n--|--\n1 | 2"],
    "an image": ["![a](https://voorbeeld.nl/x.png)", "x ![](y) z", "[![a](https://a.nl/x)](https://a.nl)"],
    "HTML": ["<b>x</b>", "a <br> b", "<!-- x -->", "<script>x</script>", "<?php ?>", "<!DOCTYPE x>", "<![CDATA[x]]>"],
    "a code block": ["```\nx\n```", "~~~\nx\n~~~", "- ```\n  x\n  ```"],
    "a code block (lines that begin with four spaces)": ["a\n\n    x", "a\n\n\tx", "-     x"],
    "a block quotation (>)": ["> x", "a\n\n> x", "- > x"],
    "a dividing line": ["a\n\n---", "***", "* * *", "_  _  _", "a\n\n-  -  -", "- ---", "1. ***", "a\n\n- - - - -"],
    "an address on its own ([name]: address)": [
        "[x]: https://voorbeeld.nl",
        "Zie [x][1].\n\n[1]: https://voorbeeld.nl",
        "Zie [x][1].\n\n[1]: javascript:alert(1)",
        "- [x]: https://voorbeeld.nl",
    ],
    "a link without a text": ["[](https://voorbeeld.nl)", "a [](<https://voorbeeld.nl>) b"],
    "a character that nobody can see (with &#…;)": ["a &#8238; b", "a &#x202E; b", "`x` &#x200f;", "&#xFEFF;x"],
}

BAD_LINKS = [
    "[a](javascript:alert(1))",
    "[a](<javascript:alert(1)>)",
    "[a](JAVASCRIPT:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](java&#115;cript:alert(1))",
    "[a](&#x6A;avascript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:x)",
    "[a](http://voorbeeld.nl)",
    "[a](/pad)",
    "[a](#kop)",
    "[a]()",
    "[a](<>)",
    "[a](https://jan@voorbeeld.nl)",
    "[a](mailto:jan@voorbeeld.nl?bcc=boef@boef.nl)",
    "[a](mailto:jan%3Fbcc=boef@boef.nl)",
    "<javascript:alert(1)>",
    "<http://voorbeeld.nl>",
    "- x\n\n  [a](javascript:alert(1))",
    "**[a](javascript:alert(1))**",
]


def refusal(text: str) -> dict[str, str]:
    with pytest.raises(PydanticCustomError) as refused:
        Prose.parse(text)
    return dict(refused.value.context or {})


@pytest.mark.parametrize("text", ALLOWED)
def test_allowed(text: str) -> None:
    assert str(Prose.parse(text)) == text


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in REFUSED.items() for text in texts])
def test_refused(name: str, text: str) -> None:
    said = refusal(text)
    assert (said["code"], said["en"]) == ("MO026", f"This text holds {name}, which is not possible here.")


@pytest.mark.parametrize("text", BAD_LINKS)
def test_link_refused(text: str) -> None:
    assert refusal(text)["code"] == "MO015"


# Each of these begins or ends something in CommonMark.
@given(st.text(alphabet=" \n\t-*_=+#>.)12a\\", max_size=14))
@example("a\n=")
@example("1) -  -  -")
def test_the_quick_look_lets_nothing_through_that_the_parser_would_refuse(text: str) -> None:
    if not _SUSPECT.search(text.strip()):
        check(text.strip())


@given(st.text(max_size=40))
def test_any_text_is_taken_or_refused(text: str) -> None:
    with contextlib.suppress(PydanticCustomError):
        assert str(Prose.parse(text)) == text.strip()
