"""The register as a list, described once for the page, Excel and CSV: no birth date, no phone, no address."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.tables import TABLES, Column, Link, Table
from thidua.foundation.core.tables.lists import Filters, Kind
from thidua.stages.honours.filters import narrowing, words
from thidua.stages.honours.models import HonourQuerySet
from thidua.stages.honours.queries import list_honours


def _rows(actor: Actor, given: Filters) -> HonourQuerySet:
    return list_honours(actor, narrowing(actor, given))


HONOURS = TABLES.register(
    "honours",
    Table(
        key="honours",
        title=_("Sổ vàng khen thưởng"),
        rows=_rows,
        columns=(
            Column("subject", _("Người, tập thể được khen"), lambda row: row.subject_name,
                   link=lambda row: Link("desk:honour", (row.uid,)), width=36),
            Column("words", _("Chức vụ, đơn vị"), lambda row: row.subject_words, width=36),
            Column("form", _("Hình thức"), lambda row: row.form_name, width=36),
            Column("achievement", _("Thành tích"), lambda row: row.achievement, width=50),
            Column("decision", _("Số quyết định"), lambda row: row.decision_number),
            Column("day", _("Ngày quyết định"), lambda row: row.decided_on, kind=Kind.DATE),
            Column("decider", _("Người, cơ quan quyết định"), lambda row: row.decider),
            Column("source", _("Nguồn"), lambda row: row.source_words),
            Column("golden", _("Số sổ vàng"), lambda row: row.golden_number, kind=Kind.NUMBER),
            Column("campaign", _("Đợt thi đua"), lambda row: row.campaign.short_name if row.campaign else ""),
            Column("handed_over", _("Ngày trao"), lambda row: row.handed_over_on, kind=Kind.DATE),
            Column("revoked", _("Ngày hủy"), lambda row: row.revoked_on, kind=Kind.DATE),
            Column("revoked_by", _("Quyết định hủy"), lambda row: row.revoked_by),
        ),
        filter_words=words,
    ),
)  # fmt: skip
