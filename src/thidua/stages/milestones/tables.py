"""Lists of milestones that leave the site, and the sheet in which an office's own list comes in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as said

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.core.tables import SHEETS, TABLES, Column, Link, Sheet, SheetColumn, Table
from thidua.foundation.core.tables.lists import Kind
from thidua.foundation.core.tables.values import choice, day, text, whole
from thidua.stages.campaigns.models import MilestoneKind, Participation
from thidua.stages.milestones.filters import narrowing
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.owing import missing_for
from thidua.stages.milestones.particulars import particulars, title
from thidua.stages.milestones.queries import listed
from thidua.stages.milestones.schedules import general_of, places_seen, schedule_of
from thidua.stages.milestones.shown import WORDS, shown_state

# Words of an office's own list; headings and words are compared without accents and capitals.
PARTNERS_HELP = gettext_lazy("Tên các khu, cách nhau bằng dấu chấm phẩy")
YES = {said("có"): True, "x": True, said("tốt"): True, said("không"): False}
WAYS = {
    said("văn bản"): Milestone.Way.DOCUMENT.value,
    said("kế hoạch"): Milestone.Way.DOCUMENT.value,
    said("lễ phát động"): Milestone.Way.CEREMONY.value,
    said("lễ"): Milestone.Way.CEREMONY.value,
    **{str(way.label): way.value for way in Milestone.Way},
}


def _rows(actor: Actor, filters: Mapping[str, Any]) -> QuerySet[Milestone]:
    return listed(actor, narrowing(actor, filters))


def _missing(actor: Actor, filters: Mapping[str, Any]) -> QuerySet[Participation]:
    return missing_for(actor, narrowing(actor, filters))


def _prepared(rows: Sequence[Milestone]) -> Sequence[Milestone]:
    """The names of those that took part and how each stands today, for a page at a time."""
    today = clock.today()
    found: dict[int, list[str]] = {}
    shares = Milestone.partners.through.objects.filter(milestone__in=[row.pk for row in rows]).select_related("unit")
    for share in shares.order_by("unit__sort_key", "id"):
        found.setdefault(share.milestone_id, []).append(share.unit.short_name)
    for row in rows:
        row.shown = shown_state(row.kind, row, today)  # type: ignore[attr-defined]
        row.partner_names = "; ".join(found.get(row.pk, []))  # type: ignore[attr-defined]
    return rows


def _scheduled(actor: Actor, filters: Mapping[str, Any]) -> QuerySet[Participation]:
    """The places of a schedule; of what is assigned to nobody in particular there is none."""
    kind = narrowing(actor, filters).kind
    if kind is None or not particulars(kind).is_assigned:
        return Participation.objects.none()
    return places_seen(actor, kind).annotate(scheduled_kind=Value(kind.pk))


def _with_schedule(places: Sequence[Participation]) -> Sequence[Participation]:
    """What stands in the schedule of each, for a page at a time: all are of one kind."""
    for pk in {place.scheduled_kind for place in places}:  # type: ignore[attr-defined]
        kind = MilestoneKind.objects.select_related("campaign").get(pk=pk)
        for line in schedule_of(list(places), kind, general_of(kind)):
            line.place.schedule = line  # type: ignore[attr-defined]
    return places


def _of(which: str, name: str) -> Callable[[Any], Any]:
    """A value of a place's milestone in the schedule, None without one."""
    return lambda place: getattr(getattr(place.schedule, which), name, None)


def _above(row: Milestone) -> str:
    return row.unit.parent.short_name if row.unit.parent else ""


def _link(row: Milestone) -> Link:
    return Link("desk:milestone", (row.uid,))


TABLES.register(
    "milestones",
    Table(
        key="milestones",
        title=gettext_lazy("Danh sách mốc việc"),
        rows=_rows,
        prepare=_prepared,
        columns=(
            Column("unit", gettext_lazy("Đơn vị"), lambda row: row.unit.short_name, link=_link),
            Column("above", gettext_lazy("Thuộc"), _above),
            Column("kind", gettext_lazy("Mốc việc"), lambda row: title(row.kind, row.year)),
            Column(
                "status", gettext_lazy("Tình trạng"), lambda row: row.shown, kind=Kind.STATE, text=WORDS.__getitem__
            ),
            Column("planned", gettext_lazy("Ngày dự kiến"), lambda row: row.planned_date, kind=Kind.DATE),
            Column("done", gettext_lazy("Ngày làm"), lambda row: row.done_date, kind=Kind.DATE),
            Column("way", gettext_lazy("Cách làm"), lambda row: row.get_way_display()),
            Column("document", gettext_lazy("Văn bản"), lambda row: row.document_number),
            Column("document_date", gettext_lazy("Ngày văn bản"), lambda row: row.document_date, kind=Kind.DATE),
            Column("answer", gettext_lazy("Kết quả"), lambda row: particulars(row.kind).answer_label(row.answer)),
            Column("partners", gettext_lazy("Cùng làm"), lambda row: row.partner_names),
            Column("head", gettext_lazy("Trưởng ban mới"), lambda row: row.new_head_name),
            Column("phone", gettext_lazy("Điện thoại"), lambda row: row.new_head_phone),
        ),
    ),
)

