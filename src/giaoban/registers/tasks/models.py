"""Tasks, their progress, extensions and reviews."""

from django.db import models
from django.db.models import Q

from giaoban.core.values.gates import Gate
from giaoban.registers.directives.models import Provision
from giaoban.registers.people.models import Agency

from .choices import DeadlineKind, Decision, TaskState


class Task(models.Model):
    """One thing one agency must do, with a product and a deadline, because of a provision. Followed until the giver accepts the result."""

    PRIVACY: dict[str, str] = {}
    gate = Gate("tasks.read", ("lead_id", "giver_id", "supports__agency_id"))

    number = models.CharField("Số", max_length=20, unique=True)
    title = models.CharField("Nhiệm vụ", max_length=400)
    folded = models.CharField("Tìm không dấu", max_length=600)
    provision = models.ForeignKey(Provision, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name="Căn cứ")
    giver = models.ForeignKey(Agency, models.PROTECT, related_name="tasks_given", verbose_name="Cơ quan giao")
    lead = models.ForeignKey(Agency, models.PROTECT, related_name="tasks_led", verbose_name="Cơ quan chủ trì")
    product = models.CharField("Sản phẩm", max_length=200, blank=True)
    assigned_on = models.DateField("Ngày giao")
    deadline_kind = models.CharField("Loại hạn", max_length=12, choices=DeadlineKind.choices)
    first_deadline = models.DateField("Hạn giao ban đầu", null=True, blank=True)
    deadline = models.DateField("Hạn hiện nay", null=True, blank=True)
    state = models.CharField("Trạng thái", max_length=12, choices=TaskState.choices, default=TaskState.DA_GIAO)
    percent = models.PositiveSmallIntegerField("Tiến độ (%)", default=0)
    reported_on = models.DateField("Ngày báo cáo kết quả", null=True, blank=True)
    closed_on = models.DateField("Ngày kết thúc", null=True, blank=True)
    version = models.PositiveIntegerField("Lần sửa", default=1)

    class Meta:
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        constraints = [
            models.CheckConstraint(
                condition=Q(deadline_kind="ngay", deadline__isnull=False, first_deadline__isnull=False)
                | ~Q(deadline_kind="ngay") & Q(deadline__isnull=True, first_deadline__isnull=True),
                name="task_deadline_with_kind",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["hoan_thanh", "da_huy"], closed_on__isnull=False)
                | ~Q(state__in=["hoan_thanh", "da_huy"]) & Q(closed_on__isnull=True),
                name="task_closed_with_state",
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="task_percent"),
        ]
        indexes = [models.Index(fields=["state", "deadline"], name="task_due")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Support(models.Model):
    """An agency that must help the lead agency with a task."""

    PRIVACY: dict[str, str] = {}

    task = models.ForeignKey(Task, models.CASCADE, related_name="supports", verbose_name="Nhiệm vụ")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="tasks_supported", verbose_name="Cơ quan phối hợp")

    class Meta:
        verbose_name = "cơ quan phối hợp"
        verbose_name_plural = "cơ quan phối hợp"
        constraints = [models.UniqueConstraint(fields=["task", "agency"], name="support_once")]


class Progress(models.Model):
    """What the lead agency said on a day: how far, what was done, with which evidence (an attachment of the task)."""

    PRIVACY: dict[str, str] = {}
    IMMUTABLE = True

    task = models.ForeignKey(Task, models.PROTECT, related_name="progresses", verbose_name="Nhiệm vụ")
    on = models.DateField("Ngày")
    percent = models.PositiveSmallIntegerField("Tiến độ (%)")
    text = models.TextField("Nội dung")
    final = models.BooleanField("Báo cáo kết quả", default=False)

    class Meta:
        verbose_name = "báo cáo tiến độ"
        verbose_name_plural = "báo cáo tiến độ"


class Extension(models.Model):
    """A request for a later deadline and the giver's answer."""

    PRIVACY: dict[str, str] = {}

    task = models.ForeignKey(Task, models.PROTECT, related_name="extensions", verbose_name="Nhiệm vụ")
    asked_on = models.DateField("Ngày xin")
    asked_until = models.DateField("Xin lùi đến")
    reason = models.TextField("Lý do")
    decision = models.CharField("Quyết định", max_length=8, choices=Decision.choices, default=Decision.CHO)
    decided_on = models.DateField("Ngày quyết định", null=True, blank=True)
    granted_until = models.DateField("Được lùi đến", null=True, blank=True)
    answer = models.CharField("Ý kiến", max_length=500, blank=True)

    class Meta:
        verbose_name = "lần xin gia hạn"
        verbose_name_plural = "lần xin gia hạn"
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="cho", decided_on__isnull=True) | ~Q(decision="cho") & Q(decided_on__isnull=False),
                name="extension_decided_with_day",
            )
        ]


class Review(models.Model):
    """The giver's look at a reported result: accepted, or returned with what is missing."""

    PRIVACY: dict[str, str] = {}
    IMMUTABLE = True

    task = models.ForeignKey(Task, models.PROTECT, related_name="reviews", verbose_name="Nhiệm vụ")
    on = models.DateField("Ngày")
    accepted = models.BooleanField("Nghiệm thu")
    text = models.TextField("Nhận xét", blank=True)

    class Meta:
        verbose_name = "lần nghiệm thu"
        verbose_name_plural = "lần nghiệm thu"
