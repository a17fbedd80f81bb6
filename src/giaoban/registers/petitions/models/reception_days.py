"""The days on which heads receive people."""

from django.db import models
from django.db.models import Q

from giaoban.core.values.gates import Gate
from giaoban.registers.people.models import Agency
from giaoban.registers.petitions.choices import DayState, ReceptionKind, ReceptionMode


class ReceptionDay(models.Model):
    """One day on which the head of an agency receives people, planned or unscheduled: posted when, put off to when, who really sat.

    ``duty``: the role in the law's table of duties. ``from_book``: known only from turns loaded with an old book, whose posting nobody noted.
    """

    PRIVACY: dict[str, str] = {}
    gate = Gate("receptions.read", ("agency_id",))

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="reception_days", verbose_name="Cơ quan")
    duty = models.CharField("Người có trách nhiệm tiếp", max_length=40)
    on = models.DateField("Ngày tiếp")
    kind = models.CharField("Hình thức tiếp", max_length=14, choices=ReceptionKind.choices, default=ReceptionKind.DINH_KY)
    mode = models.CharField("Cách tiếp", max_length=12, choices=ReceptionMode.choices, default=ReceptionMode.TRUC_TIEP)
    place = models.CharField("Địa điểm", max_length=200, blank=True)
    leader = models.CharField("Người tiếp theo lịch", max_length=150, blank=True)
    ground = models.CharField("Lý do tiếp đột xuất", max_length=300, blank=True)
    posted_on = models.DateField("Ngày niêm yết lịch", null=True, blank=True)
    notified_on = models.DateField("Ngày thông báo cho công dân dự trực tuyến", null=True, blank=True)
    tested_on = models.DateField("Ngày kiểm tra kỹ thuật", null=True, blank=True)
    state = models.CharField("Trạng thái", max_length=12, choices=DayState.choices, default=DayState.THEO_LICH)
    delegated = models.BooleanField("Ủy quyền tiếp", default=False)
    receiver = models.CharField("Người đã tiếp", max_length=150, blank=True)
    reason = models.CharField("Lý do hoãn, không tiếp", max_length=300, blank=True)
    postponed_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="postponed_from", verbose_name="Ngày tiếp thay"
    )
    from_book = models.BooleanField("Lấy từ sổ đã nạp", default=False)
    version = models.PositiveIntegerField("Lần sửa", default=1)

    class Meta:
        verbose_name = "ngày tiếp công dân của lãnh đạo"
        verbose_name_plural = "lịch tiếp công dân của lãnh đạo"
        constraints = [
            models.UniqueConstraint(fields=["agency", "duty", "on"], name="reception_day_once"),
            models.CheckConstraint(condition=~Q(kind="thuong_xuyen"), name="reception_day_of_a_head"),
            models.CheckConstraint(condition=~Q(state__in=["hoan", "khong_tiep"]) | ~Q(reason=""), name="reception_day_reason"),
        ]
        indexes = [models.Index(fields=["on", "id"], name="reception_day_by_day")]
