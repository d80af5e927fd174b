"""«Nhật ký»: who did what, and what was refused to whom."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from thidua.faces.desk.administration.forms import TrailDaysForm
from thidua.faces.desk.administration.views import only_administrators
from thidua.faces.kit.addresses import filters_of, page_number
from thidua.faces.kit.parts import Link
from thidua.foundation.accounts import trail
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.core.tables import TABLES, Column, Table
from thidua.foundation.core.tables.lists import Filters, Kind

NAMES = ("nguoi", "ban-ghi", "ket-qua")


def _rows(actor: Any, given: Filters) -> QuerySet[AuditEntry]:
    return trail.narrowed(trail.trail_for(actor), given)


def _told(entry: AuditEntry) -> str:
    """The word is kept in the source language."""
    return _(entry.act)


def _asked(given: Filters) -> str:
    words = {"tu": _("từ ngày"), "den": _("đến ngày"), "nguoi": _("người"), "ban-ghi": _("bản ghi")}
    told = [f"{name} {given[key]}" for key, name in words.items() if given.get(key)]
    outcomes = {trail.REFUSED: _("chỉ việc bị từ chối"), trail.DONE: _("chỉ việc đã làm")}
    return "; ".join([*told, *filter(None, [outcomes.get(str(given.get("ket-qua")))])])


TRAIL = TABLES.register(
    "nhat-ky",
    Table(
        key="nhat-ky",
        title=gettext_lazy("Nhật ký"),
        note=gettext_lazy("Giờ thật, không theo ngày minh họa"),
        rows=_rows,
        prepare=trail.with_units,
        filter_words=_asked,
        columns=(
            Column("at", gettext_lazy("Lúc"), lambda row: row.at, kind=Kind.DATE, width=18),
            Column("who", gettext_lazy("Người"), lambda row: row.actor_label, width=28),
            Column("act", gettext_lazy("Việc"), _told, width=28),
            Column("record", gettext_lazy("Bản ghi"), lambda row: row.object_label, width=44),
            Column("unit", gettext_lazy("Đơn vị"), lambda row: row.unit_name, width=36),
            Column("outcome", gettext_lazy("Kết quả"), lambda row: _("bị từ chối") if row.refused else _("đã làm")),
            Column("reason", gettext_lazy("Lý do hoặc lời báo"), lambda row: row.reason, width=60),
        ),
    ),
)  # fmt: skip


@require_GET
def trail_page(request: HttpRequest) -> HttpResponse:
    """Whose question: an administrator's, «who did this, what was refused»; the way on is the file of the same rows."""
    only_administrators(request.actor)
    given = request.GET.dict()
    days = TrailDaysForm(request.GET)
    page = TRAIL.page(request.actor, given, number=page_number(given)) if days.is_valid() else None
    context = {
        "page": page,
        "days": days,
        "table": TRAIL,
        "chosen": {name.replace("-", "_"): given.get(name, "") for name in NAMES},
        "export": filters_of(given),
        "crumbs": [Link(_("Quản trị"), reverse("desk:administration")), Link(_("Nhật ký"))],
        "outcomes": [(trail.DONE, _("đã làm")), (trail.REFUSED, _("bị từ chối"))],
    }
    return render(request, "desk/administration/trail.html", context, status=200 if page else 400)
