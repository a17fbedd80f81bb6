"""Filtering deadlines, computing one, deciding days of the calendar and vouching for its years."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.core import law
from giaoban.core.values.actors import Actor
from giaoban.trust.clocks.choices import DayKind, Standing

from ..shell.forms import DayField, DeskForm, agency_choices
from ..shell.telling import tell

SEVERITIES = (
    ("", "–"),
    ("it_nghiem_trong", _("Ít nghiêm trọng")),
    ("nghiem_trong", _("Nghiêm trọng")),
    ("rat_nghiem_trong", _("Rất nghiêm trọng")),
    ("dac_biet_nghiem_trong", _("Đặc biệt nghiêm trọng")),
)


def rule_choices() -> list[tuple[str, str]]:
    return [
        (rule.id, f"{tell(rule.label)} ({rule.id})") for rule in sorted(law.rules().values(), key=lambda rule: (rule.procedure, rule.id))
    ]


class ClocksForm(DeskForm):
    """What the register of deadlines is filtered by."""

    q = forms.CharField(label=_("Hồ sơ, việc"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    standing = forms.ChoiceField(label=_("Tình trạng"), required=False, choices=[("", _("Đang chạy")), *Standing.choices()])
    agency = forms.TypedChoiceField(label=_("Cơ quan"), coerce=int, empty_value=None, required=False)
    start = DayField(label=_("Hạn từ ngày"), required=False)
    end = DayField(label=_("đến ngày"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agency_choices(actor, empty=_("Tất cả"))


class DeadlineForm(DeskForm):
    """One deadline to compute, nothing kept."""

    widths = {"rule": "full"}
    rule = forms.ChoiceField(label=_("Việc phải làm"), choices=rule_choices)
    start = DayField(label=_("Tính từ ngày"))
    severity = forms.ChoiceField(label=_("Loại tội phạm"), required=False, choices=SEVERITIES)
    variant = forms.CharField(label=_("Trường hợp riêng"), required=False, help_text=_("Mã trường hợp ghi trong bảng dưới."))
    extensions = forms.IntegerField(label=_("Số lần gia hạn"), required=False, min_value=0, max_value=9)
    pause_first = DayField(label=_("Tạm đình chỉ từ ngày"), required=False)
    pause_last = DayField(label=_("đến hết ngày"), required=False)
    law_on = DayField(label=_("Áp dụng luật của ngày"), required=False, help_text=_("Để trống: ngày bắt đầu."))
    complex = forms.BooleanField(label=_("Vụ việc phức tạp"), required=False)
    remote = forms.BooleanField(label=_("Vùng sâu, vùng xa"), required=False)

    @property
    def options(self) -> dict[str, Any]:
        given = self.cleaned_data
        named = {name: given[name] or None for name in ("severity", "variant", "law_on")}
        return {**named, "extensions": given["extensions"] or 0, "complex": given["complex"], "remote": given["remote"]}

    @property
    def pauses(self) -> list[tuple[date, date]]:
        first, last = self.cleaned_data["pause_first"], self.cleaned_data["pause_last"]
        return [(first, last)] if first and last else []

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and bool(given["pause_first"]) != bool(given["pause_last"]):
            self.add_error("pause_last", _("Ghi cả ngày đầu và ngày cuối của thời gian tạm đình chỉ."))
        return given


class DayForm(DeskForm):
    """A day off or a worked Saturday of the yearly notice."""

    day = DayField(label=_("Ngày"))
    kind = forms.ChoiceField(label=_("Loại"), choices=DayKind.choices)
    reason = forms.CharField(label=_("Lý do"), max_length=150)
    basis = forms.CharField(label=_("Văn bản"), max_length=200)


class YearForm(DeskForm):
    """A year whose calendar was compared with the notice."""

    year = forms.IntegerField(label=_("Năm"), min_value=2000, max_value=2190)
    document = forms.CharField(label=_("Văn bản đã đối chiếu"), max_length=200, help_text=_("Số, ngày của thông báo nghỉ lễ, Tết."))


class ProposedForm(DeskForm):
    """A proposed calendar: a file, or the text of the file looked at before."""

    widths = {"file": "half"}
    file = forms.FileField(label=_("Tệp lịch (toml)"), required=False)
    text = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        file = given.get("file")
        if file:
            try:
                given["text"] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise forms.ValidationError(_("Tệp không phải văn bản UTF-8. Lưu lại dạng UTF-8 rồi chọn lại.")) from error
        if not given.get("text"):
            raise forms.ValidationError(_("Chọn tệp lịch cần xem trước."))
        return given

    @property
    def name(self) -> str:
        file = self.cleaned_data["file"]
        return file.name if file else "lich.toml"
