"""Forms of the papers of a record, of opening a sealed identity, of the clean copy and of protection."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.registers.petitions.actions import ToProtect
from giaoban.registers.petitions.choices import ProtectedGood, ProtectionEnd, ProtectionPaperKind, Relation, RequestChannel
from giaoban.registers.petitions.sealing import Person
from giaoban.trust.vault.choices import Part, Purpose

from ..shell.forms import DayField, DeskForm


class PaperForm(DeskForm):
    widths = {"file": "full"}
    file = forms.FileField(label=_("Bản quét, tài liệu (pdf, ảnh, docx, xlsx, txt)"))


class AskForm(DeskForm):
    """What is to be opened, for which purpose and why."""

    widths = {"motive": "full", "purpose": "half", "parts": "half"}
    purpose = forms.ChoiceField(label=_("Mục đích"), choices=[("", _("Chọn một mục đích")), *Purpose.choices()])
    parts = forms.MultipleChoiceField(
        label=_("Chỉ chọn phần thật cần"), choices=Part.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    motive = forms.CharField(
        label=_("Vì việc gì phải mở danh tính"),
        max_length=300,
        help_text=_("Ghi việc, số văn bản làm căn cứ; không ghi tên ai. Được giữ trong nhật ký vĩnh viễn."),
    )


class RedactForm(DeskForm):
    widths = {"transcript": "full", "others": "full", "recipient": "half", "file": "full"}
    recipient = forms.CharField(label=_("Gửi cơ quan"), max_length=250)
    paper = forms.CharField(label=_("Văn bản chuyển (số, ngày)"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Loại tệp"), choices=[("docx", "Word"), ("pdf", "PDF")])
    transcript = forms.CharField(
        label=_("Nội dung đơn và tài liệu, gõ lại"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Bản chụp và chữ viết tay không được gửi đi. Tên, số, địa chỉ của người tố cáo được che khi lập bản."),
    )
    others = forms.CharField(
        label=_("Che thêm (biệt danh, tên người thân, số tài khoản …)"),
        required=False,
        max_length=1000,
        help_text=_("Ngăn cách bằng dấu chấm phẩy; chỉ dùng để soát lần này, không lưu."),
    )
    file = forms.FileField(label=_("Hoặc bản đã che lập ở ngoài (docx, pdf)"), required=False)


class ProtectionForm(DeskForm):
    """A request for protection; one relative at a time, the denouncer too when ticked."""

    widths = {"reason": "full", "goods": "half", "address": "half"}
    on = DayField(label=_("Ngày đề nghị"))
    channel = forms.ChoiceField(label=_("Cách đề nghị"), choices=RequestChannel.choices)
    urgent = forms.BooleanField(label=_("Khẩn cấp"), required=False)
    signed = forms.BooleanField(label=_("Văn bản có chữ ký, điểm chỉ"), required=False)
    relation = forms.ChoiceField(label=_("Người cần được bảo vệ"), choices=Relation.choices)
    name = forms.CharField(
        label=_("Họ và tên"), max_length=120, required=False, help_text=_("Để trống nếu là người tố cáo. Lưu trong kho niêm phong.")
    )
    address = forms.CharField(label=_("Địa chỉ"), max_length=250, required=False)
    phone = forms.CharField(label=_("Số điện thoại"), max_length=30, required=False)
    goods = forms.MultipleChoiceField(
        label=_("Cần bảo vệ"), choices=ProtectedGood.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label=_("Lý do, nội dung cần bảo vệ"), widget=forms.Textarea(attrs={"rows": 3}))

    @property
    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        who = Person(name=given["name"].strip(), address=given["address"].strip(), phone=given["phone"].strip())
        people = [ToProtect(who, given["relation"], tuple(given["goods"]))]
        return {"people": people, **{name: given[name] for name in ("on", "channel", "urgent", "signed", "reason")}}


class WrittenForm(DeskForm):
    on = DayField(label=_("Ngày văn bản đề nghị"))


class DecisionForm(DeskForm):
    widths = {"ground": "full", "measures": "full", "bodies": "half", "sent_to": "half"}
    decision = forms.CharField(label=_("Số quyết định"), max_length=60)
    on = DayField(label=_("Ngày quyết định"))
    starts_on = DayField(label=_("Bảo vệ từ ngày"))
    ground = forms.CharField(label=_("Căn cứ"), max_length=300)
    measures = forms.CharField(label=_("Biện pháp bảo vệ"), widget=forms.Textarea(attrs={"rows": 3}))
    bodies = forms.CharField(label=_("Cơ quan thực hiện"), max_length=300)
    sent_to = forms.CharField(label=_("Gửi đến (chỉ người được bảo vệ, người giải quyết, cơ quan liên quan)"), max_length=300)


class NotProtectForm(DeskForm):
    widths = {"reason": "full"}
    on = DayField(label=_("Ngày trả lời"))
    reason = forms.CharField(label=_("Lý do không bảo vệ"), max_length=300)


class EndForm(DeskForm):
    widths = {"ground": "half"}
    ground = forms.ChoiceField(label=_("Lý do chấm dứt"), choices=ProtectionEnd.choices)
    on = DayField(label=_("Ngày chấm dứt"))
    paper = forms.CharField(label=_("Quyết định (số, ngày)"), max_length=100, required=False)


class FilePaperForm(DeskForm):
    widths = {"kind": "half"}
    kind = forms.ChoiceField(label=_("Tài liệu"), choices=ProtectionPaperKind.choices)
    on = DayField(label=_("Ngày"))
    paper = forms.CharField(label=_("Số văn bản"), max_length=60, required=False)
