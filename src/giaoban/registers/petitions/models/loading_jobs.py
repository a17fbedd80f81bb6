"""Files of letters being loaded, and remembered ways of reading them."""

from django.db import models

from giaoban.core.values.gates import Gate
from giaoban.registers.petitions.choices import JobState


class LoadingPlan(models.Model):
    """How sheets with these headings are read, under a name; proposed when such a sheet comes again. It holds headings, never rows."""

    PRIVACY: dict[str, str] = {}

    agency_ref = models.PositiveBigIntegerField("Cơ quan", default=0)
    signature = models.CharField("Dấu của các tiêu đề", max_length=32)
    name = models.CharField("Tên", max_length=80)
    plan = models.TextField("Cách ghép cột")

    class Meta:
        verbose_name = "cách ghép cột"
        verbose_name_plural = "cách ghép cột"
        constraints = [models.UniqueConstraint(fields=["agency_ref", "signature"], name="loading_plan_once")]


class LoadingJob(models.Model):
    """One file of letters from its upload to its end. The file and the refused rows are locked with the vault's key and forgotten after."""

    PRIVACY = {"box": "sealed", "bad_box": "sealed"}
    gate = Gate("petitions.write")

    user_ref = models.PositiveBigIntegerField("Người nạp", null=True)
    kind = models.CharField("Kiểu tệp", max_length=10)
    box = models.BinaryField("Tệp đã khóa", null=True)
    plan = models.TextField("Cách ghép cột", default="{}")
    state = models.CharField("Trạng thái", max_length=10, choices=JobState.choices, default=JobState.MOI)
    begun_at = models.DateTimeField("Lúc tải lên")
    told_at = models.DateTimeField("Lần báo cuối", null=True)
    done = models.PositiveIntegerField("Đã đọc", default=0)
    total = models.PositiveIntegerField("Tổng số dòng", default=0)
    loaded = models.PositiveIntegerField("Đã nạp", default=0)
    skipped = models.PositiveIntegerField("Đã có", default=0)
    refused = models.PositiveIntegerField("Dòng lỗi", default=0)
    receipt = models.CharField("Biên nhận", max_length=16, blank=True)
    bad_box = models.BinaryField("Dòng lỗi đã khóa", null=True)
    repeats = models.JSONField("Đơn có thể trùng", default=list)
    compared = models.PositiveIntegerField("Đơn đã so", default=0)
    fault = models.CharField("Lý do dừng", max_length=300, blank=True)

    class Meta:
        verbose_name = "lượt nạp tệp"
        verbose_name_plural = "lượt nạp tệp"
        indexes = [models.Index(fields=["user_ref", "-id"], name="loading_job_own")]

    @property
    def name(self) -> str:
        """A name that says the kind only: the true name of a file may name people, and is not kept."""
        return f"tep{self.kind}"
