"""Forms of what happens beside the main line of a petition."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giaoban.registers.petitions.actions import Part
from giaoban.registers.petitions.choices import Field, PetitionKind

from ..shell.forms import DayField
from .acting import PAPER, ActForm

PARTS = 4
PART_KINDS = [pair for pair in PetitionKind.choices() if pair[0] != PetitionKind.NHIEU_NOI_DUNG]


class SplitForm(ActForm):
    """The contents of a mixed letter, each to be a petition of its own; empty ones are left out."""

    on = DayField(label=_("Ngày tách đơn"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.widths = {**self.widths, "on": "full"}
        for place in range(1, PARTS + 1):
            named = {"n": place}
            self.fields[f"kind{place}"] = forms.ChoiceField(
                label=gettext("Nội dung %(n)s: loại") % named, choices=[("", "–"), *PART_KINDS], required=False
            )
            self.fields[f"field{place}"] = forms.ChoiceField(
                label=gettext("Nội dung %(n)s: lĩnh vực") % named, choices=Field.choices(), required=False, initial=Field.KHAC
            )
            self.fields[f"respondent{place}"] = forms.CharField(
                label=gettext("Nội dung %(n)s: bị khiếu nại, tố cáo") % named, max_length=250, required=False
            )
            self.fields[f"summary{place}"] = forms.CharField(
                label=gettext("Nội dung %(n)s") % named, widget=forms.Textarea(attrs={"rows": 2}), required=False
            )
            self.widths[f"summary{place}"] = "full"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for place in range(1, PARTS + 1):
            if given.get(f"summary{place}", "").strip() and not given.get(f"kind{place}"):
                self.add_error(f"kind{place}", gettext("Chọn loại của nội dung này."))
        return given

    @property
    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        parts = [
            Part(
                kind=given[f"kind{place}"],
                summary=given[f"summary{place}"],
                field=given[f"field{place}"] or Field.KHAC,
                respondent=given[f"respondent{place}"],
            )
            for place in range(1, PARTS + 1)
            if given[f"summary{place}"].strip()
        ]
        return {"parts": parts, "on": given["on"], "version": given["version"]}


class EarlierForm(ActForm):
    widths = {"body": "half", "decision": "half", "earlier": "half"}
    earlier = forms.CharField(
        label=_("Đơn lần trước số"),
        max_length=20,
        required=False,
        help_text=_("Ghi như 1054/2026; để trống khi giải quyết ở cơ quan khác."),
    )
    decision = forms.CharField(label=_("Số quyết định, kết luận lần trước"), max_length=100, required=False)
    decided_on = DayField(label=_("Ngày quyết định, kết luận lần trước"), required=False)
    body = forms.CharField(label=_("Cơ quan giải quyết lần trước"), max_length=250, required=False)


class ForwarderForm(ActForm):
    widths = {"body": "full", "paper": "half"}
    body = forms.CharField(label=_("Cơ quan, đại biểu, báo chuyển đơn đến"), max_length=250)
    received_on = DayField(label=_("Ngày nhận văn bản chuyển"))
    paper = forms.CharField(label=PAPER, max_length=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = self.actor.today


class AnswerForm(ActForm):
    on = DayField(label=_("Ngày trả lời"))
    paper = forms.CharField(label=PAPER, max_length=100)


class DialogueForm(ActForm):
    widths = {"place": "half", "chair": "half", "paper": "half"}
    on = DayField(label=_("Ngày đối thoại"))
    place = forms.CharField(label=_("Địa điểm"), max_length=200)
    chair = forms.CharField(label=_("Người chủ trì"), max_length=120)
    notified_on = DayField(
        label=_("Ngày đã thông báo"), required=False, help_text=_("Trước ngày đối thoại ít nhất 5 ngày; để trống nếu chưa gửi.")
    )
    paper = forms.CharField(label=_("Văn bản thông báo (số, ngày)"), max_length=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = None


class NoticeForm(ActForm):
    on = DayField(label=_("Ngày thông báo"))
    paper = forms.CharField(label=PAPER, max_length=100, required=False)


class MinutesForm(ActForm):
    widths = {"minutes": "half", "absent": "full", "agreed": "full", "disputed": "full"}
    on = DayField(label=_("Ngày đối thoại"))
    minutes = forms.CharField(label=_("Biên bản (số, ngày)"), max_length=100)
    agreed = forms.CharField(label=_("Nội dung thống nhất"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    disputed = forms.CharField(label=_("Nội dung còn khác nhau"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    absent = forms.CharField(label=_("Người vắng mặt, lý do"), max_length=300, required=False)


class OriginalsForm(ActForm):
    on = DayField(label=_("Ngày trả giấy tờ gốc"))
    paper = forms.CharField(label=_("Biên nhận (số, ngày)"), max_length=100, required=False)
