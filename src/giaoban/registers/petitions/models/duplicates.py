"""What is kept of letters so that their repeats are found: keyed hashes only, nothing that names or tells."""

from django.db import models

from .petition import Petition


class DuplicateKey(models.Model):
    """One rare run of words, number or writer's key of a letter, as a keyed hash of four bytes; the only index by which repeats are sought."""

    PRIVACY = {"key": "sealed"}

    pk = models.CompositePrimaryKey("key", "petition_ref")
    key = models.IntegerField("Dấu")
    petition_ref = models.IntegerField("Mã đơn")

    class Meta:
        verbose_name = "dấu tìm đơn trùng"
        verbose_name_plural = "dấu tìm đơn trùng"


class DuplicateMark(models.Model):
    """Keyed marks of a letter's writer (syllables of the name, year, place, numbers), locked: for comparing with another letter only."""

    PRIVACY = {"box": "sealed"}

    petition_ref = models.IntegerField("Mã đơn", primary_key=True)
    box = models.BinaryField("Dấu người viết")

    class Meta:
        verbose_name = "dấu người viết đơn"
        verbose_name_plural = "dấu người viết đơn"


class DuplicateRarity(models.Model):
    """How often words and runs of words occur in a sample of the letters, in hashed buckets: one row."""

    PRIVACY: dict[str, str] = {}

    letters = models.PositiveIntegerField("Số đơn đã đếm", default=0)
    levels = models.BinaryField("Mức thường gặp")
    stamp = models.CharField("Dấu bảng", max_length=16, blank=True)

    class Meta:
        verbose_name = "bảng từ hiếm"
        verbose_name_plural = "bảng từ hiếm"


class DuplicateRefusal(models.Model):
    """A clerk's word that two letters are no repeats of one another: they are not proposed again."""

    PRIVACY = {"reason": "personal"}

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="refused_as_duplicate", verbose_name="Đơn")
    other = models.ForeignKey(Petition, models.PROTECT, related_name="refused_by_duplicate", verbose_name="Đơn kia")
    reason = models.CharField("Lý do", max_length=300, blank=True)
    refused_on = models.DateField("Ngày")

    class Meta:
        verbose_name = "lần bác đơn trùng"
        verbose_name_plural = "lần bác đơn trùng"
        constraints = [models.UniqueConstraint(fields=["petition", "other"], name="duplicate_refused_once")]
