"""The office's list of works as an Excel sheet: its columns under the headings offices use, and what its rows say."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.core import files
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Unreadable
from thidua.foundation.core.quantities import HALF_DAY, SQUARE_METRE
from thidua.foundation.core.tables import SHEETS, Draft, DraftRow, Sheet, SheetColumn, read, remembered_headings, values
from thidua.foundation.core.vietnamese import fold
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, Occasion, WorkKind
from thidua.stages.works import rules
from thidua.stages.works.content import Content, checked
from thidua.stages.works.kinds import sources, unit_of
from thidua.stages.works.models import Household
from thidua.stages.works.naming import Names
from thidua.stages.works.places import reach_of

SHEET_KEY = "works"
# A list between its dry run and its taking over belongs to the person who sent it.
LIST_OWNER = "work-list"
files.OWNERS.register(
    LIST_OWNER, files.OwnerKind(gettext_lazy("Danh sách chờ nhập"), lambda actor, uid: actor.uid == uid)
)
HOUSEHOLDS = {str(label): key for key, label in Household.choices}


def _money_columns() -> tuple[SheetColumn, ...]:
    return tuple(
        SheetColumn(f"money-{key}", source.label, parse=values.money(), kind="money", width=18)
        for key, source in sources().items()
    )


WORKS_SHEET = SHEETS.register(
    SHEET_KEY,
    Sheet(
        key=SHEET_KEY,
        title=gettext_lazy("Danh sách công trình"),
        columns=(
            SheetColumn("name", gettext_lazy("Tên công trình"), ("Tên công trình, phần việc", "Công trình", "Phần việc",
                        "Tên công trình, dự án, phần việc", "Nội dung", "Tên mô hình"), required=True,
                        parse=values.text(longest=300), example="Bê tông hóa đường nội buôn Nui", width=44),
            SheetColumn("kind", gettext_lazy("Loại"), ("Loại công trình", "Loại hình", "Nhóm"), required=True,
                        example="Đường giao thông nông thôn", width=30),
            SheetColumn("quantity", gettext_lazy("Số lượng"), ("Quy mô", "Khối lượng", "SL", "Số lượng, quy mô"), required=True,
                        parse=lambda value: value, help=gettext_lazy("Theo đơn vị của loại: căn, km. Ví dụ 1,2 km hay 1.200 m."),
                        example="1,2 km", width=14),
            SheetColumn("unit", gettext_lazy("Đơn vị dẫn đầu"), ("Đơn vị thực hiện", "Đơn vị", "Đơn vị đăng ký", "Đơn vị chủ trì"),
                        help=gettext_lazy("Bỏ trống là đơn vị của người nhập. Xã ghi được thôn, buôn của mình."), example="Buôn Nui"),
            SheetColumn("places", gettext_lazy("Địa điểm"), ("Địa bàn", "Nơi hưởng lợi", "Nơi thực hiện", "Địa chỉ"),
                        parse=values.text(longest=2000, lines=True),
                        help=gettext_lazy("Nhiều nơi thì cách nhau bằng dấu chấm phẩy."), example="Buôn Nui; Thôn 2", width=30),
            SheetColumn("mobiliser", gettext_lazy("Chủ trì vận động"), ("Đơn vị chủ trì vận động", "Đơn vị vận động")),
            SheetColumn("partners", gettext_lazy("Đơn vị cùng làm"), ("Đơn vị phối hợp", "Phối hợp"),
                        parse=values.text(longest=2000, lines=True)),
            SheetColumn("occasion", gettext_lazy("Chào mừng"), ("Dịp chào mừng", "Chào mừng sự kiện"), width=30),
            SheetColumn("household", gettext_lazy("Diện hộ"), ("Đối tượng", "Diện"), parse=values.choice(HOUSEHOLDS)),
            SheetColumn("floor_area", gettext_lazy("Diện tích (m²)"), ("Diện tích xây dựng",),
                        parse=values.quantity(SQUARE_METRE, smallest=1), kind="number", width=14),
            SheetColumn("planned_start", gettext_lazy("Ngày bắt đầu"), ("Khởi công", "Bắt đầu", "Thời gian bắt đầu"),
                        parse=values.day(), kind="date", width=14, example="15/3/2024"),
            SheetColumn("planned_finish", gettext_lazy("Dự kiến xong"), ("Dự kiến hoàn thành", "Thời gian hoàn thành",
                        "Hoàn thành", "Ngày xong"), parse=values.day(), kind="date", width=14, example="30/6/2024"),
            SheetColumn("people_served", gettext_lazy("Số người hưởng lợi"), ("Người hưởng lợi",), parse=values.whole(),
                        kind="number", width=14),
            SheetColumn("labour", gettext_lazy("Ngày công"), ("Số ngày công", "Công lao động"), parse=values.quantity(HALF_DAY),
                        kind="number", width=12),
            *_money_columns(),
            SheetColumn("description", gettext_lazy("Mô tả"), ("Ghi chú", "Diễn giải"), parse=values.text(longest=2000, lines=True),
                        width=40),
        ),
        note=gettext_lazy("Cột có dấu * phải ghi. Mỗi dòng một công trình. Kinh phí ghi theo đồng, mỗi nguồn một cột."),
    ),
)  # fmt: skip


@dataclass(slots=True)
class Plan:
    """A dry run: the file as read, with every problem, and the works its sound rows would become."""

    draft: Draft
    contents: list[tuple[DraftRow, Content]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Lookups:
    """What the words of a sheet are looked up in."""

    unit: Unit
    campaign: Campaign
    leads: Names
    around: Names
    kinds: tuple[WorkKind, ...]
    occasions: tuple[Occasion, ...]


def plan_import(*, upload: File, by: By, unit: Unit, campaign: Campaign, on: datetime.date) -> Plan:
    """Reads a list for a unit and says what it would register; nothing is written. Problems name sheet, row, column."""
    plan = Plan(read(WORKS_SHEET, upload, remembered=remembered_headings(SHEET_KEY)))
    wrong = {(problem.sheet, problem.row) for problem in plan.draft.problems}
    reach = reach_of(unit)
    look = Lookups(
        unit=unit,
        campaign=campaign,
        leads=Names(reach.places, on=on),
        around=Names((reach.root,), on=on),
        kinds=tuple(WorkKind.objects.order_by("position", "id")),
        occasions=tuple(campaign.occasions.order_by("id")),
    )
    for row in plan.draft.rows:
        if (row.sheet, row.row) in wrong:
            continue
        try:
            content = checked(_content(row.values, look))
            if not rules.may_enter_for(by, content.unit):
                raise Invalid({"unit": rules.who_enters(content.unit)})
            plan.contents.append((row, content))
        except Invalid as error:
            plan.draft.problems += [row.problem(_column(name), str(why)) for name, why in error.fields.items()]
    plan.draft.problems.sort(key=lambda problem: (problem.sheet, problem.row))
    return plan


def _content(cells: Mapping[str, Any], look: Lookups) -> Content:
    """What one row says. Raises `Invalid` by column for what cannot be understood."""
    wrong: dict[str, str] = {}

    def understood(column: str, find: Any, otherwise: Any) -> Any:
        try:
            return find(cells[column]) if cells.get(column) not in (None, "") else otherwise
        except Unreadable as error:
            wrong[column] = str(error)
            return otherwise

    kind = understood("kind", lambda text: _named(text, look.kinds, "label"), None)
    found: dict[str, Any] = {
        "quantity": understood("quantity", lambda cell: unit_of(kind).parse(cell) if kind else 1, 1),
        "unit": understood("unit", look.leads.find, look.unit),
        "places": understood("places", look.leads.find_all, ()),
        "mobiliser": understood("mobiliser", look.around.find, None),
        "partners": understood("partners", look.around.find_all, ()),
        "occasions": understood("occasion", lambda text: (_named(text, look.occasions, "name"),), ()),
    }
    if wrong:
        raise Invalid(wrong)
    plain: dict[str, Any] = {
        name: cells.get(name)
        for name in ("name", "floor_area", "people_served", "labour", "planned_start", "planned_finish")
    }
    return Content(
        kind=kind,
        campaigns=(look.campaign,),
        money={key: cells[f"money-{key}"] for key in sources() if cells.get(f"money-{key}")},
        description=cells.get("description") or "",
        household=cells.get("household") or "",
        **found,
        **plain,
    )


def _named(text: str, rows: tuple[Any, ...], attribute: str) -> Any:
    """The one row that bears the name, or whose name holds all its words."""
    asked = fold(text)
    exact = [row for row in rows if fold(getattr(row, attribute)) == asked]
    words = asked.split()
    found = exact or [row for row in rows if all(word in fold(getattr(row, attribute)).split() for word in words)]
    if len(found) == 1:
        return found[0]
    names = "; ".join(getattr(row, attribute) for row in (found or rows)[:8])
    raise Unreadable(_("Không rõ «%(text)s» là gì. Xin ghi một trong: %(names)s.") % {"text": text, "names": names})


def _column(field_name: str) -> str:
    """The sheet's column that a field of the content came from."""
    return {"occasions": "occasion", "campaigns": "unit", "money": next(iter(_money_keys()))}.get(
        field_name, field_name
    )


def _money_keys() -> list[str]:
    return [f"money-{key}" for key in sources()]
