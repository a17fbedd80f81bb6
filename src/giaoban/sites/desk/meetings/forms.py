from datetime import date
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giaoban.core.values.errors import GiaoBanError
from giaoban.core.values.periods import Period
from giaoban.registers.people import queries as people
from giaoban.registers.people.models import Agency
from giaoban.registers.people.queries import by_ids
from giaoban.rounds.meetings.choices import PointKind, Presence
from giaoban.rounds.meetings.rules import AgendaLine, PointDraft
from giaoban.sites.desk.shell.forms import DayField, DeskForm
from giaoban.sites.desk.shell.telling import tell


class ChoosingForm(DeskForm):
    """A form with a field whose choices are known only when the page is opened."""

    def offer(self, name: str, options: list[tuple[Any, str]]) -> None:
        """Give a field its choices and look at what was sent again."""
        attrs = self.fields[name].widget.attrs
        self.fields[name].choices = options
        attrs.pop("aria-invalid", None)
        if self.is_bound:
            self.full_clean()
            if name in self.errors:
                attrs["aria-invalid"] = "true"


class MeetingForm(ChoosingForm):
    """The particulars of a conference."""

    title = forms.CharField(label=_("Tên hội nghị"), max_length=300, required=False, help_text=_("Để trống thì lấy tên theo kỳ."))
    on = DayField(label=_("Ngày họp"))
    start_time = forms.TimeField(label=_("Giờ họp"), required=False, widget=forms.TextInput(attrs={"placeholder": "8:00"}))
    place = forms.CharField(label=_("Địa điểm"), max_length=200)
    chair = forms.TypedChoiceField(label=_("Chủ trì"), coerce=int)
    chair_post = forms.CharField(
        label=_("Chức vụ người chủ trì"), max_length=200, help_text=_("Như ghi trong thông báo, ví dụ Bí thư Tỉnh ủy.")
    )
    widths = {"title": "full", "place": "half", "chair": "half", "chair_post": "half"}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("chair", [("", gettext("Chọn người chủ trì")), *people.person_options(today)])


class PrepareForm(MeetingForm):
    """A new conference: the particulars and its period."""

    period = forms.CharField(label=_("Kỳ"), max_length=8, help_text=_("Viết như 2026-Q3."))
    field_order = ["period", "on", "start_time"]

    def clean_period(self) -> Period:
        try:
            return Period.parse(self.cleaned_data["period"])
        except GiaoBanError as error:
            raise forms.ValidationError(error.text(tell)) from error


class AgendaForm(forms.Form):
    title = forms.CharField(label=_("Nội dung"), max_length=300, required=False)
    presenter = forms.CharField(label=_("Người trình bày"), max_length=200, required=False)
    minutes = forms.IntegerField(label=_("Số phút"), required=False, min_value=1, max_value=480)

    def line(self) -> AgendaLine | None:
        data = self.cleaned_data
        return AgendaLine(data["title"], data["presenter"], data["minutes"] or 10) if data.get("title") else None


class PresenceForm(forms.Form):
    invitation = forms.IntegerField(widget=forms.HiddenInput)
    presence = forms.ChoiceField(label=_("Có mặt"), choices=Presence.choices)
    attendee = forms.CharField(label=_("Người dự"), max_length=150, required=False)


class OpinionForm(ChoosingForm):
    """What an agency said."""

    agency = forms.TypedChoiceField(label=_("Cơ quan"), coerce=int)
    speaker = forms.CharField(label=_("Người phát biểu"), max_length=150, required=False)
    text = forms.CharField(label=_("Ý kiến"), max_length=20000, widget=forms.Textarea(attrs={"rows": 4}))
    widths = {"agency": "half", "speaker": "half", "text": "full"}

    def __init__(self, *args: Any, invited: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency", [("", gettext("Chọn cơ quan")), *invited])


class PointForm(forms.Form):
    """One point of the conclusions. Agencies are typed by name, several parted by a semicolon."""

    kind = forms.ChoiceField(label=_("Loại"), choices=PointKind.choices, initial=PointKind.GIAO_VIEC)
    text = forms.CharField(label=_("Nội dung"), max_length=20000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    lead = forms.CharField(label=_("Cơ quan chủ trì"), max_length=200, required=False, widget=forms.TextInput(attrs={"list": "agencies"}))
    supports = forms.CharField(label=_("Phối hợp (cách nhau bằng dấu ;)"), max_length=1000, required=False)
    product = forms.CharField(label=_("Sản phẩm"), max_length=200, required=False)
    deadline = DayField(label=_("Hạn"), required=False)

    def draft(self, on: date, table: dict[str, int]) -> PointDraft | None:
        """The point, agencies found by name on a day; None for an empty row. An unknown agency becomes an error of its field."""
        data = self.cleaned_data
        if not data.get("text"):
            return None
        lead = self._agencies("lead", on, table)
        supports = self._agencies("supports", on, table)
        return PointDraft(data["kind"], data["text"], lead[0] if lead else None, tuple(supports), data["product"], data["deadline"])

    def _agencies(self, field: str, on: date, table: dict[str, int]) -> list[int]:
        found = []
        for name in filter(None, (part.strip() for part in self.cleaned_data[field].split(";"))):
            pk = people.by_name(name, on, table)
            if pk is None:
                self.add_error(field, gettext("Không có cơ quan “%(name)s”. Chọn trong danh sách gợi ý.") % {"name": name})
            else:
                found.append(pk)
        return found


class InviteForm(ChoosingForm):
    """Which agencies are invited."""

    agencies = forms.TypedMultipleChoiceField(label=_("Cơ quan"), coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, options: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agencies", options)

    def chosen(self) -> list[Agency]:
        return sorted(by_ids(self.cleaned_data["agencies"]).values(), key=lambda row: (row.order, row.code))


class IssueForm(DeskForm):
    """The last particulars of a notice."""

    number = forms.CharField(label=_("Số, ký hiệu"), max_length=60, required=False, help_text=_("Để trống thì lấy số tiếp theo."))
    issued_on = DayField(label=_("Ngày ban hành"))
    signer = forms.CharField(label=_("Người ký"), max_length=100)
    signer_post = forms.CharField(label=_("Chức vụ người ký"), max_length=200)


AgendaSet: type[BaseFormSet] = formset_factory(AgendaForm, extra=2)
PresenceSet: type[BaseFormSet] = formset_factory(PresenceForm, extra=0)
PointSet: type[BaseFormSet] = formset_factory(PointForm, extra=3, max_num=200)
