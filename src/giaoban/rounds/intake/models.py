"""Incoming papers, what the machine proposed, what a person decided."""

from django.db import models
from django.db.models import Q

from giaoban.core.values.gates import Gate
from giaoban.trust.files.models import StoredFile

from .choices import PaperState, ProposalKind, ProposalState


class Paper(models.Model):
    """A paper received, pasted or uploaded: its text as read and the whole reading."""

    PRIVACY = {"text": "personal", "reading": "personal"}
    gate = Gate("intake.read")

    name = models.CharField("Tên", max_length=250)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="papers", verbose_name="Tệp")
    sha256 = models.CharField("Băm nội dung", max_length=64, unique=True)
    text = models.TextField("Văn bản")
    reading = models.JSONField("Kết quả đọc")
    doc_kind = models.CharField("Loại", max_length=20)
    period = models.CharField("Kỳ", max_length=8, blank=True)
    state = models.CharField("Trạng thái", max_length=14, choices=PaperState.choices, default=PaperState.CHO_XAC_NHAN)
    received_at = models.DateTimeField("Lúc nhận")

    class Meta:
        verbose_name = "văn bản đến"
        verbose_name_plural = "văn bản đến"


class Proposal(models.Model):
    """One thing the machine read in a paper, with its place in the text; decided once by a person; what it became is a record."""

    PRIVACY = {"data": "personal"}

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="proposals", verbose_name="Văn bản")
    order = models.PositiveSmallIntegerField("Thứ tự")
    kind = models.CharField("Loại", max_length=10, choices=ProposalKind.choices)
    data = models.JSONField("Đề xuất")
    corrected = models.JSONField("Đã sửa thành", null=True, blank=True)
    start = models.PositiveIntegerField("Từ chữ")
    end = models.PositiveIntegerField("Đến chữ")
    confidence = models.FloatField("Độ chắc chắn", default=0)
    state = models.CharField("Trạng thái", max_length=6, choices=ProposalState.choices, default=ProposalState.CHO)
    record_kind = models.CharField("Loại hồ sơ", max_length=30, blank=True)
    record_id = models.PositiveBigIntegerField("Hồ sơ", null=True)
    decided_at = models.DateTimeField("Lúc quyết định", null=True)

    class Meta:
        verbose_name = "đề xuất"
        verbose_name_plural = "đề xuất"
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="cho", decided_at__isnull=True) | ~Q(state="cho") & Q(decided_at__isnull=False),
                name="proposal_decided_with_moment",
            ),
            models.CheckConstraint(
                condition=Q(record_kind="", record_id__isnull=True) | ~Q(record_kind="") & Q(record_id__isnull=False),
                name="proposal_record_pair",
            ),
        ]
