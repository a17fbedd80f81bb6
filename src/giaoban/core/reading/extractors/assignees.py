"""Who is told: the bodies and persons of office at the head of a clause."""

import re
from dataclasses import dataclass

from ..phrases import one_of, squeeze

# How an official body or a holder of office begins when told to act.
_HEADS = [
    "các cơ quan", "các sở", "các ban", "các ngành", "các cấp", "các đơn vị", "các địa phương", "các đồng chí", "các huyện", "các xã", "các tổ chức",
    "các đoàn thể", "các phòng", "các đảng bộ", "các chi bộ", "các thành viên", "các lực lượng", "cơ quan", "đơn vị", "địa phương", "khối", "cấp ủy", "lãnh đạo", "thủ trưởng",
    "người đứng đầu", "chủ tịch", "giám đốc", "bí thư", "trưởng ban", "chánh", "công an", "sở", "ban", "ủy ban", "ubnd", "hđnd", "mttq", "mặt trận",
    "tòa án", "viện kiểm sát", "viện ksnd", "vksnd", "tand", "thanh tra", "cục", "chi cục", "văn phòng", "đảng ủy", "huyện ủy", "tỉnh ủy", "thành ủy", "thị ủy",
    "thường trực", "bộ chỉ huy", "bộ", "đoàn", "hội", "liên đoàn", "báo", "đài", "trường", "kho bạc", "ngân hàng", "bảo hiểm", "kiểm toán", "tổ giúp việc",
    "đồng chí", "lực lượng", "hệ thống", "các", "thi hành án", "tỉnh đoàn", "thuế", "hải quan", "quân sự", "bộ đội", "phòng", "trung tâm", "cơ quan thường trực",
]  # fmt: skip
_VERBS = [
    "tập trung", "tăng cường", "tiếp tục", "sớm", "rà soát", "tiến hành", "kiểm tra", "tham mưu", "phối hợp", "quan tâm", "phát huy", "định hướng",
    "chủ động", "đẩy mạnh", "hoàn thành", "hoàn thiện", "thực hiện", "triển khai", "tổ chức", "chỉ đạo", "lãnh đạo", "nâng cao", "đảm bảo", "bảo đảm",
    "khẩn trương", "kịp thời", "chấn chỉnh", "xử lý", "giải quyết", "giám sát", "đôn đốc", "hướng dẫn", "báo cáo", "xây dựng", "ban hành", "củng cố",
    "kiện toàn", "nắm", "nắm chắc", "làm tốt", "duy trì", "giữ vững", "phấn đấu", "thường xuyên", "nghiêm túc", "quán triệt", "tuyên truyền", "vận động",
    "chuẩn bị", "bố trí", "cung cấp", "gửi", "tổng hợp", "theo dõi", "thẩm định", "đề xuất", "nghiên cứu", "áp dụng", "ứng dụng", "khắc phục", "thu hồi",
    "điều tra", "truy tố", "xét xử", "đấu tranh", "phòng ngừa", "ngăn chặn", "tiếp thu", "tiếp nhận", "công khai", "bổ sung", "sửa đổi", "lập", "cử",
    "đánh giá", "sơ kết", "tổng kết", "quản lý", "chịu trách nhiệm", "chủ trì", "siết chặt", "làm rõ", "xác minh", "phân công", "đổi mới", "thống nhất",
    "đề cao", "gắn", "không để", "hạn chế", "thúc đẩy", "hỗ trợ", "tham gia", "đối thoại", "kiểm điểm", "kiểm soát", "thống kê", "cập nhật",
    "lưu ý", "chú trọng", "coi trọng", "chấp hành", "cụ thể hóa", "bám sát", "nhân rộng", "phát hiện", "huy động", "kiên quyết", "quyết liệt",
    "nhanh chóng", "đồng thời", "trước mắt", "cần", "phải", "nghiêm cấm", "thi hành", "tạo chuyển biến", "thực hành", "tích cực", "chuyển", "trình", "ký kết", "đưa", "có giải pháp",
    "có kế hoạch", "có biện pháp", "căn cứ", "tổ chức thực hiện", "tập huấn", "niêm yết", "phổ biến", "tiếp công dân", "hòa giải", "giao", "phê duyệt", "bàn giao", "thành lập", "mở", "xem xét", "thanh tra", "kết thúc", "khởi tố",
]  # fmt: skip
_LINKS = r"(?:(?:thì|cần|phải|có trách nhiệm|chịu trách nhiệm|nhanh chóng|cũng)\s+)?"
HEAD = re.compile(rf"(?:{one_of(_HEADS)})(?!\w)")
VERB = re.compile(rf"(?:{one_of(_VERBS)})(?!\w)")
_BEGINS = re.compile(rf",?\s+{_LINKS}(?P<verb>{one_of(_VERBS)})(?!\w)|\s*:\s*|,\s+(?=trong đó)")
_PHRASE_END = re.compile(
    r"(?<!\w)(?:ban|bộ|tổ|viện|cục|công tác|việc|đoàn|phòng|thường trực|ủy ban|cơ quan|các cơ quan|quy chế|tổ công tác)$"
)
_PARTS = re.compile(r"\s*[,;]\s+(?:và\s+)?|\s+và\s+|\s+cùng\s+")
_NAMED = re.compile(
    rf"(?:{one_of(head for head in _HEADS if not head.startswith('các') and head not in ('cơ quan', 'đơn vị', 'địa phương'))})(?!\w)"
)
_WITH = re.compile(r"(?<!\w)phối hợp(?: chặt chẽ)?(?: với| cùng)\s+")


