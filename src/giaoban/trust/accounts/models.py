"""Accounts of officials."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from giaoban.core.values.gates import Gate

from .choices import Role


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
