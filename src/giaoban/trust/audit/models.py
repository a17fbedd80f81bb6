"""The ledger."""

from django.db import models


class Event(models.Model):
    """One thing done by one person at one moment to one record. Rows are chained by hash; the database refuses UPDATE and DELETE."""

    PRIVACY = {"actor_name": "personal"}
    IMMUTABLE = True

    seq = models.PositiveBigIntegerField("Số thứ tự", unique=True)
    at = models.DateTimeField("Lúc")
    actor_id = models.PositiveBigIntegerField("Mã tài khoản", null=True)
    actor_name = models.CharField("Người làm", max_length=150)
    agency_ref = models.PositiveBigIntegerField("Cơ quan của người làm", null=True)
    event = models.CharField("Việc", max_length=60)
    ref_kind = models.CharField("Loại hồ sơ", max_length=30)
    ref_id = models.PositiveBigIntegerField("Mã hồ sơ")
    details = models.JSONField("Chi tiết", default=dict)
    previous = models.CharField("Băm trước", max_length=64)
    digest = models.CharField("Băm", max_length=64)

    class Meta:
        verbose_name = "dòng nhật ký"
        verbose_name_plural = "nhật ký"
        indexes = [models.Index(fields=["ref_kind", "ref_id", "seq"], name="audit_ref")]
