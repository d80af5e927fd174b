"""Boundaries of units for maps: loaded from an office's GeoJSON, none is shipped; a map without them is of tiles."""

from __future__ import annotations

import datetime
import hashlib
from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.operations import operation
from thidua.foundation.units.geojson import MOST_TOLD, read_boundaries, refused
from thidua.foundation.units.models import Unit, UnitBoundary, UnitCode

BATCH = 500


@operation
def load_boundaries(
    *,
    by: By,
    now: datetime.datetime,
    root: Unit,
    content: bytes,
    scheme: str,
    on: datetime.date,
    code_property: str = "code",
    source: str = "",
) -> int:
    """Gives the units that bear a file's codes on a day their boundaries, in place of older ones. Returns how many.

    `root` is the body whose site it is; the audit trail keeps what was loaded or refused beside it. Refused with
    `Invalid`, and nothing changed: a file that is too large, is no GeoJSON of areas, lies outside Việt Nam, or names an
    unknown scheme or code.
    """
    boundaries = read_boundaries(content, code_property)
    units = _units(list(boundaries), scheme, on)
    digest = hashlib.sha256(content).hexdigest()
    rows = [
        UnitBoundary(unit_id=unit, rings=rings, source=source[:300], sha256=digest, loaded_at=now)
        for code, rings in boundaries.items()
        for unit in units[code]
    ]
    UnitBoundary.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["unit"],
        update_fields=["rings", "source", "sha256", "loaded_at"],
    )
    audit.record(
        by=by, act=gettext_noop("nạp ranh giới"), obj=root, reason=source,
        before={}, after={"boundaries": len(rows), "sha256": digest, "scheme": scheme},
    )  # fmt: skip
    return len(rows)


@operation
def remove_boundaries(*, by: By, now: datetime.datetime, root: Unit) -> int:
    """Takes all boundaries away; the maps are of tiles again. Returns how many there were."""
    number, _kinds = UnitBoundary.objects.all().delete()
    audit.record(
        by=by, act=gettext_noop("gỡ ranh giới"), obj=root, before={"boundaries": number}, after={"boundaries": 0}
    )
    return number


def _units(codes: list[str], scheme: str, on: datetime.date) -> dict[str, list[int]]:
    """The units that bear each code on a day; bodies of one place share its code."""
    borne: dict[str, list[int]] = defaultdict(list)
    for value, unit in UnitCode.objects.on(on).filter(scheme=scheme).order_by("id").values_list("value", "unit_id"):
        borne[value].append(unit)
    if not borne:
        known = ", ".join(UnitCode.objects.order_by("scheme").values_list("scheme", flat=True).distinct())
        raise refused(
            _("Không có bảng mã «%(scheme)s» vào ngày %(day)s. Các bảng mã đang có: %(known)s.")
            % {"scheme": scheme, "day": f"{on:%d/%m/%Y}", "known": known or "–"}
        )
    unknown = [code for code in codes if code not in borne]
    if unknown:
        words = ngettext(
            "Có %(number)d mã không phải mã đơn vị trong hệ thống: %(codes)s. Mã giữ cả số 0 ở đầu.",
            "Có %(number)d mã không phải mã đơn vị trong hệ thống: %(codes)s. Mã giữ cả số 0 ở đầu.",
            len(unknown),
        )
        told = ", ".join(unknown[:MOST_TOLD]) + (", …" if len(unknown) > MOST_TOLD else "")
        raise refused(words % {"number": len(unknown), "codes": told})
    return borne
