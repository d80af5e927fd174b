"""Letters to all donors of a month: asked for, drawn in the background with progress, fetched as one package."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from thidua.faces.desk.funds.page import crumbs
from thidua.faces.kit.acting import carried_out
from thidua.faces.kit.downloads import file_name
from thidua.faces.kit.forms import OnceForm
from thidua.faces.kit.notices import done
from thidua.foundation.core import clock
from thidua.foundation.core.errors import NotAllowed
from thidua.foundation.documents import batches
from thidua.stages.funds import queries, rules
from thidua.stages.funds.operations.thanking import SORT, ask_letters
from thidua.stages.funds.papers import ACKNOWLEDGEMENT, THANKS

MONTHS_BACK = 24


class LettersForm(OnceForm):
    """Which month's donors, which paper, in which form."""

    month = forms.TypedChoiceField(label=gettext_lazy("Tháng"), coerce=datetime.date.fromisoformat)
    paper = forms.ChoiceField(
        label=gettext_lazy("Giấy tờ"),
        choices=[(THANKS, gettext_lazy("Thư cảm ơn")), (ACKNOWLEDGEMENT, gettext_lazy("Giấy ghi nhận"))],
    )
    ending = forms.ChoiceField(label=gettext_lazy("Dạng tệp"), choices=[("pdf", "PDF"), ("docx", "Word")])

    def __init__(self, *args: Any, opens_on: datetime.date, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        month = self.fields["month"]
        assert isinstance(month, forms.TypedChoiceField), "declared above"
        month.choices = [(day.isoformat(), f"{day.month}/{day.year}") for day in _months(opens_on, today)]


@require_http_methods(["GET", "POST"])
def letters(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: «how do I thank everybody who gave this month, without opening each gift»."""
    fund = queries.find_fund(request.actor, uid)
    if why_not := rules.may_print_for(request.actor, fund.unit):
        raise NotAllowed(why_not)
    form = LettersForm(request.POST or None, opens_on=fund.opens_on, today=clock.today())
    if carried_out(request, form, ask_letters, "month", "paper", "ending", fund=fund):
        done(request, _("Đang soạn thư ở chế độ nền. Trang này cho biết khi nào xong."))
        return redirect("desk:fund-letters", uid=fund.uid)
    asked = batches.of_person(request.actor.uid, SORT, fund.unit)
    waiting = any(batch.is_waiting for batch in asked)
    context = {"fund": fund, "crumbs": crumbs(fund), "form": form, "asked": asked, "waiting": waiting}
    return render(request, "desk/funds/letters.html", context, status=422 if form.errors else 200)


@require_GET
def package(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    """The letters of one's own asking as one package; they bear donors' names and stay with the unit's own people."""
    batch = batches.find_ready(uid, request.actor.uid, SORT)
    if why_not := rules.may_print_for(request.actor, batch.unit):
        raise NotAllowed(why_not)
    name = file_name(batch.label, ending="zip")
    response = FileResponse(batches.package(batch).open("rb"), as_attachment=True, filename=name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _months(opens_on: datetime.date, today: datetime.date) -> list[datetime.date]:
    """The first days of this month and of those before it, back to the one in which the fund was opened."""
    found = [today.replace(day=1)]
    while len(found) < MONTHS_BACK and found[-1] > opens_on:
        found.append((found[-1] - datetime.timedelta(days=1)).replace(day=1))
    return found
