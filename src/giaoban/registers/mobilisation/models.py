"""Activities of the mass-mobilisation bloc, and awards."""

from django.db import models
from django.db.models import F, Q

from giaoban.core.values.gates import Gate
from giaoban.registers.people.models import Agency

from .choices import ActivityKind, ActivityState, AwardKind


class Activity(models.Model):
    """One piece of mass-mobilisation work: a supervision, a critique, a visit, a relief, a meeting; counted in turns and money."""

    PRIVACY: dict[str, str] = {}
    gate = Gate("mobilisation.read", ("agency_id",))

    kind = models.CharField("Loại", max_length=14, choices=ActivityKind.choices)
    title = models.CharField("Nội dung", max_length=400)
    folded = models.CharField("Tìm không dấu", max_length=600)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="activities", verbose_name="Cơ quan chủ trì")
    on = models.DateField("Ngày")
    until = models.DateField("Đến ngày", null=True, blank=True)
    form = models.CharField("Hình thức", max_length=150, blank=True)
    about = models.CharField("Đối tượng giám sát, dự thảo phản biện", max_length=300, blank=True)
    turns = models.PositiveIntegerField("Số cuộc", default=1)
    attendances = models.PositiveIntegerField("Số lượt người", default=0)
    households = models.PositiveIntegerField("Số hộ", default=0)
    million = models.DecimalField("Kinh phí (triệu đồng)", max_digits=12, decimal_places=3, default=0)
    recommendations = models.PositiveIntegerField("Số kiến nghị", default=0)
    state = models.CharField("Trạng thái", max_length=10, choices=ActivityState.choices, default=ActivityState.DA_XONG)
    version = models.PositiveIntegerField("Lần sửa", default=1)

    class Meta:
        verbose_name = "hoạt động dân vận"
        verbose_name_plural = "hoạt động dân vận"
        constraints = [models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("on")), name="activity_in_order")]
        indexes = [models.Index(fields=["-on", "-id"], name="activity_newest")]


class Award(models.Model):
    """An award given by a body to a collective or an official for a merit."""

    PRIVACY = {"recipient": "personal", "folded": "personal"}
    gate = Gate("mobilisation.read", ("agency_id",))

    kind = models.CharField("Hình thức", max_length=14, choices=AwardKind.choices)
    giver = models.CharField("Người, cơ quan tặng", max_length=200)
    recipient = models.CharField("Tập thể, cá nhân", max_length=300)
    reason = models.CharField("Thành tích", max_length=400)
    folded = models.CharField("Tìm không dấu", max_length=1200, blank=True)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="awards", verbose_name="Cơ quan của người được tặng"
    )
    on = models.DateField("Ngày", null=True, blank=True)
    paper = models.CharField("Quyết định", max_length=100, blank=True)

    class Meta:
        verbose_name = "khen thưởng"
        verbose_name_plural = "khen thưởng"
        indexes = [models.Index(fields=["-on", "-id"], name="award_newest")]
