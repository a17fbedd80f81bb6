"""One small form for each lawful next step of a petition."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giaoban.core.values.actors import Actor
from giaoban.core.words.numbers import format_number
from giaoban.registers.people import queries as people
from giaoban.registers.petitions.actions import Consequences
from giaoban.registers.petitions.choices import CompetentKind, Disposition, PetitionKind, Round, WaiverGround
from giaoban.registers.petitions.models import Petition
from giaoban.registers.petitions.queries import execution_of
from giaoban.registers.petitions.rules import GOES_ON, SIGNS, Act, EligibilityFacts, grounds_of, outcomes_of

from ..shell.forms import DayField, DeskForm, NumberField, agency_choices
from ..shell.telling import tell

PAPER = _("Văn bản (số, ngày)")
MISSING = (
    ("vietnamese", _("Không viết bằng tiếng Việt")),
    ("dated", _("Không ghi ngày viết")),
    ("named", _("Không ghi họ tên")),
    ("addressed", _("Không ghi địa chỉ")),
    ("signed", _("Không ký, không điểm chỉ")),
    ("respondent", _("Không ghi người, cơ quan bị khiếu nại, tố cáo")),
    ("content", _("Không rõ nội dung")),
    ("request", _("Khiếu nại không ghi yêu cầu")),
    ("contactable", _("Tố cáo không ghi cách liên hệ")),
)
PRESENT = (
    ("clear_evidence", _("Nêu rõ người vi phạm, có chứng cứ kiểm tra được")),
    ("sent_to_competent_too", _("Đã gửi cả cơ quan có thẩm quyền")),
    ("guided_before", _("Đã được hướng dẫn một lần")),
    ("processed_before", _("Cơ quan này đã xử lý trước đây")),
    ("further_step", _("Người gửi còn bước tiếp theo")),
)


class ActForm(DeskForm):
    """A step of one petition. ``arguments`` are handed to the action as they are."""

    widths = {
        "paper": "half",
        "ground": "full",
        "reason": "full",
        "note": "full",
        "sent_to": "half",
        "disposition": "half",
        "handler": "half",
        "complex_ground": "full",
        "no_dialogue": "full",
        "part": "full",
        "goes_on": "full",
    }
    grounds = ""

    def __init__(self, *args: Any, petition: Petition, actor: Actor, **kwargs: Any) -> None:
        self.petition, self.actor = petition, actor
        super().__init__(*args, **kwargs)
        for name in ("on",):
            if name in self.fields:
                self.fields[name].initial = actor.today
        self.fields["version"].initial = petition.version
        self._offer_grounds()

    def _offer_grounds(self) -> None:
        """The grounds the law names become choices; where it names none the field stays a line to write."""
        name = "goes_on" if self.grounds == GOES_ON else "ground"
        known = grounds_of(self.grounds, self.petition.kind, self.actor.today) if self.grounds else ()
        if known and name in self.fields:
            former = self.fields[name]
            choices = [("", "–"), *((item.key, f"{tell(item.label)} ({item.article})") for item in known)]
            self.fields[name] = forms.ChoiceField(label=former.label, choices=choices, required=former.required)

    @property
    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class CheckForm(ActForm):
    widths = {"faults": "full", "signs": "full", "reason": "full", "eligible": "half", "within": "half", "competent_kind": "half"}
    eligible = forms.ChoiceField(
        label=_("Kết luận"),
        choices=[("", _("Theo các mục đánh dấu dưới đây")), ("1", _("Đủ điều kiện xử lý")), ("0", _("Không đủ điều kiện xử lý"))],
        required=False,
    )
    within = forms.ChoiceField(
        label=_("Thẩm quyền"),
        choices=[("1", _("Thuộc thẩm quyền")), ("0", _("Không thuộc thẩm quyền")), ("", _("Chưa rõ"))],
        required=False,
    )
    faults = forms.MultipleChoiceField(label=_("Đơn thiếu gì"), choices=MISSING, required=False, widget=forms.CheckboxSelectMultiple)
    signs = forms.MultipleChoiceField(label=_("Thấy thêm"), choices=PRESENT, required=False, widget=forms.CheckboxSelectMultiple)
    competent_kind = forms.ChoiceField(
        label=_("Loại cơ quan có thẩm quyền"), choices=[("", _("Chưa rõ")), *CompetentKind.choices()], required=False
    )
    reason = forms.CharField(label=_("Lý do không đủ điều kiện"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["competent_kind"].initial = self.petition.competent_kind

    @property
    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        said = {"1": True, "0": False}
        facts = None
        if not given["eligible"]:
            answers = dict.fromkeys(given["faults"], False) | dict.fromkeys(given["signs"], True)
            facts = EligibilityFacts(kind=self.petition.kind, **answers)
        return {
            "eligible": said.get(given["eligible"]),
            "facts": facts,
            "reason": given["reason"],
            "within_competence": said.get(given["within"]),
            "competent_kind": given["competent_kind"],
            "version": given["version"],
        }


class DisposeForm(ActForm):
    disposition = forms.ChoiceField(
        label=_("Hướng xử lý"), choices=[pair for pair in Disposition.choices() if pair[0] != Disposition.TACH_DON]
    )
    on = DayField(label=_("Ngày xử lý"))
    sent_to = forms.CharField(label=_("Chuyển, hướng dẫn đến"), max_length=250, required=False)
    paper = forms.CharField(label=PAPER, max_length=100, required=False)
    reason = forms.CharField(
        label=_("Lý do chọn hướng khác với gợi ý"), max_length=300, required=False, help_text=_("Lý do được giữ trong nhật ký.")
    )
    signs = forms.MultipleChoiceField(choices=tuple(SIGNS.items()), required=False, widget=forms.MultipleHiddenInput)

    @property
    def marks(self) -> dict[str, bool]:
        """What the reader marked, from the form or from the address."""
        given = self.data.getlist("signs") if self.is_bound else self.initial.get("signs", [])
        return {name: True for name in given if name in SIGNS}

    @property
    def arguments(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if name != "signs"}
        return {**given, "marks": self.marks}


class AcceptForm(ActForm):
    on = DayField(label=_("Ngày thụ lý"))
    paper = forms.CharField(label=PAPER, max_length=100, required=False)
    handler = forms.TypedChoiceField(label=_("Cơ quan giải quyết"), coerce=int, empty_value=None, required=False)
    complex = forms.BooleanField(label=_("Vụ việc phức tạp"), required=False)
    remote = forms.BooleanField(label=_("Vùng sâu, vùng xa"), required=False)
    complex_ground = forms.CharField(label=_("Phức tạp thuộc trường hợp nào"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handler"].choices = agency_choices(
            self.actor, empty=_("Giữ nguyên: %(name)s") % {"name": self.petition.handler.short_name}
        )

    @property
    def arguments(self) -> dict[str, Any]:
        chosen = self.cleaned_data["handler"]
        return {**self.cleaned_data, "handler": people.get(self.actor, chosen) if chosen else None}


class NotAcceptForm(ActForm):
    grounds = Act.NOT_ACCEPT
    on = DayField(label=_("Ngày thông báo"))
    paper = forms.CharField(label=PAPER, max_length=100, required=False)
    ground = forms.CharField(label=_("Lý do, căn cứ không thụ lý"), max_length=300)


class ExtendForm(ActForm):
    paper = forms.CharField(label=PAPER, max_length=200)
    ground = forms.CharField(label=_("Lý do; khiếu nại phức tạp thuộc trường hợp nào"), max_length=300, required=False)


class SuspendForm(ActForm):
    grounds = Act.SUSPEND
    on = DayField(label=_("Từ ngày"))
    paper = forms.CharField(label=PAPER, max_length=200)
    ground = forms.CharField(label=_("Căn cứ"), max_length=300)


class ResumeForm(ActForm):
    on = DayField(label=_("Tiếp tục từ ngày"))
    paper = forms.CharField(label=PAPER, max_length=200)


class TerminateForm(SuspendForm):
    grounds = Act.TERMINATE
    on = DayField(label=_("Ngày đình chỉ"))


class WithdrawForm(ActForm):
    widths = {"paper": "half", "part": "full", "goes_on": "full"}
    grounds = GOES_ON
    on = DayField(label=_("Ngày rút đơn"))
    paper = forms.CharField(label=_("Đơn xin rút (ngày, số đến)"), max_length=200)
    whole = forms.BooleanField(label=_("Rút toàn bộ"), required=False, initial=True)
    by_all = forms.BooleanField(label=_("Mọi người ký đều rút"), required=False, initial=True)
    part = forms.CharField(label=_("Nội dung được rút, khi chỉ rút một phần"), max_length=300, required=False)
    goes_on = forms.CharField(label=_("Tố cáo vẫn giải quyết vì"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.petition.kind != PetitionKind.TO_CAO:
            del self.fields["goes_on"]


class DecideForm(ActForm):
    on = DayField(label=_("Ngày ban hành"))
    number = forms.CharField(label=_("Số quyết định, kết luận, văn bản"), max_length=60)
    outcome = forms.ChoiceField(label=_("Kết quả"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(item.value, item.label) for item in outcomes_of(self.petition.kind, self.petition.round)]
        if self.petition.kind == PetitionKind.KHIEU_NAI and self.petition.round == Round.LAN_DAU:
            self.fields["no_dialogue"] = forms.CharField(
                label=_("Kết quả khác yêu cầu mà không đối thoại vì"), max_length=300, required=False
            )
        for name in Consequences.__dataclass_fields__:
            label = Petition._meta.get_field(name).verbose_name
            self.fields[name] = NumberField(label=tell(label), required=False)

    @property
    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        sums = {name: given.pop(name) for name in Consequences.__dataclass_fields__}
        whole = {
            name: int(value) if isinstance(getattr(Consequences(), name), int) else value
            for name, value in sums.items()
            if value is not None
        }
        return {**given, "consequences": Consequences(**whole)}


class ExecuteForm(ActForm):
    """A step of carrying the decision out; of a decision that orders no sum and no person, its beginning or its end."""

    done_on = DayField(label=_("Ngày thi hành xong"), required=False, help_text=_("Để trống khi mới bắt đầu thi hành."))
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.left = [item for item in execution_of(self.petition) if item.remaining > 0]
        if not self.left:
            return
        del self.fields["done_on"]
        self.fields["on"] = DayField(label=_("Ngày thi hành"), initial=self.actor.today)
        self.fields["paper"] = forms.CharField(label=PAPER, max_length=100, required=False)
        for item in self.left:
            hint = gettext("còn %(left)s %(unit)s") % {"left": format_number(item.remaining), "unit": tell(item.unit)}
            self.fields[item.name] = NumberField(label=tell(item.label), required=False, help_text=hint)
        self.fields["key"] = forms.CharField(required=False, widget=forms.HiddenInput, initial=secrets.token_urlsafe(12))

    @property
    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        if not self.left:
            return given
        whole = {"triệu đồng", "m2"}
        sums = {item.name: (given.pop(item.name) or 0, item.unit) for item in self.left}
        return {**given, "amounts": {name: value if unit in whole else int(value) for name, (value, unit) in sums.items()}}


class CloseForm(ActForm):
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)


class SealForm(ActForm):
    paper = forms.CharField(label=_("Đề nghị của người viết (ngày, văn bản)"), max_length=200, required=False)


class WaiveSealForm(ActForm):
    widths = {"ground": "half", "paper": "full"}
    ground = forms.ChoiceField(label=_("Trường hợp"), choices=WaiverGround.choices, initial=WaiverGround.KHONG_YEU_CAU)
    on = DayField(label=_("Ngày văn bản"))
    paper = forms.CharField(label=_("Văn bản người tố cáo tự công khai hoặc không yêu cầu giữ bí mật"), max_length=200)


class ProtectForm(ActForm):
    people = forms.IntegerField(label=_("Số người được bảo vệ"), min_value=1)
    on = DayField(label=_("Ngày quyết định"))
    paper = forms.CharField(label=PAPER, max_length=100)


class DuplicateForm(ActForm):
    master = forms.CharField(label=_("Trùng với đơn số"), max_length=20, help_text=_("Ghi như 1054/2026; là đơn nhận trước."))


class FulfilForm(ActForm):
    rule = forms.CharField(widget=forms.HiddenInput)
    on = DayField(label=_("Ngày đã làm"))
    paper = forms.CharField(label=PAPER, max_length=200, required=False)
