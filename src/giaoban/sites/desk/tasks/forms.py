"""Forms of tasks."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giaoban.core.values.actors import Actor
from giaoban.registers.people import queries as people
from giaoban.registers.tasks.choices import DeadlineKind, Decision, TaskState
from giaoban.registers.tasks.models import Task

from ..shell.filters import FilterForm, agency_filter, any_of
from ..shell.forms import CountField, DayField, DeskForm, agency_choices

ONLY = (
    ("qua_han", _("Quá hạn")),
    ("sap_den", _("Sắp đến hạn")),
    ("nghiem_thu", _("Chờ nghiệm thu")),
    ("gia_han", _("Xin gia hạn")),
    ("cua_toi", _("Của cơ quan tôi")),
)


class TaskFilterForm(FilterForm):
    """The filters of the register of tasks. ``only``: what the chips show."""

    only = forms.ChoiceField(label=_("Việc cần xem"), choices=lambda: any_of(list(ONLY)), required=False)
    state = forms.ChoiceField(
        label=_("Trạng thái"), choices=lambda: any_of([("mo", _("Chưa kết thúc")), *TaskState.choices()]), required=False
    )
    lead = forms.TypedChoiceField(label=_("Cơ quan chủ trì"), coerce=int, empty_value=None, required=False)
    agency = agency_filter()
    start = DayField(label=_("Giao từ"), required=False)
    end = DayField(label=_("đến"), required=False)
    directive = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["agency"].label = _("Chủ trì hoặc phối hợp")


class AgenciesField(forms.CharField):
    """Bodies typed one after the other, as in documents: "Sở Tư pháp; Công an tỉnh". Gives a list of agencies of a day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=4000, required=False, **kwargs)
        self.actor: Actor | None = None

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text or self.actor is None:
            return []
        table, day = people.names(self.actor.today), self.actor.today
        names = [name.strip() for name in text.replace("\n", ";").split(";") if name.strip()]
        known = {name: people.by_name(name, day, table) for name in names}
        if missing := [name for name, pk in known.items() if pk is None]:
            raise forms.ValidationError(
                gettext("Không rõ cơ quan “%(names)s”. Viết tên như trong danh sách cơ quan, cách nhau dấu chấm phẩy.")
                % {"names": "; ".join(missing)}
            )
        rows = people.by_ids(known.values())
        return [rows[pk] for pk in dict.fromkeys(known.values()) if pk]


class TaskForm(DeskForm):
    """What has to be done, by whom, by when."""

    widths = {"title": "full", "lead": "half", "product": "half", "supports": "full"}
    title = forms.CharField(label=_("Nhiệm vụ"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    lead = forms.TypedChoiceField(label=_("Cơ quan chủ trì"), coerce=int)
    product = forms.CharField(label=_("Sản phẩm"), max_length=200, required=False)
    supports = AgenciesField(label=_("Cơ quan phối hợp"), help_text=_("Tên cơ quan, cách nhau dấu chấm phẩy: Sở Tư pháp; Công an tỉnh."))
    deadline_kind = forms.ChoiceField(label=_("Loại hạn"), choices=DeadlineKind.choices)
    deadline = DayField(label=_("Hạn"), required=False)

    def __init__(self, *args: Any, actor: Actor, keep: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].choices = agency_choices(actor, empty=_("Chọn cơ quan"), keep=keep)
        self.fields["supports"].actor = actor


class AssignForm(TaskForm):
    """A new task."""

    widths = {**TaskForm.widths, "giver": "half"}
    field_order = ["title", "lead", "giver", "supports", "product", "deadline_kind", "deadline", "assigned_on"]
    giver = forms.TypedChoiceField(label=_("Cơ quan giao"), coerce=int)
    assigned_on = DayField(label=_("Ngày giao"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["giver"].choices = agency_choices(actor, own=True)


class ResultForm(DeskForm):
    """The work is done."""

    widths = {"text": "full", "file": "full"}
    on = DayField(label=_("Ngày"))
    text = forms.CharField(label=_("Việc đã làm, kết quả"), widget=forms.Textarea(attrs={"rows": 4}), max_length=5000)
    file = forms.FileField(label=_("Tài liệu chứng minh"), required=False)


class ProgressForm(ResultForm):
    """How far the work is."""

    field_order = ["on", "percent", "text", "file"]
    percent = CountField(label=_("Tiến độ (%)"))


class AskForm(DeskForm):
    """A later deadline is asked for."""

    widths = {"reason": "full"}
    until = DayField(label=_("Xin lùi đến"))
    on = DayField(label=_("Ngày xin"))
    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 4}), max_length=3000)


class DecideForm(DeskForm):
    """The giver answers."""

    widths = {"answer": "full"}
    decision = forms.ChoiceField(label=_("Quyết định"), choices=[(d.value, d.label) for d in (Decision.DONG_Y, Decision.KHONG)])
    until = DayField(label=_("Cho lùi đến"), required=False)
    on = DayField(label=_("Ngày quyết định"))
    answer = forms.CharField(label=_("Ý kiến"), max_length=500, required=False, help_text=_("Bắt buộc khi không đồng ý."))


class ReviewForm(DeskForm):
    """A look at the reported result."""

    widths = {"text": "full"}
    on = DayField(label=_("Ngày"))
    text = forms.CharField(label=_("Nhận xét"), widget=forms.Textarea(attrs={"rows": 4}), max_length=3000, required=False)


class ReturnForm(ReviewForm):
    """The result goes back with what is missing."""

    text = forms.CharField(label=_("Nội dung cần làm tiếp"), widget=forms.Textarea(attrs={"rows": 4}), max_length=3000)


class CancelForm(DeskForm):
    """The task is called off."""

    widths = {"reason": "full"}
    on = DayField(label=_("Ngày"))
    reason = forms.CharField(label=_("Lý do thôi giao"), widget=forms.Textarea(attrs={"rows": 4}), max_length=3000)


def facts_of(task: Task) -> dict[str, Any]:
    """The present values of a task for its sheet."""
    names = ("title", "product", "deadline_kind", "deadline", "version")
    supports = "; ".join(s.agency.short_name for s in task.supports.all())
    return {name: getattr(task, name) for name in names} | {"lead": task.lead_id, "supports": supports}
