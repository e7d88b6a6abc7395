"""A statement says u or je, and never both: in every sentence of ours, whatever the policy says."""

from __future__ import annotations

import re
from functools import cache

import pytest
import yaml
from document.rendering import TEMPLATES, language, rendered
from document.spine import all_shown
from model.maximal import maximal_policies
from test_language import without_words

from policyc.model.address import AddressForm, addressed
from policyc.model.policy import Policy

FORMS: tuple[AddressForm, ...] = ("u", "je")
OF_THE_OTHER: dict[AddressForm, re.Pattern[str]] = {
    "u": re.compile(r"(?<![\w-])(?:je|jij|jou|jouw|jouwe|jezelf|jullie)(?![\w-])", re.IGNORECASE),
    "je": re.compile(r"(?<![\w-])(?:u|uw|uwe|uzelf)(?![\w-])", re.IGNORECASE),
}
"""The words by which the reader is not addressed."""
ITS_OWN: dict[AddressForm, re.Pattern[str]] = {"u": OF_THE_OTHER["je"], "je": OF_THE_OTHER["u"]}

FILES = sorted((TEMPLATES / "nl").rglob("*.j2"))
_CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


@cache
def policies() -> tuple[Policy, ...]:
    """All that a policy may say, with neutral words of the author; once with the rights that follow from the bases."""
    shown = [without_words(all_shown(source)) for source in maximal_policies()]
    derived = [source.model_copy(update={"rights": None, "transcription": None}) for source in shown[:2]]
    return (*shown, *derived)


def addressing(form: AddressForm) -> str:
    texts = (rendered(source.model_copy(update={"address_form": form})) for source in policies())
    # Where a link leads is no word of ours.
    return re.sub(r"\]\([^)]*\)", "]", "\n".join(texts))


@pytest.mark.parametrize("form", FORMS)
def test_a_statement_addresses_its_reader_in_one_way(form: AddressForm) -> None:
    text = addressing(form)
    assert [line for line in text.splitlines() if OF_THE_OTHER[form].search(line)] == []
    assert len(ITS_OWN[form].findall(text)) > 500
    assert not re.search(r"\{[^{}]*\|", text)


def test_without_a_choice_it_says_u() -> None:
    source = policies()[0]
    without, with_u = (source.model_copy(update={"address_form": form}) for form in (None, "u"))
    assert rendered(without) == rendered(with_u)


@pytest.mark.parametrize("form", FORMS)
def test_the_two_forms_say_the_same(form: AddressForm) -> None:
    """Each sentence has its counterpart, and the marks around the words are the same."""
    assert re.sub(r"[^\n#>|*-]", "", addressing(form)) == re.sub(r"[^\n#>|*-]", "", addressing("u"))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(TEMPLATES / "nl").as_posix())
def test_no_template_says_anything_else(path: object, form: AddressForm) -> None:
    """What the maximal policies do not reach, and the letter."""
    assert hasattr(path, "read_text")
    said = _CODE.sub(" ", addressed(path.read_text("utf-8"), form))
    assert [line.strip() for line in said.splitlines() if OF_THE_OTHER[form].search(line)] == []


@pytest.mark.parametrize("form", FORMS)
def test_no_term_says_anything_else(form: AddressForm) -> None:
    """Those of the page and of the comparison of two versions too."""
    words = yaml.safe_dump(dict(language("nl", form).terms), allow_unicode=True, width=1000)
    assert [line.strip() for line in words.splitlines() if OF_THE_OTHER[form].search(line)] == []


@pytest.mark.parametrize("form", FORMS)
def test_every_call_out_has_its_class(form: AddressForm) -> None:
    """The labels of the templates are those of terms.yaml, in both forms."""
    labels = set(re.findall(r"^> \*\*([^*]+)\*\*", addressing(form), re.MULTILINE))
    assert {"Nog te bevestigen", "Recht van bezwaar"} <= labels <= set(language("nl", form).terms["callouts"])
