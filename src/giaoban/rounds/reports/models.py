"""Drafts of the quarterly report, hand-written sections, issued versions."""

from django.db import models
from django.db.models import Q

from giaoban.core.values.gates import Gate

from .choices import ReportState


class Report(models.Model):
    """The report of one period: its outline, its state, and how many drafts it has seen."""

    PRIVACY: dict[str, str] = {}
    gate = Gate("reports.read")

    period = models.CharField("Kỳ", max_length=8, unique=True)
    outline = models.CharField("Đề cương", max_length=40)
    state = models.CharField("Trạng thái", max_length=14, choices=ReportState.choices, default=ReportState.DU_THAO)
    draft_number = models.PositiveSmallIntegerField("Dự thảo lần", default=1)
    number = models.CharField("Số", max_length=40, blank=True)
    issued_on = models.DateField("Ngày phát hành", null=True)
    version = models.PositiveIntegerField("Lần sửa", default=1)

    class Meta:
        verbose_name = "báo cáo quý"
        verbose_name_plural = "báo cáo quý"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="da_phat_hanh", issued_on__isnull=False) | ~Q(state="da_phat_hanh") & Q(issued_on__isnull=True),
                name="report_issued_with_day",
            )
        ]


class Section(models.Model):
    """A part of the report written by hand (assessment, causes, tasks, proposals), keyed by its place in the outline."""

    PRIVACY: dict[str, str] = {}

    report = models.ForeignKey(Report, models.PROTECT, related_name="sections", verbose_name="Báo cáo")
    key = models.CharField("Mục", max_length=40)
    text = models.TextField("Nội dung")
    written_by = models.CharField("Người viết", max_length=150)
    written_at = models.DateTimeField("Lúc viết")
    version = models.PositiveIntegerField("Lần sửa", default=1)

    class Meta:
        verbose_name = "mục viết tay"
        verbose_name_plural = "mục viết tay"
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="section_once")]


class IssuedReport(models.Model):
    """An issued version of the report: the block tree as it was and the files made from it."""

    PRIVACY: dict[str, str] = {}
    IMMUTABLE = True
    gate = Gate("reports.read")

    report = models.ForeignKey(Report, models.PROTECT, related_name="issues", verbose_name="Báo cáo")
    issued_on = models.DateField("Ngày")
    tree = models.JSONField("Nội dung")
    tree_sha256 = models.CharField("Băm nội dung", max_length=64)

    class Meta:
        verbose_name = "bản báo cáo phát hành"
        verbose_name_plural = "bản báo cáo phát hành"
