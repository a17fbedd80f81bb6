"""The English catalogue: current, compiled, and the same sentences as the sources."""

import gettext
import subprocess

import pytest

from tests import messages


@pytest.fixture(scope="module")
def wanted(tmp_path_factory):
    return messages.collect(tmp_path_factory.mktemp("messages")).read_text("utf-8")


def catalogue(path):
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)._catalog


def test_catalogue_is_current(wanted):
    assert messages.CATALOGUE.read_text("utf-8") == wanted, "gọi `make messages`"


def test_collection_twice_same(wanted, tmp_path):
    assert messages.collect(tmp_path).read_text("utf-8") == wanted


def test_compiled_catalogue_is_the_written_one(tmp_path):
    messages.compile_to(tmp_path / "django.mo")
    assert catalogue(messages.CATALOGUE.with_suffix(".mo")) == catalogue(tmp_path / "django.mo")


def test_compiler_finds_no_fault():
    subprocess.run(["msgfmt", "--check-header", "--output-file", "/dev/null", messages.CATALOGUE], check=True)


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ('raise InvalidInput("Thiếu tên.")', "gettext('Thiếu tên.')"),
        ('class Loai(Kind):\n    A = "a", "Một"', "gettext('Một')"),
        ('_("Chọn cơ quan")', "gettext('Chọn cơ quan')"),
        ('ngettext("quá %(n)s ngày", "quá %(n)s ngày", 2)', "ngettext('quá %(n)s ngày', 'quá %(n)s ngày', n)"),
    ],
)
def test_sentence_is_found_in_any_module(source, kept):
    reader = messages.Sentences(whole=False)
    reader.visit(messages.ast.parse(source))
    assert reader.found == {kept}


def test_words_to_be_recognised_are_left_out():
    reader = messages.Sentences(whole=False)
    reader.visit(messages.ast.parse('WORDS = ["nghị quyết", "quyết định"]'))
    assert reader.found == set()


def test_formatted_sentence_is_a_pattern():
    reader = messages.Sentences(whole=True)
    reader.visit(messages.ast.parse('f"từ {vn_date(first)} đến {vn_date(last)} ({days} ngày)"'))
    assert reader.found == {"pgettext('told', 'từ {first} đến {last} ({days} ngày)')"}
