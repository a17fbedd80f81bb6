"""What keeps a denouncer secret and safe: clean copies released, secrecy given up, protection asked for, decided and ended."""

from django.db import models
from django.db.models import Q

from giaoban.registers.petitions.choices import ProtectionEnd, ProtectionPaperKind, ProtectionState, Relation, RequestChannel, WaiverGround
from giaoban.trust.files.models import Attachment

from .petition import Petition


class RedactedCopy(models.Model):
    """A clean copy of a sealed petition made for another body: typed anew, masked, reopened and searched before it was kept (Luật Tố cáo
    Điều 56.2). The original and its handwriting stay locked."""

    PRIVACY = {"recipient": "personal"}
    IMMUTABLE = True

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="redacted_copies", verbose_name="Đơn")
    attachment = models.OneToOneField(Attachment, models.PROTECT, related_name="+", verbose_name="Tệp")
    recipient = models.CharField("Gửi cơ quan", max_length=250)
    paper = models.CharField("Văn bản chuyển", max_length=100, blank=True)
    made_here = models.BooleanField("Lập tại hệ thống", default=True)
    sha256 = models.CharField("Băm nội dung", max_length=64)
    places = models.PositiveIntegerField("Số chỗ đã soát", default=0)
    masked = models.PositiveIntegerField("Số chỗ đã che", default=0)
    released_at = models.DateTimeField("Lúc phát hành")
    released_by = models.PositiveBigIntegerField("Mã người phát hành", null=True)

    class Meta:
        verbose_name = "bản đã che danh tính"
        verbose_name_plural = "bản đã che danh tính"


class SecrecyWaiver(models.Model):
    """The denouncer gave secrecy up, by a paper of his own of a day (Luật Tố cáo Điều 47.2)."""

    PRIVACY = {"paper": "personal"}
    IMMUTABLE = True

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="waivers", verbose_name="Đơn")
    ground = models.CharField("Trường hợp", max_length=20, choices=WaiverGround.choices)
    on = models.DateField("Ngày văn bản")
    paper = models.CharField("Văn bản", max_length=200)

    class Meta:
        verbose_name = "việc không yêu cầu giữ bí mật"
        verbose_name_plural = "việc không yêu cầu giữ bí mật"


class ProtectionRequest(models.Model):
    """A request to protect a denouncer or a relative (Luật Tố cáo Điều 50). An urgent one by telephone or in person stands from that moment
    and is then put in writing. Whom it names is in the vault."""

    PRIVACY = {"reason": "personal"}

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="protection_requests", verbose_name="Đơn")
    on = models.DateField("Ngày đề nghị")
    channel = models.CharField("Cách đề nghị", max_length=12, choices=RequestChannel.choices)
    urgent = models.BooleanField("Khẩn cấp", default=False)
    reason = models.TextField("Lý do, nội dung cần bảo vệ")
    written_on = models.DateField("Ngày có văn bản", null=True)
    signed = models.BooleanField("Có chữ ký, điểm chỉ", default=False)
    state = models.CharField("Trạng thái", max_length=14, choices=ProtectionState.choices, default=ProtectionState.CHO)
    refused_on = models.DateField("Ngày trả lời không bảo vệ", null=True)
    refusal = models.CharField("Lý do không bảo vệ", max_length=300, blank=True)

    class Meta:
        verbose_name = "đề nghị bảo vệ"
        verbose_name_plural = "đề nghị bảo vệ"
        constraints = [
            models.CheckConstraint(condition=~Q(channel="van_ban") | Q(written_on__isnull=False), name="protection_request_written")
        ]


class ProtectedPerson(models.Model):
    """Somebody to protect: the denouncer, a spouse, a parent, a child (Luật Tố cáo Điều 47.1). Who it is lies sealed in the vault."""

    PRIVACY = {"identity_ref": "sealed"}

    request = models.ForeignKey(ProtectionRequest, models.PROTECT, related_name="people", verbose_name="Đề nghị bảo vệ")
    identity_ref = models.PositiveBigIntegerField("Danh tính")
    relation = models.CharField("Quan hệ với người tố cáo", max_length=14, choices=Relation.choices)
    goods = models.JSONField("Cần bảo vệ", default=list)

    class Meta:
        verbose_name = "người được bảo vệ"
        verbose_name_plural = "người được bảo vệ"


class ProtectionDecision(models.Model):
    """A decision to protect (Luật Tố cáo Điều 52) from its start to its end (Điều 54). Sent only to those it names."""

    PRIVACY = {"measures": "personal"}

    request = models.OneToOneField(ProtectionRequest, models.PROTECT, related_name="decision", verbose_name="Đề nghị bảo vệ")
    number = models.CharField("Số quyết định", max_length=60)
    on = models.DateField("Ngày quyết định")
    ground = models.CharField("Căn cứ", max_length=300)
    measures = models.TextField("Biện pháp bảo vệ")
    bodies = models.CharField("Cơ quan thực hiện", max_length=300)
    starts_on = models.DateField("Bắt đầu từ")
    sent_to = models.CharField("Gửi đến", max_length=300)
    ended_on = models.DateField("Ngày chấm dứt", null=True)
    end_ground = models.CharField("Lý do chấm dứt", max_length=20, choices=ProtectionEnd.choices, blank=True)
    end_paper = models.CharField("Văn bản chấm dứt", max_length=100, blank=True)

    class Meta:
        verbose_name = "quyết định bảo vệ"
        verbose_name_plural = "quyết định bảo vệ"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_ground="") | Q(ended_on__isnull=False) & ~Q(end_ground=""),
                name="protection_end_whole",
            )
        ]


class ProtectionPaper(models.Model):
    """One of the papers a to i that the file of a protection holds (Luật Tố cáo Điều 55)."""

    PRIVACY: dict[str, str] = {}

    request = models.ForeignKey(ProtectionRequest, models.PROTECT, related_name="papers", verbose_name="Đề nghị bảo vệ")
    kind = models.CharField("Tài liệu", max_length=12, choices=ProtectionPaperKind.choices)
    on = models.DateField("Ngày")
    number = models.CharField("Số văn bản", max_length=60, blank=True)

    class Meta:
        verbose_name = "tài liệu hồ sơ bảo vệ"
        verbose_name_plural = "tài liệu hồ sơ bảo vệ"
        constraints = [models.UniqueConstraint(fields=["request", "kind", "number", "on"], name="protection_paper_once")]
