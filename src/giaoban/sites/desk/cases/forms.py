"""Forms of cases."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.core.values.actors import Actor
from giaoban.registers.cases.choices import CaseKind, CrimeGroup, OversightList, Severity, Stage
from giaoban.registers.cases.models import Case
from giaoban.registers.cases.rules import next_stages

from ..shell.filters import FilterForm, agency_filter, any_of
from ..shell.forms import AmountField, CountField, DayField, DeskForm, agency_choices


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
