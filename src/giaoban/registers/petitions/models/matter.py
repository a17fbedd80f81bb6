"""The matter behind letters and visits, and the running numbers of a year."""

from django.db import models

from giaoban.registers.people.models import Agency


class Matter(models.Model):
    """One matter (vụ việc): what is resolved. Several letters of one or more people, and several visits, may share it."""

    PRIVACY = {"title": "personal"}

    title = models.CharField("Vụ việc", max_length=300)
    opened_on = models.DateField("Phát sinh ngày")

    class Meta:
        verbose_name = "vụ việc"
        verbose_name_plural = "vụ việc"


class NumberSeries(models.Model):
    """The last number given in one book of one agency in one year: locked for update, so numbers have no gap and no double."""

    PRIVACY: dict[str, str] = {}

    book = models.CharField("Sổ", max_length=20)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    year = models.PositiveSmallIntegerField("Năm")
    last = models.PositiveIntegerField("Số cuối", default=0)

    class Meta:
        verbose_name = "dãy số"
        verbose_name_plural = "dãy số"
        constraints = [models.UniqueConstraint(fields=["book", "agency", "year"], name="series_once")]
