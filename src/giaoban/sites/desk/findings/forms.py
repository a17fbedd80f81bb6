"""Forms of conclusions and recommendations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.core.values.actors import Actor
from giaoban.registers.findings.choices import NotDoneReason, RecommendationKind, RecommendationState, SourceKind
from giaoban.registers.findings.models import Recommendation

from ..shell.filters import FilterForm, agency_filter, any_of
from ..shell.forms import AmountField, CountField, DayField, DeskForm, agency_choices

SETTABLE = (RecommendationState.DANG, RecommendationState.TAM_CHUA, RecommendationState.KHONG_THE)


class ConclusionFilterForm(FilterForm):
    """The filters of the register of conclusions."""

    source = forms.ChoiceField(label=_("Nguồn"), choices=lambda: any_of(SourceKind.choices()), required=False)
    done = forms.ChoiceField(
        label=_("Thực hiện"), choices=lambda: any_of([("xong", _("Đã hoàn thành")), ("chua", _("Chưa hoàn thành"))]), required=False
    )
    agency = agency_filter()
    responsible = forms.TypedChoiceField(label=_("Cơ quan phải thực hiện"), coerce=int, empty_value=None, required=False)
    start = DayField(label=_("Ban hành từ"), required=False)
    end = DayField(label=_("đến"), required=False)


class FactsForm(DeskForm):
    """What is known of a conclusion."""

    widths = {"subject": "full"}
    subject = forms.CharField(label=_("Trích yếu"), max_length=400)
    issued_on = DayField(label=_("Ngày ban hành"))
    audit_year = forms.IntegerField(label=_("Niên độ"), required=False, min_value=1990, max_value=2200)
    planned = forms.BooleanField(label=_("Cuộc theo kế hoạch"), required=False)
    violation_million = AmountField(label=_("Vi phạm về kinh tế (triệu đồng)"), required=False)
    violation_m2 = AmountField(label=_("Đất vi phạm (m2)"), required=False)


class ConclusionForm(FactsForm):
    """A new conclusion."""

    field_order = ["source", "agency", "number", "subject", "issued_on", "audit_year", "planned"]
    source = forms.ChoiceField(label=_("Nguồn"), choices=SourceKind.choices)
    agency = forms.TypedChoiceField(label=_("Cơ quan ban hành"), coerce=int)
    number = forms.CharField(label=_("Số kết luận"), max_length=60)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agency_choices(actor, own=True, empty=_("Chọn cơ quan"))


class RecommendationForm(DeskForm):
    """One recommendation of a conclusion."""

    widths = {"kind": "half", "responsible": "half", "text": "full"}
    kind = forms.ChoiceField(label=_("Loại kiến nghị"), choices=RecommendationKind.choices)
    responsible = forms.TypedChoiceField(label=_("Cơ quan phải thực hiện"), coerce=int)
    text = forms.CharField(label=_("Nội dung"), widget=forms.Textarea(attrs={"rows": 4}), max_length=5000)
    due_million = AmountField(label=_("Phải thực hiện (triệu đồng)"), required=False)
    due_count = CountField(label=_("Phải thực hiện (tổ chức, người, vụ, văn bản)"), required=False)
    deadline = DayField(label=_("Hạn thực hiện"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].choices = agency_choices(actor, empty=_("Chọn cơ quan"))


class CarryOutForm(DeskForm):
    """One step of carrying out a recommendation. ``complete`` is asked only where nothing can be counted."""

    widths = {"paper": "full", "complete": "full"}
    on = DayField(label=_("Ngày"))
    million = AmountField(label=_("Số tiền (triệu đồng)"), required=False)
    count = CountField(label=_("Số lượng (tổ chức, người, vụ, văn bản)"), required=False)
    paper = forms.CharField(label=_("Văn bản, chứng từ"), max_length=200, required=False)
    complete = forms.BooleanField(label=_("Đã thực hiện xong kiến nghị này"), required=False)

    def __init__(self, *args: Any, item: Recommendation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not item.due_million:
            del self.fields["million"]
        if not item.due_count:
            del self.fields["count"]
        if item.due_million or item.due_count:
            del self.fields["complete"]


class StateForm(DeskForm):
    """Why a recommendation is not being carried out, or that work goes on."""

    widths = {"state": "half", "reason": "half"}
    state = forms.ChoiceField(label=_("Trạng thái"), choices=lambda: [(s.value, s.label) for s in SETTABLE])
    reason = forms.ChoiceField(label=_("Lý do"), choices=lambda: any_of(NotDoneReason.choices(), _("Không có")), required=False)
