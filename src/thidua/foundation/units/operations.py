"""Units are made, renamed, moved and ended here, each with the day it holds from."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, field

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit, bulk, keys
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import operation, touch
from thidua.foundation.core.vietnamese import fold, sort_key, tidy
from thidua.foundation.units.models import (
    Succession,
    Unit,
    UnitCode,
    UnitKind,
    UnitKindPeriod,
    UnitLink,
    UnitName,
    UnitParent,
)
from thidua.foundation.units.tree import number_tree


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit to be made. `codes` maps a scheme to a value. `parent` is the key of another new unit or a unit."""

    key: str
    kind: str
    name: str
    valid_from: datetime.date
    parent: str | Unit | None = None
    short_name: str = ""
    place_type: str = ""
    codes: dict[str, str] = field(default_factory=dict)
    # Official codes are reissued: from this day on these no longer name the unit.
    codes_to: datetime.date | None = None
    contact_name: str = ""
    phone: str = ""
    is_invented: bool = False
    source: str = ""
    valid_to: datetime.date | None = None
    uid: uuid.UUID | None = None


@operation
def make_units(*, by: By, now: datetime.datetime, units: list[NewUnit]) -> dict[str, Unit]:
    """Makes many units at once, parents before children, and numbers the tree. Returns them by their key.

    Refused with `Invalid`: an unknown kind, a parent that is neither new nor a unit, a key given twice.
    """
    kinds = set(UnitKind.objects.values_list("key", flat=True))
    made: dict[str, Unit] = {}
    for new in units:
        if new.kind not in kinds:
            raise Invalid({new.key: _("Không có loại đơn vị «%(kind)s».") % {"kind": new.kind}})
        if new.key in made:
            raise Invalid({new.key: _("Đơn vị được khai hai lần.")})
        if isinstance(new.parent, str) and new.parent not in made:
            raise Invalid({new.key: _("Cấp trên «%(key)s» phải được khai trước.") % {"key": new.parent}})
        parent = made[new.parent] if isinstance(new.parent, str) else new.parent
        made[new.key] = _unit(new, parent, now)
    _save(list(made.values()))
    _write_history(units, made)
    number_tree()
    for unit in made.values():
        unit.refresh_from_db(fields=["lft", "rgt"]) if len(made) < 50 else None
    if len(made) < 50:
        for unit in made.values():
            audit.record(by=by, act=gettext_noop("lập đơn vị"), obj=unit)
    return made


@operation
def move_unit(*, by: By, now: datetime.datetime, unit: Unit, parent: Unit, on: datetime.date, source: str = "") -> Unit:
    """Puts a unit under another from a day on. A day in the future is written down and moves today's tree only then."""
    unit = lock(unit)
    if unit.pk == parent.pk or (unit.lft <= parent.lft and parent.rgt <= unit.rgt):
        raise Invalid({"parent": _("Một đơn vị không thể trực thuộc chính nó hoặc cấp dưới của nó.")})
    before = audit.snapshot(unit)
    UnitParent.objects.filter(unit=unit, valid_to__isnull=True).update(valid_to=on)
    UnitParent.objects.create(unit=unit, parent=parent, valid_from=on, source=source)
    if on <= now.date():
        unit.parent = parent
    touch(unit, now=now)
    unit.save()
    number_tree()
    unit.refresh_from_db()
    audit.record(by=by, act=gettext_noop("chuyển đơn vị"), obj=unit, before=before, reason=source)
    return unit


@operation
def merge_units(
    *, by: By, now: datetime.datetime, predecessors: list[Unit], successor: Unit, on: datetime.date, document: str
) -> Unit:
    """Writes a merger: dated edges from each predecessor to the successor, and the predecessors end on that day."""
    for old in predecessors:
        old = lock(old)
        before = audit.snapshot(old)
        Succession.objects.create(
            predecessor=old, successor=successor, kind="merge", effective_date=on, document=document
        )
        old.valid_to = on
        touch(old, now=now)
        old.save()
        UnitName.objects.filter(unit=old, valid_to__isnull=True).update(valid_to=on)
        audit.record(by=by, act=gettext_noop("nhập đơn vị"), obj=old, before=before, reason=document)
    return successor


