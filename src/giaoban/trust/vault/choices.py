"""What fingerprints are made of, and the words of the ledger for identities."""

from giaoban.core.values.kinds import Kind


class Trait(Kind):
    NAME = "name", "Họ tên"
    PAIR = "pair", "Hai chữ liền nhau của họ tên"
    GIVEN = "given", "Tên"
    PHONE = "phone", "Số điện thoại"
    IDENTITY_NO = "identity_no", "Số định danh"
    NAME_BIRTH = "name_birth", "Họ tên và năm sinh"
    NAME_PLACE = "name_place", "Họ tên và nơi ở"


class Event(Kind):
    REVEALED = "vault.revealed", "mở danh tính niêm phong"
    UNSEALED = "vault.unsealed", "bỏ niêm phong theo ý người viết đơn"
    SEALED = "vault.sealed", "niêm phong danh tính"
