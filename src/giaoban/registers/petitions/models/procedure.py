"""What happens to a petition besides its state: who forwarded it, who met over it, how its decision is carried out."""

from django.db import models
from django.db.models import Q

from .petition import Petition


class Forwarder(models.Model):
    """A body that sent the letter on (deputy, Fatherland Front, press, agency) and is owed an answer of its own (Luật Tố cáo Điều 26)."""

    PRIVACY: dict[str, str] = {}

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="forwarders", verbose_name="Đơn")
    body = models.CharField("Cơ quan chuyển đến", max_length=250)
    paper = models.CharField("Văn bản chuyển", max_length=100, blank=True)
    received_on = models.DateField("Ngày nhận văn bản chuyển")
    first = models.BooleanField("Ghi khi vào sổ", default=False)
    answered_on = models.DateField("Ngày trả lời", null=True, blank=True)
    answer_paper = models.CharField("Văn bản trả lời", max_length=100, blank=True)

    class Meta:
        verbose_name = "cơ quan chuyển đơn đến"
        verbose_name_plural = "cơ quan chuyển đơn đến"
        constraints = [models.UniqueConstraint(fields=["petition", "body", "paper"], name="forwarder_once")]


class Dialogue(models.Model):
    """A dialogue on a complaint (form KN-14): planned for a day, notified five days before, held and recorded in minutes."""

    PRIVACY = {"agreed": "personal", "disputed": "personal", "absent": "personal"}

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="dialogues", verbose_name="Đơn")
    planned_on = models.DateField("Ngày đối thoại")
    place = models.CharField("Địa điểm", max_length=200)
    chair = models.CharField("Người chủ trì", max_length=120)
    notified_on = models.DateField("Ngày thông báo đối thoại", null=True, blank=True)
    notice_paper = models.CharField("Văn bản thông báo", max_length=100, blank=True)
    held_on = models.DateField("Ngày đã đối thoại", null=True, blank=True)
    minutes = models.CharField("Biên bản", max_length=100, blank=True)
    absent = models.CharField("Người vắng mặt, lý do", max_length=300, blank=True)
    agreed = models.TextField("Nội dung thống nhất", blank=True)
    disputed = models.TextField("Nội dung còn khác nhau", blank=True)

    class Meta:
        verbose_name = "buổi đối thoại"
        verbose_name_plural = "buổi đối thoại"
        constraints = [
            models.UniqueConstraint(fields=["petition", "planned_on"], name="dialogue_once_a_day"),
            models.CheckConstraint(condition=Q(held_on__isnull=True) | ~Q(minutes=""), name="dialogue_held_with_minutes"),
        ]


class ExecutionStep(models.Model):
    """One step in carrying out a decision: on a day, so much money and land, so many people, by this paper. Steps add up to the order."""

    PRIVACY: dict[str, str] = {}
    IMMUTABLE = True

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="execution_steps", verbose_name="Đơn")
    key = models.CharField("Mã lần ghi", max_length=40, blank=True)
    on = models.DateField("Ngày")
    paper = models.CharField("Văn bản", max_length=100, blank=True)
    note = models.CharField("Ghi chú", max_length=300, blank=True)
    recovered_state_million = models.DecimalField("Đã thu hồi cho Nhà nước (triệu đồng)", max_digits=14, decimal_places=3, default=0)
    returned_people_million = models.DecimalField("Đã trả tổ chức, cá nhân (triệu đồng)", max_digits=14, decimal_places=3, default=0)
    recovered_state_m2 = models.DecimalField("Đất đã thu hồi cho Nhà nước (m2)", max_digits=14, decimal_places=1, default=0)
    returned_people_m2 = models.DecimalField("Đất đã trả lại (m2)", max_digits=14, decimal_places=1, default=0)
    returned_organisations = models.PositiveIntegerField("Tổ chức đã được trả lại quyền lợi", default=0)
    returned_individuals = models.PositiveIntegerField("Cá nhân đã được trả lại quyền lợi", default=0)
    organisations_handled = models.PositiveIntegerField("Tổ chức đã bị xử lý", default=0)
    people_handled = models.PositiveIntegerField("Người đã bị xử lý", default=0)
    referred_cases = models.PositiveIntegerField("Vụ đã chuyển cơ quan điều tra", default=0)
    referred_people = models.PositiveIntegerField("Người đã chuyển cơ quan điều tra", default=0)

    class Meta:
        verbose_name = "bước thi hành"
        verbose_name_plural = "bước thi hành"
        constraints = [models.UniqueConstraint(fields=["petition", "key"], condition=~Q(key=""), name="execution_step_once")]
