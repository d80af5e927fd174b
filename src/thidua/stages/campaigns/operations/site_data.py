"""Kinds and units of the catalogue brought into the site."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit
from thidua.foundation.core.actors import System
from thidua.foundation.core.operations import operation
from thidua.foundation.units.models import Unit, UnitCode, UnitKind
from thidua.foundation.units.operations import link_member, make_units
from thidua.stages.campaigns.kind_files import read_unit_kinds, read_work_kinds
from thidua.stages.campaigns.models import WorkKind
from thidua.stages.campaigns.unit_sets import UnitSet


@operation
def load_kinds(*, by: System, now: datetime.datetime) -> int:
    """Brings in the kinds of unit and of work that the site does not have yet; returns how many.

    A kind the site has is left as it is: an office's own edit is newer than the catalogue.
    """
    added = _add_missing(UnitKind, {kind.key: kind for kind in read_unit_kinds()})
    return added + _add_missing(WorkKind, {kind.key: kind for kind in read_work_kinds()})


@operation
def load_unit_set(*, by: System, now: datetime.datetime, unit_set: UnitSet) -> Unit:
    """Makes the units of a set with their codes, contacts and links, and returns its root.

    A set whose root is there already is left as it is. Refused with `Invalid` by a kind the site does not know.
    """
    standing = _root(unit_set)
    if standing is not None:
        return standing
    made = make_units(by=by, now=now, units=list(unit_set.units))
    for code, committee in unit_set.member_of.items():
        link_member(by=by, now=now, unit=made[code], to=made[committee], on=unit_set.valid_from, source=unit_set.title)
    root = made[unit_set.root]
    root.refresh_from_db()  # its place in the tree was numbered after it was made
    audit.record(by=by, act=gettext_noop("nạp bộ đơn vị"), obj=root, after={"set": unit_set.key, "units": len(made)})
    return root


def _root(unit_set: UnitSet) -> Unit | None:
    """The set's root where it was loaded before: known by its code and by the set that gave it."""
    rows = UnitCode.objects.filter(value=unit_set.root, source=unit_set.title, unit__parent__isnull=True)
    found = rows.select_related("unit").order_by("id").first()
    return found.unit if found else None


def _add_missing(model: type[models.Model], kinds: dict[str, models.Model]) -> int:
    known = set(model._default_manager.values_list("key", flat=True))
    fresh = [kind for key, kind in kinds.items() if key not in known]
    model._default_manager.bulk_create(fresh)
    return len(fresh)
