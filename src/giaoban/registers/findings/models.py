"""Conclusions, recommendations, and what was carried out."""

from django.db import models
from django.db.models import Q

from giaoban.core.values.gates import Gate
from giaoban.registers.people.models import Agency

from .choices import NotDoneReason, RecommendationKind, RecommendationState, SourceKind


class Conclusion(models.Model):
    """A conclusion of an inspection, an audit or a check about a body, with its recommendations."""

    PRIVACY: dict[str, str] = {}
    gate = Gate("findings.read", ("agency_id", "recommendations__responsible_id"))

    source = models.CharField("Nguồn", max_length=12, choices=SourceKind.choices)
    number = models.CharField("Số", max_length=60)
    subject = models.CharField("Trích yếu", max_length=400)
    folded = models.TextField("Tìm không dấu", blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="conclusions", verbose_name="Cơ quan ban hành")
    issued_on = models.DateField("Ngày ban hành")
    audit_year = models.PositiveSmallIntegerField("Niên độ", null=True, blank=True)
    planned = models.BooleanField("Theo kế hoạch", default=True)
    violation_million = models.DecimalField("Vi phạm về kinh tế (triệu đồng)", max_digits=14, decimal_places=3, default=0)
    violation_m2 = models.DecimalField("Đất vi phạm (m2)", max_digits=14, decimal_places=1, default=0)
    done_on = models.DateField("Hoàn thành ngày", null=True, blank=True)
    version = models.PositiveIntegerField("Lần sửa", default=1)

    class Meta:
        verbose_name = "kết luận thanh tra, kiểm toán"
        verbose_name_plural = "kết luận thanh tra, kiểm toán"
        constraints = [models.UniqueConstraint(fields=["number", "agency"], name="conclusion_once")]
        indexes = [models.Index(fields=["-issued_on", "-id"], name="conclusion_newest")]

    def __str__(self) -> str:
        return self.number


class Recommendation(models.Model):
    """One recommendation of a conclusion: what one body must recover, fine, discipline, refer or change."""

    PRIVACY: dict[str, str] = {}
    gate = Gate("findings.read", ("conclusion__agency_id", "responsible_id"))

    conclusion = models.ForeignKey(Conclusion, models.PROTECT, related_name="recommendations", verbose_name="Kết luận")
    item = models.PositiveSmallIntegerField("Mục")
    kind = models.CharField("Loại", max_length=20, choices=RecommendationKind.choices)
    text = models.TextField("Nội dung")
    responsible = models.ForeignKey(Agency, models.PROTECT, related_name="recommendations", verbose_name="Cơ quan phải thực hiện")
    due_million = models.DecimalField("Phải thực hiện (triệu đồng)", max_digits=14, decimal_places=3, default=0)
    done_million = models.DecimalField("Đã thực hiện (triệu đồng)", max_digits=14, decimal_places=3, default=0)
    due_count = models.PositiveIntegerField("Phải thực hiện (tổ chức, người, vụ, văn bản)", default=0)
    done_count = models.PositiveIntegerField("Đã thực hiện", default=0)
    deadline = models.DateField("Hạn", null=True, blank=True)
    state = models.CharField("Trạng thái", max_length=10, choices=RecommendationState.choices, default=RecommendationState.CHUA)
    reason = models.CharField("Lý do chưa xong", max_length=20, choices=NotDoneReason.choices, blank=True)
    done_on = models.DateField("Xong ngày", null=True, blank=True)
    version = models.PositiveIntegerField("Lần sửa", default=1)

    class Meta:
        verbose_name = "kiến nghị"
        verbose_name_plural = "kiến nghị"
        constraints = [
            models.UniqueConstraint(fields=["conclusion", "item"], name="recommendation_once"),
            models.CheckConstraint(
                condition=Q(state="xong", done_on__isnull=False) | ~Q(state="xong") & Q(done_on__isnull=True),
                name="recommendation_done_day",
            ),
        ]


class CarriedOut(models.Model):
    """A step of carrying out a recommendation: on a day, so much, with this paper."""

    PRIVACY: dict[str, str] = {}
    IMMUTABLE = True
    gate = Gate("findings.read", ("recommendation__conclusion__agency_id", "recommendation__responsible_id"))

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="steps", verbose_name="Kiến nghị")
    on = models.DateField("Ngày")
    million = models.DecimalField("Số tiền (triệu đồng)", max_digits=14, decimal_places=3, default=0)
    count = models.PositiveIntegerField("Số lượng", default=0)
    paper = models.CharField("Văn bản, chứng từ", max_length=200, blank=True)

    class Meta:
        verbose_name = "lần thực hiện kiến nghị"
        verbose_name_plural = "lần thực hiện kiến nghị"
