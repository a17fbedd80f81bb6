"""Closed periods and their frozen figures."""

from django.db import models
from django.db.models import Q

from giaoban.core.values.gates import Gate

from .choices import Source


class PeriodClosing(models.Model):
    """A reporting period of the province: open, or closed on a moment by a person with a hash over all its figures."""

    PRIVACY = {"closed_by": "personal"}
    gate = Gate("figures.read")

    period = models.CharField("Kỳ", max_length=8, unique=True)
    opened_on = models.DateField("Mở ngày")
    closed_at = models.DateTimeField("Chốt lúc", null=True)
    closed_by = models.CharField("Người chốt", max_length=150, blank=True)
    digest = models.CharField("Băm số liệu", max_length=64, blank=True)

    class Meta:
        verbose_name = "kỳ số liệu"
        verbose_name_plural = "kỳ số liệu"
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, digest="") | Q(closed_at__isnull=False) & ~Q(digest=""), name="closing_with_digest"
            )
        ]


class FrozenFigure(models.Model):
    """One figure as reported at closing: for the whole province (agency empty) or for one agency. It never changes."""

    PRIVACY: dict[str, str] = {}
    IMMUTABLE = True
    gate = Gate("figures.read", ("agency_ref",))

    closing = models.ForeignKey(PeriodClosing, models.PROTECT, related_name="figures", verbose_name="Kỳ")
    code = models.CharField("Chỉ tiêu", max_length=40)
    agency_ref = models.PositiveBigIntegerField("Cơ quan", null=True)
    source = models.CharField("Nguồn", max_length=10, choices=Source.choices)
    definition = models.CharField("Định nghĩa", max_length=64)
    value = models.DecimalField("Giá trị", max_digits=20, decimal_places=4, null=True)
    numerator = models.DecimalField("Tử số", max_digits=20, decimal_places=4, null=True)
    denominator = models.DecimalField("Mẫu số", max_digits=20, decimal_places=4, null=True)
    base_value = models.DecimalField("Cùng kỳ", max_digits=20, decimal_places=4, null=True)
    base_as = models.CharField("Cùng kỳ lấy từ", max_length=10, blank=True)
    records = models.JSONField("Các hồ sơ", default=list)
    records_sha256 = models.CharField("Băm các hồ sơ", max_length=64)

    class Meta:
        verbose_name = "số liệu đã chốt"
        verbose_name_plural = "số liệu đã chốt"
        constraints = [
            models.UniqueConstraint(fields=["closing", "code", "agency_ref"], name="frozen_once"),
            models.UniqueConstraint(fields=["closing", "code"], condition=Q(agency_ref__isnull=True), name="frozen_province_once"),
        ]
