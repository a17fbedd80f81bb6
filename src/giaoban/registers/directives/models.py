"""Documents that direct, what they say point by point, and who was told."""

from django.db import models
from django.db.models import F, Q

from giaoban.core.values.gates import Gate
from giaoban.registers.people.models import Agency

from .choices import DirectiveKind, DisseminationState, IssuerLevel


class Directive(models.Model):
    """A document in force that tells agencies what to do. Once issued from the system it cannot change; a correction is
    another document."""

    PRIVACY: dict[str, str] = {}
    gate = Gate("directives.read")

    kind = models.CharField("Loại văn bản", max_length=20, choices=DirectiveKind.choices)
    number = models.CharField("Số, ký hiệu", max_length=60)
    issuer = models.CharField("Cơ quan ban hành", max_length=200)
    issuer_agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Cơ quan ban hành (trong tỉnh)"
    )
    level = models.CharField("Cấp ban hành", max_length=12, choices=IssuerLevel.choices)
    issued_on = models.DateField("Ngày ban hành", null=True, blank=True)
    effective_on = models.DateField("Hiệu lực từ", null=True, blank=True)
    ends_on = models.DateField("Hết hiệu lực", null=True, blank=True)
    subject = models.CharField("Trích yếu", max_length=500)
    folded = models.CharField("Tìm không dấu", max_length=900)
    issued_here = models.BooleanField("Ban hành từ hệ thống", default=False)
    recorded_on = models.DateField("Ngày vào sổ")
    version = models.PositiveIntegerField("Lần sửa", default=1)

    class Meta:
        verbose_name = "văn bản chỉ đạo"
        verbose_name_plural = "văn bản chỉ đạo"
        constraints = [
            models.UniqueConstraint(fields=["number", "issuer", "issued_on"], name="directive_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(issued_on__isnull=True) | Q(ends_on__gte=F("issued_on")), name="directive_in_order"
            ),
        ]
        indexes = [models.Index(fields=["-recorded_on", "-id"], name="directive_newest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class Provision(models.Model):
    """One numbered point of a directive ("II.3"), which a task may be based on."""

    PRIVACY: dict[str, str] = {}

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="provisions", verbose_name="Văn bản")
    number = models.CharField("Mục", max_length=20)
    order = models.PositiveSmallIntegerField("Thứ tự")
    text = models.TextField("Nội dung")
    directs = models.BooleanField("Giao việc", default=False)

    class Meta:
        verbose_name = "nội dung của văn bản"
        verbose_name_plural = "nội dung của văn bản"
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["directive", "number"], name="provision_once")]


class Dissemination(models.Model):
    """A directive made known to one agency: sent, received, studied, planned for."""

    PRIVACY: dict[str, str] = {}
    gate = Gate("directives.read", ("agency_id",))

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="disseminations", verbose_name="Văn bản")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="disseminations", verbose_name="Cơ quan")
    state = models.CharField("Trạng thái", max_length=16, choices=DisseminationState.choices, default=DisseminationState.DA_GUI)
    sent_on = models.DateField("Ngày gửi")
    received_on = models.DateField("Ngày nhận", null=True, blank=True)
    studied_on = models.DateField("Ngày quán triệt", null=True, blank=True)
    planned_on = models.DateField("Ngày có kế hoạch", null=True, blank=True)
    plan_number = models.CharField("Kế hoạch thực hiện", max_length=60, blank=True)

    class Meta:
        verbose_name = "việc quán triệt"
        verbose_name_plural = "việc quán triệt"
        constraints = [models.UniqueConstraint(fields=["directive", "agency"], name="dissemination_once")]


class NumberSeries(models.Model):
    """A gap-free series of numbers, e.g. notices of the provincial Party committee in one term. Taken under lock, inside the writing
    that uses the number, so that a refused writing gives it back."""

    PRIVACY: dict[str, str] = {}

    key = models.CharField("Dãy số", max_length=80, unique=True)
    last = models.PositiveIntegerField("Số đã dùng", default=0)

    class Meta:
        verbose_name = "dãy số"
        verbose_name_plural = "dãy số"
