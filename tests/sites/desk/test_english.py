"""The English interface is complete: every sentence is translated, and pages of the desk show no Vietnamese but data."""

import gettext
import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from tests import messages

PLACES = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
PAGES = (
    "today:home", "round:home", "receptions:list", "receptions:create", "petitions:list", "petitions:create", "petitions:load", "cases:list",
    "directives:list", "findings:list", "mobilisation:list", "clocks:list", "clocks:all", "indicators:list", "submissions:list",
    "reports:list", "meetings:list", "meetings:notices", "tasks:list", "intake:list", "people:list", "accounts:list", "audit:list", "search:all",
)  # fmt: skip
ROLES = {
    "accounts:list": "administrator", "audit:list": "administrator", "receptions:create": "clerk", "petitions:create": "clerk",
    "petitions:load": "clerk",
}  # fmt: skip
DATA = {"Tiếng Việt"}


def entries():
    """(source, translation) of the catalogue, every plural form on its own; untranslated ones are empty."""
    for block in messages.CATALOGUE.read_text("utf-8").split("\n\n")[1:]:
        fields = dict(re.findall(r'^(msgid|msgstr(?:\[\d\])?) "(.*)"$', block, re.MULTILINE))
        for key, text in fields.items():
            if key != "msgid":
                yield fields["msgid"], text


class Words(HTMLParser):
    """What a reader sees and hears: text, and the attributes that are read out."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.found += [given[name] for name in ("title", "aria-label", "placeholder", "data-label") if given.get(name)]

    def handle_data(self, data):
        self.found.append(data.strip())


def test_every_sentence_is_translated():
    assert [source for source, text in entries() if not text] == []


def test_no_translation_is_a_guess():
    assert "fuzzy" not in messages.CATALOGUE.read_text("utf-8")


def test_places_are_the_same_in_both():
    assert [source for source, text in entries() if text and set(PLACES.findall(source)) != set(PLACES.findall(text))] == []


def test_translations_are_english():
    cited = re.compile(r"(Luật|Bộ luật|Nghị định|Thông tư|Quy định|Nghị quyết|Điều|khoản|điểm|Công văn|Pháp lệnh|Quyết định)\b")
    wrong = [text for source, text in entries() if source == text and messages.VIETNAMESE.search(text) and not cited.search(text)]
    assert wrong == []


@pytest.mark.parametrize("page", PAGES)
def test_english_page_shows_only_data_in_vietnamese(page, agencies):
    from giaoban.registers.people.models import Agency  # the models are ready only now

    from .people import official

    reader_of = official(ROLES.get(page, "specialist"), agencies.so_tu_phap, language="en")
    client = Client()
    client.force_login(reader_of, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(reverse(page), follow=True)
    assert answer.status_code == 200
    reader = Words()
    reader.feed(answer.content.decode())
    known = (
        DATA | {reader_of.full_name, reader_of.post} | {name for row in Agency.objects.values_list("name", "short_name") for name in row}
    )
    assert [text for text in reader.found if messages.VIETNAMESE.search(text) and text not in known] == []


def test_english_catalogue_is_found_by_the_console():
    from giaoban.sites.console.output import LOCALE

    assert gettext.find("django", LOCALE, ["en"])
