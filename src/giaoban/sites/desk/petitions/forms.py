"""Filtering, writing and correcting petitions."""

import secrets
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.core.values.actors import Actor
from giaoban.registers.petitions.choices import (
    Channel,
    CompetentKind,
    Disposition,
    Eligibility,
    Field,
    PetitionKind,
    PetitionState,
    Round,
)
from giaoban.registers.petitions.sealing import Person

from ..shell.forms import DayField, DeskForm, agency_choices

ANY = [("", _("Tất cả"))]
PERSON = ("name", "birth_year", "phone", "identity_no", "address", "place")


class PetitionsForm(DeskForm):
    """What the register is filtered by. The first few stand on the page, the others under "Lọc thêm"."""

    near = ("q", "kind", "state", "handler")
    q = forms.CharField(label=_("Nội dung, họ tên, số đơn"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    kind = forms.ChoiceField(label=_("Loại đơn"), required=False, choices=[*ANY, *PetitionKind.choices()])
    state = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=[*ANY, *PetitionState.choices()])
    handler = forms.TypedChoiceField(label=_("Cơ quan thụ lý"), coerce=int, empty_value=None, required=False)
    agency = forms.TypedChoiceField(label=_("Cơ quan nhận"), coerce=int, empty_value=None, required=False)
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False, choices=[*ANY, *Field.choices()])
    channel = forms.ChoiceField(label=_("Nguồn đơn"), required=False, choices=[*ANY, *Channel.choices()])
    round = forms.ChoiceField(label=_("Lần"), required=False, choices=[*ANY, *Round.choices()])
    eligibility = forms.ChoiceField(label=_("Điều kiện xử lý"), required=False, choices=[*ANY, *Eligibility.choices()])
    within = forms.ChoiceField(
        label=_("Thẩm quyền"),
        required=False,
        choices=[*ANY, ("thuoc", _("Thuộc thẩm quyền")), ("khong", _("Không thuộc thẩm quyền")), ("chua_ro", _("Chưa rõ"))],
    )
    competent_kind = forms.ChoiceField(label=_("Loại cơ quan có thẩm quyền"), required=False, choices=[*ANY, *CompetentKind.choices()])
    disposition = forms.ChoiceField(label=_("Hướng xử lý"), required=False, choices=[*ANY, *Disposition.choices()])
    many = forms.ChoiceField(
        label=_("Người ký"), required=False, choices=[*ANY, ("mot", _("Một người đến bốn người")), ("nhieu", _("Nhiều người (từ năm)"))]
    )
    papers = forms.ChoiceField(
        label=_("Giấy tờ kèm theo"),
        required=False,
        choices=[
            *ANY,
            ("goc", _("Có giấy tờ gốc")),
            ("chua_tra", _("Giấy tờ gốc chưa trả")),
            ("ban_sao", _("Chỉ có bản sao")),
            ("khong", _("Không kèm giấy tờ")),
        ],
    )
    from_ = DayField(label=_("Nhận từ ngày"), required=False)
    to = DayField(label=_("đến ngày"), required=False)
    due = forms.ChoiceField(label=_("Hạn"), required=False, choices=[*ANY, ("qua_han", _("Quá hạn")), ("sap_den_han", _("Sắp đến hạn"))])
    duplicates = forms.ChoiceField(
        label=_("Đơn trùng"), required=False, choices=[*ANY, ("an", _("Ẩn đơn trùng")), ("chi", _("Chỉ đơn trùng"))]
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = agency_choices(actor, empty=_("Tất cả"))
        self.fields["handler"].choices = self.fields["agency"].choices = agencies

    @property
    def first(self) -> list[Any]:
        return [self[name] for name in self.near]

    @property
    def more(self) -> list[Any]:
        return [field for field in self.visible_fields() if field.name not in self.near]

    @property
    def more_used(self) -> bool:
        return any(field.value() for field in self.more)


@dataclass(frozen=True, slots=True)
class Part:
    """Some fields of a form, laid out as a sheet of their own."""

    legend: Any
    sheet: list[tuple[Any, str]]
    nodraft: bool = False


class PersonFields(DeskForm):
    """Who wrote the letter, as the letter says. Kept in the vault, never in a draft on the machine."""

    name = forms.CharField(label=_("Họ và tên"), required=False, max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    birth_year = forms.IntegerField(
        label=_("Năm sinh"), required=False, widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "4"})
    )
    phone = forms.CharField(
        label=_("Điện thoại"), required=False, max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})
    )
    identity_no = forms.CharField(
        label=_("Số định danh"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    address = forms.CharField(label=_("Địa chỉ"), required=False, max_length=250, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    place = forms.CharField(label=_("Xã, phường"), required=False, max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    widths = {
        "name": "half",
        "birth_year": "one",
        "address": "half",
        "place": "half",
        "identity_no": "half",
        "phone": "",
        "summary": "full",
        "request": "full",
        "respondent": "half",
        "forwarded_by": "half",
        "handler": "half",
    }

    @property
    def person(self) -> Person | None:
        """The person typed; None when nothing was."""
        given = {name: self.cleaned_data.get(name) for name in PERSON}
        if not any(given.values()):
            return None
        return Person(**{name: value if name == "birth_year" else value or "" for name, value in given.items()})

    def part(self, legend: Any, names: tuple[str, ...], *, nodraft: bool = False) -> Part:
        return Part(legend, [(self[name], self.widths.get(name, "")) for name in names if name in self.fields], nodraft)


class PetitionForm(PersonFields):
    """A letter as it is typed: how it came, who wrote it, what it says."""

    agency = forms.TypedChoiceField(label=_("Cơ quan nhận"), coerce=int)
    received_on = DayField(label=_("Ngày nhận"))
    channel = forms.ChoiceField(label=_("Nguồn đơn"), choices=Channel.choices)
    kind = forms.ChoiceField(
        label=_("Loại đơn"), choices=PetitionKind.choices, help_text=_("Tố cáo và đơn nhiều nội dung được niêm phong danh tính.")
    )
    round = forms.ChoiceField(label=_("Lần"), choices=Round.choices, initial=Round.LAN_DAU)
    field = forms.ChoiceField(label=_("Lĩnh vực"), choices=Field.choices, initial=Field.KHAC)
    anonymous = forms.BooleanField(label=_("Không rõ người viết"), required=False)
    signatories = forms.IntegerField(
        label=_("Số người ký"), required=False, min_value=1, initial=1, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    attachments = forms.IntegerField(
        label=_("Số giấy tờ kèm theo"), required=False, min_value=0, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    originals = forms.BooleanField(label=_("Kèm giấy tờ gốc"), required=False)
    competent_kind = forms.ChoiceField(
        label=_("Loại cơ quan có thẩm quyền"), required=False, choices=[("", _("Chưa rõ")), *CompetentKind.choices()]
    )
    written_on = DayField(label=_("Ngày viết đơn"), required=False)
    respondent = forms.CharField(label=_("Người, cơ quan bị khiếu nại, tố cáo"), required=False, max_length=250)
    summary = forms.CharField(
        label=_("Nội dung"), widget=forms.Textarea(attrs={"rows": 4}), help_text=_("Không ghi họ tên người viết vào đây.")
    )
    request = forms.CharField(label=_("Yêu cầu"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    forwarded_by = forms.CharField(label=_("Cơ quan chuyển đến"), required=False, max_length=250)
    forwarding_paper = forms.CharField(label=_("Văn bản chuyển"), required=False, max_length=100)
    key = forms.CharField(required=False, widget=forms.HiddenInput)
    STORY = (
        "received_on",
        "channel",
        "kind",
        "round",
        "field",
        "respondent",
        "summary",
        "request",
        "written_on",
        "forwarded_by",
        "forwarding_paper",
        "signatories",
        "originals",
        "anonymous",
        "attachments",
        "competent_kind",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agency_choices(actor, own=True)
        self.fields["agency"].initial = actor.agency_id
        self.fields["received_on"].initial = actor.today
        self.fields["key"].initial = secrets.token_urlsafe(12)

    @property
    def story(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in self.STORY}
        return given | {"signatories": given["signatories"] or 1, "attachments": given["attachments"] or 0}

    @property
    def parts(self) -> list[Part]:
        return [
            self.part(_("Đơn đến"), ("received_on", "channel", "agency", "kind", "round", "field", "competent_kind")),
            self.part(_("Người viết đơn"), (*PERSON, "signatories", "anonymous"), nodraft=True),
            self.part(_("Nội dung đơn"), ("summary", "request", "respondent", "written_on", "attachments", "originals")),
            self.part(_("Nếu do cơ quan khác chuyển đến"), ("forwarded_by", "forwarding_paper")),
        ]


class ChangePetitionForm(PetitionForm):
    """A letter corrected; the person is typed again only when it was wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["agency"], self.fields["key"]
        self.fields["name"].help_text = _("Để trống cả nhóm này nếu người viết đơn đã ghi đúng.")


class LoadForm(DeskForm):
    """A file of petitions in the plain form."""

    file = forms.FileField(label=_("Tệp csv, xlsx, xls, ods"), required=False)
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    kept_name = forms.CharField(required=False, widget=forms.HiddenInput)
