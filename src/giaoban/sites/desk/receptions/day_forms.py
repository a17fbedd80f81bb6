"""The calendar of heads: which months, a day planned, and what became of it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.core.values.actors import Actor
from giaoban.registers.petitions.choices import DayState, ReceptionKind, ReceptionMode
from giaoban.registers.petitions.rules.reception_days import HEADS, roles

from ..shell.forms import DayField, DeskForm, agency_choices

ANY = [("", _("Tất cả"))]


class CalendarForm(DeskForm):
    """``thang``: any day's month as 2026-09; ``ky``: a month or its quarter."""

    thang = forms.RegexField(r"^\d{4}-(0[1-9]|1[0-2])$", required=False, label=_("Tháng"), widget=forms.HiddenInput)
    ky = forms.ChoiceField(label=_("Xem theo"), required=False, choices=[("", _("Tháng")), ("quy", _("Quý"))])
    agency = forms.TypedChoiceField(label=_("Cơ quan"), coerce=int, empty_value=None, required=False)
    duty = forms.ChoiceField(label=_("Vai trò"), required=False, choices=lambda: [*ANY, *roles()])
    state = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=[*ANY, *DayState.choices()])

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["agency"].choices = agency_choices(actor, empty=_("Tất cả"), own=True)

    @property
    def given(self) -> dict[str, Any]:
        return self.cleaned_data if self.is_bound and self.is_valid() else {}

    @property
    def day(self) -> date:
        """The first day of the month asked for, or of this month."""
        text = self.given.get("thang") or ""
        return date(int(text[:4]), int(text[5:]), 1) if text and int(text[:4]) >= 2000 else self.actor.today.replace(day=1)


class PlanForm(DeskForm):
    """A day to be put into the calendar."""

    widths = {"place": "half", "leader": "half", "ground": "full"}
    agency = forms.TypedChoiceField(label=_("Cơ quan"), coerce=int)
    duty = forms.ChoiceField(label=_("Người có trách nhiệm tiếp"), choices=roles)
    on = DayField(label=_("Ngày tiếp"))
    kind = forms.ChoiceField(label=_("Hình thức tiếp"), choices=lambda: [pair for pair in ReceptionKind.choices() if pair[0] in HEADS])
    mode = forms.ChoiceField(label=_("Cách tiếp"), choices=ReceptionMode.choices)
    leader = forms.CharField(label=_("Người tiếp theo lịch"), max_length=150, required=False)
    place = forms.CharField(label=_("Địa điểm"), max_length=200, required=False)
    ground = forms.CharField(label=_("Lý do tiếp đột xuất"), max_length=300, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agency_choices(actor, own=True)


class PostForm(DeskForm):
    """Posting the planned days of the months shown."""

    posted_on = DayField(label=_("Ngày niêm yết"))


class PostponeForm(DeskForm):
    widths = {"reason": "full"}
    to = DayField(label=_("Ngày tiếp thay"))
    reason = forms.CharField(label=_("Lý do hoãn"), max_length=300)


class HoldForm(DeskForm):
    widths = {"receiver": "half"}
    receiver = forms.CharField(label=_("Người đã tiếp: họ tên, chức vụ"), max_length=150)
    delegated = forms.BooleanField(label=_("Được thủ trưởng ủy quyền"), required=False)


class SkipForm(DeskForm):
    widths = {"reason": "full"}
    reason = forms.CharField(label=_("Lý do không tiếp"), max_length=300)


class OnlineDayForm(DeskForm):
    notified_on = DayField(label=_("Ngày thông báo cho công dân"), required=False)
    tested_on = DayField(label=_("Ngày kiểm tra kỹ thuật"), required=False)
