"""A conference and what was said and concluded there."""

from django.db import models
from django.db.models import Q

from giaoban.core.values.gates import Gate
from giaoban.registers.directives.models import Directive, Provision
from giaoban.registers.people.models import Agency, Person

from .choices import MeetingState, PointKind, Presence


class Meeting(models.Model):
    """A briefing conference (hội nghị giao ban) of a period, made from its report; its notice, once issued, is a directive."""

    PRIVACY: dict[str, str] = {}
    gate = Gate("meetings.read")

    period = models.CharField("Kỳ", max_length=8, unique=True)
    title = models.CharField("Tên hội nghị", max_length=300)
    on = models.DateField("Ngày họp")
    start_time = models.TimeField("Giờ họp", null=True, blank=True)
    place = models.CharField("Địa điểm", max_length=200)
    chair = models.ForeignKey(Person, models.PROTECT, related_name="meetings_chaired", verbose_name="Chủ trì")
    chair_post = models.CharField("Chức vụ người chủ trì", max_length=200)
    state = models.CharField("Trạng thái", max_length=14, choices=MeetingState.choices, default=MeetingState.CHUAN_BI)
    notice = models.OneToOneField(Directive, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Thông báo kết luận")
    notice_tree = models.TextField("Nội dung thông báo đã ban hành", blank=True)
    version = models.PositiveIntegerField("Lần sửa", default=1)

    class Meta:
        verbose_name = "hội nghị giao ban"
        verbose_name_plural = "hội nghị giao ban"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="da_ket_luan", notice__isnull=False) | ~Q(state="da_ket_luan") & Q(notice__isnull=True, notice_tree=""),
                name="meeting_concluded_with_notice",
            )
        ]

    def __str__(self) -> str:
        return self.title


class AgendaItem(models.Model):
    """One point of the agenda: what, who presents it, how long."""

    PRIVACY: dict[str, str] = {}

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda", verbose_name="Hội nghị")
    order = models.PositiveSmallIntegerField("Thứ tự")
    title = models.CharField("Nội dung", max_length=300)
    presenter = models.CharField("Người trình bày", max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField("Số phút", default=10)

    class Meta:
        verbose_name = "mục chương trình"
        verbose_name_plural = "mục chương trình"
        ordering = ["order"]


class Invitation(models.Model):
    """An agency invited, who came for it, and whether."""

    PRIVACY = {"attendee": "personal"}

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations", verbose_name="Hội nghị")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="invitations", verbose_name="Cơ quan")
    attendee = models.CharField("Người dự", max_length=150, blank=True)
    presence = models.CharField("Có mặt", max_length=16, choices=Presence.choices, default=Presence.CHUA_GHI)

    class Meta:
        verbose_name = "cơ quan được mời"
        verbose_name_plural = "cơ quan được mời"
        constraints = [models.UniqueConstraint(fields=["meeting", "agency"], name="invitation_once")]


class Opinion(models.Model):
    """What an agency said at the conference, as recorded."""

    PRIVACY: dict[str, str] = {}

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="opinions", verbose_name="Hội nghị")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="opinions", verbose_name="Cơ quan")
    speaker = models.CharField("Người phát biểu", max_length=150, blank=True)
    text = models.TextField("Ý kiến")
    order = models.PositiveSmallIntegerField("Thứ tự")

    class Meta:
        verbose_name = "ý kiến phát biểu"
        verbose_name_plural = "ý kiến phát biểu"
        ordering = ["order"]


class Point(models.Model):
    """One point of the conclusions being drafted. A point that assigns work names its lead, supports, product and deadline."""

    PRIVACY: dict[str, str] = {}

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="points", verbose_name="Hội nghị")
    kind = models.CharField("Loại", max_length=12, choices=PointKind.choices)
    order = models.PositiveSmallIntegerField("Thứ tự")
    text = models.TextField("Nội dung")
    lead = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Chủ trì")
    supports = models.ManyToManyField(Agency, blank=True, related_name="+", verbose_name="Phối hợp")
    product = models.CharField("Sản phẩm", max_length=200, blank=True)
    deadline = models.DateField("Hạn", null=True, blank=True)
    provision = models.OneToOneField(
        Provision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Nội dung đã ban hành"
    )

    class Meta:
        verbose_name = "nội dung kết luận"
        verbose_name_plural = "nội dung kết luận"
        ordering = ["kind", "order"]
