"""One petition."""

from django.db import models
from django.db.models import F, Q

from giaoban.core.values.gates import Gate
from giaoban.registers.people.models import Agency
from giaoban.registers.petitions.choices import (
    Channel,
    CompetentKind,
    Disposition,
    Eligibility,
    Ending,
    Field,
    Outcome,
    PetitionKind,
    PetitionState,
    Round,
)

from .matter import Matter
from .reception import Reception


class Petition(models.Model):
    """One letter (đơn) received by one agency: its story, classification, handling and result. Who wrote it is in the vault."""

    PRIVACY = {
        "identity_ref": "personal",
        "respondent": "personal",
        "summary": "personal",
        "request": "personal",
        "withdrawn_part": "personal",
        "folded": "personal",
    }
    gate = Gate("petitions.read", ("agency_id", "handler_id"))

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="petitions", verbose_name="Cơ quan nhận")
    handler = models.ForeignKey(Agency, models.PROTECT, related_name="petitions_handled", verbose_name="Cơ quan thụ lý")
    year = models.PositiveSmallIntegerField("Năm")
    seq = models.PositiveIntegerField("Số")
    received_on = models.DateField("Ngày nhận")
    written_on = models.DateField("Ngày viết đơn", null=True, blank=True)
    channel = models.CharField("Nguồn đơn", max_length=16, choices=Channel.choices)
    forwarded_by = models.CharField("Cơ quan chuyển đến", max_length=250, blank=True)
    forwarding_paper = models.CharField("Văn bản chuyển", max_length=100, blank=True)
    reception = models.ForeignKey(Reception, models.PROTECT, null=True, blank=True, related_name="petitions", verbose_name="Lượt tiếp")
    source_key = models.CharField("Mã trong tệp nạp", max_length=80, null=True, blank=True)  # noqa: DJ001 - unique only when given

    kind = models.CharField("Loại đơn", max_length=16, choices=PetitionKind.choices)
    round = models.CharField("Lần", max_length=10, choices=Round.choices, default=Round.LAN_DAU)
    field = models.CharField("Lĩnh vực", max_length=20, choices=Field.choices, default=Field.KHAC)
    identity_ref = models.PositiveBigIntegerField("Danh tính", null=True)
    sealed = models.BooleanField("Niêm phong", default=False)
    anonymous = models.BooleanField("Không rõ người viết", default=False)
    signatories = models.PositiveIntegerField("Số người ký", default=1)
    attachments = models.PositiveIntegerField("Số giấy tờ kèm theo", default=0)
    originals = models.BooleanField("Kèm giấy tờ gốc", default=False)
    originals_returned_on = models.DateField("Ngày trả giấy tờ gốc", null=True, blank=True)
    respondent = models.CharField("Người, cơ quan bị khiếu nại, tố cáo", max_length=250, blank=True)
    summary = models.TextField("Nội dung")
    request = models.TextField("Yêu cầu", blank=True)
    folded = models.TextField("Tìm không dấu", blank=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="petitions", verbose_name="Vụ việc")
    duplicate_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates", verbose_name="Trùng đơn")

    split_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="Tách từ đơn")
    earlier = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later", verbose_name="Đơn lần trước")
    earlier_decision = models.CharField("Quyết định, kết luận lần trước", max_length=100, blank=True)
    earlier_decided_on = models.DateField("Ngày quyết định, kết luận lần trước", null=True, blank=True)
    earlier_body = models.CharField("Cơ quan giải quyết lần trước", max_length=250, blank=True)

    eligibility = models.CharField("Điều kiện xử lý", max_length=10, choices=Eligibility.choices, default=Eligibility.CHUA_XET)
    ineligible_reason = models.CharField("Lý do không đủ điều kiện", max_length=300, blank=True)
    within_competence = models.BooleanField("Thuộc thẩm quyền", null=True)
    competent_kind = models.CharField("Loại cơ quan có thẩm quyền", max_length=14, choices=CompetentKind.choices, blank=True)
    disposition = models.CharField("Hướng xử lý", max_length=20, choices=Disposition.choices, blank=True)
    disposed_on = models.DateField("Ngày xử lý", null=True, blank=True)
    disposition_paper = models.CharField("Văn bản xử lý", max_length=100, blank=True)
    sent_to = models.CharField("Chuyển, hướng dẫn đến", max_length=250, blank=True)

    state = models.CharField("Trạng thái", max_length=16, choices=PetitionState.choices, default=PetitionState.MOI)
    accepted_on = models.DateField("Ngày thụ lý", null=True, blank=True)
    decided_on = models.DateField("Ngày quyết định, kết luận", null=True, blank=True)
    decision_number = models.CharField("Số quyết định, kết luận", max_length=60, blank=True)
    outcome = models.CharField("Kết quả", max_length=20, choices=Outcome.choices, blank=True)
    resolve_due = models.DateField("Hạn giải quyết", null=True, blank=True)
    complex = models.BooleanField("Phức tạp", default=False)
    remote = models.BooleanField("Vùng sâu, vùng xa", default=False)
    ending = models.CharField("Kết thúc không giải quyết", max_length=14, choices=Ending.choices, blank=True)
    ended_on = models.DateField("Ngày không thụ lý, đình chỉ, rút đơn", null=True, blank=True)
    ended_ground = models.CharField("Căn cứ không thụ lý, đình chỉ", max_length=300, blank=True)
    withdrawn_part = models.CharField("Nội dung đã rút", max_length=300, blank=True)
    executed_on = models.DateField("Ngày thi hành xong", null=True, blank=True)
    recovered_state_million = models.DecimalField("Thu hồi cho Nhà nước (triệu đồng)", max_digits=14, decimal_places=3, default=0)
    returned_people_million = models.DecimalField("Trả lại tổ chức, cá nhân (triệu đồng)", max_digits=14, decimal_places=3, default=0)
    recovered_state_m2 = models.DecimalField("Đất thu hồi cho Nhà nước (m2)", max_digits=14, decimal_places=1, default=0)
    returned_people_m2 = models.DecimalField("Đất trả lại (m2)", max_digits=14, decimal_places=1, default=0)
    returned_organisations = models.PositiveIntegerField("Tổ chức được trả lại quyền lợi", default=0)
    returned_individuals = models.PositiveIntegerField("Cá nhân được trả lại quyền lợi", default=0)
    organisations_handled = models.PositiveIntegerField("Tổ chức bị kiến nghị xử lý", default=0)
    people_handled = models.PositiveIntegerField("Người bị kiến nghị xử lý", default=0)
    officials_handled = models.PositiveIntegerField("Trong đó cán bộ, công chức, viên chức", default=0)
    referred_cases = models.PositiveIntegerField("Vụ chuyển cơ quan điều tra", default=0)
    referred_people = models.PositiveIntegerField("Người chuyển cơ quan điều tra", default=0)
    referred_officials = models.PositiveIntegerField("Trong đó cán bộ chuyển cơ quan điều tra", default=0)
    protected_people = models.PositiveIntegerField("Người được bảo vệ", default=0)
    protected_on = models.DateField("Ngày quyết định bảo vệ", null=True, blank=True)

    next_step = models.CharField("Việc tiếp theo", max_length=100, blank=True)
    next_due = models.DateField("Hạn việc tiếp theo", null=True, blank=True)
    version = models.PositiveIntegerField("Lần sửa", default=1)

    class Meta:
        verbose_name = "đơn"
        verbose_name_plural = "đơn"
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "seq"], name="petition_number"),
            models.UniqueConstraint(fields=["agency", "source_key"], name="petition_source_once"),
            models.CheckConstraint(
                condition=Q(disposition="", disposed_on__isnull=True) | ~Q(disposition="") & Q(disposed_on__isnull=False),
                name="petition_disposed_with_day",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_on__isnull=True) | ~Q(outcome="") & Q(decided_on__isnull=False),
                name="petition_decided_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("received_on")), name="petition_decided_after_receipt"
            ),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True) | Q(accepted_on__gte=F("received_on")), name="petition_accepted_after_receipt"
            ),
        ]
        indexes = [
            models.Index(fields=["-received_on", "-id", "agency", "handler", "next_due"], name="petition_newest"),
            models.Index(fields=["year", "seq"], name="petition_numbered"),
            models.Index(fields=["agency", "-received_on", "-id"], name="petition_agency"),
            models.Index(fields=["handler", "-received_on", "-id"], name="petition_handler"),
            models.Index(fields=["kind", "-received_on", "-id", "agency", "handler", "next_due"], name="petition_kind"),
            models.Index(fields=["state", "next_due"], name="petition_next"),
            models.Index(fields=["identity_ref"], name="petition_identity"),
            models.Index(fields=["disposed_on"], name="petition_disposed"),
            models.Index(fields=["decided_on"], name="petition_decided"),
        ]

    @property
    def number(self) -> str:
        return f"{self.seq}/{self.year}"
