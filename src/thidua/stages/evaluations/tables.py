"""The lists of evaluations and of the communes' share, described once for the page, Excel and CSV."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.errors import Missing, NotAllowed, Unreadable
from thidua.foundation.core.quantities import parse_whole
from thidua.foundation.core.tables import TABLES, Column, Link, Table
from thidua.foundation.core.tables.lists import Filters, Kind
from thidua.stages.campaigns.models import Campaign
from thidua.stages.campaigns.queries import campaigns_of
from thidua.stages.evaluations import rules
from thidua.stages.evaluations.filters import narrowing, words
from thidua.stages.evaluations.models import Evaluation, EvaluationQuerySet, Judgement, Mark
from thidua.stages.evaluations.queries import list_evaluations
from thidua.stages.evaluations.shares import DEFAULT_NEEDED, DistrictShare, shares_of_communes

MOST_NEEDED = 99


@dataclass(frozen=True, slots=True)
class Line:
    """An evaluation with how many of its statements bear which mark: the level above's, else the subject's own."""

    evaluation: Evaluation
    marks: Counter[str] = field(default_factory=Counter)

    @property
    def subject(self) -> str:
        return str(self.evaluation)

    @property
    def body(self) -> str:
        """Of a person its body, of a body what it stands under."""
        unit = self.evaluation.unit
        if self.evaluation.person_id:
            return unit.name
        return unit.parent.name if unit.parent else ""

    @property
    def statements(self) -> int:
        return self.marks.total()


def lines(rows: Sequence[Evaluation]) -> list[Line]:
    """The evaluations with their marks, in one statement."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    marks = Judgement.objects.filter(evaluation__in=[row.pk for row in rows]).order_by("id")
    for key, own, official in marks.values_list("evaluation", "own_mark", "official_mark"):
        found[key][official or own] += 1
    return [Line(row, found[row.pk]) for row in rows]


def _rows(actor: Actor, given: Filters) -> EvaluationQuerySet:
    return list_evaluations(actor, narrowing(actor, given))


def needed_of(given: Filters, otherwise: int = DEFAULT_NEEDED) -> int:
    """How many works make «many»: `tu` of the address. Raises `Missing` for what is no number from 1 to 99."""
    text = str(given.get("tu") or "").strip()
    try:
        return parse_whole(text, smallest=1, largest=MOST_NEEDED) if text else otherwise
    except Unreadable as unreadable:
        raise Missing(str(unreadable)) from None


def compared(actor: Actor, key: str) -> Campaign:
    """The campaign whose districts stand beside each other. Raises `Missing` for a foreign one, else `NotAllowed`."""
    campaign = campaigns_of(actor).filter(key=key).first()
    if campaign is None:
        raise Missing(_("Không có đợt thi đua này trong phạm vi của bạn."))
    if why := rules.may_compare(actor, campaign):
        raise NotAllowed(why)
    return campaign


def _shares(actor: Actor, given: Filters) -> Sequence[DistrictShare]:
    """The districts of the campaign named, or of the newest the actor's body runs; none for who may not compare."""
    key = str(given.get("dot") or "")
    if key:
        campaign: Campaign | None = compared(actor, key)
    else:
        campaign = next((row for row in campaigns_of(actor) if not rules.may_compare(actor, row)), None)
    return shares_of_communes(campaign, needed_of(given)) if campaign else []


EVALUATIONS = TABLES.register(
    "evaluations",
    Table(
        key="evaluations",
        title=_("Danh sách đánh giá theo tiêu chuẩn"),
        rows=_rows,
        prepare=lines,
        columns=(
            Column("subject", _("Đơn vị, cá nhân"), lambda line: line.subject,
                   link=lambda line: Link("desk:evaluation", (line.evaluation.uid,)), width=44),
            Column("body", _("Thuộc"), lambda line: line.body),
            Column("group", _("Nhóm tiêu chuẩn"), lambda line: line.evaluation.criteria_set.subject),
            Column("status", _("Tình trạng"), lambda line: line.evaluation.status, kind=Kind.STATE,
                   text=lambda status: Evaluation.Status(status).label),
            Column("statements", _("Số tiêu chuẩn"), lambda line: line.statements, kind=Kind.NUMBER),
            Column("outstanding", _("Nổi bật"), lambda line: line.marks[Mark.OUTSTANDING], kind=Kind.NUMBER),
            Column("met", _("Đạt"), lambda line: line.marks[Mark.MET], kind=Kind.NUMBER),
            Column("not_met", _("Chưa đạt"), lambda line: line.marks[Mark.NOT_MET], kind=Kind.NUMBER),
            Column("sent", _("Ngày gửi"), lambda line: line.evaluation.sent_at, kind=Kind.DATE),
            Column("judged", _("Ngày cấp trên đánh giá"), lambda line: line.evaluation.judged_at, kind=Kind.DATE),
        ),
        filter_words=words,
    ),
)  # fmt: skip

SHARES = TABLES.register(
    "communes-share",
    Table(
        key="communes-share",
        title=_("Tỷ lệ xã làm được nhiều công trình"),
        rows=_shares,
        note=_("Công trình, mô hình đã xác nhận do Ủy ban MTTQ xã hoặc khu dân cư, tổ chức của xã dẫn đầu."),
        columns=(
            Column("rank", _("Thứ hạng"), lambda row: row.rank, kind=Kind.NUMBER),
            Column("district", _("Huyện, thành phố"), lambda row: row.place.unit.name),
            Column("communes", _("Số xã"), lambda row: row.communes, kind=Kind.NUMBER),
            Column("reached", _("Số xã đủ công trình"), lambda row: row.reached, kind=Kind.NUMBER),
            Column("share", _("Tỷ lệ"), lambda row: (row.reached, row.communes) if row.communes else None, kind=Kind.SHARE),
            Column("works", _("Số công trình của các xã"), lambda row: row.works, kind=Kind.NUMBER),
            Column("value", _("Giá trị"), lambda row: row.value, kind=Kind.MONEY),
            Column("people", _("Số người hưởng lợi"), lambda row: row.people, kind=Kind.NUMBER),
        ),
    ),
)  # fmt: skip
