from decimal import Decimal
from typing import Any

from django import forms

from giaoban.figures.indicators.rules import Indicator
from giaoban.sites.desk.shell.forms import DeskForm, NumberField


class ReturnForm(DeskForm):
    """One box for each figure the agency must send, and a note."""

    note = forms.CharField(label="Ghi chú", max_length=500, required=False, widget=forms.Textarea)
    widths = {"note": "full"}

    def __init__(self, *args: Any, indicators: list[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        note = self.fields.pop("note")
        for indicator in indicators:
            self.fields[indicator.code] = NumberField(label=f"{indicator.name} ({indicator.unit})", required=False)
            self.widths = {**self.widths, indicator.code: "half"}
        self.fields["note"] = note

    @property
    def figures(self) -> dict[str, Decimal | None]:
        """What was typed, by figure; None where the box is empty."""
        typed = {code: value for code, value in self.cleaned_data.items() if code not in ("note", "version")}
        return {code: None if value is None else Decimal(value) for code, value in typed.items()}
