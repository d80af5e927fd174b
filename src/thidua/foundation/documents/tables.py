"""Lists of documents: the registers an actor reads, and one register number by number."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.foundation.core.errors import Missing
from thidua.foundation.core.tables import TABLES, Column, Link, Table
from thidua.foundation.core.tables.lists import Filters, Kind
from thidua.foundation.documents import books


def _lines(actor: Any, given: Filters) -> list[books.Line]:
    number = str(given.get("so", ""))
    if not number.isdecimal() or len(number) > 18:
        raise Missing(_("Không có sổ văn bản này trong phạm vi của bạn."))
    return books.lines_of(books.register_for(actor, int(number)))


REGISTERS = TABLES.register(
    "so-van-ban",
    Table(
        key="so-van-ban",
        title=_("Sổ văn bản"),
        columns=(
            Column("body", _("Sổ của"), lambda row: f"{row.body} {row.series}".strip(), width=36,
                   link=lambda row: Link("desk:register", (row.pk,))),
            Column("unit", _("Đơn vị"), lambda row: row.unit.name, width=40),
            Column("year", _("Năm"), lambda row: str(row.year)),
            Column("documents", _("Văn bản"), lambda row: row.documents, kind=Kind.NUMBER),
            Column("last", _("Số cuối"), lambda row: row.last_number, kind=Kind.NUMBER),
            Column("reserved", _("Số đang giữ"), lambda row: row.reserved, kind=Kind.NUMBER),
            Column("missing", _("Số chưa giải thích"), lambda row: row.missing, kind=Kind.NUMBER),
        ),
        rows=books.registers_for,
    ),
)  # fmt: skip

REGISTER_LINES = TABLES.register(
    "so-van-ban-di",
    Table(
        key="so-van-ban-di",
        title=_("Sổ đăng ký văn bản đi"),
        columns=(
            Column("number", _("Số"), lambda line: line.number, kind=Kind.NUMBER, width=8),
            Column("notation", _("Số, ký hiệu"), lambda line: line.notation, width=22),
            Column("date", _("Ngày"), lambda line: line.date, kind=Kind.DATE, width=12),
            Column("subject", _("Tên loại và trích yếu"), lambda line: line.subject, width=60),
            Column("signer", _("Người ký, người giữ số"), lambda line: line.signer, width=24),
            Column("recipients", _("Nơi nhận"), lambda line: line.recipients, width=40),
            Column("note", _("Tình trạng, lý do"), lambda line: line.note, width=40),
        ),
        rows=_lines,
        prepare=books.with_recipients,
    ),
)  # fmt: skip
