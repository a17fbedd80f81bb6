"""Forms of bodies, officials and committees."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.core.values.actors import Actor
from giaoban.registers.people import queries
from giaoban.registers.people.choices import AgencyKind, Bloc, ChangeKind, CommitteeRole, Level

from ..shell.filters import FilterForm, any_of
from ..shell.forms import CountField, DayField, DeskForm, agency_choices


class AgencyFilterForm(FilterForm):
    """The filters of the list of bodies. ``on``: the bodies existing on that day; ``all``: of all times."""

    kind = forms.ChoiceField(label=_("Loại"), choices=lambda: any_of(AgencyKind.choices()), required=False)
    bloc = forms.ChoiceField(label=_("Khối"), choices=lambda: any_of(Bloc.choices()), required=False)
    level = forms.ChoiceField(label=_("Cấp"), choices=lambda: any_of(Level.choices()), required=False)
    on = DayField(label=_("Hoạt động vào ngày"), required=False)
    all = forms.BooleanField(label=_("Cả cơ quan cũ"), required=False)


class PersonFilterForm(FilterForm):
    """The filters of the list of officials."""

    agency = forms.TypedChoiceField(label=_("Cơ quan"), coerce=int, empty_value=None, required=False)


class CommitteeFilterForm(FilterForm):
    """The filters of the list of committees."""

    on = DayField(label=_("Hoạt động vào ngày"), required=False)


class AgencyForm(DeskForm):
    """What is recorded of a body."""

    widths = {"name": "full", "short_name": "half", "kind": "half", "parent": "half"}
    name = forms.CharField(label=_("Tên"), max_length=200)
    short_name = forms.CharField(label=_("Tên gọi tắt"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Loại"), choices=AgencyKind.choices)
    bloc = forms.ChoiceField(label=_("Khối"), choices=Bloc.choices)
    level = forms.ChoiceField(label=_("Cấp"), choices=Level.choices)
    symbol = forms.CharField(label=_("Ký hiệu văn bản"), max_length=20, required=False)
    parent = forms.TypedChoiceField(label=_("Trực thuộc"), coerce=int, empty_value=None, required=False)
    starts_on = DayField(label=_("Hoạt động từ"))
    order = CountField(label=_("Thứ tự trong danh sách"), required=False)
    vertical = forms.BooleanField(label=_("Cơ quan ngành dọc"), required=False)
    reports = forms.BooleanField(label=_("Gửi báo cáo kỳ"), required=False)

    def __init__(self, *args: Any, actor: Actor, keep: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = agency_choices(actor, empty=_("Không trực thuộc"), keep=keep)


class NewAgencyForm(AgencyForm):
    """A new body."""

    field_order = ["code", "name"]
    code = forms.CharField(label=_("Mã"), max_length=40, help_text=_("Chữ không dấu và gạch nối: so-tu-phap."))


class EndForm(DeskForm):
    """The last day of a body, a post, a committee or a seat."""

    on = DayField(label=_("Ngày cuối"))


class SucceedForm(DeskForm):
    """Another body takes over the work."""

    widths = {"heir": "half", "kind": "half", "paper": "full"}
    heir = forms.TypedChoiceField(label=_("Cơ quan kế thừa"), coerce=int)
    kind = forms.ChoiceField(label=_("Hình thức"), choices=ChangeKind.choices)
    on = DayField(label=_("Từ ngày"))
    paper = forms.CharField(label=_("Văn bản"), max_length=200)
    main = forms.NullBooleanField(
        label=_("Kế thừa chính"),
        required=False,
        widget=forms.Select(choices=[("", _("Theo thứ tự ghi")), ("true", _("Có")), ("false", _("Không"))]),
        help_text=_("Số liệu cũ được tính vào cơ quan kế thừa chính."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["heir"].choices = agency_choices(actor, empty=_("Chọn cơ quan"))


class PostForm(DeskForm):
    """A post of an official."""

    widths = {"agency": "half", "title": "half"}
    title = forms.CharField(label=_("Chức vụ"), max_length=200)
    agency = forms.TypedChoiceField(label=_("Cơ quan"), coerce=int, empty_value=None, required=False)
    starts_on = DayField(label=_("Từ ngày"), required=False)
    ends_on = DayField(label=_("Đến ngày"), required=False)
    term = forms.CharField(label=_("Nhiệm kỳ"), max_length=20, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agency_choices(actor, empty=_("Ngoài danh sách cơ quan"))


class PersonForm(PostForm):
    """A new official with the present post."""

    widths = {**PostForm.widths, "name": "half", "note": "half"}
    field_order = ["name", "note", "title", "agency"]
    name = forms.CharField(label=_("Họ và tên"), max_length=100)
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False, help_text=_("Để phân biệt người trùng tên."))


class CommitteeForm(DeskForm):
    """A new committee."""

    widths = {"name": "full", "decision": "half"}
    name = forms.CharField(label=_("Tên"), max_length=250)
    decision = forms.CharField(label=_("Quyết định thành lập"), max_length=150)
    starts_on = DayField(label=_("Thành lập ngày"))
    standing = forms.TypedChoiceField(label=_("Cơ quan thường trực"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standing"].choices = agency_choices(actor, empty=_("Chưa rõ"))


class MemberForm(DeskForm):
    """A seat in a committee."""

    widths = {"person": "full"}
    person = forms.TypedChoiceField(label=_("Cán bộ"), coerce=int)
    role = forms.ChoiceField(label=_("Vai trò"), choices=CommitteeRole.choices, initial=CommitteeRole.UY_VIEN.value)
    starts_on = DayField(label=_("Từ ngày"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Chọn cán bộ")), *queries.person_options(actor.today)]
