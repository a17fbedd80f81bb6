"""Running clocks and the days an administrator typed in."""

from django.db import models

from giaoban.core.values.gates import Gate

from .choices import ClockState, DayKind


class Clock(models.Model):
    """One legal deadline of one record. Keeps the rule, the version of the law that gave it and the working, as computed then."""

    PRIVACY: dict[str, str] = {}
    gate = Gate("clocks.read", ("agency_ref",))

    rule = models.CharField("Quy tắc", max_length=40)
    label = models.CharField("Việc phải làm", max_length=200)
    ref_kind = models.CharField("Loại hồ sơ", max_length=30)
    ref_id = models.PositiveBigIntegerField("Mã hồ sơ")
    ref_label = models.CharField("Hồ sơ", max_length=200)
    agency_ref = models.PositiveBigIntegerField("Cơ quan", null=True)
    started_on = models.DateField("Tính từ")
    due_on = models.DateField("Hạn")
    version_from = models.DateField("Phiên bản luật từ", null=True)
    options = models.JSONField("Cách tính", default=dict)
    steps = models.JSONField("Diễn giải", default=list)
    confirmed = models.BooleanField("Đã kiểm chứng", default=True)
    state = models.CharField("Trạng thái", max_length=10, choices=ClockState.choices, default=ClockState.RUNNING)
    ended_on = models.DateField("Kết thúc ngày", null=True)
    paper = models.CharField("Văn bản", max_length=200, blank=True)

    class Meta:
        verbose_name = "thời hạn"
        verbose_name_plural = "thời hạn"
        constraints = [
            models.UniqueConstraint(fields=["ref_kind", "ref_id", "rule", "started_on"], name="clock_once_per_start"),
            models.CheckConstraint(
                condition=models.Q(state__in=["da_xong", "da_bo"], ended_on__isnull=False)
                | models.Q(state__in=["dang_chay", "tam_dung"], ended_on__isnull=True),
                name="clock_end_with_state",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "agency_ref", "due_on"], name="clock_due"),
            models.Index(fields=["state", "due_on"], name="clock_due_province"),
            models.Index(fields=["ref_kind", "ref_id"], name="clock_ref"),
        ]


class Suspension(models.Model):
    """Days that a clock does not count, both ends included, by a paper. An open suspension has no last day yet."""

    PRIVACY: dict[str, str] = {}

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="suspensions", verbose_name="Thời hạn")
    first_day = models.DateField("Từ ngày")
    last_day = models.DateField("Đến ngày", null=True)
    paper = models.CharField("Văn bản", max_length=200)
    end_paper = models.CharField("Văn bản tính tiếp", max_length=200, blank=True)

    class Meta:
        verbose_name = "lần tạm dừng"
        verbose_name_plural = "lần tạm dừng"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")), name="suspension_in_order"
            )
        ]


class Urging(models.Model):
    """One matter falling due that an agency was urged about on a day (đôn đốc). ``about``: the rule, or empty for a deadline of the record
    itself. Urgings of one click share ``batch``: one letter for each agency."""

    PRIVACY: dict[str, str] = {}
    IMMUTABLE = True
    gate = Gate("clocks.read", ("agency_ref",))

    batch = models.CharField("Lần đôn đốc", max_length=40)
    ref_kind = models.CharField("Loại hồ sơ", max_length=30)
    ref_id = models.PositiveBigIntegerField("Mã hồ sơ")
    about = models.CharField("Quy tắc", max_length=40, blank=True)
    label = models.CharField("Việc phải làm", max_length=200)
    ref_label = models.CharField("Hồ sơ", max_length=200)
    agency_ref = models.PositiveBigIntegerField("Cơ quan")
    started_on = models.DateField("Tính từ")
    due_on = models.DateField("Hạn")
    urged_on = models.DateField("Ngày đôn đốc")
    urged_by = models.CharField("Người đôn đốc", max_length=150)

    class Meta:
        verbose_name = "lần đôn đốc"
        verbose_name_plural = "lần đôn đốc"
        constraints = [models.UniqueConstraint(fields=["ref_kind", "ref_id", "about", "urged_on"], name="urged_once_a_day")]
        indexes = [models.Index(fields=["batch", "agency_ref"], name="urging_batch")]


class CalendarDay(models.Model):
    """A day off or a worked Saturday decided by a yearly notice and typed in by an administrator, with its paper."""

    PRIVACY: dict[str, str] = {}

    day = models.DateField("Ngày", unique=True)
    kind = models.CharField("Loại", max_length=12, choices=DayKind.choices)
    reason = models.CharField("Lý do", max_length=150)
    basis = models.CharField("Văn bản", max_length=200)

    class Meta:
        verbose_name = "ngày nghỉ, làm bù"
        verbose_name_plural = "ngày nghỉ, làm bù"


class CalendarYear(models.Model):
    """A year whose calendar an administrator has compared with the notice on holidays and vouches for, with that paper."""

    PRIVACY: dict[str, str] = {}

    year = models.PositiveSmallIntegerField("Năm", unique=True)
    document = models.CharField("Văn bản", max_length=200)
    confirmed_on = models.DateField("Xác nhận ngày")

    class Meta:
        verbose_name = "năm lịch đã xác nhận"
        verbose_name_plural = "năm lịch đã xác nhận"
