"""Numbers shown in a form read back as the same numbers."""

from decimal import Decimal

import pytest

from giaoban.sites.desk.shell.forms import NumberField


@pytest.mark.parametrize(("value", "shown"), [(Decimal("12.500"), "12,5"), (Decimal("1200.0000"), "1.200"), (7, "7")])
def test_number_field_reads_back_what_it_shows(value: Decimal, shown: str) -> None:
    field = NumberField()
    assert field.prepare_value(value) == shown
    assert field.clean(shown) == value
