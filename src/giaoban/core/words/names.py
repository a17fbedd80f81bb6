"""Names of persons: surname (họ), middle names (đệm), given name (tên), and the order of a list of persons."""

import re

from giaoban.core.values.errors import InvalidInput

from .text import collation_key, fold, nfc, normalise_tone

# Surnames as they occur, the Kinh first, then those of other peoples of Việt Nam (Mông, Thái, Tày, Nùng, Dao, Mường, Khmer, Chăm,
# Ê Đê, Gia Rai, Ba Na, Xơ Đăng, Cơ Ho, Mnông, Xtiêng, Cơ Tu, Bru, Hà Nhì, La Hủ …). Two-syllable surnames are kept whole.
SURNAMES: frozenset[str] = frozenset(
    normalise_tone(name)
    for name in """
An|Âu|Âu Dương|Ấu|Bá|Bạch|Bàng|Bành|Bế|Biện|Bình|Bùi|Ca|Cái|Cam|Cao|Cáp|Cát|Cấn|Chế|Chiêm|Chu|Châu|Chúc|Chung|Chử|Công|Cổ|Cù|Cung|Cư
Danh|Diêm|Diệp|Doãn|Dư|Dương|Đái|Đàm|Đan|Đàng|Đào|Đặng|Đầu|Đậu|Đèo|Điền|Điêu|Điểu|Đinh|Đoàn|Đô|Đổng|Đồng|Đỗ|Đới|Đường|Giang|Giáp|Hà
Hàn|Hán|Hạ|Hàng|Hầu|Hình|Hoa|Hoàng|Hoắc|Hồ|Hồng|Hùng|Hứa|Huỳnh|Hy|Hướng|Kha|Khà|Khâu|Khiếu|Khoa|Khổng|Khuất|Khúc|Khương|Kiều|Kim|Kỷ
La|Lã|Lạc|Lại|Lam|Lăng|Lâm|Lê|Lều|Liêu|Liễu|Linh|Long|Lò|Lô|Lỗ|Lộ|Lộc|Lục|Lư|Lữ|Lường|Lưu|Lương|Lý|Mã|Mạc|Mạch|Mai|Man|Mẫn|Mậu|Mông
Nghiêm|Ngô|Ngụy|Nguyễn|Nhâm|Nhan|Nhữ|Ninh|Nông|Ông|Ổn|Phan|Phạm|Phí|Phó|Phùng|Phương|Phù|Quách|Quan|Quàng|Quảng|Quản|Sái|Sầm|Sơn|Sử
Tạ|Tăng|Tân|Tần|Tiết|Tiêu|Tiền|Tòng|Tô|Tôn|Tôn Nữ|Tôn Thất|Tống|Từ|Tưởng|Thạch|Thái|Thang|Thành|Thân|Thẩm|Thi|Thiều|Thịnh|Thượng|Tào
Trà|Trác|Trang|Tri|Trì|Triệu|Trình|Trịnh|Trần|Trương|Ty|Ứng|Uông|Ung|Vạn|Văn|Vi|Viên|Viêm|Vĩnh|Võ|Vũ|Vòng|Vưu|Vương|Xa|Yên|Yết|Giàng
Vàng|Sùng|Thào|Lầu|Lồ|Lù|Lùng|Hạng|Hảng|Chang|Cháng|Cứ|Khang|Ma|Mùa|Mua|Phàng|Páo|Sồng|Sính|Tráng|Tẩn|Thền|Xồng|Vừ|Dình|Hờ|Cầm|Cà
Bạc|Lèo|Lừ|Lự|Vì|Ngân|Lang|Nình|Phàn|Chảo|Bàn|Phủng|Phượng|Pờ|Lỳ|Khoàng|Sừng|Vù|Giá|Lòng|Tao|Lìm|Thùng|Sìn|Seo|Thàng|Xèn|Lèng|Ly|Hù
Pản|Chíu|Chìu|Voòng|Tằng|Sằn|H'|H’|Y|A|Ksor|Kpă|Kpa|Rơ Châm|Rơ Chăm|Rơ Lan|Rơ Mah|Rơ Ô|Rơ Ông|Rah Lan|R'Com|Rcom|Siu|Nay|Ayun|Hiao
Niê|Niê Kdăm|Mlô|Êban|Êñuôl|Byă|Bkrông|Hwing|Buôn Yă|Buôn Krông|Knul|K'|K’|Kră|Ha|Cil|Kơ Să|Kơ Sơ|Lơ Mu|Liêng|Liêng Hót|Liêng Jrang
Bon Krong|Păng Ting|Cơ Liêng|Dơng Gur|Đa Cát|Thị|Bríu|Blúp|Alăng|A Lăng|Zơ Râm|Bhling|Bhnướch|Coor|Pơ Loong|Hốih|Riah|Arất|Kan
Ra Pát|Pả|Kon|Kiên|Neang|Néang|Chau|Chamaléa|Katơr|Kator|Pinăng|Pi Năng|Bo Bo|Mấu|Mang|Tro|Ba|Thiên|Trượng|Qua|Não|Dụng|Phú|Báo|Miêu
Thổ|Xích|Ức|Sa|Chẻo|Cháo|Moong|Cụt|Lềm|Mào|Lầm|Thò|Ốc|Kháng|Vảng|Ngải|Ngọc
""".replace("\n", "|").split("|")
    if name.strip()
)
_DOUBLE = frozenset(name for name in SURNAMES if " " in name)
_FOLDED_DOUBLE = frozenset(fold(name) for name in _DOUBLE)

