"""Sealed identities, their fingerprints, who asked to open one, who agreed, and every time one was looked at."""

from django.db import models
from django.db.models import F, Q

from .choices import Purpose, Trait


class Identity(models.Model):
    """Who brought a matter: name, address, numbers, encrypted with a key kept outside the database (Luật Tố cáo Điều 8.3, 56)."""

    PRIVACY = {"box": "sealed"}

    sealed = models.BooleanField("Niêm phong", default=False)
    key_name = models.CharField("Khóa", max_length=16)
    box = models.BinaryField("Danh tính đã mã hóa")
    created_at = models.DateTimeField("Lúc lập")

    class Meta:
        verbose_name = "danh tính"
        verbose_name_plural = "danh tính"


class Fingerprint(models.Model):
    """A keyed hash of one trait of an identity: equal traits are found without anyone being named."""

    PRIVACY = {"digest": "sealed"}
    IMMUTABLE = True

    identity = models.ForeignKey(Identity, models.CASCADE, related_name="fingerprints", verbose_name="Danh tính")
    trait = models.CharField("Đặc điểm", max_length=12, choices=Trait.choices)
    digest = models.BinaryField("Dấu", max_length=12)

    class Meta:
        verbose_name = "dấu danh tính"
        verbose_name_plural = "dấu danh tính"
        indexes = [models.Index(fields=["digest", "trait", "identity"], name="fingerprint_probe")]


class Opening(models.Model):
    """A request to open a sealed identity for one purpose, and the answer of a second person. Agreed to, it lets the asker alone look until
    ``open_until``; it then ends by itself (Nghị định 31/2019/NĐ-CP Điều 22.2.b: disclosure is disciplined)."""

    PRIVACY = {"asked_name": "personal", "motive": "personal", "answered_name": "personal", "answer": "personal"}

    identity = models.ForeignKey(Identity, models.PROTECT, related_name="openings", verbose_name="Danh tính")
    ref_kind = models.CharField("Loại hồ sơ", max_length=30)
    ref_id = models.PositiveBigIntegerField("Mã hồ sơ")
    purpose = models.CharField("Mục đích", max_length=12, choices=Purpose.choices)
    parts = models.JSONField("Phần được mở", default=list)
    motive = models.CharField("Lý do", max_length=500)
    asked_by = models.PositiveBigIntegerField("Mã người đề nghị")
    asked_name = models.CharField("Người đề nghị", max_length=150)
    asked_at = models.DateTimeField("Lúc đề nghị")
    agreed = models.BooleanField("Đồng ý", null=True)
    answered_by = models.PositiveBigIntegerField("Mã người trả lời", null=True)
    answered_name = models.CharField("Người trả lời", max_length=150, blank=True)
    answered_at = models.DateTimeField("Lúc trả lời", null=True)
    answer = models.CharField("Lý do trả lời", max_length=500, blank=True)
    open_until = models.DateTimeField("Mở đến", null=True)
    shut_at = models.DateTimeField("Lúc người đề nghị đóng", null=True)

    class Meta:
        verbose_name = "đề nghị mở danh tính"
        verbose_name_plural = "đề nghị mở danh tính"
        constraints = [
            models.CheckConstraint(condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("asked_by")), name="opening_second_person"),
            models.CheckConstraint(condition=~Q(agreed=True) | Q(open_until__isnull=False, answered_by__isnull=False), name="opening_ends"),
        ]
        indexes = [
            models.Index(fields=["ref_kind", "ref_id"], name="opening_ref"),
            models.Index(fields=["agreed", "asked_at"], name="opening_waiting"),
        ]


class Reveal(models.Model):
    """One look at a sealed identity: who looked, on which record, at which parts, for what reason and by whose agreement."""

    PRIVACY = {"asked_name": "personal", "motive": "personal"}
    IMMUTABLE = True

    identity = models.ForeignKey(Identity, models.PROTECT, related_name="reveals", verbose_name="Danh tính")
    opening = models.ForeignKey(Opening, models.PROTECT, null=True, related_name="looks", verbose_name="Theo đề nghị")
    parts = models.JSONField("Phần đã xem", default=list)
    asked_by = models.PositiveBigIntegerField("Mã người mở", null=True)
    asked_name = models.CharField("Người mở", max_length=150)
    motive = models.CharField("Lý do", max_length=500)
    ref_kind = models.CharField("Loại hồ sơ", max_length=30)
    ref_id = models.PositiveBigIntegerField("Mã hồ sơ")
    at = models.DateTimeField("Lúc mở")

    class Meta:
        verbose_name = "lần mở danh tính"
        verbose_name_plural = "lần mở danh tính"
