"""Forms of directives."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giaoban.core.values.actors import Actor
from giaoban.registers.directives.actions import ProvisionRow
from giaoban.registers.directives.choices import DirectiveKind, DisseminationState, IssuerLevel
from giaoban.registers.people.choices import Bloc
from giaoban.registers.people.queries import reporting_agencies

from ..shell.filters import FilterForm, agency_filter, any_of
from ..shell.forms import DayField, DeskForm, agency_choices
from ..tasks.forms import AgenciesField

POINT = re.compile(r"(?P<directs>\*?)\s*(?P<number>\S{1,20})\s+(?P<text>.+)", re.DOTALL)


class DirectiveFilterForm(FilterForm):
    """The filters of the register of directives."""

    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=lambda: any_of(DirectiveKind.choices()), required=False)
    level = forms.ChoiceField(label=_("Cấp ban hành"), choices=lambda: any_of(IssuerLevel.choices()), required=False)
    standing = forms.ChoiceField(label=_("Hiệu lực"), choices=lambda: any_of([("con", _("Còn hiệu lực"))]), required=False)
    agency = agency_filter()
    start = DayField(label=_("Ban hành từ"), required=False)
    end = DayField(label=_("đến"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["agency"].label = _("Đã gửi đến")


class DirectiveForm(DeskForm):
    """A document as it stands in the register."""

    widths = {"subject": "full", "issuer": "half", "issuer_agency": "half"}
    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=DirectiveKind.choices)
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=60)
    level = forms.ChoiceField(label=_("Cấp ban hành"), choices=IssuerLevel.choices)
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=200, help_text=_("Viết như trên văn bản: Ban Bí thư, Tỉnh ủy."))
    issuer_agency = forms.TypedChoiceField(label=_("Cơ quan ban hành (trong tỉnh)"), coerce=int, empty_value=None, required=False)
    subject = forms.CharField(label=_("Trích yếu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    issued_on = DayField(label=_("Ngày ban hành"))
    effective_on = DayField(label=_("Hiệu lực từ"), required=False)
    recorded_on = DayField(label=_("Ngày vào sổ"))

    def __init__(self, *args: Any, actor: Actor, keep: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issuer_agency"].choices = agency_choices(actor, empty=_("Ngoài tỉnh"), keep=keep)


class ProvisionsForm(DeskForm):
    """The points of a document, one on a line. Gives rows of ``ProvisionRow``."""

    widths = {"provisions": "full"}
    provisions = forms.CharField(
        label=_("Các nội dung"),
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=100_000,
        help_text=_(
            "Mỗi nội dung một dòng: mục, dấu cách, lời văn. Đặt dấu * trước mục có giao việc, như: * II.3 Giao Thanh tra tỉnh kiểm tra…"
        ),
    )

    def clean_provisions(self) -> list[ProvisionRow]:
        rows = []
        for line in filter(None, (line.strip() for line in self.cleaned_data["provisions"].splitlines())):
            point = POINT.fullmatch(line)
            if point is None:
                raise forms.ValidationError(gettext("Dòng “%(line)s” chưa có mục và lời văn.") % {"line": line[:60]})
            rows.append(ProvisionRow(point["number"].rstrip(".)"), point["text"], bool(point["directs"])))
        return rows


class SendForm(DeskForm):
    """To whom a document is sent: a whole bloc, bodies by name, or both. ``cleaned_data["agencies"]`` holds all of them."""

    widths = {"agencies": "full"}
    bloc = forms.ChoiceField(label=_("Gửi cả khối"), required=False)
    on = DayField(label=_("Ngày gửi"))
    agencies = AgenciesField(label=_("Gửi cơ quan"), help_text=_("Tên cơ quan, cách nhau dấu chấm phẩy: Sở Tư pháp; Công an tỉnh."))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["bloc"].choices = any_of([("*", _("Mọi cơ quan gửi báo cáo kỳ")), *Bloc.choices()], _("Không"))
        self.fields["agencies"].actor = actor

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        bloc, typed = data.pop("bloc", ""), data.get("agencies") or []
        if bloc:
            rows = reporting_agencies(self.actor.today)
            typed += [row for row in (rows if bloc == "*" else rows.filter(bloc=bloc)) if row not in typed]
        if not typed and not self.errors:
            self.add_error("agencies", gettext("Chọn một khối hoặc ghi tên cơ quan nhận."))
        return data | {"agencies": typed}


class StepForm(DeskForm):
    """What an agency did with a document."""

    state = forms.ChoiceField(label=_("Trạng thái"), choices=DisseminationState.choices)
    on = DayField(label=_("Ngày"))
    plan_number = forms.CharField(label=_("Kế hoạch thực hiện (số)"), max_length=60, required=False)


class EndForm(DeskForm):
    """The last day of force."""

    widths = {"reason": "full"}
    on = DayField(label=_("Ngày cuối còn hiệu lực"))
    reason = forms.CharField(label=_("Văn bản thay thế, lý do"), max_length=300, required=False)
