from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.sites.desk.shell.forms import DeskForm


class CloseForm(DeskForm):
    """Closing a period. The reason is asked for only while somebody has not sent."""

    reason = forms.CharField(
        label=_("Lý do chốt khi còn thiếu"),
        max_length=300,
        required=False,
        help_text=_("Để trống khi mọi cơ quan đã gửi. Ghi vào nhật ký."),
    )
    widths = {"reason": "full"}
