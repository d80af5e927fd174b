"""How a list of works is narrowed: read from an address, unknown values refused, told in words on exports."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.finding import the_one
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, WorkKind
from thidua.stages.works.models import Status

# Lists with a name of their own: what waits for the reader, what lacks something, what others do in its places.
WAITING_NOTE, WAITING_VERIFY, TO_MEND, TO_REPORT = "cho-ghi-nhan", "cho-xac-nhan", "can-sua", "can-bao-cao"
NO_PHOTOS, UNUSUAL, HOSTED = "thieu-anh", "bat-thuong", "don-vi-khac-lam"
LATE, ASKED, OFFERED = "dang-ky-muon", "dang-hoi-lai", "de-nghi-dang"
# What a figure of a unit counts: drafts and withdrawn works are not in it.
OF_BRANCH, OF_UNIT, MODELS = "da-dang-ky", "chinh-don-vi", "mo-hinh"
COUNTED = (OF_BRANCH, OF_UNIT, MODELS)
VIEWS = (WAITING_NOTE, WAITING_VERIFY, TO_MEND, TO_REPORT, NO_PHOTOS, UNUSUAL, HOSTED, LATE, ASKED, OFFERED, *COUNTED)
# Of pairs that may be one work: those that wait for the reader.
TO_DECIDE = "cho-toi"
ORDERS = NEWEST, BY_NAME = ("moi", "ten")


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The filters of one list, understood."""

    text: str = ""
    kind: WorkKind | None = None
    status: str = ""
    unit: Unit | None = None
    campaign: Campaign | None = None
    view: str = ""
    order: str = NEWEST


def narrowing(actor: Actor, given: Mapping[str, Any]) -> Narrowing:
    """From an address's parameters: `q`, `loai`, `trang-thai`, `don-vi`, `dot`, `xem`, `sap`.

    Raises `Missing` for a value that does not exist or lies outside what the actor sees: a list that silently shows
    everything would be a lie.
    """
    values = {
        name: str(given.get(name) or "").strip() for name in ("q", "loai", "trang-thai", "don-vi", "dot", "xem", "sap")
    }
    status, view, order = values["trang-thai"], values["xem"], values["sap"] or NEWEST
    if (status and status not in Status.values) or (view and view not in VIEWS) or order not in ORDERS:
        raise _unknown()
    if view == OF_UNIT and not values["don-vi"]:
        raise _unknown()
    return Narrowing(
        text=values["q"],
        kind=_one(WorkKind.objects.filter(key=values["loai"])) if values["loai"] else None,
        status=status,
        unit=_unit(actor, values["don-vi"]) if values["don-vi"] else None,
        campaign=_one(Campaign.objects.filter(key=values["dot"])) if values["dot"] else None,
        view=view,
        order=order,
    )


def words(given: Mapping[str, Any]) -> str:
    """The filters as an export tells them above its rows; the list itself has refused what the actor may not see."""
    parts: list[str] = []
    if text := given.get("q"):
        parts.append(_("tìm «%(text)s»") % {"text": text})
    if kind := given.get("loai"):
        parts += WorkKind.objects.filter(key=kind).values_list("label", flat=True)
    if (status := given.get("trang-thai")) in Status.values:
        parts.append(str(Status(status).label))
    if unit := given.get("don-vi"):
        parts += Unit.objects.filter(uid=unit).values_list("name", flat=True)
    if campaign := given.get("dot"):
        parts += Campaign.objects.filter(key=campaign).values_list("short_name", flat=True)
    if (view := given.get("xem")) in VIEWS:
        parts.append(view_words(str(view)))
    return _("Lọc: %(parts)s") % {"parts": "; ".join(parts)} if parts else ""


def view_words(view: str) -> str:
    """A list with a name of its own, in words."""
    return {
        WAITING_NOTE: _("Chờ tôi ghi nhận"),
        WAITING_VERIFY: _("Chờ tôi xác nhận"),
        TO_MEND: _("Cần sửa hoặc gửi"),
        TO_REPORT: _("Đang làm"),
        NO_PHOTOS: _("Thiếu ảnh"),
        UNUSUAL: _("Số lượng bất thường"),
        HOSTED: _("Đơn vị khác làm tại địa bàn"),
        LATE: _("Đăng ký muộn"),
        ASKED: _("Đang hỏi lại"),
        OFFERED: _("Đề nghị đăng cổng"),
        OF_BRANCH: _("Đã đăng ký, trên địa bàn"),
        OF_UNIT: _("Do chính đơn vị dẫn đầu"),
        MODELS: _("Mô hình, sáng kiến"),
    }[view]


def _unit(actor: Actor, value: str) -> Unit:
    try:
        uid = uuid.UUID(value)
    except ValueError:
        raise _unknown() from None
    unit: Unit = _one(Unit.objects.inside(actor.intervals).filter(uid=uid))
    return unit


def _one(rows: Any) -> Any:
    found = the_one(rows)
    if found is None:
        raise _unknown()
    return found


def _unknown() -> Missing:
    return Missing(_("Không có danh sách theo bộ lọc này. Xin chọn lại bộ lọc."))
