"""The papers of a step: the support decision, the minutes of a hand-over; signed here, or entered from paper."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import replace

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import clock
from thidua.foundation.core.actors import By, System
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.operations import check_version, operation
from thidua.foundation.core.vietnamese import tidy
from thidua.foundation.documents import operations as documents
from thidua.foundation.documents import registers
from thidua.foundation.documents.letters import require_printable
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.titles import is_role_word
from thidua.stages.campaigns.signing import person_behind
from thidua.stages.works import rules
from thidua.stages.works.evidence import keep_files, lacking_of, steps_done
from thidua.stages.works.house_papers import Terms, issuing_unit, letterhead_of, paper_of, standing_paper
from thidua.stages.works.kinds import Step, last_step, paper_role, steps_of
from thidua.stages.works.models import Work, WorkEstimate, WorkPaper, WorkStep
from thidua.stages.works.operations.finishing import check_day
from thidua.stages.works.operations.records import held, post_work, tell
from thidua.stages.works.states import NOTED, RETURNED

OPEN_TO_PAPERS = frozenset({NOTED, RETURNED})


@operation
def sign_paper(
    *,
    by: By,
    now: datetime.datetime,
    work: Work,
    step: str,
    title: str = "",
    witness: str = "",
    remarks: str = "",
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> WorkPaper:
    """The leader of the body that decides signs the paper of a step: it takes the next number and the step is done.

    What the work says by then (money by source, whose house) is kept as the estimate. Refused with `Missing`,
    `NotAllowed` (names who signs), `NotNow` in another state or when it was signed, `Stale`, `Invalid` for what the
    paper needs and the work does not say yet, for a day out of order, for a letter that cannot be printed.
    """
    work, row = _open(work, step, by=by, version=version)
    if why_not := rules.signs_paper(by, issuing_unit(work)):
        raise NotAllowed(why_not)
    on, person = clock.act_day(), person_behind(by)
    _require_whole(work, row, on, now=now)
    form = letterhead_of(work, row, on)
    terms = Terms(
        on=on, name=person.full_name if person else "", title=_title(title) or (form.head if form else ""),
        witness=tidy(witness), remarks=remarks.strip(),
    )  # fmt: skip
    document = _issued(work, row, terms, by=by, now=now)
    return _kept(work, row, document, on=on, is_scan=False, by=by, now=now)


@operation
def record_paper(
    *,
    by: By,
    now: datetime.datetime,
    work: Work,
    step: str,
    number: int | None,
    date: datetime.date,
    scan: File | None,
    name: str,
    title: str,
    witness: str = "",
    remarks: str = "",
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> WorkPaper:
    """Enters a paper that was signed on paper, with the number and day it bears and its scan; the step is done.

    The lead's officer or an officer of the body that signed does it. Refused with `Missing`, `NotAllowed`, `NotNow`,
    `Stale`; `Invalid`: `number` without one or when the register gave it, `date` for a day to come or out of order,
    `scan` without one, `name` and `title` while nobody is told, and for what the work does not say yet.
    """
    work, row = _open(work, step, by=by, version=version)
    if (why_not := rules.lead_acts(by, work)) and rules.writes_papers(by, issuing_unit(work)):
        raise NotAllowed(why_not)
    wrong: dict[str, str] = {}
    if number is None:
        wrong["number"] = _("Xin ghi số trên văn bản.")
    if scan is None:
        wrong["scan"] = _("Xin kèm bản chụp văn bản đã ký.")
    if not name.strip():
        wrong["name"] = _("Xin ghi họ tên người ký.")
    if not title.strip():
        wrong["title"] = _("Xin ghi chức vụ người ký.")
    if wrong:
        raise Invalid(wrong)
    _require_whole(work, row, date, now=now)
    terms = Terms(
        on=date, name=tidy(name), title=_title(title), number=number, witness=tidy(witness), remarks=remarks.strip()
    )
    document = _issued(work, row, terms, by=by, now=now)
    assert scan is not None, "the scan was required above"
    keep_files(work, [scan], role=paper_role(row.key), by=by, now=now, field="scan")
    return _kept(work, row, document, on=date, is_scan=True, by=by, now=now)


@operation
def revoke_paper(
    *,
    by: By,
    now: datetime.datetime,
    work: Work,
    step: str,
    reason: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> WorkPaper:
    """Takes a signed paper back with the reason: its number stays used, its step is open again.

    Refused with `Missing`, `NotAllowed` unless the actor leads the body that signed, `NotNow` without such a paper or
    once the work is done, `Stale`, without a reason `Invalid`.
    """
    work = held(work, by=by)
    row = _step(work, step)
    if why_not := rules.signs_paper(by, issuing_unit(work)):
        raise NotAllowed(why_not)
    paper = standing_paper(work, row)
    if paper is None or work.status not in OPEN_TO_PAPERS:
        raise NotNow(_("Không thu hồi được văn bản này ở tình trạng hiện nay của công trình. Xin tải lại trang."))
    check_version(work, version)
    if not reason.strip():
        raise Invalid({"reason": _("Xin ghi rõ lý do thu hồi.")})
    clerk = System(label=by.label, uid=by.uid)
    documents.withdraw_document(by=clerk, now=now, issued=paper.document, reason=reason.strip())
    paper.revoked_at, paper.revoke_reason = now, reason.strip()
    paper.save()
    if row != last_step(work.kind):
        work.steps.filter(key=row.key).delete()
    if "money" in row.needs:
        work.estimates.all().delete()
    tell(work, by=by, now=now, act=gettext_noop("thu hồi văn bản"), after={"paper": _named(row, paper)}, reason=reason)
    return paper


def _open(work: Work, step: str, *, by: By, version: int | None) -> tuple[Work, Step]:
    work = held(work, by=by)
    row = _step(work, step)
    check_version(work, version)
    if work.status not in OPEN_TO_PAPERS:
        raise NotNow(
            _("Công trình «%(status)s» nên chưa ký, ghi văn bản này được.") % {"status": work.get_status_display()}
        )
    if standing_paper(work, row) is not None:
        raise NotNow(_("«%(paper)s» đã ký rồi. Nếu sai, xin thu hồi trước khi lập lại.") % {"paper": row.paper})
    return work, row


def _step(work: Work, key: str) -> Step:
    row = next((row for row in steps_of(work.kind) if row.key == key and row.document), None)
    if row is None:
        raise Invalid({"step": _("Loại «%(kind)s» không có văn bản này.") % {"kind": work.kind.label}})
    return row


def _require_whole(work: Work, row: Step, on: datetime.date, *, now: datetime.datetime) -> None:
    """What the paper says stands in the record, and the day lies between the steps around it."""
    check_day(work, row.key, on, now=now, field="date")
    wrong = lacking_of(work, row)
    done = steps_done(work)
    rows = steps_of(work.kind)
    earlier = [step.label for step in rows[: rows.index(row)] if step.key not in done]
    if earlier:
        wrong["step"] = _("Chưa ghi các bước: %(steps)s. Xin ghi ngày của từng bước trước.") % {
            "steps": ", ".join(earlier)
        }
    if wrong:
        raise Invalid(wrong)


def _title(title: str) -> str:
    if is_role_word(title):
        raise Invalid({"title": _("Đây không phải là chức vụ. Xin ghi chức vụ như trên văn bản, ví dụ «Trưởng ban».")})
    return tidy(title)


def _issued(work: Work, row: Step, terms: Terms, *, by: By, now: datetime.datetime) -> IssuedDocument:
    """The numbered paper; the rules have let the signer in, so the documents room need not know them."""
    unit, clerk = issuing_unit(work), System(label=by.label, uid=by.uid)
    form = letterhead_of(work, row, terms.on)
    body = form.body if form else ""
    if terms.number is None:
        register = registers.held(unit=unit, body=body, series="", year=terms.on.year)
        terms = replace(terms, number=register.last_number + 1)
    document = paper_of(work, row, terms)
    require_printable(document)
    return documents.record_issued(by=clerk, now=now, unit=unit, body=body, document=document, units=[work.unit])


def _kept(
    work: Work, row: Step, document: IssuedDocument, *, on: datetime.date, is_scan: bool, by: By, now: datetime.datetime
) -> WorkPaper:
    """The paper in the record: its step is done on its day, the money of that day is the estimate."""
    paper = WorkPaper.objects.create(
        work=work, step=row.key, kind=row.document, document=document, signed_on=on, is_scan=is_scan,
        made_by_id=person_of(by), made_at=now,
    )  # fmt: skip
    if row != last_step(work.kind):
        WorkStep.objects.update_or_create(
            work=work, key=row.key, defaults={"done_date": on, "note": document.notation[:500], "made_by_id": person_of(by), "made_at": now}
        )  # fmt: skip
    if "money" in row.needs:
        freeze_estimate(work)
    tell(work, by=by, now=now, act=gettext_noop("ký văn bản"), after={"paper": _named(row, paper)})
    post_work(work, now=now)
    return paper


def freeze_estimate(work: Work) -> None:
    """Keeps the money by source as it is now as the estimate; what is spent later stands beside it."""
    work.estimates.all().delete()
    WorkEstimate.objects.bulk_create(
        WorkEstimate(work=work, source=source, amount=amount)
        for source, amount in work.money.order_by("id").values_list("source", "amount")
    )


def _named(row: Step, paper: WorkPaper) -> str:
    return f"{row.paper} {paper.document.notation}"
