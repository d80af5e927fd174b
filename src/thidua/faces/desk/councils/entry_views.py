"""What is entered: the establishing decision, a session, who came."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.councils.forms import AttendanceForm, CouncilForm, SessionForm
from thidua.faces.desk.councils.sitting import kept
from thidua.faces.kit.acting import carried_out
from thidua.faces.kit.notices import done, refused
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import AwardRound
from thidua.stages.councils import operations, queries, rules
from thidua.stages.councils.candidates import to_be_offered, waiting
from thidua.stages.councils.models import Council
from thidua.stages.councils.states import OPEN, PLANNED


@require_http_methods(["GET", "POST"])
def new_council(request: HttpRequest, unit: uuid.UUID) -> HttpResponse:
    """The decision that establishes a council; the one before it ends."""
    found = Unit.objects.select_related("kind").filter(uid=unit).first()
    if found is None or not request.actor.sees(found):
        raise Missing(_("Không tìm thấy đơn vị này."))
    if why_not := rules.establishes(request.actor, found):
        raise NotAllowed(why_not)
    people = queries.people_to_seat(found)
    name = _("Hội đồng Thi đua - Khen thưởng %(unit)s") % {"unit": found.name}
    form = CouncilForm(request.POST or None, people=people, bodies=queries.bodies_of(people), initial={"name": name})
    if council := carried_out(request, form, operations.establish_council, unit=found, says=form.says):
        done(request, _("Đã ghi Hội đồng; các thành viên đã có vai trò theo quyết định."))
        return redirect("desk:council", uid=council.uid)
    status = 422 if form.is_bound else 200
    return render(request, "desk/councils/new_council.html", {"unit": found, "form": form}, status=status)


@require_http_methods(["GET", "POST"])
def new_session(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Invites the council: the round first, then day, place, how it votes and on whom."""
    council = queries.find_council(request.actor, uid)
    if why_not := rules.keeps_council(request.actor, council):
        raise NotAllowed(why_not)
    rounds = queries.rounds_to_consider(council)
    chosen = next((row for row in rounds if str(row.pk) == request.GET.get("dot", "")), None)
    if chosen is None:
        lines = [(row, waiting(council, row).count(), to_be_offered(council, row).exists()) for row in rounds]
        return render(request, "desk/councils/rounds.html", {"council": council, "lines": lines})
    offered = list(to_be_offered(council, chosen))
    fresh = [str(row.uid) for row in offered if not row.vote]
    initial = {"nominations": fresh, "held_on": clock.today(), "mode": "secret"}
    form = SessionForm(request.POST or None, offered=offered, initial=initial)
    if session := carried_out(
        request, form, operations.plan_session, versioned=False, council=council, round=chosen, agenda=form.agenda
    ):
        done(request, _("Đã mời họp. Các thành viên thấy phiên họp ở «Việc của tôi»."))
        return redirect("desk:session", uid=session.uid)
    return _session_form(request, council, chosen, form, title=_("Mời họp Hội đồng"), button=_("Mời họp"))


@require_http_methods(["GET", "POST"])
def change_session(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Changes a session that has not begun."""
    session = kept(request, uid)
    if session.status != PLANNED:
        refused(request, _("Phiên họp đã khai mạc nên không sửa được nữa."))
        return redirect("desk:session", uid=uid)
    present = [line.item.nomination for line in queries.items_of(request.actor, session)]
    known = {row.pk for row in present}
    more = [row for row in to_be_offered(session.council, session.round) if row.pk not in known]
    initial = {
        "held_on": session.held_on, "place": session.place, "mode": session.mode, "version": session.version,
        "nominations": [str(row.uid) for row in present],
    }  # fmt: skip
    form = SessionForm(request.POST or None, offered=[*present, *more], initial=initial)
    if carried_out(request, form, operations.change_session, session=session, agenda=form.agenda):
        done(request, _("Đã sửa phiên họp."))
        return redirect("desk:session", uid=uid)
    return _session_form(request, session.council, session.round, form, title=_("Sửa phiên họp"), button=_("Lưu"))


@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Who came, on one grid."""
    session = kept(request, uid)
    if session.status not in {PLANNED, OPEN}:
        refused(request, _("Đã bắt đầu biểu quyết nên danh sách dự họp không đổi được nữa."))
        return redirect("desk:session", uid=uid)
    rows = queries.attendance_of(session)
    form = AttendanceForm(request.POST or None, rows=rows, initial={"version": session.version})
    if carried_out(request, form, operations.record_attendance, session=session, presences=form.presences):
        done(request, _("Đã điểm danh."))
        return redirect("desk:session", uid=uid)
    status = 422 if form.is_bound else 200
    return render(request, "desk/councils/attendance.html", {"session": session, "form": form}, status=status)


def _session_form(
    request: HttpRequest, council: Council, round: AwardRound, form: SessionForm, **words: str
) -> HttpResponse:
    context = {"council": council, "round": round, "form": form, **words}
    return render(request, "desk/councils/session_form.html", context, status=422 if form.is_bound else 200)
