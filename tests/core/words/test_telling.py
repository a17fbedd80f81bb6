from giaoban.core.values.errors import InvalidInput
from giaoban.core.values.kinds import Kind, Word, gettext_noop
from giaoban.core.words.telling import Teller

TELL = Teller(
    {
        "": "Content-Type: text/plain",
        "Tố cáo": "Denunciation",
        "ngày làm việc": "working days",
        "Thời hạn": "Time limit",
        "Cách hiểu của ứng dụng": "",
        "told\x04quá {days} ngày": "{days} days late",
        "Nhận đơn tố cáo": "Denunciation received",
        "told\x04{event} {start}; ngày này không tính vào thời hạn": "{event} {start}; this day is not counted",
        "told\x04Đơn số {number} ({kind})": "Letter no. {number} ({kind})",
        "told\x04Gia hạn lần {number}{label}: cộng thêm {length}": "Extension {number}{label}: {length} more",
        "Tiến độ từ 0 đến 100%%, không phải %(percent)s.": "Progress is 0 to 100%%, not %(percent)s.",
        "Không có loại đơn “%(value)s”.": "There is no kind “%(value)s”.",
        "Không có vai trò “%(role)s”.": "There is no role “%(role)s”.",
    }
)


class Loai(Kind):
    TO_CAO = "to_cao", "Tố cáo"


def test_whole_sentence_told():
    assert TELL("Tố cáo") == "Denunciation"


def test_small_letter_told_small():
    assert TELL("tố cáo") == "denunciation"


def test_end_of_sentence_kept():
    assert TELL("Thời hạn:") == "Time limit:"


def test_pattern_told_with_its_places():
    assert TELL("Đơn số 118/2026 (tố cáo)") == "Letter no. 118/2026 (denunciation)"


def test_pattern_in_pattern_told():
    assert TELL("Gia hạn lần 2: cộng thêm 10 ngày làm việc.") == "Extension 2: 10 working days more."


def test_leader_of_a_line_kept():
    assert TELL("  2. Thời hạn: 3 ngày làm việc.") == "  2. Time limit: 3 working days."
    assert TELL("[tố cáo] Thời hạn") == "[denunciation] Time limit"


def test_two_places_side_by_side_are_told_apart():
    assert TELL("Nhận đơn tố cáo 8/9/2026; ngày này không tính vào thời hạn.") == "Denunciation received 8/9/2026; this day is not counted."


def test_percent_sign_of_pattern_is_one():
    assert TELL("Tiến độ từ 0 đến 100%, không phải 120.") == "Progress is 0 to 100%, not 120."


def test_list_told_part_by_part():
    assert TELL("Tố cáo; quá 3 ngày") == "Denunciation; 3 days late"


def test_brackets_hold_a_list_together():
    assert TELL("tố cáo 12/9/2026 (Tố cáo, Thời hạn); quá 3 ngày") == "denunciation 12/9/2026 (Denunciation, Time limit); 3 days late"


def test_unknown_and_untranslated_stay():
    assert TELL("Nguyễn Văn An") == "Nguyễn Văn An"
    assert TELL("Cách hiểu của ứng dụng") == "Cách hiểu của ứng dụng"
    assert TELL("") == ""
    assert TELL(".") == "."


def test_label_shown_in_html_only(monkeypatch):
    monkeypatch.setattr(Word, "shown", staticmethod(TELL))
    assert Loai.TO_CAO.label.__html__() == "Denunciation"
    assert f"{Loai.TO_CAO.label}" == "Tố cáo"
    assert Loai.TO_CAO.label.lower().__html__() == "denunciation"


def test_shown_word_is_escaped(monkeypatch):
    monkeypatch.setattr(Word, "shown", staticmethod(lambda sentence: "<b>"))
    assert gettext_noop("Tố cáo").__html__() == "&lt;b&gt;"


def test_error_told_with_its_words():
    error = InvalidInput("Không có vai trò “%(role)s”.", role=Loai.TO_CAO.label)
    assert error.text(TELL) == "There is no role “Denunciation”."
    assert error.text() == "Không có vai trò “Tố cáo”."


def test_typed_value_stays_as_typed():
    error = InvalidInput("Không có loại đơn “%(value)s”.", value="Tố cáo")
    assert error.text(TELL) == "There is no kind “Tố cáo”."
