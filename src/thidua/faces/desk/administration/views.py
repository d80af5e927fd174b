"""The administrator's pages: the site's day, and who may sign in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.faces.desk.administration.forms import DemoDateForm
from thidua.faces.desk.administration.tables import ACCOUNTS
from thidua.faces.kit.addresses import page_number
from thidua.faces.kit.notices import done
from thidua.foundation.accounts import operations
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.accounts.site import set_demo_date
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Invalid, NotAllowed


def only_administrators(actor: Actor) -> None:
    """Raises `NotAllowed` for everybody else."""
    if not actor.holds_anywhere(Permission.SITE):
        raise NotAllowed(_("Trang này dành cho người quản trị hệ thống."))


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What an administrator looks after: the demonstration's day and the accounts."""
    only_administrators(request.actor)
    return _page(request, DemoDateForm(initial={"date": clock.demo_date()}))


@require_POST
def demo_date(request: HttpRequest) -> HttpResponse:
    """Moves the site's day."""
    only_administrators(request.actor)
    form = DemoDateForm(request.POST)
    if form.is_valid():
        try:
            set_demo_date(
                by=request.actor, now=clock.now(), date=form.cleaned_data["date"], receipt=form.cleaned_data["receipt"]
            )
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            day = form.cleaned_data["date"]
            done(
                request,
                _("Hệ thống nay ở ngày %(day)s.") % {"day": f"{day:%-d/%-m/%Y}"}
                if day
                else _("Hệ thống nay theo ngày thật."),
            )
            return redirect("desk:administration")
    return _page(request, form, status=422)


@require_POST
def switch_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Locks an account or opens it again; the person and all it did stay."""
    account = operations.switch_account(by=request.actor, now=clock.now(), account_id=pk)
    done(
        request,
        (_("Đã mở lại tài khoản %(name)s.") if account.is_active else _("Đã khóa tài khoản %(name)s."))
        % {"name": account.username},
    )
    return redirect("desk:administration")


def _page(request: HttpRequest, form: DemoDateForm, *, status: int = 200) -> HttpResponse:
    page = ACCOUNTS.page(request.actor, request.GET.dict(), number=page_number(request.GET))
    return render(
        request,
        "desk/administration/overview.html",
        {"form": form, "page": page, "table": ACCOUNTS, "q": request.GET.get("q", "")},
        status=status,
    )
