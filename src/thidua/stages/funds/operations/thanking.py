"""Thư cảm ơn and giấy ghi nhận to all donors of a month, drawn in the background."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotAllowed
from thidua.foundation.core.operations import operation
from thidua.foundation.core.vietnamese import fold
from thidua.foundation.documents import batches
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.models import LetterBatch
from thidua.stages.funds import rules
from thidua.stages.funds.models import Fund, FundEntry, Kind, next_month
from thidua.stages.funds.papers import ACKNOWLEDGEMENT, THANKS, paper_of
from thidua.stages.funds.queries import ENTRY_RELATED

SORT = "fund-letters"
MOST = 5_000


@operation
def ask_letters(
    *,
    by: By,
    now: datetime.datetime,
    fund: Fund,
    month: datetime.date,
    paper: str,
    ending: str,
    receipt: uuid.UUID | None = None,
) -> LetterBatch:
    """Has a letter to each donor of a month drawn by the worker.

    Refused with `NotAllowed` for who does not print the fund's papers, `Invalid` (`month`) for a month without gifts of
    named donors or with too many, `NotNow` while letters asked for before are being drawn.
    """
    if why_not := rules.may_print_for(by, fund.unit):
        raise NotAllowed(why_not)
    total = thanked(fund, month).count()
    if not total:
        raise Invalid({"month": _("Tháng này không có khoản ủng hộ nào ghi tên người ủng hộ.")})
    if total > MOST:
        raise Invalid({"month": _("Tháng này có quá nhiều khoản. Xin in từng khoản.")})
    words = {THANKS: _("Thư cảm ơn"), ACKNOWLEDGEMENT: _("Giấy ghi nhận")}
    label = _("%(paper)s tháng %(month)d/%(year)d") % {
        "paper": words[paper], "month": month.month, "year": month.year
    }  # fmt: skip
    made = batches.ask(
        sort=SORT, by=by, now=now, unit=fund.unit, label=label, ending=ending, total=total,
        params={"fund": fund.pk, "month": month.isoformat(), "paper": paper},
    )  # fmt: skip
    audit.record(by=by, act=gettext_noop("soạn thư cho người ủng hộ"), obj=fund, reason=label)
    return made


def thanked(fund: Fund, month: datetime.date) -> QuerySet[FundEntry]:
    """The gifts of a month that a letter answers: of a donor written down, and standing."""
    return fund.entries.filter(
        kind=Kind.DONATION, day__gte=month, day__lt=next_month(month), reverses=None, reversed_by=None,
        donor__isnull=False,
    ).order_by("day", "id")  # fmt: skip


def letters(batch: LetterBatch) -> Iterator[tuple[str, OfficialDocument]]:
    """Each letter of a batch with the donor's name for its file."""
    fund = Fund.objects.get(pk=batch.params["fund"])
    month = datetime.date.fromisoformat(batch.params["month"])
    for entry in thanked(fund, month).select_related(*ENTRY_RELATED).iterator(chunk_size=200):
        assert entry.donor is not None, "only gifts of donors are thanked"
        name = "-".join(word for word in fold(entry.donor.name).split() if word.isalnum())
        yield name[:60] or "thu", paper_of(entry, batch.params["paper"])


batches.SOURCES.register(SORT, batches.Source(letters))