@operation
def link_member(
    *, by: By, now: datetime.datetime, unit: Unit, to: Unit, on: datetime.date, source: str = ""
) -> UnitLink:
    """Names the Front committee an organization belongs to from a day on (thành viên)."""
    link, new = UnitLink.objects.get_or_create(unit=unit, to=to, valid_from=on, defaults={"source": source})
    if new:
        audit.record(by=by, act=gettext_noop("ghi là tổ chức thành viên"), obj=unit, after={"to": to.name})
    return link


@operation
def name_contact(*, by: By, now: datetime.datetime, unit: Unit, contact_name: str, phone: str = "") -> Unit:
    """Writes who answers for the unit and by which phone; an empty phone keeps a known one only of the same person."""
    unit = lock(unit)
    name = tidy(contact_name)
    if not name:
        raise Invalid({"contact_name": _("Xin ghi họ và tên người liên hệ.")})
    number = tidy(phone) or (unit.phone if unit.contact_name == name else "")
    if (unit.contact_name, unit.phone) == (name, number):
        return unit
    before = audit.snapshot(unit)
    unit.contact_name, unit.phone = name, number
    touch(unit, now=now)
    unit.save(update_fields=["contact_name", "phone", "version", "changed_at"])
    audit.record(by=by, act=gettext_noop("ghi người liên hệ"), obj=unit, before=before)
    return unit


def _unit(new: NewUnit, parent: Unit | None, now: datetime.datetime) -> Unit:
    name = tidy(new.name)
    short = tidy(new.short_name) or name
    return Unit(
        **({"uid": new.uid} if new.uid else {}), kind_id=new.kind, name=name, short_name=short,
        place_type=new.place_type, parent=parent, folded=fold(f"{name} {short}")[:240], sort_key=sort_key(short),
        contact_name=tidy(new.contact_name), phone=new.phone, is_invented=new.is_invented,
        valid_from=new.valid_from, valid_to=new.valid_to, made_at=now, changed_at=now,
    )  # fmt: skip


def _save(units: list[Unit]) -> None:
    """Saves new units, parents before children, under ids that are known beforehand."""
    fields = [field for field in Unit._meta.concrete_fields if not field.primary_key]
    for unit, pk in zip(units, keys.reserve_ids(Unit, len(units)), strict=True):
        unit.pk = pk
        unit.parent = unit.parent  # takes over the key the parent has been given just now
        unit._state.adding, unit._state.db = False, connection.alias
    rows = ((unit.pk, *(getattr(unit, field.attname) for field in fields)) for unit in units)
    bulk.insert(Unit, ("id", *(field.name for field in fields)), rows)
    if len(units) >= bulk.MANY:
        bulk.take_stock(Unit)


DATES = ("valid_from", "valid_to", "source")


def _write_history(units: list[NewUnit], made: dict[str, Unit]) -> None:
    """The dated name, kind, parent and codes of each unit."""
    told = [(new, made[new.key], (new.valid_from, new.valid_to, new.source)) for new in units]
    names = ((unit.pk, unit.name, unit.short_name, *dates) for _new, unit, dates in told)
    bulk.insert(UnitName, ("unit", "name", "short_name", *DATES), names)
    bulk.insert(
        UnitKindPeriod, ("unit", "kind", *DATES), ((unit.pk, unit.kind_id, *dates) for _new, unit, dates in told)
    )
    bulk.insert(
        UnitParent, ("unit", "parent", *DATES), ((unit.pk, unit.parent_id, *dates) for _new, unit, dates in told)
    )
    codes = (
        (unit.pk, scheme, value, new.valid_from, new.codes_to or new.valid_to, new.source)
        for new, unit, _dates in told
        for scheme, value in new.codes.items()
    )
    bulk.insert(UnitCode, ("unit", "scheme", "value", *DATES), codes)
