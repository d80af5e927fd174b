"""Records that may be one work: the list for the level above, two side by side, merged or kept apart, taken back."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from thidua.faces.desk.works.act_forms import ApartForm, MergeForm
from thidua.faces.desk.works.comparing import comparison
from thidua.faces.kit.acting import ReasonForm, carried_out, with_form
from thidua.faces.kit.addresses import list_address, page_number
from thidua.faces.kit.notices import done
from thidua.faces.kit.parts import Chip
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.stages.works import operations, queries, rules
from thidua.stages.works.filters import TO_DECIDE
from thidua.stages.works.finding import doubles_of
from thidua.stages.works.likeness import PHOTOS, REASONS
from thidua.stages.works.models import Double, Work
from thidua.stages.works.naming import full_name
from thidua.stages.works.states import MERGEABLE

PAGE = 25
BACK = gettext_lazy(
    "Bản kia trở lại tình trạng trước khi gộp, số liệu chỉ tiêu tính lại ngay; "
    "bản được giữ trả lại nơi hưởng lợi, đơn vị cùng làm, kinh phí đã nhận."
)
# The list's own words in its address.
STATUSES = {"": Double.Status.OPEN, "da-gop": Double.Status.MERGED, "giu-rieng": Double.Status.APART}


@require_GET
def doubles(request: HttpRequest, view: str = "") -> HttpResponse:
    """Whose question: the level above's, «which work was registered twice»; the way on is each pair."""
    given = {**request.GET.dict(), **({"xem": view} if view else {})}
    is_mine = given.get("xem", "") == TO_DECIDE
    if given.get("xem", "") not in STATUSES and not is_mine:
        raise Missing(_("Không có danh sách theo bộ lọc này. Xin chọn lại bộ lọc."))
    chosen = Double.Status.OPEN if is_mine else STATUSES[given.get("xem", "")]
    rows = queries.list_doubles(request.actor, chosen)
    if is_mine:
        rows = rows.filter(pk__in=queries.doubles_to_decide(request.actor).order_by().values("pk"))
    page = Paginator(rows, PAGE).get_page(page_number(given))
    chips = [
        Chip(
            str(status.label).capitalize(),
            list_address("desk:doubles", given, xem=key),
            status == chosen and not is_mine,
        )
        for key, status in STATUSES.items()
    ]
    chips.insert(1, Chip(_("Chờ cấp này quyết định"), list_address("desk:doubles", given, xem=TO_DECIDE), is_mine))
    shown = [(pair, _why(request.actor, pair), full_name(pair.one.unit), full_name(pair.other.unit)) for pair in page]
    return render(request, "desk/works/doubles.html", {"page": page, "rows": shown, "chips": chips, "given": given})


