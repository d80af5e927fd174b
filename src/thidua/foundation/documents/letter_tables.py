"""The lists of letters that came and of documents that went out."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.tables import TABLES, Column, Link, Table
from thidua.foundation.core.tables.lists import Filters, Kind
from thidua.foundation.documents.kinds import kinds
from thidua.foundation.documents.models import Dispatch, IssuedDocument
from thidua.foundation.documents.sent import came_in, dispatches_of, document_for, went_out

WAITING = "chua-nhan"


def is_waiting(given: Filters) -> bool:
    """Whether only what waits for a word is asked for. Raises `Missing` for any other list than that."""
    asked = given.get("xem") or ""
    if asked not in ("", WAITING):
        raise Missing(_("Không có danh sách theo bộ lọc này. Xin chọn lại bộ lọc."))
    return asked == WAITING


def _came_in(actor: Actor, given: Filters) -> QuerySet[Dispatch]:
    return came_in(actor, waiting=is_waiting(given))


def _label(document: IssuedDocument) -> str:
    label = kinds()[document.kind].label
    return label[:1].upper() + label[1:]


def _acknowledged(row: Dispatch) -> object:
    return clock.day_of(row.acknowledged_at) if row.acknowledged_at else None


LETTERS_IN = TABLES.register(
    "documents-in",
    Table(
        key="documents-in",
        title=_("Văn bản đến"),
        rows=_came_in,
        columns=(
            Column("subject", _("Trích yếu"), lambda row: row.document.subject,
                   link=lambda row: Link("desk:document", (row.document.uid,)), width=60),
            Column("kind", _("Loại"), lambda row: _label(row.document)),
            Column("number", _("Số, ký hiệu"), lambda row: row.document.notation, width=22),
            Column("date", _("Ngày ký"), lambda row: row.document.date, kind=Kind.DATE),
            Column("from", _("Nơi gửi"), lambda row: row.document.unit.name, width=40),
            Column("to", _("Gửi tới"), lambda row: row.unit.short_name),
            Column("sent", _("Ngày gửi"), lambda row: clock.day_of(row.sent_at), kind=Kind.DATE),
            Column("acknowledged", _("Ngày xác nhận đã nhận"), _acknowledged, kind=Kind.DATE),
            Column("by", _("Người xác nhận"), lambda row: row.acknowledged_by),
            Column("status", _("Tình trạng"), lambda row: row.document.status, kind=Kind.STATE,
                   text=lambda value: IssuedDocument.Status(value).label),
        ),
    ),
)  # fmt: skip
LETTERS_OUT = TABLES.register(
    "documents-out",
    Table(
        key="documents-out",
        title=_("Văn bản đi"),
        rows=lambda actor, _given: went_out(actor),
        columns=(
            Column("subject", _("Trích yếu"), lambda row: row.subject, link=lambda row: Link("desk:document", (row.uid,)),
                   width=60),
            Column("kind", _("Loại"), _label),
            Column("number", _("Số, ký hiệu"), lambda row: row.notation, width=22),
            Column("date", _("Ngày ký"), lambda row: row.date, kind=Kind.DATE),
            Column("from", _("Nơi gửi"), lambda row: row.unit.name, width=40),
            Column("units", _("Đơn vị nhận"), lambda row: row.units, kind=Kind.NUMBER),
            Column("acknowledged", _("Đã xác nhận"), lambda row: row.acknowledged, kind=Kind.NUMBER),
            Column("outside", _("Gửi ra ngoài"), lambda row: row.outside, kind=Kind.NUMBER),
            Column("status", _("Tình trạng"), lambda row: row.status, kind=Kind.STATE,
                   text=lambda value: IssuedDocument.Status(value).label),
        ),
    ),
)  # fmt: skip


def document_asked(actor: Actor, given: Filters) -> IssuedDocument:
    """The document of an address. Raises `Missing` for none, for a foreign one and for who only received it."""
    try:
        uid = uuid.UUID(str(given.get("van-ban", "")))
    except ValueError:
        raise Missing(_("Không có văn bản này trong phạm vi của bạn.")) from None
    found = document_for(actor, uid)
    if not actor.sees(found.unit):
        raise Missing(_("Không có văn bản này trong phạm vi của bạn."))
    return found


def _recipients(actor: Actor, given: Filters) -> QuerySet[Dispatch]:
    rows = dispatches_of(document_asked(actor, given))
    return rows.filter(unit__isnull=False, acknowledged_at=None) if is_waiting(given) else rows


def _way(row: Dispatch) -> str:
    if row.unit_id:
        return str(_("trên hệ thống"))
    return row.get_way_display() if row.way else str(_("chưa ghi cách gửi"))


RECIPIENTS = TABLES.register(
    "document-recipients",
    Table(
        key="document-recipients",
        title=_("Nơi nhận văn bản"),
        rows=_recipients,
        columns=(
            Column("recipient", _("Nơi nhận"), lambda row: row.recipient, width=40),
            Column("way", _("Cách gửi"), _way),
            Column("sent", _("Ngày gửi"), lambda row: clock.day_of(row.sent_at), kind=Kind.DATE),
            Column("receipt", _("Biên nhận"), lambda row: row.receipt),
            Column("received", _("Ngày nhận"), lambda row: clock.day_of(row.received_at) if row.received_at else None,
                   kind=Kind.DATE),
            Column("acknowledged", _("Ngày xác nhận đã nhận"), _acknowledged, kind=Kind.DATE),
            Column("by", _("Người xác nhận"), lambda row: row.acknowledged_by),
            Column("contact", _("Người liên hệ"), lambda row: row.unit.contact_name if row.unit else ""),
            Column("phone", _("Điện thoại"), lambda row: row.unit.phone if row.unit else ""),
        ),
    ),
)  # fmt: skip
