"""Numbers shown in a form read back as the same numbers."""

from decimal import Decimal

import pytest
from django import forms
from django.test.html import parse_html

from giaoban.sites.desk.shell.forms import NumberField, Options


@pytest.mark.parametrize(("value", "shown"), [(Decimal("12.500"), "12,5"), (Decimal("1200.0000"), "1.200"), (7, "7")])
def test_number_field_reads_back_what_it_shows(value: Decimal, shown: str) -> None:
    field = NumberField()
    assert field.prepare_value(value) == shown
    assert field.clean(shown) == value


def test_select_is_written_as_the_framework_writes_it() -> None:
    choices = [("", "Tất cả"), (1, "UBND <xã> A"), ("hai", "Sở & ngành")]
    attrs = {"id": "id_agency", "required": True, "title": 'a"b'}
    for value in ("", None, 1, "1", "hai", "không có"):
        ours = Options(choices=choices).render("agency", value, attrs)
        framework = forms.Select(choices=choices).render("agency", value, attrs)
        assert_html_equal(ours, framework)


def test_select_in_groups_keeps_its_groups() -> None:
    assert "<optgroup" in Options(choices=[("Nhóm", [(1, "một")])]).render("x", 1)


def assert_html_equal(one: str, other: str) -> None:
    assert parse_html(one) == parse_html(other)
