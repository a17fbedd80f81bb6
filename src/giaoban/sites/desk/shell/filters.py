"""The fields above a register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.core.values.actors import Actor

from .forms import agency_choices


def any_of(choices: list[tuple[Any, Any]], empty: Any = None) -> list[tuple[Any, Any]]:
    """Choices with "everything" before them."""
    return [("", empty or _("Tất cả")), *choices]


def agency_filter() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=_("Cơ quan"), coerce=int, empty_value=None, required=False)


class FilterForm(forms.Form):
    """The fields above a register. What is not well formed filters nothing."""

    q = forms.CharField(label=_("Tìm trong sổ"), required=False, widget=forms.TextInput(attrs={"type": "search", "maxlength": "200"}))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="loc_%s", **kwargs)
        for name in ("agency", "lead", "responsible"):
            if name in self.fields:
                self.fields[name].choices = agency_choices(actor, empty=_("Tất cả"))

    @property
    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None, False)}

    @property
    def narrowed(self) -> bool:
        """Whether more than the search box is in use, so that the further fields are shown open."""
        return bool(set(self.chosen) - {"q"})
