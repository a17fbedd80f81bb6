"""Words of permits."""

from giaoban.core.values.kinds import Kind


class PermitKind(Kind):
    XAY_DUNG = "xay_dung", "Xây dựng"
    KHAI_THAC = "khai_thac", "Khai thác khoáng sản"


class Event(Kind):
    ISSUED = "permits.issued", "ghi giấy phép"
