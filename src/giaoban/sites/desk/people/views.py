"""Pages of bodies, officials and committees."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import NotFound
from giaoban.core.values.refs import RecordRef
from giaoban.registers.people import actions, queries
from giaoban.registers.people.models import Agency, Person

from ..shell.access import desk
from ..shell.exports import xlsx
from ..shell.pages import Page, page_of
from ..shell.sentences import story
from ..shell.sheets import answer
from .forms import (
    AgencyFilterForm,
    AgencyForm,
    CommitteeFilterForm,
    CommitteeForm,
    EndForm,
    MemberForm,
    NewAgencyForm,
    PersonFilterForm,
    PersonForm,
    PostForm,
    SucceedForm,
)

FACTS = ("name", "short_name", "kind", "bloc", "level", "symbol", "starts_on", "order", "vertical", "reports", "version")
COLUMNS = (
    ("Mã", 20, lambda r: r.code),
    ("Tên", 50, lambda r: r.name),
    ("Tên gọi tắt", 30, lambda r: r.short_name),
    ("Loại", 30, lambda r: r.get_kind_display()),
    ("Khối", 18, lambda r: r.get_bloc_display()),
    ("Cấp", 12, lambda r: r.get_level_display()),
    ("Trực thuộc", 30, lambda r: r.parent.short_name if r.parent else ""),
    ("Ký hiệu", 10, lambda r: r.symbol),
    ("Ngành dọc", 8, lambda r: r.vertical),
    ("Gửi báo cáo", 8, lambda r: r.reports),
    ("Hoạt động từ", 12, lambda r: r.starts_on),
    ("Kết thúc", 12, lambda r: r.ends_on),
)


def _page(pk: int) -> str:
    return reverse("people:detail", args=[pk])


def _agency(pk: int | None) -> Agency | None:
    return queries.by_ids([pk]).get(pk) if pk else None


@desk("people.read")
def listing(request: HttpRequest) -> HttpResponse:
    """The bodies of a day, today unless another is asked for, in the order of the province's list and whole."""
    filters = AgencyFilterForm(request.GET, actor=request.actor)
    chosen = filters.chosen
    if not chosen.pop("all", False):
        chosen.setdefault("on", request.actor.today)
    rows = queries.listing(request.actor, queries.AgencyFilter(**chosen))
    if request.GET.get("xuat") == "xlsx":
        return xlsx(_("Danh sách cơ quan"), COLUMNS, rows, name="co-quan")
    found = list(rows)
    page = Page(found, None, len(found), capped=False, first=True)
    return render(request, "desk/people/list.html", {"page": page, "filters": filters})


@desk("people.read")
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    by, agency = request.actor, queries.get(request.actor, pk)
    context: dict[str, Any] = {
        "agency": agency,
        "predecessors": agency.predecessors.select_related("from_agency").order_by("on", "pk"),
        "successors": agency.successors.select_related("to_agency").order_by("-main", "on", "pk"),
        "heirs": queries.heirs(agency, by.today) if agency.ends_on else [],
    }
    if request.GET.get("xem"):
        return render(request, "desk/people/panel.html", context)
    context |= {
        "children": queries.listing(by, queries.AgencyFilter(parent=pk, on=agency.ends_on or by.today)),
        "holders": queries.holders(pk, agency.ends_on or by.today),
        "story": story(RecordRef("agency", pk)),
    }
    return render(request, "desk/people/detail.html", context)


def _with_parent(given: dict[str, Any]) -> dict[str, Any]:
    return given | {"parent": _agency(given.pop("parent")), "order": given["order"] or 100}


@desk("people.write")
def create(request: HttpRequest) -> HttpResponse:
    by = request.actor
    form = NewAgencyForm(request.POST or None, initial={"starts_on": by.today, "reports": True, "order": 100}, actor=by)
    return answer(
        request,
        form,
        lambda given: actions.create_agency(by=by, **_with_parent(given)),
        heading=_("Lập cơ quan"),
        done=_("Đã lập cơ quan."),
        to=lambda row: _page(row.pk),
        cancel=reverse("people:list"),
        draft="people-new",
    )


