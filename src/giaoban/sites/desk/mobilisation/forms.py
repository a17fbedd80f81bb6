"""Forms of mass-mobilisation work and awards."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.core.values.actors import Actor
from giaoban.registers.mobilisation.choices import ActivityKind, ActivityState, AwardKind

from ..shell.filters import FilterForm, agency_filter, any_of
from ..shell.forms import AmountField, CountField, DayField, DeskForm, agency_choices


class ActivityFilterForm(FilterForm):
    """The filters of the register of activities."""

    kind = forms.ChoiceField(label=_("Loại"), choices=lambda: any_of(ActivityKind.choices()), required=False)
    state = forms.ChoiceField(label=_("Trạng thái"), choices=lambda: any_of(ActivityState.choices()), required=False)
    agency = agency_filter()
    start = DayField(label=_("Từ ngày"), required=False)
    end = DayField(label=_("đến"), required=False)


class AwardFilterForm(FilterForm):
    """The filters of awards."""

    kind = forms.ChoiceField(label=_("Hình thức"), choices=lambda: any_of(AwardKind.choices()), required=False)
    agency = agency_filter()
    start = DayField(label=_("Từ ngày"), required=False)
    end = DayField(label=_("đến"), required=False)


class ActivityForm(DeskForm):
    """What an activity was and how much of it there was."""

    widths = {"title": "full", "about": "full", "form": "half"}
    kind = forms.ChoiceField(label=_("Loại"), choices=ActivityKind.choices)
    state = forms.ChoiceField(label=_("Trạng thái"), choices=ActivityState.choices)
    title = forms.CharField(label=_("Nội dung"), max_length=400)
    about = forms.CharField(
        label=_("Đối tượng giám sát, dự thảo phản biện"),
        max_length=300,
        required=False,
        help_text=_("Bắt buộc với giám sát, phản biện xã hội."),
    )
    form = forms.CharField(label=_("Hình thức"), max_length=150, required=False)
    on = DayField(label=_("Ngày"))
    until = DayField(label=_("Đến ngày"), required=False)
    turns = CountField(label=_("Số cuộc"), required=False)
    attendances = CountField(label=_("Số lượt người"), required=False)
    households = CountField(label=_("Số hộ"), required=False)
    million = AmountField(label=_("Kinh phí (triệu đồng)"), required=False)
    recommendations = CountField(label=_("Số kiến nghị"), required=False)


class NewActivityForm(ActivityForm):
    """A new activity, with the body that leads it."""

    field_order = ["kind", "agency", "state", "title"]
    agency = forms.TypedChoiceField(label=_("Cơ quan chủ trì"), coerce=int)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agency_choices(actor, own=True, empty=_("Chọn cơ quan"))


class AwardForm(DeskForm):
    """An award."""

    widths = {"recipient": "full", "reason": "full", "giver": "half", "agency": "half", "kind": "half", "paper": "half"}
    kind = forms.ChoiceField(label=_("Hình thức"), choices=AwardKind.choices)
    on = DayField(label=_("Ngày"), required=False)
    recipient = forms.CharField(label=_("Tập thể, cá nhân được tặng"), max_length=300)
    reason = forms.CharField(label=_("Thành tích"), max_length=400)
    giver = forms.CharField(label=_("Người, cơ quan tặng"), max_length=200)
    agency = forms.TypedChoiceField(label=_("Cơ quan của người được tặng"), coerce=int, empty_value=None, required=False)
    paper = forms.CharField(label=_("Quyết định"), max_length=100, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agency_choices(
            actor, own=True, empty=_("Không thuộc cơ quan nào") if actor.agencies is None else ""
        )
