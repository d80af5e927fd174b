"""A model taken up, given up, read of; the list of who took up which, with its sums."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.faces.desk.exemplars.forms import AdoptForm
from thidua.faces.kit.acting import carried_out, form_page, pressed, with_reason
from thidua.faces.kit.addresses import filters_of, list_address, page_number
from thidua.faces.kit.notices import done
from thidua.faces.kit.parts import Chip
from thidua.foundation.core import clock
from thidua.foundation.core.errors import NotAllowed, NotNow
from thidua.stages.works import exemplars, operations, story_rules, summing
from thidua.stages.works.models import Adoption
from thidua.stages.works.naming import full_name
from thidua.stages.works.offers import bindable_works
from thidua.stages.works.spread import find_adoption
from thidua.stages.works.spread_tables import (
    COUNTED,
    ON_THE_WAY,
    SPREAD,
    adoptions,
    asked,
    look_of,
    month_words,
    state_words,
)


@require_GET
def spread_list(request: HttpRequest) -> HttpResponse:
    """Whose question: a committee's, «how far have our models gone, where, since when»; next one story's page."""
    given = request.GET.dict()
    chosen = asked(request.actor, given)
    found = adoptions(request.actor, chosen)
    page = SPREAD.page(request.actor, given, number=page_number(given), found=found)
    sums = summing.sums_of(found)
    rows = [row.record for row in page.rows]
    read = exemplars.seen(request.actor).filter(pk__in=[row.story_id for row in rows])
    readable = set(read.order_by("id").values_list("pk", flat=True))
    context = {
        "page": page,
        "chosen": chosen,
        "lines": [
            (row, full_name(row.work.unit), look_of(row), row.story_id in readable, request.actor.sees(row.work.unit))
            for row in rows
        ],
        "states": [
            _chip(given, "tinh-trang", state, state_words(state), chosen.state == state)
            for state in (COUNTED, ON_THE_WAY)
        ],
        "levels": [_chip(given, "cap", row.key, row.label, False, row.count) for row in sums.levels],
        "months": [_chip(given, "thang", row.key, month_words(row.key), False, row.count) for row in sums.months],
        "districts": [_chip(given, "don-vi", row.key, row.label, False, row.count) for row in sums.districts],
        "counted": sums.counted,
        "export": filters_of(given),
    }
    return render(request, "desk/exemplars/spread.html", context)


@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: an officer's who wants to do the same; a word on what is changed, then the work is registered."""
    story = exemplars.find_story(request.actor, uid)
    if not story.is_exemplar:
        raise NotNow(_("Câu chuyện này chưa được công nhận gương điển hình nên chưa học theo được."))
    works = bindable_works(request.actor)
    form = AdoptForm(request.POST or None, actor=request.actor, story=story, works=works, on=clock.today())
    made = carried_out(
        request, form, operations.adopt_story, "changed", story=story, unit=form.chosen_unit, work=form.chosen_work,
        new=form.new,
    )  # fmt: skip
    if made:
        done(request, _("Đã ghi học theo. Được tính khi công trình được xác nhận; nơi kể câu chuyện được báo."))
        return redirect("desk:work", uid=made.work.uid)
    words = {
        "title": _("Học theo mô hình này"),
        "button": _("Học theo"),
        "about": story.title,
        "beside": story.unit.name,
    }
    return form_page(request, form, reverse("desk:exemplar", args=(uid,)), **words)


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The unit says why its work does not follow the model any more."""
    adoption = _own(request, uid)
    words = {
        "title": _("Thôi học theo"), "button": _("Thôi học theo"), "done": _("Đã ghi thôi học theo."),
        "about": adoption.work.name, "beside": adoption.story.title,
        "lead": _("Công trình vẫn còn nguyên; chỉ không còn tính là học theo mô hình này."),
    }  # fmt: skip
    back = reverse("desk:work", args=(adoption.work.uid,))
    return with_reason(request, operations.end_adoption, words, back, adoption, adoption=adoption)


@require_POST
def acknowledge(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Who told the story has read who takes it up."""
    adoption = find_adoption(request.actor, uid)
    if why_not := story_rules.answers_for_story(request.actor, adoption.story):
        raise NotAllowed(why_not)
    pressed(request, operations.acknowledge_adoption, _("Đã ghi là đã biết."), adoption=adoption)
    return redirect("desk:exemplar", uid=adoption.story.uid)


def _own(request: HttpRequest, uid: uuid.UUID) -> Adoption:
    adoption = find_adoption(request.actor, uid)
    if why_not := story_rules.ends_adoption(request.actor, adoption):
        raise NotAllowed(why_not)
    return adoption


def _chip(given: dict[str, str], name: str, value: str, label: str, current: bool, count: int | None = None) -> Chip:
    """A sum that opens the list it counts: narrowed to it, or, where it is the filter now, opened again."""
    current = current or given.get(name) == value
    change = {name: "" if current else value}
    # Sums are of what counts, so the list they open holds that alone.
    if count is not None:
        change["tinh-trang"] = COUNTED
    return Chip(label, list_address("desk:spread", given, **change), current, count)
