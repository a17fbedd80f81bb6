from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giaoban.core.values.errors import GiaoBanError
from giaoban.core.values.periods import Period
from giaoban.figures.indicators.rules import catalogue
from giaoban.registers.directives.choices import DirectiveKind
from giaoban.registers.mobilisation.choices import AwardKind
from giaoban.registers.people import queries as people
from giaoban.rounds.intake.choices import ProposalKind
from giaoban.sites.desk.shell.forms import DayField, DeskForm, NumberField
from giaoban.sites.desk.shell.telling import tell


class PeriodField(forms.CharField):
    """A period as 2026-Q3; cleaned to a Period."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return Period.parse(text) if text else None
        except GiaoBanError as error:
            raise forms.ValidationError(error.text(tell)) from error


class ReadForm(DeskForm):
    """A paper to be read: a file or a pasted text."""

    name = forms.CharField(label=_("Tên gọi"), max_length=250, required=False, help_text=_("Để trống thì lấy tên tệp hoặc câu đầu."))
    period = PeriodField(label=_("Kỳ"), max_length=8, required=False, help_text=_("Để trống thì đọc trong văn bản. Viết như 2026-Q3."))
    file = forms.FileField(label=_("Tệp (docx, pdf, xlsx, txt, html, ảnh quét)"), required=False)
    text = forms.CharField(label=_("hoặc dán văn bản"), max_length=2_000_000, required=False, widget=forms.Textarea(attrs={"rows": 12}))
    widths = {"name": "half", "period": "one", "file": "half", "text": "full"}

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        data, file = self.cleaned_data, self.cleaned_data["file"]
        content = file.read() if file else None
        return {"name": data["name"] or (file.name if file else ""), "content": content, "text": data["text"], "period": data["period"]}


class FigureForm(DeskForm):
    indicator = forms.ChoiceField(label=_("Chỉ tiêu"))
    value = NumberField(label=_("Giá trị"))
    period = PeriodField(label=_("Kỳ"), max_length=8)
    widths = {"indicator": "full", "value": "half", "period": "half"}

    def corrected(self) -> dict[str, Any]:
        value = self.cleaned_data["value"]
        whole = int(value) if value == int(value) else float(value)
        return {"indicator": self.cleaned_data["indicator"], "value": whole, "period": self.cleaned_data["period"].code}


class CitationForm(DeskForm):
    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=DirectiveKind.choices)
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=60)
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=200)
    issued_on = DayField(label=_("Ngày ban hành"), required=False)
    subject = forms.CharField(label=_("Trích yếu"), max_length=500)
    widths = {"kind": "half", "number": "half", "issuer": "half", "issued_on": "half", "subject": "full"}

    def corrected(self) -> dict[str, Any]:
        return dict(self.cleaned_data) | {"issued_on": iso(self.cleaned_data["issued_on"])}


class PersonForm(DeskForm):
    name = forms.CharField(label=_("Họ và tên"), max_length=100)
    person = forms.TypedChoiceField(label=_("Là cán bộ"), coerce=int, empty_value=None, required=False)
    positions = forms.CharField(label=_("Chức vụ (mỗi dòng một chức vụ)"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    widths = {"name": "half", "person": "half", "positions": "full"}

    def corrected(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"name": data["name"], "person": data["person"], "one": True, "positions": [x for x in data["positions"].splitlines() if x]}


class TaskForm(DeskForm):
    title = forms.CharField(label=_("Nội dung việc"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    lead = forms.TypedChoiceField(label=_("Cơ quan chủ trì"), coerce=int)
    supports = forms.TypedMultipleChoiceField(
        label=_("Phối hợp"), coerce=int, required=False, widget=forms.SelectMultiple(attrs={"size": 4})
    )
    deadline = DayField(label=_("Hạn"), required=False)
    product = forms.CharField(label=_("Sản phẩm"), max_length=200, required=False)
    widths = {"title": "full", "lead": "half", "supports": "half", "deadline": "half", "product": "half"}

    def corrected(self) -> dict[str, Any]:
        return dict(self.cleaned_data) | {"deadline": iso(self.cleaned_data["deadline"])}


class AwardForm(DeskForm):
    kind = forms.ChoiceField(label=_("Hình thức"), choices=AwardKind.choices)
    on = DayField(label=_("Ngày"), required=False)
    giver = forms.CharField(label=_("Người, cơ quan tặng"), max_length=200)
    recipient = forms.CharField(label=_("Tập thể, cá nhân"), max_length=300)
    reason = forms.CharField(label=_("Thành tích"), max_length=400, required=False)
    widths = {"kind": "half", "on": "half", "giver": "full", "recipient": "full", "reason": "full"}

    def corrected(self) -> dict[str, Any]:
        return dict(self.cleaned_data) | {"on": iso(self.cleaned_data["on"])}


FORMS: dict[str, type[DeskForm]] = {
    ProposalKind.FIGURE: FigureForm,
    ProposalKind.CITATION: CitationForm,
    ProposalKind.PERSON: PersonForm,
    ProposalKind.TASK: TaskForm,
    ProposalKind.AWARD: AwardForm,
}


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def form_of(kind: str, data: dict[str, Any], today: date, sent: Any = None) -> Any:
    """The form that corrects a proposal of this kind, showing what the register would take."""
    shown = dict(data)
    for name in ("issued_on", "deadline", "on"):
        if shown.get(name):
            shown[name] = date.fromisoformat(shown[name])
    if kind == ProposalKind.PERSON:
        shown["positions"] = "\n".join(shown["positions"])
    form = FORMS[kind](sent, initial=shown)
    for name, options in _options(kind, today).items():
        form.fields[name].choices = options
    if sent is not None:
        form.full_clean()
    return form


def _options(kind: str, today: date) -> dict[str, list[tuple[Any, str]]]:
    if kind == ProposalKind.FIGURE:
        return {"indicator": [("", gettext("Chọn chỉ tiêu")), *((code, f"{one.name} ({code})") for code, one in catalogue().items())]}
    if kind == ProposalKind.PERSON:
        return {"person": [("", gettext("người mới, chưa có trong danh sách")), *people.person_options(today)]}
    if kind == ProposalKind.TASK:
        agencies = people.options(today)
        return {"lead": [("", gettext("Chọn cơ quan")), *agencies], "supports": list(agencies)}
    return {}
