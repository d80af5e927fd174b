"""Who sees a fund: whoever the unit's branch is open to; a donor who asks for it is named to its own people alone."""

from __future__ import annotations

import uuid
from typing import Any, TypeVar

from django.db.models import BooleanField, Model, Q, QuerySet, Value
from django.db.models.expressions import Case, When
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor, visible
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Missing
from thidua.stages.funds.models import Donor, Fund, FundEntry, FundMonth

M = TypeVar("M", bound=Model)
# On rows of entries and donors: whether this reader is told a name that asks not to be told.
NAMED = "is_named"


def readable(actor: Actor) -> QuerySet[Fund]:
    """The funds the actor may open."""
    return visible(Fund.objects.all(), actor)


def readable_entries(actor: Actor) -> QuerySet[FundEntry]:
    """The entries the actor may open, each knowing whether it may name its donor."""
    return with_names(visible(FundEntry.objects.all(), actor), actor, "donor__is_anonymous")


def readable_donors(actor: Actor) -> QuerySet[Donor]:
    """The donors of the funds the actor may open."""
    return with_names(visible(Donor.objects.all(), actor), actor, "is_anonymous")


def with_names(rows: QuerySet[M], actor: Actor, column: str) -> QuerySet[M]:
    """Rows that know whether their donor is named to the actor."""
    told = Q(unit__in=own_units(actor)) | Q(**{column: False})
    flag: Any = Case(When(told, then=Value(True)), default=Value(False), output_field=BooleanField())
    named: QuerySet[M] = rows.annotate(**{NAMED: flag})
    return named


def own_units(actor: Actor) -> list[int]:
    """The units whose funds the actor keeps or closes."""
    return [*actor.bodies_with(Permission.FUNDS_ENTER), *actor.bodies_with(Permission.FUNDS_CLOSE)]


def donor_name(donor: Donor | None, *, is_named: bool) -> str:
    """A donor as this reader is told; nothing where nobody was written down."""
    if donor is None:
        return ""
    return donor.name if is_named else _("Người ủng hộ không nêu tên")


def require_seen(by: By, fund: Fund) -> None:
    """Raises `Missing` for a fund the actor may not know of, as if there were none."""
    if isinstance(by, Actor) and not by.sees(fund.unit):
        raise Missing(_("Không tìm thấy quỹ này, hoặc quỹ thuộc đơn vị khác."))


def may_read_sheet(actor: Actor, uid: uuid.UUID) -> bool:
    """The rule of a month's files: who may open the fund may open them."""
    return visible(FundMonth.objects.filter(uid=uid), actor).exists()
