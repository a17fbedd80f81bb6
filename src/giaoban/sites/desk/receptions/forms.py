"""The thirteen columns of form 03/TCD, and the one answer."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.core.law import refusal_grounds
from giaoban.core.values.actors import Actor
from giaoban.registers.petitions.choices import Channel, PetitionKind, Presented, ReceptionAnswer, ReceptionKind, ReceptionMode
from giaoban.registers.petitions.sealing import Person

from ..shell.forms import DayField, DeskForm, agency_choices
from ..shell.telling import tell

ANY = [("", _("Tất cả"))]
PERSON = ("name", "birth_year", "address", "place", "identity_no", "phone")
QUIET = {"autocomplete": "off"}
COUNT = {"inputmode": "numeric", "maxlength": "4"}


class ReceptionsForm(DeskForm):
    """What the book is filtered by."""

    q = forms.CharField(label=_("Nội dung, họ tên, số"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    kind = forms.ChoiceField(label=_("Hình thức"), required=False, choices=[*ANY, *ReceptionKind.choices()])
    petition_kind = forms.ChoiceField(label=_("Loại"), required=False, choices=[*ANY, *PetitionKind.choices()])
    agency = forms.TypedChoiceField(label=_("Nơi tiếp"), coerce=int, empty_value=None, required=False)
    from_ = DayField(label=_("Từ ngày"), required=False)
    to = DayField(label=_("đến ngày"), required=False)
    answered = forms.TypedChoiceField(
        label=_("Trả lời"),
        required=False,
        choices=[*ANY, ("1", _("Đã trả lời")), ("0", _("Chưa trả lời"))],
        coerce=lambda v: v == "1",
        empty_value=None,
    )
    large_group = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agency_choices(actor, empty=_("Tất cả"))


class ReceptionForm(DeskForm):
    """One turn, in the order of the paper book."""

    agency = forms.TypedChoiceField(label=_("Nơi tiếp"), coerce=int)
    received_on = DayField(label=_("Ngày tiếp"))
    kind = forms.ChoiceField(label=_("Hình thức tiếp"), choices=ReceptionKind.choices)
    mode = forms.ChoiceField(label=_("Cách tiếp"), choices=ReceptionMode.choices)
    receiver = forms.CharField(label=_("Người tiếp"), max_length=150, required=False)
    delegated = forms.BooleanField(label=_("Ủy quyền tiếp"), required=False)
    name = forms.CharField(label=_("Họ và tên"), max_length=120, required=False, widget=forms.TextInput(attrs=QUIET))
    birth_year = forms.IntegerField(label=_("Năm sinh"), required=False, widget=forms.TextInput(attrs=COUNT))
    address = forms.CharField(label=_("Địa chỉ"), max_length=250, required=False, widget=forms.TextInput(attrs=QUIET))
    place = forms.CharField(label=_("Xã, phường"), max_length=100, required=False, widget=forms.TextInput(attrs=QUIET))
    identity_no = forms.CharField(label=_("CCCD, CMND, hộ chiếu"), max_length=20, required=False, widget=forms.TextInput(attrs=QUIET))
    phone = forms.CharField(label=_("Điện thoại"), max_length=20, required=False, widget=forms.TextInput(attrs=QUIET))
    people = forms.IntegerField(label=_("Số người được tiếp"), min_value=1, initial=1, widget=forms.TextInput(attrs=COUNT))
    representatives = forms.IntegerField(
        label=_("Số người đại diện"), min_value=0, required=False, widget=forms.TextInput(attrs=COUNT), help_text=_("Đoàn từ 5 người.")
    )
    same_matter_people = forms.IntegerField(
        label=_("Số người cùng nội dung"), min_value=1, initial=1, required=False, widget=forms.TextInput(attrs=COUNT)
    )
    petition_kind = forms.ChoiceField(label=_("Loại đơn"), choices=PetitionKind.choices)
    summary = forms.CharField(label=_("Nội dung"), widget=forms.Textarea(attrs={"rows": 4}))
    request = forms.CharField(label=_("Yêu cầu, đề nghị"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    past_handling = forms.CharField(label=_("Quá trình xem xét trước đây"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    resolved_by = forms.CharField(label=_("Cơ quan đã giải quyết"), max_length=200, required=False)
    within_competence = forms.BooleanField(label=_("Thuộc thẩm quyền"), required=False)
    guided_to = forms.CharField(label=_("Hướng dẫn đến cơ quan"), max_length=250, required=False)
    accepting_body = forms.CharField(label=_("Cơ quan, đơn vị thụ lý"), max_length=250, required=False)
    remarks = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)
    presented = forms.ChoiceField(label=_("Cách trình bày"), required=False, choices=lambda: [("", _("Chưa ghi")), *Presented.choices()])
    statement_signed = forms.BooleanField(label=_("Đã ghi lại, đọc lại, người đến ký hoặc điểm chỉ"), required=False)
    protection_asked = forms.BooleanField(label=_("Người tố cáo đề nghị giữ bí mật danh tính"), required=False)
    choice_paper = forms.CharField(
        label=_("Văn bản cử người đại diện"), max_length=150, required=False, help_text=_("Có chữ ký của mọi người trong đoàn.")
    )
    key = forms.CharField(required=False, widget=forms.HiddenInput)
    ONCE = ("presented", "statement_signed", "protection_asked", "choice_paper")
    widths = {
        "name": "half",
        "address": "half",
        "summary": "full",
        "request": "half",
        "past_handling": "half",
        "guided_to": "half",
        "accepting_body": "half",
        "remarks": "full",
        "birth_year": "one",
        "place": "half",
        "receiver": "",
        "resolved_by": "half",
        "choice_paper": "half",
        "statement_signed": "half",
        "protection_asked": "half",
    }
    STORY = (
        "received_on",
        "kind",
        "mode",
        "delegated",
        "receiver",
        "people",
        "same_matter_people",
        "petition_kind",
        "summary",
        "request",
        "past_handling",
        "resolved_by",
        "within_competence",
        "guided_to",
        "accepting_body",
        "remarks",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agency_choices(actor, own=True)
        self.fields["agency"].initial = actor.agency_id
        self.fields["received_on"].initial = actor.today
        self.fields["receiver"].initial = actor.name
        self.fields["key"].initial = secrets.token_urlsafe(12)

    @property
    def story(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in self.STORY}
        return given | {"same_matter_people": given["same_matter_people"] or 1}

    @property
    def person(self) -> Person | None:
        given = {name: self.cleaned_data.get(name) for name in PERSON}
        return (
            Person(**{name: value if name == "birth_year" else value or "" for name, value in given.items()})
            if any(given.values())
            else None
        )

    @property
    def parts(self) -> list[dict[str, Any]]:
        groups = (
            (_("Lượt tiếp"), ("received_on", "kind", "mode", "agency", "receiver", "delegated"), False),
            (_("Người đến"), PERSON, True),
            (_("Đoàn"), ("people", "representatives", "same_matter_people", "choice_paper"), False),
            (
                _("Nội dung"),
                ("petition_kind", "presented", "statement_signed", "protection_asked", "summary", "request", "past_handling"),
                False,
            ),
            (_("Xử lý tại chỗ"), ("within_competence", "resolved_by", "guided_to", "accepting_body", "remarks"), False),
        )
        return [
            {
                "legend": legend,
                "nodraft": quiet,
                "sheet": [(self[name], self.widths.get(name, "")) for name in names if name in self.fields],
            }
            for legend, names, quiet in groups
        ]


class ChangeReceptionForm(ReceptionForm):
    """A turn corrected; the person is typed again only when it was wrong. The follow-up column is filled here."""

    outcome = forms.CharField(label=_("Theo dõi kết quả giải quyết"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    STORY = (*ReceptionForm.STORY, "outcome")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("agency", "key", "representatives", *self.ONCE):
            del self.fields[name]
        self.fields["name"].help_text = _("Để trống cả nhóm này nếu người đến đã ghi đúng.")

    @property
    def parts(self) -> list[dict[str, Any]]:
        return [*super().parts, {"legend": _("Theo dõi"), "nodraft": False, "sheet": [(self["outcome"], "full")]}]


class AnswerForm(DeskForm):
    """Exactly one of four."""

    widths = {"answer": "full", "body": "half", "outcome": "full"}
    answer = forms.ChoiceField(label=_("Trả lời người đến"), choices=ReceptionAnswer.choices, widget=forms.RadioSelect)
    on = DayField(label=_("Ngày trả lời"))
    body = forms.CharField(label=_("Cơ quan thụ lý hoặc nơi chuyển đến, số văn bản"), max_length=250, required=False)
    outcome = forms.CharField(label=_("Theo dõi kết quả"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class RefuseForm(DeskForm):
    """Refusing to receive, on a ground of the law of the day."""

    widths = {"ground": "full"}
    ground = forms.ChoiceField(label=_("Căn cứ từ chối tiếp"))
    on = DayField(label=_("Ngày từ chối"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [(item.key, f"{tell(item.label)} ({item.basis.cite})") for item in refusal_grounds(actor.today)]


class ToPetitionForm(DeskForm):
    """The letter the visitor handed in goes into the book of petitions."""

    widths = {"name": "half", "address": "half"}
    channel = forms.ChoiceField(label=_("Nguồn đơn"), choices=Channel.choices, initial=Channel.TIEP_CONG_DAN)
    name = forms.CharField(
        label=_("Họ và tên người viết"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs=QUIET),
        help_text=_("Chỉ ghi khi lượt tiếp niêm phong hoặc người viết khác người đến."),
    )
    address = forms.CharField(label=_("Địa chỉ"), max_length=250, required=False, widget=forms.TextInput(attrs=QUIET))
