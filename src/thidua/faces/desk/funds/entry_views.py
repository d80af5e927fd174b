"""Writing in the book: what came in, what was spent, what went to or came from another fund, what is put right."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.funds.forms import (
    CorrectForm,
    IncomeForm,
    OutsideForm,
    ReceiveForm,
    SendForm,
    SpendingForm,
    first_open_day,
)
from thidua.faces.desk.funds.page import address_of, crumbs
from thidua.faces.kit.acting import Operation, carried_out, form_page, with_form
from thidua.faces.kit.forms import KitForm
from thidua.faces.kit.notices import done
from thidua.faces.kit.parts import Link
from thidua.foundation.core import clock
from thidua.foundation.core.errors import NotAllowed
from thidua.foundation.core.quantities import format_money
from thidua.stages.funds import offers, operations, queries, rules
from thidua.stages.funds.models import Fund
from thidua.stages.funds.operations.records import require_ledger


@require_http_methods(["GET", "POST"])
def income(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A gift of money or goods, or other income."""
    fund = _kept(request, uid)
    form = IncomeForm(request.POST or None, donors=offers.donors(fund), initial=_day(fund))
    words = {
        "title": _("Ghi khoản thu"), "button": _("Ghi vào sổ"),
        "done": _("Đã ghi. In phiếu thu, giấy ghi nhận, thư cảm ơn ở trang này."),
    }  # fmt: skip
    return _written(request, fund, form, operations.record_income, words, new_donor=form.new_donor)


@require_http_methods(["GET", "POST"])
def spending(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What was spent, tied to a work or a household."""
    fund = _kept(request, uid)
    works, places = offers.works(request.actor, fund), offers.places(fund, clock.today())
    form = SpendingForm(request.POST or None, works=works, places=places, initial=_day(fund))
    words = {
        "title": _("Ghi khoản chi"),
        "button": _("Ghi vào sổ"),
        "done": _("Đã ghi khoản chi."),
        "lead": _left(fund),
    }
    return _written(request, fund, form, operations.record_spending, words)


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What goes to another fund; it is nobody's spending and is counted where it first came in."""
    fund = _kept(request, uid)
    form = SendForm(request.POST or None, funds=queries.receiving_funds(fund), initial=_day(fund))
    words = {
        "title": _("Điều chuyển đến quỹ khác"), "button": _("Ghi điều chuyển"), "lead": _left(fund),
        "done": _("Đã ghi. Quỹ nhận thấy khoản này ở «Việc của tôi» và bấm đã nhận."),
    }  # fmt: skip
    return _written(request, fund, form, operations.send_transfer, words)


@require_http_methods(["GET", "POST"])
def from_outside(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What came from a fund outside the site."""
    fund = _kept(request, uid)
    form = OutsideForm(request.POST or None, initial=_day(fund))
    words = {
        "title": _("Nhận từ quỹ ngoài hệ thống"), "button": _("Ghi vào sổ"), "done": _("Đã ghi khoản nhận."),
        "lead": _("Khoản này đã tính ở nơi vận động được nên không tính vào chỉ tiêu của quỹ này."),
    }  # fmt: skip
    return _written(request, fund, form, operations.record_outside_transfer, words)


@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What another fund sent has come in."""
    sent = queries.find_sent(request.actor, uid)
    fund = sent.other_fund
    assert fund is not None, sent
    if why_not := rules.may_enter_for(request.actor, fund.unit):
        raise NotAllowed(why_not)
    form = ReceiveForm(request.POST or None, initial=_day(fund))
    words = {
        "title": _("Nhận điều chuyển"), "button": _("Ghi đã nhận"), "done": _("Đã ghi nhận điều chuyển."),
        "crumbs": crumbs(fund, Link(_("Nhận điều chuyển"))),
        "lead": _("%(fund)s chuyển %(amount)s. %(note)s") % {
            "fund": sent.fund, "amount": format_money(sent.amount), "note": sent.goods or sent.note,
        },
    }  # fmt: skip
    return with_form(request, form, operations.receive_transfer, words, address_of(fund), sent=sent)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """An entry is answered by a counter-entry and, with the right amount, written anew."""
    entry = queries.find_entry(request.actor, uid)
    if why_not := rules.may_enter_for(request.actor, entry.unit):
        raise NotAllowed(why_not)
    form = CorrectForm(request.POST or None)
    words = {
        "title": _("Điều chỉnh %(voucher)s") % {"voucher": entry.notation}, "button": _("Ghi điều chỉnh"),
        "done": _("Đã ghi phiếu điều chỉnh."), "crumbs": crumbs(entry.fund, Link(entry.notation)),
        "lead": _("Đang ghi %(amount)s. Khoản cũ ở lại trong sổ, có phiếu điều chỉnh đối lại; tháng đã chốt thì ghi vào hôm nay.")
        % {"amount": format_money(entry.amount)},
    }  # fmt: skip
    back = reverse("desk:fund-entry", args=(entry.uid,))
    return with_form(request, form, operations.correct_entry, words, back, entry=entry)


def _kept(request: HttpRequest, uid: uuid.UUID) -> Fund:
    """The fund, for who keeps it in full."""
    fund = queries.find_fund(request.actor, uid)
    if why_not := rules.may_enter_for(request.actor, fund.unit):
        raise NotAllowed(why_not)
    require_ledger(fund)
    return fund


def _written(
    request: HttpRequest, fund: Fund, form: KitForm, operation: Operation, words: dict[str, object], **named: object
) -> HttpResponse:
    """Writes the form's entry, then leads to its page."""
    given = form.given
    if entry := carried_out(request, form, operation, fund=fund, given=given, **named):
        done(request, words["done"])
        return HttpResponseRedirect(reverse("desk:fund-entry", args=(entry.uid,)))
    shown = {name: value for name, value in words.items() if name != "done"}
    return form_page(request, form, address_of(fund), crumbs=crumbs(fund, Link(str(words["title"]))), **shown)


def _day(fund: Fund) -> dict[str, object]:
    return {"day": first_open_day(fund, clock.today())}


def _left(fund: Fund) -> str:
    if not fund.goods:
        return _("Quỹ đang có %(money)s.") % {"money": format_money(fund.balance)}
    return _("Quỹ đang có %(money)s, hiện vật trị giá %(goods)s.") % {
        "money": format_money(fund.balance), "goods": format_money(fund.goods),
    }  # fmt: skip
