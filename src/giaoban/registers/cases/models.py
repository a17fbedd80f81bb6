"""Cases, the stages they went through, and oversight lists."""

from django.db import models
from django.db.models import F, Q

from giaoban.core.values.gates import Gate
from giaoban.registers.people.models import Agency

from .choices import CaseKind, CrimeGroup, OversightList, Severity, Stage


class Case(models.Model):
    """A criminal case after initiation (vụ án) or a matter before it (vụ việc), followed from the first report to enforcement."""

    PRIVACY = {"name": "personal", "summary": "personal", "folded": "personal"}
    gate = Gate("cases.read", ("agency_id",))

    number = models.CharField("Mã", max_length=30, unique=True)
    kind = models.CharField("Loại", max_length=10, choices=CaseKind.choices)
    name = models.CharField("Tên vụ", max_length=300)
    summary = models.TextField("Tóm tắt", blank=True)
    folded = models.TextField("Tìm không dấu", blank=True)
    group = models.CharField("Nhóm tội", max_length=16, choices=CrimeGroup.choices)
    severity = models.CharField("Loại tội phạm", max_length=24, choices=Severity.choices, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="cases", verbose_name="Cơ quan đang thụ lý")
    opened_on = models.DateField("Ngày tiếp nhận")
    initiated_on = models.DateField("Ngày khởi tố vụ án", null=True, blank=True)
    prosecuted_on = models.DateField("Ngày truy tố", null=True, blank=True)
    tried_on = models.DateField("Ngày xét xử sơ thẩm", null=True, blank=True)
    ended_on = models.DateField("Ngày kết thúc", null=True, blank=True)
    stage = models.CharField("Giai đoạn", max_length=20, choices=Stage.choices, default=Stage.XAC_MINH)
    suspects = models.PositiveIntegerField("Số bị can, bị cáo", default=0)
    damage_million = models.DecimalField("Thiệt hại (triệu đồng)", max_digits=14, decimal_places=3, default=0)
    recovered_million = models.DecimalField("Đã thu hồi (triệu đồng)", max_digits=14, decimal_places=3, default=0)
    version = models.PositiveIntegerField("Lần sửa", default=1)

    class Meta:
        verbose_name = "vụ án, vụ việc"
        verbose_name_plural = "vụ án, vụ việc"
        constraints = [
            models.CheckConstraint(condition=Q(initiated_on__isnull=True) | Q(initiated_on__gte=F("opened_on")), name="case_in_order"),
            models.CheckConstraint(condition=Q(kind="vu_viec") | Q(initiated_on__isnull=False), name="case_initiated"),
        ]
        indexes = [models.Index(fields=["-opened_on", "-id"], name="case_newest")]

    def __str__(self) -> str:
        return self.number


class CaseStage(models.Model):
    """A case came into a stage on a day at an agency, by a paper."""

    PRIVACY: dict[str, str] = {}
    IMMUTABLE = True
    gate = Gate("cases.read", ("case__agency_id",))

    case = models.ForeignKey(Case, models.PROTECT, related_name="stages", verbose_name="Vụ")
    stage = models.CharField("Giai đoạn", max_length=20, choices=Stage.choices)
    on = models.DateField("Ngày")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    paper = models.CharField("Văn bản", max_length=150, blank=True)

    class Meta:
        verbose_name = "giai đoạn"
        verbose_name_plural = "giai đoạn"


class Oversight(models.Model):
    """A case on an oversight list: entered by a decision on a day, left by another. One case may be on several lists."""

    PRIVACY: dict[str, str] = {}
    gate = Gate("cases.read", ("case__agency_id",))

    case = models.ForeignKey(Case, models.PROTECT, related_name="oversights", verbose_name="Vụ")
    list = models.CharField("Diện", max_length=16, choices=OversightList.choices)
    entered_on = models.DateField("Vào diện ngày")
    entered_paper = models.CharField("Văn bản đưa vào", max_length=150)
    reason = models.CharField("Lý do", max_length=300, blank=True)
    left_on = models.DateField("Ra khỏi diện ngày", null=True, blank=True)
    left_paper = models.CharField("Văn bản đưa ra", max_length=150, blank=True)

    class Meta:
        verbose_name = "diện theo dõi"
        verbose_name_plural = "diện theo dõi"
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on__isnull=True, left_paper="") | Q(left_on__gte=F("entered_on")) & ~Q(left_paper=""),
                name="oversight_left_with_paper",
            ),
            models.UniqueConstraint(fields=["case", "list"], condition=Q(left_on__isnull=True), name="oversight_once_open"),
        ]