TABLES.register(
    "milestones-missing",
    Table(
        key="milestones-missing",
        title=gettext_lazy("Đơn vị chưa báo mốc việc"),
        rows=_missing,
        columns=(
            Column("unit", gettext_lazy("Đơn vị"), lambda place: place.unit.short_name),
            Column("above", gettext_lazy("Thuộc"), lambda place: place.parent.short_name if place.parent else ""),
            Column("milestone", gettext_lazy("Mốc việc"), lambda place: place.milestone),
            Column("contact", gettext_lazy("Người liên hệ"), lambda place: place.unit.contact_name),
            Column("phone", gettext_lazy("Điện thoại"), lambda place: place.unit.phone),
        ),
    ),
)

TABLES.register(
    "milestones-schedule",
    Table(
        key="milestones-schedule",
        title=gettext_lazy("Lịch đại hội"),
        rows=_scheduled,
        prepare=_with_schedule,
        columns=(
            Column("unit", gettext_lazy("Đơn vị"), lambda place: place.unit.short_name),
            Column("above", gettext_lazy("Thuộc"), lambda place: place.parent.short_name if place.parent else ""),
            Column("planned", gettext_lazy("Ngày dự kiến"), _of("general", "planned_date"), kind=Kind.DATE),
            Column("pilot", gettext_lazy("Điểm"), lambda place: _("điểm") if place.schedule.pilot else ""),
            Column("prescribed", gettext_lazy("Ngày quy định"), _of("pilot", "prescribed_date"), kind=Kind.DATE),
            Column("document", gettext_lazy("Văn bản quy định"), _of("pilot", "prescribed_by")),
            Column("pilot_done", gettext_lazy("Ngày đại hội điểm"), _of("pilot", "done_date"), kind=Kind.DATE),
            Column("done", gettext_lazy("Ngày đại hội"), _of("general", "done_date"), kind=Kind.DATE),
        ),
    ),
)


SHEETS.register(
    "milestones",
    Sheet(
        key="milestones",
        title=gettext_lazy("Danh sách mốc việc đã làm"),
        columns=(
            SheetColumn("code", gettext_lazy("Mã đơn vị"), ("ma", "ma so"), parse=text(longest=30), width=14),
            SheetColumn(
                "unit", gettext_lazy("Đơn vị"),
                ("ten don vi", "thon", "khu dan cu", "thon, buon, bon, tdp", "xa, phuong, thi tran", "dia ban"),
                required=True, width=30,
            ),
            SheetColumn("above", gettext_lazy("Thuộc"), ("thuoc xa", "xa", "huyen", "cap tren", "truc thuoc")),
            SheetColumn("kind", gettext_lazy("Mốc việc"), ("noi dung", "ten moc viec", "viec"), required=True, width=36),
            SheetColumn("year", gettext_lazy("Năm"), parse=whole(smallest=2000, largest=2100), kind="number", width=8),
            SheetColumn(
                "done_date", gettext_lazy("Ngày làm"), ("ngay to chuc", "ngay thuc hien", "ngay", "thoi gian to chuc"),
                parse=day(), kind="date", example="12/11/2023", width=14,
            ),
            SheetColumn("way", gettext_lazy("Cách làm"), ("hinh thuc", "hinh thuc phat dong"), parse=choice(WAYS)),
            SheetColumn(
                "document_number", gettext_lazy("Số, ký hiệu văn bản"), ("so van ban", "so hieu", "van ban"), parse=text(longest=60),
            ),
            SheetColumn("document_date", gettext_lazy("Ngày văn bản"), ("ngay ban hanh",), parse=day(), kind="date", width=14),
            SheetColumn("answer", gettext_lazy("Kết quả"), ("xep loai", "muc xep loai")),
            SheetColumn("answered_by", gettext_lazy("Nơi xếp loại"), ("co quan xep loai",)),
            SheetColumn("partners", gettext_lazy("Làm chung với"), ("lien khu", "cung lam"), help=PARTNERS_HELP),
            SheetColumn("held_well", gettext_lazy("Tổ chức tốt"), ("tot",), parse=choice(YES), width=12),
            SheetColumn("new_head_name", gettext_lazy("Trưởng ban mới"), ("ho ten truong ban", "truong ban"), parse=text(longest=100)),
            SheetColumn("new_head_phone", gettext_lazy("Điện thoại"), ("so dien thoai", "dt"), parse=text(longest=20)),
            SheetColumn("note", gettext_lazy("Ghi chú"), parse=text(longest=1000)),
        ),
    ),
)  # fmt: skip
