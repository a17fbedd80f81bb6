"""Log in, change a password, keep accounts."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.core.values.errors import GiaoBanError
from giaoban.core.values.refs import RecordRef
from giaoban.registers.people import queries as people
from giaoban.sites.now import now
from giaoban.trust.accounts import actions, queries
from giaoban.trust.accounts.choices import Role
from giaoban.trust.accounts.rules import role_sheets

from ..shell.access import desk
from ..shell.pages import page_of
from ..shell.sentences import story
from .forms import ChangeUserForm, LogInForm, NewUserForm, PasswordForm, ResetForm


class LogIn(LoginView):
    """The door."""

    template_name = "desk/accounts/login.html"
    authentication_form = LogInForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        user = form.get_user()
        actions.log_in(user=user, by=queries.actor_of(user, at=now()))
        return response


@desk()
def password(request: HttpRequest) -> HttpResponse:
    form = PasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_password(user=request.user, password=form.cleaned_data["password"], by=request.actor)
            update_session_auth_hash(request, request.user)
            messages.success(request, _("Đã đổi mật khẩu."))
            return redirect("/")
        except GiaoBanError as error:
            form.refuse(error)
    return _sheet(request, form, _("Đổi mật khẩu"), "" if request.user.must_change_password else "/")


@desk("accounts.read")
def listing(request: HttpRequest) -> HttpResponse:
    given = request.GET
    chosen = queries.UserFilter(
        q=given.get("q", ""), role=given.get("role", ""), active={"1": True, "0": False}.get(given.get("active", ""))
    )
    rows = queries.listing(request.actor, chosen).order_by("-pk")
    page = page_of(request, rows)
    return render(request, "desk/accounts/list.html", {"page": page, "f": chosen, "roles": Role.choices(), "names": _agency_names(request)})


@desk("accounts.read")
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    user = queries.get(request.actor, pk)
    shown = {"user_shown": user, "sheet": role_sheets().get(user.role), "agency": _agency_names(request).get(user.agency_ref)}
    return render(request, "desk/accounts/detail.html", {**shown, "story": story(RecordRef("user", pk))})


@desk("accounts.write")
def create(request: HttpRequest) -> HttpResponse:
    form = NewUserForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            given = {name: form.cleaned_data[name] for name in ("username", "full_name", "role", "post", "password")}
            user = actions.create_user(agency_ref=form.cleaned_data["agency"], by=request.actor, **given)
            messages.success(request, _("Đã lập tài khoản %(name)s.") % {"name": user.username})
            return redirect("accounts:detail", user.pk)
        except GiaoBanError as error:
            form.refuse(error)
    return _sheet(request, form, _("Tài khoản mới"), reverse("accounts:list"))


@desk("accounts.write")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    user = queries.get(request.actor, pk)
    present = {"full_name": user.full_name, "post": user.post, "role": user.role, "agency": user.agency_ref, "is_active": user.is_active}
    form = ChangeUserForm(request.POST or None, initial=present, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            given = {name: form.cleaned_data[name] for name in ("full_name", "role", "post", "is_active")}
            actions.change_user(user=user, agency_ref=form.cleaned_data["agency"], by=request.actor, **given)
            messages.success(request, _("Đã lưu tài khoản %(name)s.") % {"name": user.username})
            return redirect("accounts:detail", pk)
        except GiaoBanError as error:
            form.refuse(error)
    return _sheet(request, form, _("Sửa tài khoản %(name)s") % {"name": user.username}, reverse("accounts:detail", args=[pk]))


@desk("accounts.write")
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    user = queries.get(request.actor, pk)
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_password(user=user, password=form.cleaned_data["password"], by=request.actor)
            messages.success(request, _("Đã đặt mật khẩu mới cho %(name)s.") % {"name": user.username})
            return redirect("accounts:detail", pk)
        except GiaoBanError as error:
            form.refuse(error)
    return _sheet(request, form, _("Đặt mật khẩu cho %(name)s") % {"name": user.username}, reverse("accounts:detail", args=[pk]))


def _agency_names(request: HttpRequest) -> dict[int, str]:
    return dict(people.visible(request.actor).values_list("pk", "name"))


def _sheet(request: HttpRequest, form: Any, heading: str, cancel: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "cancel": cancel}
    return render(request, "desk/accounts/sheet.html", context, status=422 if form.is_bound else 200)
