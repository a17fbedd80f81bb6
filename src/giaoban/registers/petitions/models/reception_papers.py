"""What a reception turn leaves behind: the online session, the papers handed in, the head's conclusion."""

from django.db import models
from django.db.models import Q

from giaoban.registers.directives.models import Directive
from giaoban.registers.people.models import Agency
from giaoban.registers.petitions.choices import CopyKind

from .reception import Reception


class OnlineSession(models.Model):
    """An online reception: when the citizen was told and the line tested, where the recording is kept and who signed the minutes.

    ``recording``: the number under which the recording lies in its own archive, never an address of the open file store.
    """

    PRIVACY = {"minutes_signers": "personal"}

    reception = models.OneToOneField(Reception, models.CASCADE, related_name="online", verbose_name="Lượt tiếp")
    notified_on = models.DateField("Ngày thông báo cho công dân", null=True, blank=True)
    tested_on = models.DateField("Ngày kiểm tra kỹ thuật", null=True, blank=True)
    connected_at = models.TimeField("Giờ mở kết nối", null=True, blank=True)
    began_at = models.TimeField("Giờ bắt đầu tiếp", null=True, blank=True)
    recording = models.CharField("Số lưu bản ghi âm, ghi hình", max_length=80, blank=True)
    minutes_number = models.CharField("Số biên bản điện tử", max_length=80, blank=True)
    minutes_signed_on = models.DateField("Ngày ký số biên bản", null=True, blank=True)
    minutes_signers = models.CharField("Người ký số biên bản", max_length=300, blank=True)

    class Meta:
        verbose_name = "phiên tiếp công dân trực tuyến"
        verbose_name_plural = "phiên tiếp công dân trực tuyến"
        constraints = [
            models.CheckConstraint(condition=Q(minutes_signed_on__isnull=True) | ~Q(minutes_number=""), name="online_minutes_numbered"),
        ]


class HandedItem(models.Model):
    """One paper or thing the citizen handed in, as the receipt Mẫu 02/TCD lists it."""

    PRIVACY = {"name": "personal", "condition": "personal"}

    reception = models.ForeignKey(Reception, models.CASCADE, related_name="items", verbose_name="Lượt tiếp")
    order = models.PositiveSmallIntegerField("STT")
    name = models.CharField("Tên thông tin, tài liệu", max_length=300)
    pages = models.PositiveSmallIntegerField("Số trang", null=True, blank=True)
    condition = models.CharField("Tình trạng", max_length=150, blank=True)
    copy = models.CharField("Bản chính, bản sao", max_length=10, choices=CopyKind.choices, default=CopyKind.BAN_SAO)

    class Meta:
        verbose_name = "thông tin, tài liệu đã nhận"
        verbose_name_plural = "thông tin, tài liệu đã nhận"
        constraints = [models.UniqueConstraint(fields=["reception", "order"], name="handed_item_order")]
        ordering = ["reception", "order"]


class ReceptionConclusion(models.Model):
    """The head's notice of conclusion after receiving somebody (Nghị định 154/2026/NĐ-CP Điều 25): its directive carries the points, each
    point that gives work a task; the paper is kept as it was issued."""

    PRIVACY = {"tree": "personal"}

    reception = models.OneToOneField(Reception, models.PROTECT, related_name="conclusion", verbose_name="Lượt tiếp")
    directive = models.OneToOneField(Directive, models.PROTECT, related_name="+", verbose_name="Thông báo kết luận")
    reply_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan trả lời công dân")
    reply_due = models.DateField("Hạn trả lời công dân")
    signer = models.CharField("Người ký", max_length=100)
    signer_post = models.CharField("Chức vụ người ký", max_length=200)
    tree = models.TextField("Văn bản đã ban hành")

    class Meta:
        verbose_name = "thông báo kết luận việc tiếp công dân"
        verbose_name_plural = "thông báo kết luận việc tiếp công dân"
