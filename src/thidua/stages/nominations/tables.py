"""The lists of nominations and of dossiers, described once for the page, Excel and CSV. No personal data but names."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.core.tables import TABLES, Column, Link, Table
from thidua.foundation.core.tables.lists import Filters, Kind
from thidua.stages.nominations.filters import narrowing
from thidua.stages.nominations.models import Nomination, NominationQuerySet, Submission
from thidua.stages.nominations.naming import subject_words
from thidua.stages.nominations.queries import list_nominations, list_submissions
from thidua.stages.nominations.standing import LABELS, late_words


def _nominations(actor: Actor, given: Filters) -> NominationQuerySet:
    return list_nominations(actor, narrowing(actor, given))


def _votes(row: Nomination) -> str:
    return f"{row.votes_for}/{row.votes_of}" if row.votes_of else ""


def _seat(row: Nomination) -> str:
    if hasattr(row, "seat"):
        return str(_("suất %(number)d") % {"number": row.seat.number})
    return str(_("dự bị %(rank)d") % {"rank": row.reserve_rank}) if row.reserve_rank else ""


def _sent(row: Submission) -> object:
    return clock.day_of(row.sent_at) if row.sent_at else None


NOMINATIONS = TABLES.register(
    "nominations",
    Table(
        key="nominations",
        title=_("Danh sách đề nghị khen thưởng"),
        rows=_nominations,
        columns=(
            Column("name", _("Tên tập thể, họ và tên"), str, link=lambda row: Link("desk:nomination", (row.uid,)), width=40),
            Column("words", _("Chức vụ, đơn vị"), subject_words, width=40),
            Column("form", _("Hình thức"), lambda row: row.form.name, width=34),
            Column("pool", _("Diện"), lambda row: row.pool.name if row.pool else "", width=34),
            Column("unit", _("Đơn vị đề nghị"), lambda row: row.unit.name, width=34),
            Column("holder", _("Đang ở"), lambda row: row.holder.short_name),
            Column("achievement", _("Tóm tắt thành tích"), lambda row: row.achievement, width=60),
            Column("confirmed", _("Ngày xác nhận báo cáo"), lambda row: clock.day_of(row.confirmed_at) if row.confirmed_at else None,
                   kind=Kind.DATE),
            Column("votes", _("Phiếu đồng ý"), _votes),
            Column("seat", _("Suất"), _seat),
            Column("late", _("Thời hạn gửi"), late_words),
            Column("status", _("Tình trạng"), lambda row: row.standing, kind=Kind.STATE,
                   text=lambda value: LABELS[value]),
        ),
    ),
)  # fmt: skip


def _submissions(actor: Actor, given: Filters) -> QuerySet[Submission]:
    return list_submissions(actor, narrowing(actor, given, of_submissions=True))


SUBMISSIONS = TABLES.register(
    "submissions",
    Table(
        key="submissions",
        title=_("Sổ hồ sơ đề nghị khen thưởng"),
        rows=_submissions,
        columns=(
            Column("unit", _("Đơn vị trình"), lambda row: row.unit.name, link=lambda row: Link("desk:submission", (row.uid,)),
                   width=40),
            Column("form", _("Hình thức"), lambda row: row.form.name, width=40),
            Column("receiver", _("Nơi nhận"), lambda row: row.receiver_name, width=40),
            Column("nominees", _("Số người, tập thể"), lambda row: row.nominee_count, kind=Kind.NUMBER),
            Column("letter", _("Tờ trình"), lambda row: row.letter.notation if row.letter else ""),
            Column("sent", _("Ngày gửi"), _sent, kind=Kind.DATE),
            Column("late", _("Thời hạn gửi"), late_words),
            Column("sets", _("Số bộ đã giao"), lambda row: row.sets_handed_over, kind=Kind.NUMBER),
            Column("handed", _("Ngày giao bản giấy"), lambda row: row.handed_over_on, kind=Kind.DATE),
            Column("taker", _("Người nhận"), lambda row: row.handed_over_to),
            Column("status", _("Tình trạng"), lambda row: row.status, kind=Kind.STATE,
                   text=lambda value: Submission.Status(value).label),
        ),
    ),
)  # fmt: skip
