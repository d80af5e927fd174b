"""Dossiers as read: the book of them, the page of one, its papers."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.faces.desk.awards.forms import OpeningForm
from thidua.faces.desk.awards.rounds import form_of
from thidua.faces.desk.awards.submission_page import page_of
from thidua.faces.kit import vocabulary
from thidua.faces.kit.acting import pressed
from thidua.faces.kit.addresses import filters_of, list_address, page_number
from thidua.faces.kit.downloads import PAPERS, download
from thidua.faces.kit.parts import Chip
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing
from thidua.foundation.documents.queries import as_printed
from thidua.stages.nominations import filters, operations, papers, queries
from thidua.stages.nominations.filters import Narrowing, round_named
from thidua.stages.nominations.models import Submission
from thidua.stages.nominations.queries import Opening
from thidua.stages.nominations.standing import late_words
from thidua.stages.nominations.tables import SUBMISSIONS


@require_GET
def submission_list(request: HttpRequest) -> HttpResponse:
    """Whose question: «whose dossier is here, whose is not, which are mine to send»."""
    given = request.GET.dict()
    chosen = filters.narrowing(request.actor, given, of_submissions=True)
    page = SUBMISSIONS.page(request.actor, given, number=page_number(given))
    receives = set(request.actor.bodies_with(Permission.AWARDS_SELECT))
    context = {
        "page": page,
        "lines": [(row.record, _audience(row.record, receives), late_words(row.record)) for row in page.rows],
        "chosen": chosen,
        "chips": _chips(chosen, given),
        "given": given,
        "export": filters_of(given),
        "openings": [(row, _opening_form(row)) for row in queries.submittable(request.actor)],
    }
    return render(request, "desk/awards/submissions.html", context)


def _opening_form(opening: Opening) -> OpeningForm:
    initial = {
        "round": f"{opening.campaign_key}/{opening.round_number}", "form": opening.form_key, "unit": opening.unit.uid
    }  # fmt: skip
    return OpeningForm(initial=initial)


@require_POST
def open_one(request: HttpRequest) -> HttpResponse:
    """Opens a body's dossier with all nominees it has now."""
    form = OpeningForm(request.POST)
    if not form.is_valid():
        raise Missing(_("Không tìm thấy đợt khen thưởng, hình thức hay đơn vị của hồ sơ này."))
    given = form.cleaned_data
    award = form_of(round_named(request.actor, given["round"]), given["form"])
    unit = next((row for row in queries.proposing_bodies(request.actor) if row.uid == given["unit"]), None)
    if unit is None:
        raise Missing(_("Không tìm thấy đơn vị này trong các đơn vị bạn lập hồ sơ thay."))
    made = pressed(request, operations.open_submission, form=award, unit=unit, receipt=given["receipt"])
    return redirect("desk:submission", uid=made.uid) if made else redirect("desk:submissions")


@require_GET
def submission_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: «is the dossier whole, what lacks and who brings it, what do I do now»."""
    submission = queries.find_submission(request.actor, uid)
    return render(request, "desk/awards/submission.html", page_of(request.actor, submission))


@require_GET
def paper_file(request: HttpRequest, uid: uuid.UUID, paper: str, ending: str) -> HttpResponse:
    """The letter or the summary table as it stands now: the signed one where it is signed."""
    submission = queries.find_submission(request.actor, uid)
    if ending not in PAPERS or paper not in _DRAWN:
        raise Missing(_("Giấy tờ này không có ở dạng đó."))
    return download(papers.draw(_DRAWN[paper](submission), ending), f"{paper}.{ending}")


def _letter(submission: Submission) -> Any:
    return as_printed(submission.letter) if submission.letter else papers.submission_letter(submission)


def _table(submission: Submission) -> Any:
    letter = submission.letter
    return papers.summary_table(submission, letter.date if letter and letter.date else clock.today())


_DRAWN = {"to-trinh": _letter, "trich-ngang": _table}


def _audience(row: Submission, receives: set[int]) -> str:
    return vocabulary.SUPERIOR if row.receiver_id in receives and row.unit_id not in receives else vocabulary.UNIT


def _chips(chosen: Narrowing, given: dict[str, Any]) -> list[Chip]:
    chips = [Chip(_("Tất cả"), list_address("desk:submissions", given, **{"trang-thai": ""}), not chosen.status)]
    for status in Submission.Status:
        look = vocabulary.look("submission", status)
        address = list_address("desk:submissions", given, **{"trang-thai": status.value})
        label = str(status.label).capitalize()
        chips.append(Chip(label, address, chosen.status == status, None, look.tone, look.sign))
    late = list_address("desk:submissions", given, xem="" if chosen.view == filters.LATE else filters.LATE)
    return [*chips, Chip(_("Gửi sau hạn"), late, chosen.view == filters.LATE)]