@desk("people.write")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    by, row = request.actor, queries.get(request.actor, pk)
    initial = {name: getattr(row, name) for name in FACTS} | {"parent": row.parent_id}
    form = AgencyForm(request.POST or None, initial=initial, actor=by, keep=row.parent_id)

    def change(given: dict[str, Any]) -> Agency:
        given["short_name"] = given["short_name"] or given["name"][:100]
        return actions.change_agency(agency=row, version=form.cleaned_data["version"], by=by, **_with_parent(given))

    about = _("Chỉ sửa chỗ ghi sai. Đổi tên, sáp nhập thì ghi cơ quan mới và việc kế thừa.")
    return _sheet(request, form, change, _("Sửa %(name)s") % {"name": row.name}, _page(pk), about=about)


def _sheet(request: HttpRequest, form: Any, act: Any, heading: str, back: str, **context: Any) -> HttpResponse:
    """A sheet about one record, which goes back to its page."""
    return answer(request, form, act, heading=heading, done=_("Đã lưu."), to=lambda _row: back, cancel=back, **context)


@desk("people.write")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    by, row = request.actor, queries.get(request.actor, pk)
    form = EndForm(request.POST or None, initial={"on": by.today, "version": row.version})

    def act(given: dict[str, Any]) -> Agency:
        return actions.end_agency(agency=row, version=form.cleaned_data["version"], by=by, **given)

    return _sheet(request, form, act, _("Kết thúc hoạt động %(name)s") % {"name": row.name}, _page(pk), submit=_("Kết thúc"))


@desk("people.write")
def succeed(request: HttpRequest, pk: int) -> HttpResponse:
    by, row = request.actor, queries.get(request.actor, pk)
    form = SucceedForm(request.POST or None, initial={"on": by.today}, actor=by)

    def act(given: dict[str, Any]) -> Any:
        return actions.succeed(from_agency=row, to_agency=queries.get(by, given.pop("heir")), by=by, **given)

    return _sheet(request, form, act, _("Cơ quan kế thừa %(name)s") % {"name": row.name}, _page(pk), submit=_("Ghi kế thừa"))


@desk("people.read")
def persons(request: HttpRequest) -> HttpResponse:
    by = request.actor
    filters = PersonFilterForm(request.GET, actor=by)
    rows = queries.persons(by, queries.PersonFilter(on=by.today, **filters.chosen))
    if request.GET.get("xuat") == "xlsx":
        columns = (("Họ và tên", 30, lambda r: r.name), ("Chức vụ", 60, lambda r: "; ".join(p.title for p in r.shown_posts)))
        return xlsx(_("Cán bộ"), columns, rows, name="can-bo")
    return render(request, "desk/people/persons.html", {"page": page_of(request, rows), "filters": filters})


