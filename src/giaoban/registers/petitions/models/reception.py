"""One reception turn."""

from django.db import models
from django.db.models import Q

from giaoban.core.values.gates import Gate
from giaoban.registers.people.models import Agency
from giaoban.registers.petitions.choices import PetitionKind, Presented, ReceptionAnswer, ReceptionKind, ReceptionMode

from .matter import Matter
from .reception_days import ReceptionDay


class Reception(models.Model):
    """One turn (lượt) of receiving a person or a delegation, with the 13 columns of form 03/TCD. The visitor's identity is in the vault."""

    PRIVACY = {
        "identity_ref": "personal",
        "summary": "personal",
        "request": "personal",
        "past_handling": "personal",
        "folded": "personal",
    }
    gate = Gate("receptions.read", ("agency_id",))

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="receptions", verbose_name="Nơi tiếp")
    year = models.PositiveSmallIntegerField("Năm")
    seq = models.PositiveIntegerField("STT")
    received_on = models.DateField("Ngày tiếp")
    kind = models.CharField("Hình thức tiếp", max_length=14, choices=ReceptionKind.choices)
    mode = models.CharField("Cách tiếp", max_length=12, choices=ReceptionMode.choices, default=ReceptionMode.TRUC_TIEP)
    delegated = models.BooleanField("Ủy quyền tiếp", default=False)
    receiver = models.CharField("Người tiếp", max_length=150, blank=True)
    day = models.ForeignKey(ReceptionDay, models.PROTECT, null=True, blank=True, related_name="receptions", verbose_name="Ngày theo lịch")
    presented = models.CharField("Cách trình bày", max_length=12, choices=Presented.choices, blank=True)
    statement_signed = models.BooleanField("Đã đọc lại, ký vào bản ghi lời trình bày", default=False)
    protection_asked = models.BooleanField("Đề nghị giữ bí mật danh tính", default=False)
    source_key = models.CharField("Mã trong tệp nạp", max_length=80, null=True, blank=True)  # noqa: DJ001 - unique only when given
    identity_ref = models.PositiveBigIntegerField("Danh tính", null=True)
    sealed = models.BooleanField("Niêm phong", default=False)
    people = models.PositiveSmallIntegerField("Số người được tiếp", default=1)
    representatives = models.PositiveSmallIntegerField("Số người đại diện", default=0)
    choice_paper = models.CharField("Văn bản cử người đại diện", max_length=150, blank=True)
    large_group = models.BooleanField("Đoàn đông người", default=False)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="receptions", verbose_name="Vụ việc")
    summary = models.TextField("Nội dung")
    request = models.TextField("Yêu cầu, đề nghị", blank=True)
    past_handling = models.TextField("Quá trình xem xét trước đây", blank=True)
    folded = models.TextField("Tìm không dấu", blank=True)
    petition_kind = models.CharField("Loại đơn", max_length=16, choices=PetitionKind.choices)
    same_matter_people = models.PositiveSmallIntegerField("Số người cùng nội dung", default=1)
    resolved_by = models.CharField("Cơ quan đã giải quyết", max_length=200, blank=True)
    within_competence = models.BooleanField("Thuộc thẩm quyền", default=False)
    guided_to = models.CharField("Hướng dẫn đến cơ quan", max_length=250, blank=True)
    accepting_body = models.CharField("Cơ quan, đơn vị thụ lý", max_length=250, blank=True)
    outcome = models.TextField("Theo dõi kết quả giải quyết", blank=True)
    remarks = models.CharField("Ghi chú", max_length=300, blank=True)
    refusal_ground = models.CharField("Căn cứ từ chối tiếp", max_length=40, blank=True)
    answer = models.CharField("Trả lời", max_length=20, choices=ReceptionAnswer.choices, blank=True)
    answered_on = models.DateField("Ngày trả lời", null=True, blank=True)
    result_on = models.DateField("Ngày nhận kết quả giải quyết", null=True, blank=True)
    result_paper = models.CharField("Văn bản kết quả giải quyết", max_length=150, blank=True)
    told_on = models.DateField("Ngày báo kết quả cho công dân", null=True, blank=True)
    told_paper = models.CharField("Văn bản báo kết quả", max_length=150, blank=True)
    version = models.PositiveIntegerField("Lần sửa", default=1)

    class Meta:
        verbose_name = "lượt tiếp công dân"
        verbose_name_plural = "lượt tiếp công dân"
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "seq"], name="reception_number"),
            models.UniqueConstraint(fields=["agency", "source_key"], name="reception_source_once"),
            models.CheckConstraint(condition=Q(people__gte=1), name="reception_people"),
            models.CheckConstraint(
                condition=Q(large_group=False, people__lt=5) | Q(large_group=True, people__gte=5), name="reception_large_group"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True) | ~Q(answer="") & Q(answered_on__isnull=False), name="reception_answer_day"
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True) | Q(result_on__isnull=False) & Q(told_on__gte=models.F("result_on")),
                name="reception_told_after_result",
            ),
        ]
        indexes = [
            models.Index(fields=["-received_on", "-id"], name="reception_newest"),
            models.Index(fields=["agency", "-received_on", "-id"], name="reception_agency"),
            models.Index(fields=["identity_ref"], name="reception_identity"),
            models.Index(fields=["year", "seq"], name="reception_numbered"),
        ]

    @property
    def number(self) -> str:
        return f"{self.seq}/{self.year}"
