"""Accounts of officials."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from giaoban.core.values.gates import Gate

from .choices import Role, SearchPage


class User(AbstractUser):
    """An official who works in the system: one person, one role, one agency, one post. Petitioners never have accounts."""

    PRIVACY = {"first_name": "personal", "last_name": "personal", "email": "personal", "full_name": "personal", "password": "sealed"}
    gate = Gate("accounts.read")

    full_name = models.CharField("Họ và tên", max_length=100)
    role = models.CharField("Vai trò", max_length=20, choices=Role.choices)
    agency_ref = models.PositiveBigIntegerField("Cơ quan", null=True, db_index=True)
    post = models.CharField("Chức vụ", max_length=150, blank=True)
    language = models.CharField("Ngôn ngữ", max_length=5, default="vi")
    must_change_password = models.BooleanField("Phải đổi mật khẩu", default=False)

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"

    def __str__(self) -> str:
        return self.full_name or self.username


class SavedSearch(models.Model):
    """A filter of a register that somebody keeps under a name, for himself or for his whole agency. ``query``: as the page's address says it."""

    PRIVACY = {"query": "personal", "name": "personal"}

    user = models.ForeignKey(User, models.PROTECT, related_name="searches", verbose_name="Người lưu")
    agency_ref = models.PositiveBigIntegerField("Cơ quan", null=True)
    page = models.CharField("Sổ", max_length=20, choices=SearchPage.choices)
    name = models.CharField("Tên", max_length=60)
    query = models.CharField("Điều kiện", max_length=1000)
    shared = models.BooleanField("Cả cơ quan dùng", default=False)

    class Meta:
        verbose_name = "phép tìm đã lưu"
        verbose_name_plural = "phép tìm đã lưu"
        constraints = [models.UniqueConstraint(fields=["user", "page", "name"], name="saved_search_once")]
        indexes = [models.Index(fields=["agency_ref", "shared"], name="saved_search_shared")]


class SearchSeen(models.Model):
    """Up to which record one person has looked at what a saved search finds."""

    PRIVACY: dict[str, str] = {}

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="seen", verbose_name="Phép tìm")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="Người xem")
    last = models.PositiveBigIntegerField("Hồ sơ sau cùng", default=0)

    class Meta:
        verbose_name = "lần xem phép tìm"
        verbose_name_plural = "lần xem phép tìm"
        constraints = [models.UniqueConstraint(fields=["search", "user"], name="search_seen_once")]
