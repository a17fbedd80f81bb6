"""Fields and the base of the desk's forms: shape is checked here, meaning in the actions."""

from decimal import Decimal
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import GiaoBanError, InvalidInput
from giaoban.core.words.dates import format_date, parse_date
from giaoban.core.words.numbers import format_number, parse_number
from giaoban.registers.people import queries as people

from .telling import tell


class DayField(forms.Field):
    """A day typed as officials do: 5/6/2026, 05-06-2026, 05062026 is refused with a sentence."""

    widget = forms.TextInput(
        attrs={"placeholder": gettext_lazy("ngày/tháng/năm"), "inputmode": "numeric", "autocomplete": "off", "maxlength": "30"}
    )

    def to_python(self, value: Any) -> Any:
        if not value:
            return None
        try:
            return parse_date(str(value))
        except InvalidInput as error:
            raise forms.ValidationError(error.text(tell)) from error

    def prepare_value(self, value: Any) -> Any:
        return format_date(value) if hasattr(value, "year") else value


class NumberField(forms.Field):
    """A number typed the Vietnamese way: 1.200 or 15,2."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": "30"})

    def to_python(self, value: Any) -> Any:
        if value in (None, ""):
            return None
        try:
            return parse_number(str(value))
        except InvalidInput as error:
            raise forms.ValidationError(error.text(tell)) from error

    def prepare_value(self, value: Any) -> Any:
        return format_number(value) if isinstance(value, int | Decimal) else value


class AmountField(NumberField):
    """An amount that is shown the way it is typed: 1.200,5. Empty stands for 0."""

    def to_python(self, value: Any) -> Any:
        number = super().to_python(value)
        return Decimal(0) if number is None else Decimal(number)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, int | float | Decimal):
            return value
        number = Decimal(str(value)).normalize()
        return format_number(int(number) if number == number.to_integral_value() else number)


class CountField(AmountField):
    """A whole number. Empty stands for 0."""

    def to_python(self, value: Any) -> Any:
        number = super().to_python(value)
        if number != number.to_integral_value():
            raise forms.ValidationError(gettext("Ô này chỉ ghi số nguyên."))
        return int(number)


class Options(forms.Select):
    """A select written in one go: with 150 bodies to choose from, a template for each option took a third of a list page."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        choices = list(self.choices)
        if any(isinstance(label, list | tuple) for _, label in choices):
            return super().render(name, value, attrs, renderer)
        chosen = set(self.format_value(value))
        texts = ["" if key is None else str(key) for key, _ in choices]
        first = next((place for place, text in enumerate(texts) if text in chosen), None)
        rows = ((text, " selected" if place == first else "", choices[place][1]) for place, text in enumerate(texts))
        lines = format_html_join("", '<option value="{}"{}>{}</option>', rows)
        return format_html("<select{}>{}</select>", flatatt(self.build_attrs({**self.attrs, "name": name}, attrs)), lines)


class DeskForm(forms.Form):
    """A form of the desk. ``widths``: css class of each field's place in the six-column sheet (full, half, one; default a third)."""

    widths: dict[str, str] = {}
    required_css_class = "req"
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.CharField) and isinstance(field.widget, forms.Textarea):
                chosen = field.widget.attrs.get("rows")
                field.widget.attrs["rows"] = 3 if chosen in (None, "10") else chosen  # "10": nobody chose
            if type(field.widget) is forms.Select:
                quick = Options(attrs=field.widget.attrs, choices=field.widget.choices)
                quick.is_required, field.widget = field.widget.is_required, quick

    @property
    def sheet(self) -> list[tuple[Any, str]]:
        """(bound field, width class) of every visible field, in reading order."""
        return [(self[name], self.widths.get(name, "")) for name, field in self.fields.items() if not field.widget.is_hidden]

    def refuse(self, error: GiaoBanError) -> None:
        """Show a refusal of an action beside its field, with everything typed still there."""
        self.add_error(error.field if error.field in self.fields else None, error.text(tell))


def agency_choices(actor: Actor, *, empty: Any = "", own: bool = False, keep: int | None = None) -> list[tuple[Any, Any]]:
    """Bodies existing today, for a select. ``own``: only those whose books this person writes; ``keep``: one more that must stay choosable."""
    rows = people.listing(actor, people.AgencyFilter(on=actor.today))
    if own and actor.agencies is not None:
        rows = rows.filter(pk__in=actor.agencies)
    found: list[tuple[Any, Any]] = [("", empty)] if empty else []
    found += list(rows.values_list("pk", "short_name"))
    if keep and all(pk != keep for pk, _ in found):
        found += list(people.visible(actor).filter(pk=keep).values_list("pk", "short_name"))
    return found
