"""Returns of agencies and their values."""

from django.db import models
from django.db.models import Q

from giaoban.core.values.gates import Gate
from giaoban.registers.people.models import Agency

from .choices import ReturnState


class Return(models.Model):
    """What one agency sends for one period, with the due day and the way it went."""

    PRIVACY: dict[str, str] = {}
    gate = Gate("submissions.read", ("agency_id",))

    period = models.CharField("Kỳ", max_length=8)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="returns", verbose_name="Cơ quan")
    state = models.CharField("Trạng thái", max_length=12, choices=ReturnState.choices, default=ReturnState.CHUA_NHAP)
    due_on = models.DateField("Hạn gửi")
    sent_on = models.DateField("Ngày gửi", null=True)
    note = models.CharField("Ghi chú", max_length=500, blank=True)
    reminders = models.PositiveSmallIntegerField("Số lần nhắc", default=0)
    version = models.PositiveIntegerField("Lần sửa", default=1)

    class Meta:
        verbose_name = "báo cáo kỳ của cơ quan"
        verbose_name_plural = "báo cáo kỳ của cơ quan"
        constraints = [
            models.UniqueConstraint(fields=["period", "agency"], name="return_once"),
            models.CheckConstraint(
                condition=Q(state__in=["da_gui", "da_nhan"], sent_on__isnull=False) | ~Q(state__in=["da_gui", "da_nhan"]),
                name="return_sent_with_day",
            ),
        ]


class ReturnValue(models.Model):
    """One submitted figure of a return, in its latest revision; earlier revisions stay. The window may be the branch's own."""

    PRIVACY: dict[str, str] = {}

    sheet = models.ForeignKey(Return, models.PROTECT, related_name="values", verbose_name="Báo cáo")
    code = models.CharField("Chỉ tiêu", max_length=40)
    revision = models.PositiveSmallIntegerField("Lần", default=1)
    latest = models.BooleanField("Mới nhất", default=True)
    value = models.DecimalField("Giá trị", max_digits=20, decimal_places=4, null=True)
    window_from = models.DateField("Số liệu từ ngày")
    window_to = models.DateField("Đến ngày")
    note = models.CharField("Ghi chú, lý do sửa", max_length=300, blank=True)
    entered_at = models.DateTimeField("Lúc nhập")
    entered_by = models.CharField("Người nhập", max_length=150)

    class Meta:
        verbose_name = "số liệu cơ quan gửi"
        verbose_name_plural = "số liệu cơ quan gửi"
        constraints = [
            models.UniqueConstraint(fields=["sheet", "code", "revision"], name="value_revision_once"),
            models.UniqueConstraint(fields=["sheet", "code"], condition=Q(latest=True), name="value_latest_once"),
        ]
        indexes = [models.Index(fields=["code", "latest"], name="value_code")]
