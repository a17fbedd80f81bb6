"""Permits."""

from django.db import models

from giaoban.core.values.gates import Gate
from giaoban.registers.people.models import Agency

from .choices import PermitKind


class Permit(models.Model):
    """A permit (giấy phép) that an agency gave on a day. Its number is the agency's own."""

    PRIVACY = {"holder": "personal"}
    gate = Gate("permits.read", ("agency_id",))

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="permits", verbose_name="Cơ quan cấp")
    number = models.CharField("Số", max_length=60)
    kind = models.CharField("Loại", max_length=12, choices=PermitKind.choices)
    holder = models.CharField("Người được cấp", max_length=200)
    folded = models.TextField("Tìm không dấu", blank=True)
    issued_on = models.DateField("Ngày cấp")
    version = models.PositiveIntegerField("Lần sửa", default=1)

    class Meta:
        verbose_name = "giấy phép"
        verbose_name_plural = "giấy phép"
        constraints = [models.UniqueConstraint(fields=["agency", "number"], name="permit_once")]
