"""The grammar of document numbers: "12-BC/TU" (Party), "12/BC-UBND" (State), "154/2026/NĐ-CP" (law), and how a text cites documents."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from giaoban.core.values.errors import InvalidInput

from .dates import parse_date
from .text import fold, nfc

# Symbol of a type → its legal word (NĐ 30/2020/NĐ-CP, appendix III; Quy định 399-QĐ/TW). In Party numbers QĐ is quyết định or quy định.
TYPE_CODES: dict[str, str] = {
    "NQ": "nghị quyết",
    "QĐ": "quyết định",
    "QĐi": "quy định",
    "QyĐ": "quy định",
    "CT": "chỉ thị",
    "KL": "kết luận",
    "QC": "quy chế",
    "TB": "thông báo",
    "TC": "thông cáo",
    "HD": "hướng dẫn",
    "BC": "báo cáo",
    "KH": "kế hoạch",
    "CTr": "chương trình",
    "CTHĐ": "chương trình hành động",
    "TTr": "tờ trình",
    "CV": "công văn",
    "CĐ": "công điện",
    "BB": "biên bản",
    "ĐA": "đề án",
    "DA": "dự án",
    "PA": "phương án",
    "QH": "quy hoạch",
    "TT": "thông tư",
    "TTLT": "thông tư liên tịch",
    "NĐ": "nghị định",
    "NQLT": "nghị quyết liên tịch",
    "PL": "pháp lệnh",
    "L": "luật",
    "HP": "hiến pháp",
    "LCT": "lệnh",
    "LĐ": "liên danh",
    "HĐ": "hợp đồng",
    "GUQ": "giấy ủy quyền",
    "GM": "giấy mời",
    "GGT": "giấy giới thiệu",
    "GNP": "giấy nghỉ phép",
    "PG": "phiếu gửi",
    "PC": "phiếu chuyển",
    "PB": "phiếu báo",
    "TgT": "thông tri",
    "VBHN": "văn bản hợp nhất",
}
# The wording of some issuers' symbols; others are shown as they are.
ISSUER_CODES: dict[str, str] = {
    "TW": "Trung ương",
    "TU": "Tỉnh ủy",
    "BNCTU": "Ban Nội chính Tỉnh ủy",
    "BNCTW": "Ban Nội chính Trung ương",
    "VPTW": "Văn phòng Trung ương Đảng",
    "UBKTTW": "Ủy ban Kiểm tra Trung ương",
    "CP": "Chính phủ",
    "TTg": "Thủ tướng Chính phủ",
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "TTCP": "Thanh tra Chính phủ",
    "VPCP": "Văn phòng Chính phủ",
    "BCA": "Bộ Công an",
    "BQP": "Bộ Quốc phòng",
    "BTP": "Bộ Tư pháp",
    "BNV": "Bộ Nội vụ",
    "BTC": "Bộ Tài chính",
    "CTN": "Chủ tịch nước",
    "QH": "Quốc hội",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội",
    "TANDTC": "Tòa án nhân dân tối cao",
    "VKSNDTC": "Viện kiểm sát nhân dân tối cao",
    "VKSTC": "Viện kiểm sát nhân dân tối cao",
    "KTNN": "Kiểm toán nhà nước",
    "MTTQ": "Mặt trận Tổ quốc Việt Nam",
}
_BY_FOLD = {fold(code): code for code in TYPE_CODES}

_UP = r"[A-ZĐƯ][A-Za-zĐđƯư]*"
_PARTY = rf"(?P<pn>\d{{1,6}})\s?[-–]\s?(?P<pcode>{_UP})\s?/\s?(?P<pissuer>{_UP}(?:[-–&.]{_UP})*)"
_STATE = rf"(?P<sn>\d{{1,6}})/(?:(?P<year>(?:19|20|21)\d\d)/)?(?P<symbol>{_UP}\d*(?:\s?[-–]\s?{_UP}\d*|[.&]{_UP})+|(?:QH|UBTVQH)\d+)"
_NUMBER = re.compile(rf"(?:(?:(?P<word>[^\W\d_]+(?:\s+[^\W\d_]+){{0,3}})\s+)?(?:số\s*:?\s*)?)(?:{_PARTY}|{_STATE})", re.IGNORECASE)
_SYMBOL = re.compile(rf"(?<![\w/.,-])(?:{_PARTY}|{_STATE})(?![\w/])")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """The number and symbol of a document.

    ``number``: the running number. ``year``: of a legal normative document, else None. ``type_code``: a key of ``TYPE_CODES``, None for
    an official letter (công văn) without one. ``issuer_code``: the rest of the symbol, e.g. "TU", "CP", "UBND-NC", "QH15".
    ``style``: "party" (12-BC/TU), "state" (12/BC-UBND), "law" (05/2021/TT-TTCP: with the year inside). ``raw``: number and symbol as read.
    """

    number: int
    year: int | None
    type_code: str | None
    issuer_code: str
    raw: str
    style: str

    @property
    def type_word(self) -> str:
        """The legal word of the type; an official letter has no symbol of its own."""
        if self.type_code is None:
            return "công văn"
        return TYPE_CODES.get(self.type_code, self.type_code)


@dataclass(frozen=True, slots=True)
class DocSpan:
    """A document cited in ``nfc(text)[start:end]``.

    ``type``: legal word, e.g. "chỉ thị". ``number``: as written, "26" or "18-NQ/TW"; None for a law cited by name and year.
    ``issuer``: only when the text says it. ``name``: of a law ("Luật Tố cáo"). ``year``: said with the name of a law, or in the number.
    """

    start: int
    end: int
    type: str
    number: str | None
    issuer: str | None
    date: date | None
    raw: str
    name: str | None = None
    year: int | None = None


def _type_code(symbol: str) -> str | None:
    return symbol if symbol in TYPE_CODES else _BY_FOLD.get(fold(symbol))


def _number_of(match: re.Match[str]) -> DocumentNumber:
    if match["pn"]:
        raw = f"{match['pn']}-{match['pcode']}/{match['pissuer']}"
        return DocumentNumber(int(match["pn"]), None, _type_code(match["pcode"]) or match["pcode"], match["pissuer"], raw, "party")
    symbol = re.sub(r"\s?[-–]\s?", "-", match["symbol"])
    year = int(match["year"]) if match["year"] else None
    first, _, rest = symbol.partition("-")
    code = _type_code(first) if rest else None
    issuer = rest if code else symbol
    if code is None and re.fullmatch(r"(?:QH|UBTVQH)\d+", symbol):
        code = "L" if symbol.startswith("QH") else "PL"
    raw = f"{match['sn']}/{match['year']}/{symbol}" if year else f"{match['sn']}/{symbol}"
    return DocumentNumber(int(match["sn"]), year, code, issuer, raw, "law" if year else "state")


def parse_document_number(s: str) -> DocumentNumber:
    """Read "12-BC/TU", "Số: 12/BC-UBND", "QĐ 217-QĐ/TW", "136/2025/QH15". Raises InvalidInput."""
    match = _NUMBER.fullmatch(" ".join(nfc(s).split()))
    if not match:
        raise InvalidInput("Số, ký hiệu “%(value)s” không đúng mẫu. Viết như 12-BC/TU, 12/BC-UBND hoặc 05/2021/TT-TTCP.", value=s)
    return _number_of(match)


def issuer_name(issuer_code: str) -> str:
    """The body behind a symbol: "TU" → "Tỉnh ủy", "QH15" → "Quốc hội"; a symbol not known is given back."""
    return ISSUER_CODES.get(issuer_code) or ISSUER_CODES.get(issuer_code.rstrip("0123456789")) or issuer_code


def _running(number: int) -> str:
    if number < 1:
        raise InvalidInput("Số văn bản phải từ 1 trở lên, không phải %(value)s.", value=number)
    return f"{number:02d}"


def format_document_number(number: int, type_code: str | None, issuer_code: str, style: str = "party", year: int | None = None) -> str:
    """The line at the head of a document: Party "Số 05-BC/TU"; State "Số: 12/BC-UBND", an official letter "Số: 12/UBND-NC"; law
    "Số: 05/2021/TT-TTCP". ``issuer_code`` of an official letter of the State holds the unit too. Raises InvalidInput."""
    if style not in ("party", "state", "law"):
        raise InvalidInput("Thể thức “%(value)s” không có. Dùng party, state hoặc law.", value=style)
    if style == "party":
        return f"Số {_running(number)}-{type_code or 'CV'}/{issuer_code}"
    if (style == "law") != (year is not None):
        raise InvalidInput("Chỉ văn bản quy phạm pháp luật ghi năm trong số, ký hiệu, và phải ghi.")
    within = f"/{year}" if year else ""
    symbol = f"{type_code}-{issuer_code}" if type_code and not re.fullmatch(r"(?:QH|UBTVQH)\d+", issuer_code) else issuer_code
    return f"Số: {_running(number)}{within}/{symbol}"


_TYPES = (
    "nghị quyết liên tịch|nghị quyết|quyết định|chỉ thị|kết luận|quy chế|quy định|thông báo kết luận|thông báo|thông cáo|thông tri"
    "|hướng dẫn|báo cáo|kế hoạch|chương trình hành động|chương trình|tờ trình|công văn|công điện|biên bản|đề án|dự án|phương án"
    "|quy hoạch|thông tư liên tịch|thông tư|nghị định|pháp lệnh|sắc lệnh|lệnh|bộ luật|luật|văn bản hợp nhất"
)
_TYPE = rf"(?P<type>{_TYPES.replace(' ', chr(92) + 's+')})"
_CITED_SYMBOL = re.compile(rf"(?<!\w)(?:{_TYPE}\s+)?(?:(?:số)\s*:?\s*)?$", re.IGNORECASE)
_CITED_PLAIN = re.compile(rf"(?<!\w){_TYPE}\s+(?P<so>số\s+)?(?P<n>\d{{1,5}})(?![\w/%]|[-–][A-ZĐ]|[.,]\d)", re.IGNORECASE)
_PLAIN_END = re.compile(
    r"\s*(?:$|[.,;:)\]”\"…]|(?:của|ngày|về|và|do|đã|được|là|cũng|theo|từ|tại|trên|trong|để|đối\s+với)(?!\w)|năm\s+\d{4}(?!\s*[-–]\s*\d{4})|\(|[-–])",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\s*,?\s*\(?(?:ký\s+|ban\s+hành\s+)?(?:ngày\s+)?(?P<date>\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}"
    r"|(?<=ngày\s)\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})\)?",
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(r"\s+(?:năm\s+)?(?P<year>(?:19|20|21)\d\d)(?![\w/]|[.,]\d)", re.IGNORECASE)
_CAPITAL = r"[A-ZĐÀ-Ỹ][a-zđà-ỹ]+(?!\s*[-/]\d)"
_COMMITTEES = r"(?:[Tt]ỉnh\s+ủy|[Tt]hành\s+ủy|[Hh]uyện\s+ủy|[Đđ]ảng\s+ủy)"
_PLACE = (
    r"(?:\s+(?:Trung\s+ương|tỉnh|thành\s+phố|huyện|xã|phường|Tỉnh\s+ủy|Thành\s+ủy|Quân\s+ủy|tối\s+cao"
    rf"|[A-ZĐ][A-Za-zĐđ]*\d*(?=\s+tỉnh)|{_CAPITAL}))*"
)
_ISSUERS = (
    r"Ban\s+Chấp\s+hành\s+Trung\s+ương(?:\s+Đảng)?(?:\s+khóa\s+[IVX]+)?",
    r"Bộ\s+Chính\s+trị",
    r"Ban\s+Bí\s+thư",
    r"Trung\s+ương(?:\s+Đảng)?",
    rf"(?:Ban\s+Thường\s+vụ|Thường\s+trực|Ban\s+Chấp\s+hành|Bí\s+thư)\s+(?:{_COMMITTEES}|Đảng\s+bộ\s+tỉnh){_PLACE}",
    rf"{_COMMITTEES}{_PLACE}",
    r"Quân\s+ủy\s+Trung\s+ương",
    r"(?:Ủy\s+ban\s+Thường\s+vụ\s+)?Quốc\s+hội",
    r"Thủ\s+tướng(?:\s+Chính\s+phủ)?",
    r"Chính\s+phủ",
    r"Chủ\s+tịch\s+nước",
    r"Thanh\s+tra\s+(?:Chính\s+phủ|tỉnh)",
    r"Kiểm\s+toán\s+[Nn]hà\s+nước",
    rf"(?:Chủ\s+tịch\s+)?(?:Ủy\s+ban\s+nhân\s+dân|UBND){_PLACE}",
    rf"(?:Hội\s+đồng\s+nhân\s+dân|HĐND){_PLACE}",
    rf"(?:Tòa\s+án|Viện\s+kiểm\s+sát)\s+nhân\s+dân{_PLACE}",
    rf"Ban\s+(?:Chỉ\s+đạo|Nội\s+chính|Tổ\s+chức|Tuyên\s+giáo|Dân\s+vận|Kinh\s+tế)(?:\s+và\s+Dân\s+vận)?{_PLACE}",
    rf"Ủy\s+ban\s+Kiểm\s+tra{_PLACE}",
    r"Bộ(?:\s+trưởng\s+Bộ)?\s+[A-ZĐÀ-Ỹ][^\W\d_]+(?:\s+(?:an|phòng|pháp|vụ|chính|tế|trường|thương|tạo|lịch|thông|dựng|giao|nghệ|hội))?",
)
_ISSUER = re.compile(rf"\s*,?\s+của\s+(?P<issuer>{'|'.join(_ISSUERS)})(?!\w)")
_LAW_NAMES = (
    "Tố tụng hình sự|Tố tụng dân sự|Tố tụng hành chính|Thi hành án hình sự|Thi hành án dân sự|Thi hành tạm giữ, tạm giam"
    "|Tổ chức cơ quan điều tra hình sự|Tổ chức Tòa án nhân dân|Tổ chức Viện kiểm sát nhân dân|Tổ chức chính quyền địa phương"
    "|Tổ chức Chính phủ|Tổ chức Quốc hội|Ban hành văn bản quy phạm pháp luật|Tiếp công dân|Khiếu nại|Tố cáo|Thanh tra"
    "|Kiểm toán nhà nước|Phòng, chống tham nhũng|Phòng, chống ma túy|Phòng, chống rửa tiền|Phòng, chống mua bán người"
    "|Thực hành tiết kiệm, chống lãng phí|Thực hiện dân chủ ở cơ sở|Mặt trận Tổ quốc Việt Nam|Bảo vệ bí mật nhà nước"
    "|Bảo vệ dữ liệu cá nhân|Tín ngưỡng, tôn giáo|Xử lý vi phạm hành chính|Trách nhiệm bồi thường của Nhà nước"
    "|Hòa giải, đối thoại tại Tòa án|Hòa giải ở cơ sở|Tiếp cận thông tin|Trợ giúp pháp lý|An ninh mạng|An ninh quốc gia"
    "|Công an nhân dân|Cán bộ, công chức|Viên chức|Đất đai|Hình sự|Dân sự|Lao động|Đặc xá|Lưu trữ|Giao dịch điện tử|Luật sư"
    "|Tương trợ tư pháp|Dẫn độ|Biên phòng Việt Nam|Quốc phòng|Cư trú|Căn cước|Công đoàn|Thanh niên|Trẻ em|Bình đẳng giới|Đầu tư công"
    "|Đấu thầu|Ngân sách nhà nước|Doanh nghiệp|Thi đua, khen thưởng|Hôn nhân và gia đình|Hộ tịch|Công chứng|Giao thông đường bộ"
    "|Trật tự, an toàn giao thông đường bộ|Phòng, chống bạo lực gia đình|Phòng, chống tác hại của rượu, bia|Dân quân tự vệ"
    "|Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở|Nghĩa vụ quân sự|Phòng cháy, chữa cháy và cứu nạn, cứu hộ"
    "|Phòng cháy và chữa cháy|Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ|Giám định tư pháp|Tư pháp người chưa thành niên"
    "|Phá sản|Bảo hiểm xã hội|Bảo hiểm y tế|Khám bệnh, chữa bệnh|Giáo dục|Xây dựng|Bảo vệ môi trường|Lâm nghiệp|Khoáng sản"
    "|Tài nguyên nước|Hợp tác xã|Quản lý thuế|Hải quan|Kế toán|Thống kê|Báo chí|Di sản văn hóa|Phòng thủ dân sự|Đấu giá tài sản"
    "|Quy hoạch|Cảnh vệ|Cơ yếu|Quản lý, sử dụng tài sản công|Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân"
    "|Hoạt động giám sát của Quốc hội và Hội đồng nhân dân"
)
_NAME = "|".join(sorted(_LAW_NAMES.split("|"), key=len, reverse=True)).replace(" ", r"\s+")
_LAW = re.compile(rf"(?<!\w)(?P<kind>(?:Bộ\s+)?[Ll]uật|Pháp\s+lệnh)\s+(?P<name>{_NAME})(?!\w)", re.IGNORECASE)
_LAW_WITH_YEAR = re.compile(
    r"(?<!\w)(?P<kind>Bộ\s+luật|Luật|Pháp\s+lệnh)\s+(?P<name>[A-ZĐÀ-Ỹ][^\W\d_]*(?:,?\s+(?!(?:và\s+)?(?:Luật|Bộ\s+luật|Nghị|Pháp)|năm\s)[^\W\d_]+){0,11}?)(?=\s+(?:năm\s+)?(?:19|20|21)\d\d(?!\w))"
)

_LAW_NUMBER = re.compile(r"\s*,?\s*\(?(?:[Ll]uật\s+)?số\s+(\d{1,4}/\d{4}/(?:QH|UBTVQH)\d+)\)?")


def _known_type(said: str | None, number: DocumentNumber) -> str:
    """The type in words; a "thông báo kết luận" is a thông báo."""
    return " ".join(said.lower().split()).removesuffix(" kết luận") if said else number.type_word


def _tail(text: str, end: int) -> tuple[int, date | None, str | None]:
    """What follows a number: its date and its issuer, in either order, and where they end."""
    signed, issuer = None, None
    for _ in range(2):
        if signed is None and (dated := _DATED.match(text, end)):
            try:
                signed = parse_date(
                    re.sub(r"\s?([/.-])\s?", r"\1", dated["date"]) if "tháng" not in dated["date"].lower() else f"ngày {dated['date']}"
                )
            except InvalidInput:
                break
            end = dated.end()
        if issuer is None and (said := _ISSUER.match(text, end)):
            issuer, end = " ".join(said["issuer"].split()), said.end()
    return end, signed, issuer


def _symbols(text: str) -> Iterator[DocSpan]:
    for match in _SYMBOL.finditer(text):
        number = _number_of(match)
        lead = _CITED_SYMBOL.search(text, max(0, match.start() - 60), match.start())
        said = lead["type"] if lead else None
        if number.type_code and number.type_code not in TYPE_CODES and not said:
            continue
        start = lead.start() if lead else match.start()
        end, signed, issuer = _tail(text, match.end())
        yield DocSpan(start, end, _known_type(said, number), number.raw, issuer, signed, text[start:end], year=number.year)


def _plain(text: str) -> Iterator[DocSpan]:
    for match in _CITED_PLAIN.finditer(text):
        if not match["so"] and (not match["type"][0].isupper() or not _PLAIN_END.match(text, match.end())):
            continue
        end, signed, issuer = _tail(text, match.end())
        said = " ".join(match["type"].lower().split()).removesuffix(" kết luận")
        yield DocSpan(match.start(), end, said, match["n"], issuer, signed, text[match.start() : end])


def _laws(text: str) -> Iterator[DocSpan]:
    known = list(_LAW.finditer(text))
    starts = {match.start() for match in known}
    for match in [*known, *(match for match in _LAW_WITH_YEAR.finditer(text) if match.start() not in starts)]:
        after = _YEAR_AFTER.match(text, match.end())
        end = after.end() if after else match.end()
        kind = " ".join(match["kind"].lower().split())
        name = " ".join(text[match.start() : match.end()].split())
        year = int(after["year"]) if after else None
        number = _LAW_NUMBER.match(text, end)
        issuer, signed, symbol = None, None, None
        if number:
            symbol, end = parse_document_number(number[1]).raw, number.end()
        if number or year is None:
            end, signed, issuer = _tail(text, end)
        yield DocSpan(match.start(), end, kind, symbol, issuer, signed, text[match.start() : end], name, year)


def find_documents(text: str) -> Iterator[DocSpan]:
    """The documents cited in the text, in reading order: by symbol ("Nghị quyết số 18-NQ/TW ngày 25/10/2017 của …"), by number in
    words ("Chỉ thị số 26 của Bộ Chính trị", "Đề án 16 của Tỉnh ủy") and laws by name ("Luật Tố cáo năm 2018")."""
    text = nfc(text)
    end = 0
    for span in sorted([*_symbols(text), *_plain(text), *_laws(text)], key=lambda span: (span.start, -span.end)):
        if span.start >= end:
            end = span.end
            yield span