@dataclass(frozen=True, slots=True)
class Told:
    """The bodies told, and where what they are to do begins."""

    names: tuple[str, ...]
    start: int
    action: int


def _names(text: str, start: int, end: int) -> tuple[str, ...]:
    """One name for each body; "các cơ quan, đơn vị, địa phương" stays one."""
    names: list[str] = []
    place = start
    for part in [*_PARTS.finditer(text, start, end), None]:
        stop = part.start() if part else end
        rest = text[part.end() : end] if part else ""
        named = (_NAMED.match(rest.lower()) is not None and rest[:1].isupper()) or rest.lower().startswith(("các ", "ubnd "))
        if part and not named:
            continue
        if squeeze(text[place:stop]):
            names.append(squeeze(text[place:stop]).strip(" ,"))
        place = part.end() if part else end
    return tuple(names)


def told_at(text: str, low: str, start: int, limit: int) -> Told | None:
    """The bodies named from ``start`` on, when a verb that tells them what to do, or a colon, follows within reach."""
    if not HEAD.match(low, start, limit):
        return None
    for begin in _BEGINS.finditer(low, start, min(limit, start + 260)):
        colon = begin["verb"] is None
        if not colon and text[begin.start("verb")].isupper():
            continue
        if _PHRASE_END.search(low, start, begin.start()) and not colon:
            continue
        names = text[start : begin.start()]
        if "." in names or ":" in names or not names.strip() or (colon and len(names) > 160):
            return None
        action = begin.end() if colon else begin.start("verb")
        return Told(_names(text, start, begin.start()), start, action)
    return None


def only_bodies(text: str, low: str, start: int, end: int) -> tuple[str, ...] | None:
    """The bodies of a line that holds nothing else ("1. Công an tỉnh:", "Giao Sở Tư pháp:")."""
    stop = end
    while stop > start and text[stop - 1] in " :.,":
        stop -= 1
    head = HEAD.match(low, start, stop)
    if not head or stop - start > 140 or (VERB.search(low, head.end(), stop) and text[end - 1] != ":"):
        return None
    return _names(text, start, stop)


def co_told(text: str, low: str, start: int, end: int) -> tuple[str, ...]:
    """The bodies after "phối hợp với"."""
    with_ = _WITH.search(low, start, end)
    if not with_ or not HEAD.match(low, with_.end(), end):
        return ()
    told = told_at(text, low, with_.end(), end)
    if told:
        return told.names
    stop = re.compile(r"[;.:]|\s+(?:để|trong việc|nhằm)\s").search(low, with_.end(), end)
    last = stop.start() if stop else end
    return _names(text, with_.end(), last) if last - with_.end() < 140 else ()
