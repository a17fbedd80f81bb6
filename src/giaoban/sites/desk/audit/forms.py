"""What the ledger is filtered by."""

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.trust.audit.queries import words

from ..shell.forms import DayField, DeskForm

KINDS = (
    ("petition", _("Đơn")),
    ("reception", _("Lượt tiếp")),
    ("case", _("Vụ án")),
    ("directive", _("Văn bản chỉ đạo")),
    ("task", _("Nhiệm vụ")),
    ("conclusion", _("Kết luận")),
    ("recommendation", _("Kiến nghị")),
    ("activity", _("Hoạt động dân vận")),
    ("agency", _("Cơ quan")),
    ("person", _("Cán bộ")),
    ("return", _("Báo cáo của cơ quan")),
    ("report", _("Báo cáo quý")),
    ("meeting", _("Hội nghị")),
    ("paper", _("Văn bản đến")),
    ("user", _("Tài khoản")),
    ("closing", _("Chốt kỳ")),
    ("calendar_day", _("Ngày nghỉ")),
    ("calendar_year", _("Năm lịch")),
)


class LedgerForm(DeskForm):
    """Who, what, on which kind of record, when."""

    q = forms.CharField(label=_("Người làm"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    event = forms.ChoiceField(label=_("Việc"), required=False)
    kind = forms.ChoiceField(label=_("Loại hồ sơ"), required=False, choices=[("", _("Tất cả")), *KINDS])
    start = DayField(label=_("Từ ngày"), required=False)
    end = DayField(label=_("Đến ngày"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].choices = [("", _("Tất cả")), *sorted(words().items(), key=lambda pair: pair[0])]
