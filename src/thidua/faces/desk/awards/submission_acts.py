"""Acts on a dossier: its list chosen, papers brought, the letter signed, sent, received, handed over on paper."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.faces.desk.awards.forms import NomineesForm, PaperForm, SetsForm
from thidua.faces.kit.acting import Operation, at_once, with_form, with_reason
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.stages.campaigns.models import DossierPart
from thidua.stages.nominations import operations, queries, rules
from thidua.stages.nominations.completeness import files_of
from thidua.stages.nominations.models import Nomination, Submission
from thidua.stages.nominations.naming import nominee_words


@require_POST
def submit_letter(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Puts the letter before the leader."""
    return _at_once(request, uid, operations.submit_letter, _("Đã trình lãnh đạo ký Tờ trình."))


@require_POST
def sign(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The leader signs; the summary table is drawn."""
    return _at_once(request, uid, operations.sign_letter, _("Đã ký, cấp số Tờ trình và lập bảng trích ngang."))


@require_POST
def send(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Sends the whole dossier."""
    return _at_once(request, uid, operations.send_submission, _("Đã gửi hồ sơ."))


@require_POST
def accept(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The receiver says it is whole."""
    return _at_once(
        request, uid, operations.accept_submission, _("Đã nhận đủ hồ sơ; người trong hồ sơ được đưa ra Hội đồng.")
    )


@require_http_methods(["GET", "POST"])
def give_back(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Gives it back to be completed."""
    row = queries.find_submission(request.actor, uid)
    if why_not := rules.receiver_acts(request.actor, row):
        raise NotAllowed(why_not)
    words = {
        "title": _("Trả lại hồ sơ"), "button": _("Trả lại"), "done": _("Đã trả hồ sơ để bổ sung."), "beside": str(row),
        "lead": _("Nơi trình sẽ đọc lý do này, bổ sung rồi gửi lại. Người trong hồ sơ trở về nơi trình."),
    }  # fmt: skip
    return with_reason(request, operations.return_submission, words, _address(row), row, submission=row)


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Which of those the body holds go into this dossier."""
    row = queries.find_submission(request.actor, uid)
    if why_not := rules.submitter_writes(request.actor, row):
        raise NotAllowed(why_not)
    there = [file.nomination for file in files_of(row)]
    known = {nomination.pk: nomination for nomination in [*there, *queries.to_submit(row.form, row.unit)]}
    form = NomineesForm(
        request.POST or None, choices=[(str(nomination.uid), nominee_words(nomination)) for nomination in known.values()],
        initial={"version": row.version, "nominations": [str(nomination.uid) for nomination in there]},
    )  # fmt: skip
    words = {
        "title": _("Chọn danh sách trình"), "button": _("Lưu danh sách"), "beside": str(row),
        "done": _("Đã lưu danh sách. Nếu Tờ trình đã ký, xin trình ký lại."),
        "lead": _("Thay đổi danh sách thì Tờ trình và bảng trích ngang phải lập và ký lại."),
    }  # fmt: skip

    def wanted() -> list[Nomination]:
        return [one for one in known.values() if str(one.uid) in form.cleaned_data["nominations"]]

    return with_form(
        request, form, operations.choose_nominees, words, _address(row), submission=row, nominations=wanted
    )


@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, uid: uuid.UUID, part: str) -> HttpResponse:
    """The scan of a paper made elsewhere."""
    row = queries.find_submission(request.actor, uid)
    if why_not := rules.submitter_sends(request.actor, row):
        raise NotAllowed(why_not)
    rows = DossierPart.objects.filter(campaign=row.form.round.campaign, key=part, per_nominee=False)
    found = rows.order_by("id").first()
    if found is None:
        raise Missing(_("Hồ sơ của đợt thi đua này không có loại giấy tờ đó."))
    form = PaperForm(request.POST or None, request.FILES or None)
    words = {
        "title": found.name, "button": _("Đưa vào hồ sơ"), "beside": str(row),
        "done": _("Đã đưa «%(paper)s» vào hồ sơ.") % {"paper": found.name},
    }  # fmt: skip
    return with_form(request, form, operations.attach_paper, words, _address(row), submission=row, part_key=part)


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The book of paper handed over."""
    row = queries.find_submission(request.actor, uid)
    if why_not := rules.submitter_sends(request.actor, row):
        raise NotAllowed(why_not)
    form = SetsForm(
        request.POST or None, initial={"sets": row.sets_handed_over, "on": row.handed_over_on, "to": row.handed_over_to}
    )
    words = {
        "title": _("Ghi giao bản giấy"), "button": _("Ghi sổ"), "done": _("Đã ghi sổ giao bản giấy."), "beside": str(row),
        "lead": _("Một bộ là tất cả giấy tờ của hồ sơ ở dạng bản chính."),
    }  # fmt: skip
    return with_form(request, form, operations.hand_over_sets, words, _address(row), submission=row)


def _at_once(request: HttpRequest, uid: uuid.UUID, operation: Operation, sentence: str) -> HttpResponse:
    row = queries.find_submission(request.actor, uid)
    return at_once(request, operation, sentence, _address(row), submission=row)


def _address(row: Submission) -> str:
    return reverse("desk:submission", args=(row.uid,))
