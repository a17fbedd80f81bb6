"""What a writer of a petition takes home, and the tries to use it."""

from django.db import models
from django.db.models import Q

from giaoban.registers.petitions.choices import Proof, Satisfaction

from .petition import Petition


class Receipt(models.Model):
    """The slip with which the writer of one petition sees its state. Kept are keyed marks of its code and of what proves the holder, never these
    themselves: the database opens nothing."""

    PRIVACY = {"code_mark": "sealed", "proof_mark": "sealed", "satisfaction": "personal"}

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="receipts", verbose_name="Đơn")
    code_mark = models.CharField("Dấu của mã", max_length=32, unique=True)
    proof = models.CharField("Thông tin xác nhận", max_length=14, choices=Proof.choices)
    proof_mark = models.CharField("Dấu của thông tin xác nhận", max_length=32)
    issued_at = models.DateTimeField("Lúc cấp")
    replaced_at = models.DateTimeField("Lúc thay", null=True, blank=True)
    satisfaction = models.CharField("Mức hài lòng", max_length=14, choices=Satisfaction.choices, blank=True)
    satisfied_at = models.DateTimeField("Lúc cho ý kiến", null=True, blank=True)

    class Meta:
        verbose_name = "giấy tra cứu đơn"
        verbose_name_plural = "giấy tra cứu đơn"
        constraints = [
            models.UniqueConstraint(fields=["petition"], condition=Q(replaced_at__isnull=True), name="receipt_one_valid"),
            models.CheckConstraint(
                condition=Q(satisfaction="", satisfied_at__isnull=True) | ~Q(satisfaction="") & Q(satisfied_at__isnull=False),
                name="receipt_satisfaction_when",
            ),
        ]


class Attempt(models.Model):
    """Failed tries at one code, or from one address, within the last hour; both only as keyed marks, forgotten after that."""

    PRIVACY = {"mark": "sealed"}

    mark = models.CharField("Dấu của mã hay địa chỉ", max_length=32, unique=True)
    since = models.DateTimeField("Từ lúc")
    failures = models.PositiveIntegerField("Số lần sai", default=0)

    class Meta:
        verbose_name = "lần thử tra cứu"
        verbose_name_plural = "lần thử tra cứu"