@desk("people.read")
def person(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.person(request.actor, pk)
    seats = row.memberships.select_related("committee").order_by("-starts_on", "-pk")
    context = {"person": row, "posts": queries.posts_of(row), "seats": seats, "story": story(RecordRef("person", pk))}
    return render(request, "desk/people/person.html", context)


@transaction.atomic
def _create_person(given: dict[str, Any], by: Actor) -> Person:
    """An official and the present post, both or neither."""
    row = actions.create_person(name=given.pop("name"), note=given.pop("note"), by=by)
    actions.give_post(person=row, agency=_agency(given.pop("agency")), by=by, **given)
    return row


@desk("people.write")
def create_person(request: HttpRequest) -> HttpResponse:
    by = request.actor
    return answer(
        request,
        PersonForm(request.POST or None, initial={"agency": request.GET.get("agency")}, actor=by),
        lambda given: _create_person(given, by),
        heading=_("Ghi cán bộ"),
        done=_("Đã ghi cán bộ và chức vụ."),
        to=lambda row: reverse("people:person", args=[row.pk]),
        cancel=reverse("people:persons"),
        draft="persons-new",
    )


@desk("people.write")
def give_post(request: HttpRequest, pk: int) -> HttpResponse:
    by, row = request.actor, queries.person(request.actor, pk)
    form = PostForm(request.POST or None, initial={"starts_on": by.today}, actor=by)

    def act(given: dict[str, Any]) -> Any:
        return actions.give_post(person=row, agency=_agency(given.pop("agency")), by=by, **given)

    return _sheet(request, form, act, _("Chức vụ mới của %(name)s") % {"name": row.name}, reverse("people:person", args=[pk]))


@desk("people.write")
def end_post(request: HttpRequest, pk: int, post: int) -> HttpResponse:
    by, row = request.actor, queries.person(request.actor, pk)
    held = queries.posts_of(row).filter(pk=post).first()
    if held is None:
        raise NotFound("Cán bộ này không có chức vụ đó.")
    form = EndForm(request.POST or None, initial={"on": by.today})
    heading = _("Thôi chức vụ %(title)s") % {"title": held.title}
    back = reverse("people:person", args=[pk])
    return _sheet(request, form, lambda given: actions.end_post(post=held, by=by, **given), heading, back, about=row.name)


@desk("people.read")
def committees(request: HttpRequest) -> HttpResponse:
    filters = CommitteeFilterForm(request.GET, actor=request.actor)
    rows = queries.committees(request.actor, queries.CommitteeFilter(**filters.chosen))
    return render(request, "desk/people/committees.html", {"page": page_of(request, rows, day="starts_on"), "filters": filters})


@desk("people.read")
def committee(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.committee(request.actor, pk)
    context = {"committee": row, "members": queries.members_of(row), "story": story(RecordRef("committee", pk))}
    return render(request, "desk/people/committee.html", context)


@desk("people.write")
def create_committee(request: HttpRequest) -> HttpResponse:
    by = request.actor
    return answer(
        request,
        CommitteeForm(request.POST or None, initial={"starts_on": by.today}, actor=by),
        lambda given: actions.create_committee(standing_agency=_agency(given.pop("standing")), by=by, **given),
        heading=_("Lập ban chỉ đạo, tổ"),
        done=_("Đã lập. Thêm từng thành viên theo quyết định."),
        to=lambda row: reverse("people:committee", args=[row.pk]),
        cancel=reverse("people:committees"),
        draft="committees-new",
    )


@desk("people.write")
def end_committee(request: HttpRequest, pk: int) -> HttpResponse:
    by, row = request.actor, queries.committee(request.actor, pk)
    form = EndForm(request.POST or None, initial={"on": by.today})
    back = reverse("people:committee", args=[pk])
    return _sheet(
        request, form, lambda given: actions.end_committee(committee=row, by=by, **given), _("Kết thúc %(name)s") % {"name": row.name}, back
    )


@desk("people.write")
def add_member(request: HttpRequest, pk: int) -> HttpResponse:
    by, row = request.actor, queries.committee(request.actor, pk)
    form = MemberForm(request.POST or None, initial={"starts_on": row.starts_on, "role": "uy_vien"}, actor=by)

    def act(given: dict[str, Any]) -> Any:
        return actions.add_member(committee=row, person=queries.person(by, given.pop("person")), by=by, **given)

    return _sheet(
        request, form, act, _("Thêm thành viên"), reverse("people:committee", args=[pk]), about=row.name, submit=_("Thêm thành viên")
    )


@desk("people.write")
def remove_member(request: HttpRequest, pk: int, seat: int) -> HttpResponse:
    by, row = request.actor, queries.committee(request.actor, pk)
    member = next((m for m in queries.members_of(row) if m.pk == seat), None)
    if member is None:
        raise NotFound("Ban này không có thành viên đó.")
    form = EndForm(request.POST or None, initial={"on": by.today})
    heading = _("%(name)s thôi thành viên") % {"name": member.person.name}
    back = reverse("people:committee", args=[pk])
    return _sheet(request, form, lambda given: actions.remove_member(membership=member, by=by, **given), heading, back, about=row.name)
