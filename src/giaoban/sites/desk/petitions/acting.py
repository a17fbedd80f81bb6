"""One small form for each lawful next step of a petition."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.core.values.actors import Actor
from giaoban.registers.people import queries as people
from giaoban.registers.petitions.actions import Consequences
from giaoban.registers.petitions.choices import Disposition, WaiverGround
from giaoban.registers.petitions.models import Petition
from giaoban.registers.petitions.rules import EligibilityFacts, outcomes_of

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
    }

    def __init__(self, *args: Any, petition: Petition, actor: Actor, **kwargs: Any) -> None:
        self.petition, self.actor = petition, actor
        super().__init__(*args, **kwargs)
        for name in ("on",):
            if name in self.fields:
                self.fields[name].initial = actor.today
        self.fields["version"].initial = petition.version

    @property
    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class CheckForm(ActForm):
    widths = {"faults": "full", "signs": "full", "reason": "full", "eligible": "half", "within": "half"}
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
    reason = forms.CharField(label=_("Lý do không đủ điều kiện"), max_length=300, required=False)

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
            "version": given["version"],
        }


class DisposeForm(ActForm):
    disposition = forms.ChoiceField(label=_("Hướng xử lý"), choices=Disposition.choices)
    on = DayField(label=_("Ngày xử lý"))
    sent_to = forms.CharField(label=_("Chuyển, hướng dẫn đến"), max_length=250, required=False)
    paper = forms.CharField(label=PAPER, max_length=100, required=False)


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
    on = DayField(label=_("Ngày thông báo"))
    paper = forms.CharField(label=PAPER, max_length=100, required=False)
    ground = forms.CharField(label=_("Lý do, căn cứ không thụ lý"), max_length=300)


class ExtendForm(ActForm):
    paper = forms.CharField(label=PAPER, max_length=200)
    ground = forms.CharField(label=_("Lý do; khiếu nại phức tạp thuộc trường hợp nào"), max_length=300, required=False)


class SuspendForm(ActForm):
    on = DayField(label=_("Từ ngày"))
    paper = forms.CharField(label=PAPER, max_length=200)
    ground = forms.CharField(label=_("Căn cứ"), max_length=300)


class ResumeForm(ActForm):
    on = DayField(label=_("Tiếp tục từ ngày"))
    paper = forms.CharField(label=PAPER, max_length=200)


class TerminateForm(SuspendForm):
    on = DayField(label=_("Ngày đình chỉ"))


class WithdrawForm(ActForm):
    widths = {"paper": "half", "goes_on": "full"}
    on = DayField(label=_("Ngày rút đơn"))
    paper = forms.CharField(label=_("Đơn xin rút (ngày, số đến)"), max_length=200)
    whole = forms.BooleanField(label=_("Rút toàn bộ"), required=False, initial=True)
    by_all = forms.BooleanField(label=_("Mọi người ký đều rút"), required=False, initial=True)
    goes_on = forms.CharField(label=_("Tố cáo vẫn giải quyết vì"), max_length=300, required=False)


class DecideForm(ActForm):
    on = DayField(label=_("Ngày ban hành"))
    number = forms.CharField(label=_("Số quyết định, kết luận, văn bản"), max_length=60)
    outcome = forms.ChoiceField(label=_("Kết quả"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(item.value, item.label) for item in outcomes_of(self.petition.kind, self.petition.round)]
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
    done_on = DayField(label=_("Ngày thi hành xong"), required=False, help_text=_("Để trống khi mới bắt đầu thi hành."))
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)


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
