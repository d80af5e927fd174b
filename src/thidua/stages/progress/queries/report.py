"""Where a unit stands in every target of a campaign, as plain values: what `thidua progress` prints."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Missing
from thidua.foundation.units.queries import by_code
from thidua.stages.campaigns.models import Campaign, Participation, Target
from thidua.stages.progress import judging
from thidua.stages.progress.lateness import Late
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.moments import Day, Reckoning, moment_of
from thidua.stages.progress.queries.missing import beneath, codes
from thidua.stages.progress.queries.places import Asked, asked_by
from thidua.stages.progress.reading import cells_at

# How the figures were reckoned, for other programs.
RECKONINGS = {Reckoning.STANDING: "standing", Reckoning.SHOWN: "as-shown", Reckoning.DONE: "by-date"}
OPERATORS = {Target.Operator.AT_LEAST: ">=", Target.Operator.AT_MOST: "<=", Target.Operator.EXACTLY: "="}


def place_by_code(*, campaign_key: str, code: str) -> Participation:
    """The place of the unit that bore a code when the campaign began; codes are reused, the frame's own come first.

    Raises `Missing` for an unknown campaign, an unknown code, a unit that takes no part.
    """
    campaign = Campaign.objects.filter(key=campaign_key).first()
    if campaign is None:
        known = ", ".join(Campaign.objects.order_by("key").values_list("key", flat=True)) or "–"
        raise Missing(
            _("Không có đợt thi đua «%(key)s». Các đợt đang có: %(known)s.") % {"key": campaign_key, "known": known}
        )
    places = Participation.objects.standing().filter(campaign=campaign).select_related("unit", "kind", "campaign")
    found = places.filter(code=code).order_by("lft", "id").first()
    if found is None:
        unit = by_code(code, on=campaign.starts_on)
        found = places.filter(unit=unit).first()
    if found is None:
        raise Missing(
            _("Đơn vị mang mã «%(code)s» không tham gia đợt thi đua «%(key)s».") % {"code": code, "key": campaign_key}
        )
    return found


def report(*, place: Participation, on: Day) -> dict[str, Any]:
    """Every target for one unit on a day. Where `share` is set, `required` and `reached` are units, else quantities."""
    asked, moment = asked_by(place.campaign, on), moment_of(on)
    found, late = cells_at(asked.all, asked.dates, place=place, on=moment)
    rows = {row.target_id: row for row in found.filter(unit=place.unit).order_by("target_id", "unit_id")}
    return {
        "campaign": place.campaign.key,
        "unit": place.code,
        "name": place.unit.name,
        "date": moment.on.isoformat(),
        "reckoning": RECKONINGS[moment.reckoning],
        "targets": [
            _target(target, asked, found.filter(beneath(place)), rows, late)
            for target in asked.targets
            if target.pk in rows
        ],
    }


def _target(
    target: Target, asked: Asked, branch: QuerySet[UnitProgress], rows: dict[int, UnitProgress], late: Late
) -> dict[str, Any]:
    row = rows[target.pk]
    asked_rows = branch.filter(target=target, applies=True)
    late_rows = asked_rows.filter(unit__in=list(late.units.get(target.pk, {})))
    quantity = _quantity(target, row)
    by_units = target.share is not None
    dates = asked.dates[target.pk]
    return {
        "id": target.code,
        "counts": target.reading,
        "credited_to": target.credited_to,
        "op": OPERATORS[Target.Operator(target.operator)],
        "minimum": row.minimum if row.minimum is not None else target.minimum,
        "share": target.share,
        "due_before": dates.due.isoformat() if dates.due else None,
        "units_required": row.units_required,
        "units_met": row.units_met,
        "units_known": row.units_known,
        "by_kind": {kind: counts[:2] for kind, counts in sorted(row.by_kind.items()) if counts[1]},
        "quantity": quantity,
        "required": row.units_required if by_units else _minimum(target, row, asked_rows),
        "reached": row.units_met if by_units else quantity,
        "missing": codes(asked_rows.filter(met=False)),
        "late": codes(late_rows),
        "beside": _beside(asked, target, rows),
        "in_place": _in_place(asked, target, rows),
    }


def _beside(asked: Asked, target: Target, rows: dict[int, UnitProgress]) -> dict[str, Any] | None:
    """The same at an earlier state («đăng ký»), which has no place of its own in the list."""
    companion = asked.companions.get(target.pk)
    if companion is None or companion.pk not in rows:
        return None
    row = rows[companion.pk]
    quantity = _quantity(companion, row)
    return {
        "id": companion.code,
        "units_met": row.units_met,
        "quantity": quantity,
        "reached": row.units_met if target.share is not None else quantity,
    }


def _in_place(asked: Asked, target: Target, rows: dict[int, UnitProgress]) -> int | None:
    """«trên địa bàn»: what everybody did in the branch; None of a target that does not show it."""
    companion = asked.in_place.get(target.pk)
    return rows[companion.pk].subtree if companion is not None and companion.pk in rows else None


def _minimum(target: Target, row: UnitProgress, asked_rows: QuerySet[UnitProgress]) -> int:
    """What the unit must reach; of a branch whose top is not asked itself, what its asked units must together."""
    if row.applies:
        return row.minimum if row.minimum is not None else judging.amount_of(row, target).denominator
    return asked_rows.aggregate(total=Sum("minimum"))["total"] or 0


def _quantity(target: Target, row: UnitProgress) -> int:
    """The branch's quantity, each thing once; where a unit's own is judged, what the asked units have of their own."""
    return row.subtree if target.reading == Target.Reading.SUBTREE else row.asked_own
