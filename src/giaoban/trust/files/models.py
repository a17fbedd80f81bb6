"""Files and where they are attached."""

from django.db import models


class StoredFile(models.Model):
    """One content, kept once, named by its sha256. What people called it is kept with each attachment."""

    PRIVACY: dict[str, str] = {}
    IMMUTABLE = True

    sha256 = models.CharField("Băm nội dung", max_length=64, unique=True)
    media_type = models.CharField("Loại", max_length=100)
    size = models.PositiveBigIntegerField("Dung lượng")
    stored_at = models.DateTimeField("Lúc lưu")

    class Meta:
        verbose_name = "tệp"
        verbose_name_plural = "tệp"


class Attachment(models.Model):
    """A file attached to a record under a title. A sealed one may show its petitioner: its bytes are the vault's box, its title says nothing,
    and its mark, keyed, tells only that the same file was attached before."""

    PRIVACY = {"title": "personal", "mark": "sealed"}

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="attachments", verbose_name="Tệp")
    ref_kind = models.CharField("Loại hồ sơ", max_length=30)
    ref_id = models.PositiveBigIntegerField("Mã hồ sơ")
    title = models.CharField("Tên", max_length=200)
    sealed = models.BooleanField("Niêm phong", default=False)
    mark = models.CharField("Dấu của nội dung", max_length=32, blank=True)
    attached_at = models.DateTimeField("Lúc đính kèm")

    class Meta:
        verbose_name = "tệp đính kèm"
        verbose_name_plural = "tệp đính kèm"
        indexes = [models.Index(fields=["ref_kind", "ref_id"], name="attachment_ref")]
