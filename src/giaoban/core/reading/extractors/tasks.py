"""Tasks: clauses that tell somebody to do something, in the parts of a text that instruct."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from giaoban.core.reading.body import Body, Paragraph, Sentence
from giaoban.core.reading.phrases import squeeze
from giaoban.core.reading.proposals import Task

from .assignees import HEAD, OFTEN, VERB, Told, co_told, deed_at, only_bodies, told_at

_OPENS = re.compile(
    r"đồng chí [^.;:\n]{2,90}(?:nhấn mạnh|đề nghị|yêu cầu|lưu ý|chỉ đạo)\s*(?=:)"
    r"|phát biểu (?:chỉ đạo|kết luận)|phát biểu [^.;\n]{0,160}(?:nhấn mạnh|đề nghị|yêu cầu|lưu ý|chỉ đạo)(?!\w)"
    r"|kết luận (?:hội nghị|cuộc họp|phiên họp|buổi làm việc)|nhiệm vụ trọng tâm|nhiệm vụ, giải pháp"
    r"|(?:phương hướng|nhiệm vụ|giải pháp)[^.;\n]{0,40}(?:quý|tháng|thời gian tới|năm)|các nhiệm vụ sau"
    r"|nội dung sau|những nhiệm vụ|một số nhiệm vụ"
)
_HEADING_OPENS = re.compile(r"(?<!\w)(?:nhiệm vụ|phương hướng|tổ chức thực hiện|giải pháp|kết luận|phân công|đề xuất|kiến nghị)(?!\w)")
_HEADING_CLOSES = re.compile(
    r"(?<!\w)(?:kết quả|đánh giá|tình hình|ưu điểm|hạn chế|tồn tại|nguyên nhân|thuận lợi|khó khăn|thực trạng"
    r"|đặc điểm|căn cứ|mục đích|quan điểm)(?!\w)"
)
_CLOSES = re.compile(
    r"(?:tại|dự|tham dự|cùng dự|kết thúc|trước đó|nhân dịp|cũng tại|theo báo cáo|báo cáo (?:đánh giá|tại"
    r"|của)|quang cảnh|toàn cảnh|ảnh:|tin, ảnh|bài, ảnh)(?!\w)"
)
_RESULT = re.compile(r"^(?:\S+\s+){0,9}?(?:đã|vừa|(?<!không )được(?! giao))(?!\w)")
_COMMAND = re.compile(
    r"(?<!các )(?<!theo )(?<!đơn )(?<!đã )(?<!những )(?<!đáp ứng )(?<!nội dung )(?<!được )(?<!tôi )(?<!tôi xin )(?<!gia đình )(?<!\w)"
    r"(?:yêu cầu"
    r"|đề nghị|giao(?: nhiệm vụ cho| cho| nhiệm vụ)?|phân công|nhắc nhở|lưu ý)\s*:?\s+(?:đối với\s+)?"
    r"(?:(?:trong\s+)?thời gian tới,?\s+)?"
)
_TOWARDS = re.compile(r"(?:đối với|về phía|riêng|với)\s+")
_FIRSTLY = re.compile(r"(?:thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín)|(?:một|hai|ba|bốn|năm|sáu|bảy) là)\s*[,:]?\s+")
_ASKS = re.compile(r"kiến nghị\s+(?=[^\W\d_])")
_THESE = re.compile(
    r"(?:nhiệm vụ|nội dung|giải pháp|công việc|vấn đề)(?:\s+(?:trọng tâm|cụ thể|chủ yếu|sau đây|sau|như sau|và giải pháp|giải pháp|,))*\s*:\s*"
)
_FRAME = re.compile(
    r"(?:trong\s+|từ nay đến\s+)?(?:6 tháng cuối năm|quý [ivx\d]+|thời gian tới|thời gian còn lại|những tháng cuối năm"
    r"|các tháng cuối năm|năm \d{4}|cuối năm|tháng \d+)[^:.,;\n]{0,30},\s+"
)
_TELLS = re.compile(r"(?<!\w)(?:yêu cầu|đề nghị|chỉ đạo|chỉ thị|giao|quyết định|kết luận)(?:[^.;:\n]{0,60})?\s*:$")
_MEETS = re.compile(
    r"(?<!\w)(?:tổ chức|dự|khai mạc|chủ trì)\s+(?:buổi\s+|cuộc\s+)?(?:hội nghị|họp|giao ban|phiên họp)|hội nghị (?:sơ kết|tổng kết|triển khai)"
)
_TOLD_RESULT = re.compile(r"so(?: với)? cùng kỳ|so với (?:quý|tháng|năm) trước")
_AIM = re.compile(r"(?<!\w)(?:phấn đấu|yêu cầu|đề nghị|mục tiêu|bảo đảm|đảm bảo|kéo giảm)(?!\w)")
_ONLY_A_DAY = re.compile(
    r"(?:thực hiện |tổ chức )?(?:hoàn thành|xong|hoàn tất)(?: việc này| nội dung này)?,?\s+(?:xong\s+)?(?:trước|trong|chậm nhất|vào|muộn nhất)(?!\w)"
)
_OFTEN = re.compile(rf"{OFTEN},?\s+")
_AGAIN = re.compile(
    rf"(?<!\w)(?<!ngày )(?<!lần )(?<!buổi )(?<!cuộc )(?:(?:vào|trước)\s+)?(?:thứ\s+[^\W\d_]+\s+|ngày\s+\d{{1,2}}\s+)?{OFTEN}(?!\w)"
)
_AT_END = re.compile(
    r"(?:vào|đến|trước|trong)\s+(?:cuối|đầu|giữa)\s+(?:quý\s+[ivx\d]+|tháng\s+\d+|năm(?:\s+\d{4})?)(?:\s*(?:/|năm)\s*\d{4})?"
)
_WITHIN = re.compile(
    r"(?:chậm nhất(?: là)?|muộn nhất(?: là)?|trong(?: vòng| thời hạn)?)\s+(?:\d{1,3}|[^\W\d_]+(?:\s+mươi)?)\s+(?:ngày|tháng)(?:\s+làm việc)?,?"
    r"\s+(?:kể\s+)?từ\s+(?:ngày|khi)\s+[^,;.:\n]{2,60}"
)
_NEEDS = re.compile(r"(?:(?:lưu ý|chú ý|cần|phải|cần phải|có trách nhiệm|nhất thiết|đồng thời)\s+)+(?=[^\W\d_])")
_PRAISES = re.compile(r"(?:đánh giá cao|ghi nhận|biểu dương|chúc mừng|cảm ơn|hoan nghênh)(?!\w)")
_SAYS = re.compile(
    r",\s+(?:đồng chí|ông|bà)[^,.;:\n]{0,60}?(?<!\w)(?:yêu cầu|đề nghị|lưu ý|nhấn mạnh|giao nhiệm vụ)\s*:?\s+(?:cần\s+|phải\s+)?"
)
_DEMANDS = re.compile(r"(?:yêu cầu|chỉ đạo|đề nghị các|giao)(?!\w)")
_DIRECTS = re.compile(r"(?<!ban )(?<!, )(?<!\w)chỉ đạo:?\s+")
_SOON = re.compile(r"(?:trong\s+)?thời gian tới,?\s+")
_EVERY = re.compile(
    r"(?:trước|chậm nhất(?: là)?|muộn nhất(?: là)?|vào)\s+ngày\s+\d{1,2}\s+(?:của\s+)?(?:hằng tháng|hàng tháng|mỗi tháng"
    r"|tháng (?:cuối|đầu)(?: của)?(?: mỗi| hằng)? quý)"
)
_NO_DEADLINE = re.compile(r"(?:hiệu lực|phát sinh|ban hành|xảy ra)\s*$")
_ONLY_LEADS = re.compile(
    r"(?:nhiệm vụ|nội dung|công việc|giải pháp)(?:\s+(?:trọng tâm|cụ thể|chủ yếu|và giải pháp|, giải pháp))*\s+(?:sau|như sau|sau đây)$"
)
_SIGNATURE = re.compile(r"nơi nhận\s*:?|t/m |tm\.|kt\.|k/t ")
_INSTRUCTS = ("conclusion", "directive", "plan", "decision", "official_letter")


@dataclass(slots=True)
class _State:
    """What a reader holds in mind: whether the text instructs here, and who is being told."""

    instructs: bool = False
    told: tuple[str, ...] = ()
    list_told: tuple[str, ...] = ()
    list_style: str = ""
    found: list[Task] = field(default_factory=list)


def _clauses(text: str, low: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentence cut at ";" where a new action begins."""
    cuts = [start]
    for match in re.finditer(r";\s*", text[start:end]):
        place = start + match.end()
        if _ONLY_A_DAY.match(low, place, end):
            continue
        often = _OFTEN.match(low, place, end)
        if VERB.match(low, often.end() if often else place, end) or _COMMAND.match(low, place, end) or told_at(text, low, place, end):
            cuts.append(place)
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _meets(text: str, match: re.Match[str]) -> bool:
    """ "giao ban" is to meet; "giao Ban Nội chính" is to order."""
    return text.startswith(("ban ", "lưu", "dịch", "thông"), match.end()) and match[0].startswith("giao")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in " \t.;,/…:":
        end -= 1
    while start < end and text[start] in ' \t-–+•*“"':
        start += 1
    return start, end


