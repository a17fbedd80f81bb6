"""Forms of cases; fields for amounts and the base of filter forms, which the other registers share."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giaoban.core.values.actors import Actor
from giaoban.core.words.numbers import format_number
from giaoban.registers.cases.choices import CaseKind, CrimeGroup, OversightList, Severity, Stage
from giaoban.registers.cases.models import Case
from giaoban.registers.cases.rules import next_stages

from ..shell.forms import DayField, DeskForm, NumberField, agency_choices


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


class CaseFilterForm(FilterForm):
    """The filters of the register of cases."""

    kind = forms.ChoiceField(label=_("Loại"), choices=lambda: any_of(CaseKind.choices()), required=False)
    stage = forms.ChoiceField(label=_("Giai đoạn"), choices=lambda: any_of(Stage.choices()), required=False)
    group = forms.ChoiceField(label=_("Nhóm tội"), choices=lambda: any_of(CrimeGroup.choices()), required=False)
    severity = forms.ChoiceField(label=_("Loại tội phạm"), choices=lambda: any_of(Severity.choices()), required=False)
    oversight = forms.ChoiceField(
        label=_("Diện theo dõi"), choices=lambda: any_of([("*", _("Thuộc một diện bất kỳ")), *OversightList.choices()]), required=False
    )
    agency = agency_filter()
    start = DayField(label=_("Tiếp nhận từ"), required=False)
    end = DayField(label=_("đến"), required=False)


class FactsForm(DeskForm):
    """What is known of a case."""

    widths = {"name": "full", "summary": "full", "group": "half", "severity": "half"}
    name = forms.CharField(label=_("Tên vụ"), max_length=300)
    opened_on = DayField(label=_("Ngày tiếp nhận"))
    initiated_on = DayField(label=_("Ngày khởi tố vụ án"), required=False, help_text=_("Chỉ ghi khi là vụ án."))
    suspects = CountField(label=_("Số bị can, bị cáo"), required=False)
    group = forms.ChoiceField(label=_("Nhóm tội"), choices=CrimeGroup.choices)
    severity = forms.ChoiceField(label=_("Loại tội phạm"), choices=lambda: any_of(Severity.choices(), _("Chưa xác định")), required=False)
    damage_million = AmountField(label=_("Thiệt hại (triệu đồng)"), required=False)
    recovered_million = AmountField(label=_("Đã thu hồi (triệu đồng)"), required=False)
    summary = forms.CharField(label=_("Tóm tắt"), widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=5000)


class CaseForm(FactsForm):
    """A new case. ``matter``: the vụ việc from which it arises."""

    widths = {**FactsForm.widths, "paper": "half"}
    field_order = ["kind", "agency", "number", "name"]
    kind = forms.ChoiceField(label=_("Loại"), choices=CaseKind.choices)
    agency = forms.TypedChoiceField(label=_("Cơ quan đang thụ lý"), coerce=int)
    number = forms.CharField(label=_("Mã"), max_length=30, required=False, help_text=_("Để trống thì hệ thống tự cấp, như VA-2026-014."))
    recovered_million = None
    paper = forms.CharField(label=_("Quyết định khởi tố, văn bản tiếp nhận"), max_length=150, required=False)

    def __init__(self, *args: Any, actor: Actor, matter: Case | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agency_choices(actor, own=True, empty=_("Chọn cơ quan"))
        if matter is not None:
            self.fields["kind"].choices = [(CaseKind.VU_AN.value, CaseKind.VU_AN.label)]


class StageForm(DeskForm):
    """The case comes into another stage."""

    widths = {"stage": "half", "agency": "half", "paper": "full"}
    stage = forms.ChoiceField(label=_("Chuyển sang"))
    agency = forms.TypedChoiceField(label=_("Cơ quan thụ lý từ đây"), coerce=int)
    on = DayField(label=_("Ngày"))
    paper = forms.CharField(label=_("Văn bản (số, ngày, cơ quan)"), max_length=150, required=False)

    def __init__(self, *args: Any, actor: Actor, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [(s.value, s.label) for s in next_stages(case.kind, case.stage)]
        self.fields["agency"].choices = agency_choices(actor, keep=case.agency_id)


class EnterForm(DeskForm):
    """The case is put on an oversight list."""

    widths = {"list": "full", "paper": "full", "reason": "full"}
    list = forms.ChoiceField(label=_("Diện theo dõi, chỉ đạo"), choices=OversightList.choices)
    on = DayField(label=_("Vào diện ngày"))
    paper = forms.CharField(label=_("Văn bản đưa vào"), max_length=150)
    reason = forms.CharField(label=_("Lý do"), max_length=300, required=False)


class LeaveForm(DeskForm):
    """The case is taken off a list."""

    widths = {"paper": "full"}
    on = DayField(label=_("Ra khỏi diện ngày"))
    paper = forms.CharField(label=_("Văn bản đưa ra"), max_length=150)
