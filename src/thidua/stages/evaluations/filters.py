"""How a list of evaluations is narrowed: read from an address, unknown values refused, told in words on exports."""

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
from thidua.stages.campaigns.models import Campaign
from thidua.stages.evaluations.models import Evaluation

WAITING, TO_MEND = "cho-danh-gia", "can-viet"
VIEWS = (WAITING, TO_MEND)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The filters of one list, understood."""

    text: str = ""
    status: str = ""
    unit: Unit | None = None
    campaign: Campaign | None = None
    view: str = ""


def narrowing(actor: Actor, given: Mapping[str, Any]) -> Narrowing:
    """From an address's parameters: `q`, `trang-thai`, `don-vi`, `dot`, `xem`.

    Raises `Missing` for a value that does not exist or lies outside what the actor sees.
    """
    values = {name: str(given.get(name) or "").strip() for name in ("q", "trang-thai", "don-vi", "dot", "xem")}
    status, view = values["trang-thai"], values["xem"]
    if (status and status not in Evaluation.Status.values) or (view and view not in VIEWS):
        raise _unknown()
    return Narrowing(
        text=values["q"],
        status=status,
        unit=_unit(actor, values["don-vi"]) if values["don-vi"] else None,
        campaign=_one(Campaign.objects.filter(key=values["dot"])) if values["dot"] else None,
        view=view,
    )


def words(given: Mapping[str, Any]) -> str:
    """The filters as an export tells them above its rows; the list itself has refused what the actor may not see."""
    parts: list[str] = []
    if text := given.get("q"):
        parts.append(_("tìm «%(text)s»") % {"text": text})
    if (status := given.get("trang-thai")) in Evaluation.Status.values:
        parts.append(str(Evaluation.Status(status).label))
    if unit := given.get("don-vi"):
        parts += Unit.objects.filter(uid=unit).values_list("name", flat=True)
    if campaign := given.get("dot"):
        parts += Campaign.objects.filter(key=campaign).values_list("short_name", flat=True)
    if (view := given.get("xem")) in VIEWS:
        parts.append(view_words(str(view)))
    return _("Lọc: %(parts)s") % {"parts": "; ".join(parts)} if parts else ""


def view_words(view: str) -> str:
    """A list with a name of its own, in words."""
    return {WAITING: _("Chờ tôi đánh giá"), TO_MEND: _("Cần viết hoặc gửi")}[view]


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
