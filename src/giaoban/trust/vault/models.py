"""Sealed identities, their fingerprints, and every time one was opened."""

from django.db import models

from .choices import Trait


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


class Reveal(models.Model):
    """One opening of a sealed identity: who asked, on which record, for what reason."""

    PRIVACY = {"asked_name": "personal", "motive": "personal"}
    IMMUTABLE = True

    identity = models.ForeignKey(Identity, models.PROTECT, related_name="reveals", verbose_name="Danh tính")
    asked_by = models.PositiveBigIntegerField("Mã người mở", null=True)
    asked_name = models.CharField("Người mở", max_length=150)
    motive = models.CharField("Lý do", max_length=500)
    ref_kind = models.CharField("Loại hồ sơ", max_length=30)
    ref_id = models.PositiveBigIntegerField("Mã hồ sơ")
    at = models.DateTimeField("Lúc mở")

    class Meta:
        verbose_name = "lần mở danh tính"
        verbose_name_plural = "lần mở danh tính"
