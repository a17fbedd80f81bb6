"""Links between records of different registers."""

from django.db import models

from .choices import Relation


class Link(models.Model):
    """Two records that belong together (a petition became a case). Both ends are references; records are never deleted."""

    PRIVACY: dict[str, str] = {}

    from_kind = models.CharField("Từ loại", max_length=30)
    from_id = models.PositiveBigIntegerField("Từ hồ sơ")
    to_kind = models.CharField("Đến loại", max_length=30)
    to_id = models.PositiveBigIntegerField("Đến hồ sơ")
    relation = models.CharField("Quan hệ", max_length=20, choices=Relation.choices)
    note = models.CharField("Ghi chú", max_length=300, blank=True)
    created_at = models.DateTimeField("Lúc lập")

    class Meta:
        verbose_name = "liên kết"
        verbose_name_plural = "liên kết"
        constraints = [models.UniqueConstraint(fields=["from_kind", "from_id", "to_kind", "to_id", "relation"], name="link_once")]
        indexes = [models.Index(fields=["to_kind", "to_id"], name="link_to")]
