"""What is written after a turn: papers handed in, the online session, results, the head's conclusion."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.core.values.actors import Actor
from giaoban.registers.people import queries as people
from giaoban.registers.petitions.actions import Handed
from giaoban.registers.petitions.choices import CopyKind
from giaoban.registers.petitions.models import HandedItem
from giaoban.registers.petitions.rules.reception_conclusions import Work
from giaoban.registers.petitions.rules.reception_visits import Session

from ..shell.forms import DayField, DeskForm, agency_choices

WORKS, SPARE = 4, 4
COUNT, WIDE = {"inputmode": "numeric", "maxlength": "4", "size": "4"}, {"size": "48", "autocomplete": "off"}


class ItemsForm(DeskForm):
    """The list of the receipt Mẫu 02/TCD, a line for each paper; an empty name leaves its line out."""

    def __init__(self, *args: Any, items: Sequence[HandedItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = sum(name.startswith("name_") for name in self.data) if self.is_bound else 0
        self.places = range(1, min(max(sent, len(items) + SPARE), 60) + 1)
        for place in self.places:
            item = items[place - 1] if place <= len(items) else None
            self.fields[f"name_{place}"] = forms.CharField(
                label=_("Tên tài liệu"), max_length=300, required=False, initial=item and item.name
            )
            self.fields[f"pages_{place}"] = forms.IntegerField(
                label=_("Số trang"),
                required=False,
                min_value=1,
                max_value=9999,
                initial=item and item.pages,
                widget=forms.TextInput(attrs=COUNT),
            )
            self.fields[f"condition_{place}"] = forms.CharField(
                label=_("Tình trạng"), max_length=150, required=False, initial=item and item.condition
            )
            self.fields[f"copy_{place}"] = forms.ChoiceField(
                label=_("Bản chính, bản sao"), choices=CopyKind.choices, required=False, initial=item.copy if item else CopyKind.BAN_SAO
            )

    @property
    def lines(self) -> list[tuple[int, list[Any]]]:
        return [(place, [self[f"{name}_{place}"] for name in ("name", "pages", "condition", "copy")]) for place in self.places]

    @property
    def items(self) -> list[Handed]:
        given = self.cleaned_data
        return [
            Handed(*(given[f"{name}_{place}"] for name in ("name", "pages", "condition")), given[f"copy_{place}"] or CopyKind.BAN_SAO)
            for place in self.places
        ]


class SessionForm(DeskForm):
    """An online session as it was prepared, recorded and signed."""

    widths = {"minutes_signers": "full"}
    notified_on = DayField(label=_("Ngày thông báo cho công dân"), required=False)
    tested_on = DayField(label=_("Ngày kiểm tra kỹ thuật"), required=False)
    connected_at = forms.TimeField(label=_("Giờ mở kết nối"), required=False, help_text=_("Trước giờ tiếp 1 giờ."))
    began_at = forms.TimeField(label=_("Giờ bắt đầu tiếp"), required=False)
    recording = forms.CharField(
        label=_("Số lưu bản ghi âm, ghi hình"), max_length=80, required=False, help_text=_("Số trong kho lưu riêng, không phải đường dẫn.")
    )
    minutes_number = forms.CharField(label=_("Số biên bản điện tử"), max_length=80, required=False)
    minutes_signed_on = DayField(label=_("Ngày ký số biên bản"), required=False)
    minutes_signers = forms.CharField(label=_("Người ký số biên bản"), max_length=300, required=False)

    @property
    def session(self) -> Session:
        return Session(**{name: self.cleaned_data[name] for name in Session.__dataclass_fields__})


class NoticeForm(DeskForm):
    """The written notice of refusal went out."""

    on = DayField(label=_("Ngày gửi thông báo"))
    paper = forms.CharField(label=_("Số, ký hiệu thông báo"), max_length=150, required=False)


class ResultForm(DeskForm):
    """The body to which the matter went gave its result."""

    widths = {"paper": "half", "outcome": "full"}
    on = DayField(label=_("Ngày nhận kết quả"))
    paper = forms.CharField(label=_("Văn bản kết quả: số, ngày, cơ quan"), max_length=150)
    outcome = forms.CharField(label=_("Kết quả giải quyết"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class TellForm(DeskForm):
    """The citizen was told."""

    widths = {"paper": "half"}
    on = DayField(label=_("Ngày báo cho công dân"))
    paper = forms.CharField(label=_("Văn bản, hoặc cách báo"), max_length=150, required=False)


class ConclusionForm(DeskForm):
    """The head's conclusion: opinion, work for agencies, who answers the citizen."""

    opinion = forms.CharField(label=_("Kết luận về nội dung công dân trình bày"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    reply_agency = forms.TypedChoiceField(label=_("Cơ quan trả lời công dân"), coerce=int)
    reply_text = forms.CharField(
        label=_("Việc trả lời"), max_length=300, initial=_("Trả lời công dân bằng văn bản và gửi kết quả về nơi tiếp công dân")
    )
    reply_due = DayField(label=_("Hạn trả lời công dân"))
    issued_on = DayField(label=_("Ngày ban hành"))
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=50, required=False, help_text=_("Để trống thì lấy số tiếp theo."))
    signer = forms.CharField(label=_("Người ký"), max_length=100)
    signer_post = forms.CharField(label=_("Chức vụ người ký"), max_length=200)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, bodies = actor, agency_choices(actor, empty="–")
        self.fields["reply_agency"].choices = bodies
        for place in range(1, WORKS + 1):
            self.fields[f"text_{place}"] = forms.CharField(label=_("Việc phải làm"), max_length=380, required=False)
            self.fields[f"agency_{place}"] = forms.TypedChoiceField(
                label=_("Cơ quan"), coerce=int, empty_value=None, required=False, choices=bodies
            )
            self.fields[f"deadline_{place}"] = DayField(label=_("Thời hạn"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for place in range(1, WORKS + 1):
            told = [name for name in ("text", "agency", "deadline") if given.get(f"{name}_{place}")]
            for name in ("text", "agency", "deadline"):
                if told and name not in told and f"{name}_{place}" not in self.errors:
                    self.add_error(f"{name}_{place}", _("Việc nào cũng phải có nội dung, cơ quan và thời hạn."))
        return given

    @property
    def works(self) -> tuple[list[Work], Work]:
        """The work given, and the answer to the citizen."""
        given = self.cleaned_data
        used = [place for place in range(1, WORKS + 1) if given[f"text_{place}"]]
        names = {
            pk: body.name for pk, body in people.by_ids([given["reply_agency"], *(given[f"agency_{place}"] for place in used)]).items()
        }
        works = [
            Work(given[f"text_{place}"], given[f"agency_{place}"], names[given[f"agency_{place}"]], given[f"deadline_{place}"])
            for place in used
        ]
        return works, Work(given["reply_text"], given["reply_agency"], names[given["reply_agency"]], given["reply_due"])

    @property
    def parts(self) -> list[dict[str, Any]]:
        def sheet(*fields: tuple[str, str]) -> list[tuple[Any, str]]:
            return [(self[name], width) for name, width in fields]

        work = [
            {
                "legend": f"{_('Việc')} {place}",
                "sheet": sheet((f"text_{place}", "half"), (f"agency_{place}", ""), (f"deadline_{place}", "one")),
            }
            for place in range(1, WORKS + 1)
        ]
        return [
            {"legend": _("Kết luận"), "sheet": sheet(("opinion", "full"))},
            *work,
            {"legend": _("Trả lời công dân"), "sheet": sheet(("reply_text", "half"), ("reply_agency", ""), ("reply_due", "one"))},
            {"legend": _("Ban hành"), "sheet": sheet(("issued_on", ""), ("number", ""), ("signer", ""), ("signer_post", "half"))},
        ]
