"""Agencies through time, officials, posts, committees."""

from django.db import models
from django.db.models import F, Q

from giaoban.core.values.gates import Gate

from .choices import AgencyKind, Bloc, ChangeKind, CommitteeRole, Level

IN_ORDER = Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on"))


class Agency(models.Model):
    """A body of the province in the period in which it existed. A merged or renamed body is another row with a succession between them."""

    PRIVACY: dict[str, str] = {}
    gate = Gate("people.read")

    code = models.SlugField("Mã", max_length=40, unique=True)
    name = models.CharField("Tên", max_length=200)
    short_name = models.CharField("Tên gọi tắt", max_length=100)
    folded = models.CharField("Tên không dấu", max_length=320)
    kind = models.CharField("Loại", max_length=20, choices=AgencyKind.choices)
    bloc = models.CharField("Khối", max_length=12, choices=Bloc.choices)
    level = models.CharField("Cấp", max_length=10, choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="Trực thuộc")
    symbol = models.CharField("Ký hiệu văn bản", max_length=20, blank=True)
    vertical = models.BooleanField("Cơ quan ngành dọc", default=False)
    reports = models.BooleanField("Gửi báo cáo kỳ", default=True)
    starts_on = models.DateField("Hoạt động từ")
    ends_on = models.DateField("Kết thúc", null=True, blank=True)
    order = models.PositiveSmallIntegerField("Thứ tự", default=100)
    version = models.PositiveIntegerField("Lần sửa", default=1)

    class Meta:
        verbose_name = "cơ quan"
        verbose_name_plural = "cơ quan"
        constraints = [models.CheckConstraint(condition=IN_ORDER, name="agency_in_order")]
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.short_name


class Succession(models.Model):
    """A body handed its work to another on a day, by a resolution. Followed forwards it recounts old figures in today's bodies."""

    PRIVACY: dict[str, str] = {}
    IMMUTABLE = True

    from_agency = models.ForeignKey(Agency, models.PROTECT, related_name="successors", verbose_name="Cơ quan cũ")
    to_agency = models.ForeignKey(Agency, models.PROTECT, related_name="predecessors", verbose_name="Cơ quan kế thừa")
    on = models.DateField("Từ ngày")
    kind = models.CharField("Hình thức", max_length=12, choices=ChangeKind.choices)
    paper = models.CharField("Văn bản", max_length=200)
    main = models.BooleanField("Kế thừa chính", default=True)

    class Meta:
        verbose_name = "kế thừa cơ quan"
        verbose_name_plural = "kế thừa cơ quan"
        constraints = [models.UniqueConstraint(fields=["from_agency", "to_agency"], name="succession_once")]


class Person(models.Model):
    """An official in public office, named as in documents. Never a petitioner."""

    PRIVACY = {"name": "personal", "folded": "personal"}
    gate = Gate("people.read")

    name = models.CharField("Họ và tên", max_length=100)
    folded = models.CharField("Tên không dấu", max_length=100, db_index=True)
    note = models.CharField("Ghi chú", max_length=300, blank=True)

    class Meta:
        verbose_name = "cán bộ"
        verbose_name_plural = "cán bộ"

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A post held by an official in an agency from a day to a day."""

    PRIVACY: dict[str, str] = {}

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts", verbose_name="Cán bộ")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="Cơ quan")
    title = models.CharField("Chức vụ", max_length=200)
    starts_on = models.DateField("Từ ngày", null=True, blank=True)
    ends_on = models.DateField("Đến ngày", null=True, blank=True)
    term = models.CharField("Nhiệm kỳ", max_length=20, blank=True)

    class Meta:
        verbose_name = "chức vụ"
        verbose_name_plural = "chức vụ"
        constraints = [models.CheckConstraint(condition=IN_ORDER | Q(starts_on__isnull=True), name="post_in_order")]


class Committee(models.Model):
    """A steering committee or team set up by a decision, with a standing body."""

    PRIVACY: dict[str, str] = {}
    gate = Gate("people.read")

    name = models.CharField("Tên", max_length=250)
    decision = models.CharField("Quyết định thành lập", max_length=150)
    standing_agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Cơ quan thường trực")
    starts_on = models.DateField("Thành lập ngày")
    ends_on = models.DateField("Kết thúc", null=True, blank=True)

    class Meta:
        verbose_name = "ban chỉ đạo, tổ"
        verbose_name_plural = "ban chỉ đạo, tổ"
        constraints = [models.CheckConstraint(condition=IN_ORDER, name="committee_in_order")]


class Membership(models.Model):
    """An official's seat in a committee from a day to a day."""

    PRIVACY: dict[str, str] = {}

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="members", verbose_name="Ban chỉ đạo")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", verbose_name="Cán bộ")
    role = models.CharField("Vai trò", max_length=20, choices=CommitteeRole.choices)
    starts_on = models.DateField("Từ ngày")
    ends_on = models.DateField("Đến ngày", null=True, blank=True)

    class Meta:
        verbose_name = "thành viên"
        verbose_name_plural = "thành viên"
        constraints = [models.CheckConstraint(condition=IN_ORDER, name="membership_in_order")]
