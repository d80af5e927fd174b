"""Acts on a fund as a whole, and on a donor: opened, kept in the other manner, a name mended."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.funds.forms import DonorForm, MannerForm, OpenForm
from thidua.faces.desk.funds.page import address_of, crumbs
from thidua.faces.kit.acting import carried_out, form_page, with_form
from thidua.faces.kit.notices import done
from thidua.faces.kit.parts import Link
from thidua.foundation.core import clock
from thidua.foundation.core.errors import NotAllowed
from thidua.stages.funds import operations, queries, rules


@require_http_methods(["GET", "POST"])
def new_fund(request: HttpRequest) -> HttpResponse:
    """A committee begins to keep its fund here."""
    units = list(queries.kept_units(request.actor))
    if not units:
        raise NotAllowed(_("Chỉ cán bộ của Ủy ban Mặt trận các cấp mở sổ quỹ. Tài khoản của bạn không có vai trò này."))
    first = clock.today().replace(day=1)
    form = OpenForm(request.POST or None, units=units, initial={"opens_on": first, "unit": str(units[0].uid)})
    if fund := carried_out(
        request,
        form,
        operations.open_fund,
        "manner",
        "opens_on",
        "opening",
        unit=form.chosen_unit,
        opening_goods=form.goods,
    ):
        done(request, _("Đã mở sổ quỹ."))
        return redirect("desk:fund", uid=fund.uid)
    words = {
        "title": _("Mở sổ Quỹ “Vì người nghèo”"), "button": _("Mở sổ quỹ"),
        "lead": _("Ghi số dư lúc bắt đầu; từ đó đầu kỳ + thu − chi = cuối kỳ, không bao giờ âm. Bảng chỉ tiêu lấy số từ sổ này."),
    }  # fmt: skip
    return form_page(request, form, reverse("desk:funds"), **words)


@require_http_methods(["GET", "POST"])
def manner(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The fund goes on in full, or as figures of whole months."""
    fund = queries.find_fund(request.actor, uid)
    if why_not := rules.may_enter_for(request.actor, fund.unit):
        raise NotAllowed(why_not)
    form = MannerForm(request.POST or None, initial={"version": fund.version, "manner": fund.manner})
    words = {
        "title": _("Đổi cách ghi sổ quỹ"), "button": _("Lưu cách ghi"), "done": _("Đã đổi cách ghi sổ."), "about": str(fund),
        "lead": _("Đổi được khi mọi tháng đã ghi đều đã chốt; những gì đã ghi giữ nguyên."),
    }  # fmt: skip
    return with_form(request, form, operations.change_manner, words, address_of(fund), fund=fund)


@require_http_methods(["GET", "POST"])
def donor(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A donor's name mended, or taken off what others read."""
    found = queries.find_donor(request.actor, uid)
    if why_not := rules.may_enter_for(request.actor, found.unit):
        raise NotAllowed(why_not)
    fund = queries.fund_of(request.actor, found.unit)
    known = {name: getattr(found, name) for name in ("name", "sort", "address", "is_anonymous", "version")}
    form = DonorForm(request.POST or None, initial=known)
    back = reverse("desk:fund-donors") + f"?quy={fund.uid}"
    words = {
        "title": _("Sửa người ủng hộ"), "button": _("Lưu"), "done": _("Đã lưu."),
        "crumbs": crumbs(fund, Link(_("Người ủng hộ"), back), Link(_("Sửa"))),
    }  # fmt: skip
    return with_form(request, form, operations.edit_donor, words, back, fields=(), donor=found, given=form.given)
