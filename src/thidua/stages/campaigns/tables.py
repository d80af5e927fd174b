"""The library of cited documents as a list."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.core import clock
from thidua.foundation.core.tables import TABLES, Column, Link, Table
from thidua.foundation.core.tables.lists import Filters, Kind
from thidua.stages.campaigns import library
from thidua.stages.campaigns.models import CitedDocument


def force_words(row: CitedDocument) -> str:
    """Whether it is in force today; nothing is said where its end is not known."""
    on = clock.today()
    if row.is_over(on):
        return _("hết hiệu lực")
    if row.is_ahead(on):
        return _("chưa có hiệu lực")
    return _("còn hiệu lực") if row.valid_from or row.valid_to else _("không ghi")


def _asked(given: Filters) -> str:
    words = {library.IN_FORCE: _("còn hiệu lực"), library.OVER: _("hết hiệu lực")}
    said = words.get(str(given.get("hieu-luc", "")), "")
    text = _("có chữ «%(text)s»") % {"text": given["q"]} if given.get("q") else ""
    return "; ".join(filter(None, (said, text)))


LIBRARY = TABLES.register(
    "van-ban-vien-dan",
    Table(
        key="van-ban-vien-dan",
        title=gettext_lazy("Văn bản viện dẫn"),
        columns=(
            Column("number", gettext_lazy("Văn bản"), str, width=30, link=lambda row: Link("desk:cited", (row.key,))),
            Column("date", gettext_lazy("Ngày"), lambda row: row.date, kind=Kind.DATE, width=12),
            Column("issuer", gettext_lazy("Cơ quan ban hành"), lambda row: row.issuer, width=36),
            Column("subject", gettext_lazy("Trích yếu"), lambda row: row.subject, width=70),
            Column("force", gettext_lazy("Hiệu lực"), force_words, width=18),
            Column("replaced", gettext_lazy("Thay bằng"), lambda row: str(row.replaced_by or ""), width=26),
        ),
        rows=library.found_by,
        filter_words=_asked,
    ),
)