def _style(mark: str) -> str:
    """The rank of a list mark: digits, digits with a dot inside, Roman figures, letters or a bullet."""
    return re.sub(r"[ivxlc]+|[a-zđ]", "a", re.sub(r"[IVXLC]+", "I", re.sub(r"\d+", "1", mark))).strip("()./- ") or mark


class _Reader:
    def __init__(self, body: Body, kind: str) -> None:
        self.body = body
        self.kind = kind
        self.dates = body.dates
        self.date_starts = [date.start for date in self.dates]
        self.state = _State(instructs=False)

    def _deadline(self, start: int, end: int) -> str | None:
        """The last day for a clause: ISO when the day is known, the words of the text when it is a period."""
        low = bisect_left(self.date_starts, start)
        high = bisect_left(self.date_starts, end)
        if every := _EVERY.search(self.body.low, start, end):
            return squeeze(self.body.text[every.start() : every.end()])
        if within := _WITHIN.search(self.body.low, start, end):
            return squeeze(self.body.text[within.start() : within.end()])
        for date in self.dates[low:high]:
            past = date.value is not None and self.body.year is not None and date.value.year < self.body.year
            if date.kind == "deadline" and not past and not _NO_DEADLINE.search(self.body.low, start, date.start):
                return date.value.isoformat() if date.value else date.raw
        for date in self.dates[low:high]:
            if date.kind in ("period", "month") and date.raw.lower().startswith("trong"):
                return squeeze(date.raw)
            lead = self.body.low[max(start, date.start - 25) : date.start]
            if date.kind == "date" and re.search(r"(?:xong|hoàn thành|chậm nhất|hạn)[^,;]{0,12}$", lead):
                return date.value.isoformat() if date.value else squeeze(date.raw)
        if at_end := _AT_END.search(self.body.low, start, end):
            return squeeze(self.body.text[at_end.start() : at_end.end()])
        again = _AGAIN.search(self.body.low, start, end)
        return squeeze(self.body.text[again.start() : again.end()]) if again else None

    def _add(self, start: int, end: int, told: tuple[str, ...], action: int) -> None:
        text, low = self.body.text, self.body.low
        start, end = _trimmed(text, start, end)
        action = max(action, start)
        if _ONLY_LEADS.search(low, action, end):
            return
        if end - action < 12 or len(low[action:end].split()) < 4:
            return
        deed = deed_at(text, low, action, end)
        needs = _NEEDS.match(low, deed, end)
        deed = needs.end() if needs else deed
        if self.kind == "news" and _PRAISES.match(low, deed, end):
            return
        said = squeeze(text[deed:end])
        co = co_told(text, low, action, end)
        said = said[0].upper() + said[1:]
        self.state.found.append(Task(start, end, said, told, tuple(name for name in co if name not in told), self._deadline(start, end)))

    def _command(self, start: int, end: int) -> Told | None:
        """ "… đề nghị các cơ quan, đơn vị tiếp tục …": an order with the body it is given to."""
        for match in _COMMAND.finditer(self.body.low, start, end):
            if _meets(self.body.text, match) or (match[0].startswith("phân công") and match.start() != start):
                continue
            frame = _FRAME.match(self.body.low, match.end(), end)
            told = told_at(self.body.text, self.body.low, frame.end() if frame else match.end(), end)
            if told and (match.start() > start or match[0].startswith(("giao", "đề nghị", "yêu cầu", "phân công"))):
                return told
        return None

    def _sentence(self, sentence: Sentence) -> None:
        start, end = sentence.start, sentence.end
        low, state = self.body.low, self.state
        command = self._command(start, end)
        if command and not _RESULT.match(low[start : command.start]):
            state.instructs, state.told = True, command.names
            these = _THESE.search(low, command.action, end)
            if these and end - these.end() > 12:
                self._instruction(these.end(), end)
                return
            self._split(command.action, end, command.names)
            return
        tells = _TELLS.search(low, start, end)
        if tells and " đã " not in low[start:end] and (self.kind in _INSTRUCTS or _DEMANDS.match(low, tells.start())):
            state.instructs, state.told = True, ()
            return
        if _TOLD_RESULT.search(low, start, end) and not _AIM.search(low, start, end):
            state.instructs = False
            return
        opened = _OPENS.search(low, start, end)
        if opened and self.kind == "news" and _MEETS.search(low, start, end):
            return
        if opened and " đã " not in low[start : opened.start()] and self.kind in ("news", "other", *_INSTRUCTS):
            state.instructs, state.told = True, ()
            place = low.find(":", opened.end(), end)
            if 0 < place < end - 12:
                self._instruction(place + 1, end)
            elif (directs := _DIRECTS.search(low, opened.end(), end)) and (told := told_at(self.body.text, low, directs.end(), end)):
                state.told = told.names
                self._split(told.action, end, told.names)
            elif opened[0].startswith("phát biểu") and low[opened.end()] in ", ":
                self._instruction(opened.end() + (low[opened.end()] == ","), end)
            return
        if not state.instructs:
            frame = _FRAME.match(low, start, end)
            if not (
                frame and (told := told_at(self.body.text, low, frame.end(), end)) and low[told.action - 2 : told.action].strip() == ":"
            ):
                return
            state.instructs = True
        if self.kind == "news" and _CLOSES.match(low, start, end):
            state.instructs = False
            return
        self._instruction(start, end)

    def _instruction(self, start: int, end: int) -> None:
        """One sentence of an instructing part: for those named in it, or for those named before."""
        low, text, state = self.body.low, self.body.text, self.state
        while start < end and text[start] in ' \t“"':
            start += 1
        if first := _FIRSTLY.match(low, start, end):
            start = first.end()
        if asks := _ASKS.match(low, start, end):
            start = asks.end()
        soon = _SOON.match(low, start, end)
        if soon and HEAD.match(low, soon.end(), end):
            start = soon.end()
        elif frame := _FRAME.match(low, start, end) or soon:
            start = frame.end()
        if towards := _TOWARDS.match(low, start, end):
            start = towards.end()
            says = _SAYS.search(low, start, min(end, start + 200))
            bodies = only_bodies(text, low, start, says.start()) if says else None
            if says and bodies:
                state.told = bodies
                self._split(says.end(), end, bodies)
                return
        if VERB.match(low, start, end) and not self._body_verb(start, end):
            if self.kind == "decision" and not state.told:
                return
            if not _RESULT.match(low[start : start + 40]) or self.kind in _INSTRUCTS:
                self._split(start, end, state.told)
            return
        told = told_at(text, low, start, end)
        if told and not _RESULT.match(low[start : min(end, told.action + 12)]):
            if text[told.action - 2 : told.action].strip() == ":":
                state.told = told.names
            self._split(told.start, end, told.names, told.action)

    def _body_verb(self, start: int, end: int) -> bool:
        """ "Thanh tra tỉnh …" is a body though "thanh tra" is an action; under a body that is told, "lãnh đạo" is an action."""
        if self.state.told and self.body.low.startswith("lãnh đạo", start):
            return False
        head = HEAD.match(self.body.low, start, end)
        told = told_at(self.body.text, self.body.low, start, end) if head else None
        return (
            told is not None
            and re.match(r"\s+(?:tỉnh|huyện|xã|nhân dân|ubnd)", self.body.low[start + len(head[0] if head else "") :][:12]) is not None
        )

    def _split(self, start: int, end: int, told: tuple[str, ...], action: int | None = None) -> None:
        for index, (left, right) in enumerate(_clauses(self.body.text, self.body.low, start if action is None else action, end)):
            first = index == 0 and action is not None
            colon = first and action is not None and self.body.text[action - 2 : action].strip() == ":"
            ordered = _COMMAND.match(self.body.low, left, right) if index else None
            own = told_at(self.body.text, self.body.low, ordered.end() if ordered else left, right) if index else None
            if own:
                self._add(left, right, own.names, own.action)
            else:
                self._add(start if first and not colon else left, right, told, left)

    def _heading(self, paragraph: Paragraph) -> bool:
        """A heading opens or closes an instructing part; a line of bodies alone says who is told."""
        text, low, state = self.body.text, self.body.low, self.state
        line = low[paragraph.body : paragraph.end]
        shown = text[paragraph.body : paragraph.end]
        numbered = bool(paragraph.mark) and paragraph.mark[0] not in "-–+•*"
        title = shown.isupper() or (numbered and not shown.endswith((".", ";")) and len(shown) < 130 and not VERB.match(line))
        if title and len(shown) < 200:
            if _HEADING_OPENS.search(line) and not re.match(r"kết quả|đánh giá", line):
                state.instructs, state.told, state.list_told = True, (), ()
                return True
            if _HEADING_CLOSES.search(line):
                state.instructs, state.told, state.list_told = False, (), ()
                return True
        if shown.isupper() and len(shown) > 3:
            return True
        lead = re.match(r"(?:giao|đề nghị|yêu cầu|đối với|phân công)\s+(?:cho\s+)?", line)
        begin = paragraph.body + (lead.end() if lead else 0)
        bodies = only_bodies(text, low, begin, paragraph.end) if (state.instructs or lead or self.kind in _INSTRUCTS) else None
        if bodies and (lead or (numbered and not shown.endswith((".", ";"))) or shown.endswith(":")) and len(shown) < 160:
            if lead:
                state.instructs = True
            state.told = state.list_told = bodies
            state.list_style = _style(paragraph.mark)
            return True
        return False

    def read(self) -> list[Task]:
        by_paragraph: dict[int, list[Sentence]] = {}
        for sentence in self.body.sentences:
            by_paragraph.setdefault(sentence.paragraph.index, []).append(sentence)
        for paragraph in self.body.paragraphs:
            if paragraph.row:
                continue
            low = self.body.low
            if _SIGNATURE.match(low, paragraph.start, paragraph.end):
                break
            if self.kind in _INSTRUCTS and re.match(
                r"(?:điều \d+\.?\s*)?(?:kết luận|quyết định)(?: như sau)?\s*:", low[paragraph.start : paragraph.end]
            ):
                self.state.instructs = True
            if self._heading(paragraph):
                continue
            if paragraph.mark:
                if _style(paragraph.mark) == self.state.list_style:
                    self.state.list_told = ()
                self.state.told = self.state.list_told
            for sentence in by_paragraph.get(paragraph.index, ()):
                self._sentence(sentence)
            if low[paragraph.start : paragraph.end].endswith(":") and self.state.told:
                self.state.list_told, self.state.list_style = self.state.told, _style(paragraph.mark)
        return self.state.found


def tasks(body: Body, kind: str) -> list[Task]:
    """Every clause that tells somebody to act. ``kind`` is the kind of document."""
    return _Reader(body, kind).read()