# Places and bodies that begin like a surname.
_PLACES = frozenset(
    fold(name)
    for name in """
An Giang|Bạc Liêu|Bình Dương|Bình Định|Bình Phước|Bình Thuận|Cao Bằng|Cao Lãnh|Cao Lộc|Châu Á|Châu Âu|Châu Đốc|Châu Đức|Công An
Công Đoàn|Điện Biên|Đồng Nai|Đồng Tháp|Đồng Xoài|Đồng Hới|Gia Lai|Giang Thành|Hà Đông|Hà Giang|Hà Nam|Hà Nội|Hà Tiên|Hà Tĩnh|Hạ Long
Hàn Quốc|Hoa Kỳ|Hoa Lư|Hồng Kông|Hồng Lĩnh|Hồng Ngự|Hưng Yên|Hướng Hóa|Kiên Giang|Kim Bảng|Kim Bôi|Kim Động|Kim Sơn|Kim Thành
Kon Tum|Lai Châu|Lâm Đồng|Lâm Thao|Lạc Sơn|Lạc Thủy|Lục Nam|Lục Ngạn|Lục Yên|Lương Sơn|Lý Nhân|Lý Sơn|Long An|Long Biên|Long Khánh
Long Thành|Long Xuyên|Mai Châu|Mai Sơn|Ninh Bình|Ninh Giang|Ninh Thuận|Phú Quốc|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi
Quảng Ninh|Quảng Trị|Quảng Yên|Quan Hóa|Quan Sơn|Sơn Dương|Sơn Hà|Sơn La|Sơn Tây|Sơn Tịnh|Tân An|Tân Bình|Tân Châu|Tân Phú|Tân Sơn
Thạch Hà|Thạch Thành|Thạch Thất|Thái Bình|Thái Lan|Thái Nguyên|Thái Thụy|Thành Nam|Thanh Hóa|Trà Vinh|Trà Bồng|Văn Bàn|Văn Chấn
Văn Giang|Văn Lâm|Văn Lãng|Văn Phòng|Văn Quan|Văn Yên|Vĩnh Linh|Vĩnh Long|Vĩnh Phúc|Vĩnh Yên|Vĩnh Lộc|Vạn Ninh|Yên Bái|Yên Bình
Yên Châu|Yên Dũng|Yên Lạc|Yên Minh|Yên Mô|Yên Phong|Yên Thành|Yên Thế|Kinh Tế|Phương Án|Chương Trình|Quản Lý|Thành Ủy|Thành Phố
Thị Ủy|Thị Xã|Thị Trấn|Thị Đội
""".replace("\n", "|").split("|")
)
_OFFICE_WORD = re.compile(
    r"ủy|viên|ban|tỉnh|huyện|xã|phường|thư|tịch|trưởng|phòng|chấp|hành|nghị|quyết|chỉ|luật|đoàn|đội|cục|sở|bộ|viện|tòa|án|quận|thôn|bản",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?:[^\W\d_]['’])?[^\W\d_]+(?:[-'’][^\W\d_]+)*|[^\W\d_]['’]")
_VOWEL = re.compile("[aeiouy]")


def _shaped(word: str) -> bool:
    """Begins with a capital, and is not an office, nor a heap of consonants."""
    if not _WORD.fullmatch(word) or not word[0].isupper():
        return False
    return bool(_VOWEL.search(fold(word))) and len(word) <= 9


def _surname_length(words: list[str]) -> int:
    """How many syllables of the name are the surname; 0 when it begins with none that is known."""
    shaped = [normalise_tone(word.title() if word.isupper() and len(word) > 1 else word) for word in words[:2]]
    if " ".join(shaped[:2]) in _DOUBLE or fold(" ".join(words[:2])) in _FOLDED_DOUBLE:
        return 2
    first = shaped[0]
    return int(first in SURNAMES or bool(re.match(r"[HK]['’]\w", first)))


def is_person_name(s: str) -> bool:
    """Whether the words are a whole name of a person of Việt Nam: a known surname, two to six capitalised syllables, no place."""
    words = nfc(s).split()
    if not 2 <= len(words) <= 6 or not all(map(_shaped, words)) or fold(s) in _PLACES:
        return False
    # "Ủy", "Ban", "Thư" written small never reach here; a heading in capitals does.
    if sum(_OFFICE_WORD.fullmatch(word) is not None for word in words) > (0 if "".join(words).isupper() else 1):
        return False
    if any(len(word) > 1 and word.isupper() for word in words) and not "".join(words).isupper():
        return False
    surname = _surname_length(words)
    return surname > 0 and (surname < len(words) or bool(re.match(r"[HK]['’]", words[0])))


def split_name(full: str) -> tuple[str, str, str]:
    """(họ, đệm, tên): "Đặng Xuân Phong" → ("Đặng", "Xuân", "Phong"). A single word is the given name. Raises InvalidInput when empty."""
    words = nfc(full).split()
    if not words:
        raise InvalidInput("Chưa có họ tên. Hãy ghi đầy đủ họ, tên đệm và tên.")
    if len(words) == 1:
        return "", "", words[0]
    length = max(1, min(_surname_length(words), len(words) - 1))
    return " ".join(words[:length]), " ".join(words[length:-1]), words[-1]


def name_sort_key(full: str) -> tuple[object, ...]:
    """The order of a Vietnamese list of persons: given name, then surname, then middle names."""
    if not full.split():
        return (collation_key(""),) * 3
    surname, middle, given = split_name(full)
    return collation_key(given), collation_key(surname), collation_key(middle)


def title_case_name(s: str) -> str:
    """ "ĐẶNG XUÂN PHONG", "đặng xuân  phong" → "Đặng Xuân Phong"; "h'hen niê" → "H'Hen Niê"."""

    def cased(match: re.Match[str]) -> str:
        return match[0][0].upper() + match[0][1:].lower()

    return normalise_tone(re.sub(r"[^\W\d_]+", cased, " ".join(nfc(s).split())))


def initials(full: str) -> str:
    """The first letters of a name, for a small picture or a petitioner shown without identity: "Đặng Xuân Phong" → "ĐXP"."""
    return "".join(word[0].upper() for word in nfc(full).split())