@require_http_methods(["GET", "POST"])
def side_by_side(request: HttpRequest, uid: uuid.UUID, other: uuid.UUID) -> HttpResponse:
    """Two records beside each other; who stands above both says what they are."""
    one, two = _two(request, uid, other)
    pair = queries.find_double(request.actor, one, two)
    is_open = pair is None or pair.status == Double.Status.OPEN
    why_not = _why_not(request, one, two)
    act = request.POST.get("act", "")
    merge = MergeForm(
        request.POST if act == "merge" else None, initial={"kept": str(_further(one, two).uid), "money": "own"}
    )
    merge.fields["kept"].choices = [(str(row.uid), f"{full_name(row.unit)}: {row.name}") for row in (one, two)]
    # Two forms stand on one page, and their fields have names in common.
    apart = ApartForm(request.POST if act == "apart" else None, auto_id="apart_%s")
    if act and why_not:
        raise NotAllowed(why_not)
    if act == "merge" and carried_out(
        request, merge, operations.merge_works, "money", "reason", versioned=False,
        kept=lambda: _chosen(merge, one, two)[0], other=lambda: _chosen(merge, one, two)[1],
    ):  # fmt: skip
        done(request, _("Đã gộp. Từ nay chỉ bản được giữ tính vào chỉ tiêu."))
        return redirect("desk:double", uid=uid, other=other)
    if act == "apart" and carried_out(
        request, apart, operations.keep_apart, "reason", versioned=False, one=one, other=two
    ):
        done(request, _("Đã ghi là hai công trình khác nhau."))
        return redirect("desk:double", uid=uid, other=other)
    context = {
        "one": one, "two": two, "pair": pair, "is_open": is_open, "why_not": why_not, "merge": merge, "apart": apart,
        "mergeable": one.status in MERGEABLE and two.status in MERGEABLE, "reasons": _reasons(request.actor, one, two),
        "rows": comparison(one, two), "is_merged": pair is not None and pair.status == Double.Status.MERGED,
        "kept": pair.kept if pair else None,
    }  # fmt: skip
    status = 422 if merge.errors or apart.errors else 200
    return render(request, "desk/works/double.html", context, status=status)


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, uid: uuid.UUID, other: uuid.UUID) -> HttpResponse:
    """Undoes what was decided about two records."""
    one, two = _two(request, uid, other)
    pair = queries.find_double(request.actor, one, two)
    if why_not := _why_not(request, one, two):
        raise NotAllowed(why_not)
    if pair is None or pair.status == Double.Status.OPEN:
        raise Missing(_("Chưa có quyết định nào về hai bản này."))
    is_merged = pair.status == Double.Status.MERGED
    form = ReasonForm(request.POST or None, initial={"version": pair.version})
    words: dict[str, Any] = {
        "title": _("Bỏ gộp") if is_merged else _("Bỏ giữ riêng"), "about": one.name, "beside": two.name,
        "button": _("Bỏ gộp") if is_merged else _("Bỏ giữ riêng"), "sign": "back",
        "done": _("Đã bỏ gộp: hai bản trở lại như trước.") if is_merged else _("Đã bỏ quyết định: cặp này hiện lại để xem."),
        "lead": str(BACK) if is_merged else _("Cặp này trở lại danh sách chờ xem."),
    }  # fmt: skip
    operation = operations.split_works if is_merged else operations.reopen_double
    back = reverse("desk:double", args=(uid, other))
    return with_form(request, form, operation, words, back, double=pair)


def _two(request: HttpRequest, uid: uuid.UUID, other: uuid.UUID) -> tuple[Work, Work]:
    if uid == other:
        raise Missing(_("Đây là một bản, không phải hai."))
    return queries.find_work(request.actor, uid), queries.find_work(request.actor, other)


def _why_not(request: HttpRequest, one: Work, two: Work) -> str:
    return rules.decides_doubles(request.actor, one) or rules.decides_doubles(request.actor, two) or ""


def _further(one: Work, two: Work) -> Work:
    """The record that has come further, and of two equal ones the first: what is offered to be kept."""
    order = {status: place for place, status in enumerate(("returned", "registered", "noted", "done", "verified"))}
    return max(sorted((one, two), key=lambda work: work.pk), key=lambda work: order.get(work.status, -1))


def _chosen(form: MergeForm, one: Work, two: Work) -> tuple[Work, Work]:
    return (one, two) if form.cleaned_data["kept"] == str(one.uid) else (two, one)


def _reasons(actor: Actor, one: Work, two: Work) -> str:
    found = next((found.reasons for found in doubles_of(one) if found.other.pk == two.pk), ())
    return _in_words(found, with_photos=any(rules.looks_at_photos(actor, work) for work in (one, two)))


def _why(actor: Actor, pair: Double) -> str:
    """In the list whoever enters one of the two is not told of a photo: who accepts it reads that on its page."""
    enters = any(rules.lead_acts(actor, work) is None for work in (pair.one, pair.other))
    return _in_words(pair.reasons, with_photos=not enters)


def _in_words(reasons: Iterable[str], *, with_photos: bool) -> str:
    told = [reason for reason in reasons if reason in REASONS and (with_photos or reason != PHOTOS)]
    return ", ".join(str(REASONS[reason]) for reason in told)
