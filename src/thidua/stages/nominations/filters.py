"""How lists of nominations and dossiers are narrowed: read from an address, unknown values refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.finding import the_one
from thidua.foundation.units.models import within
from thidua.stages.campaigns.models import AwardForm, AwardRound, Plan
from thidua.stages.campaigns.queries import campaigns_of
from thidua.stages.nominations.models import Submission
from thidua.stages.nominations.standing import LABELS

ROUND = re.compile(r"(?P<campaign>[-\w]+)/(?P<number>\d{1,4})")
# Lists with a name of their own: what waits for the reader.
WAITING, TO_CONFIRM, TO_MEND, LATE = "cho-xem-xet", "cho-xac-nhan", "can-sua", "sau-han"
VIEWS = (WAITING, TO_CONFIRM, TO_MEND, LATE)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The filters of one list, understood."""

    text: str = ""
    status: str = ""
    round: AwardRound | None = None
    form: AwardForm | None = None
    pool: int | None = None
    view: str = ""


def narrowing(actor: Actor, given: Mapping[str, Any], *, of_submissions: bool = False) -> Narrowing:
    """From `q`, `trang-thai`, `dot` («286/1»), `hinh-thuc`, `dien`, `xem`. Raises `Missing` for an unknown value."""
    names = ("q", "trang-thai", "dot", "hinh-thuc", "dien", "xem")
    values = {name: str(given.get(name) or "").strip() for name in names}
    statuses = Submission.Status.values if of_submissions else list(LABELS)
    if (values["trang-thai"] and values["trang-thai"] not in statuses) or values["xem"] not in ("", *VIEWS):
        raise unknown()
    round = round_named(actor, values["dot"]) if values["dot"] else None
    return Narrowing(
        text=values["q"],
        status=values["trang-thai"],
        round=round,
        form=_form(actor, values["hinh-thuc"], round) if values["hinh-thuc"] else None,
        pool=_number(values["dien"]) if values["dien"] else None,
        view=values["xem"],
    )


def rounds_open_to(actor: Actor) -> QuerySet[AwardRound]:
    """The rounds the actor takes part in: its campaigns' own, and those of lower units it works for or beneath."""
    own = Q(plan=None)
    for post in actor.posts:
        own |= Q(unit__lft__lte=post.lft, unit__rgt__gte=post.rgt)
    return AwardRound.objects.filter(own, campaign__in=campaigns_of(actor))


def round_of(actor: Actor, campaign: str, number: int) -> AwardRound:
    """A round the actor takes part in, or of a unit it sees. Raises `Missing` for another."""
    seen = AwardRound.objects.filter(within("unit", actor.intervals), campaign__in=campaigns_of(actor))
    rows = (rounds_open_to(actor) | seen).filter(campaign__key=campaign, number=number)
    found = rows.select_related("campaign__owner__kind", "unit__kind", "plan__document").order_by("id").first()
    if found is None:
        raise Missing(_("Không có đợt khen thưởng này trong các đợt thi đua của đơn vị bạn."))
    return found


def round_of_plan(actor: Actor, plan: Plan) -> AwardRound | None:
    """The round of the awards a unit's own plan gives, if the actor may open it."""
    found = the_one(AwardRound.objects.filter(plan=plan).select_related("campaign"))
    if found is None or not (actor.sees(plan.unit) or rounds_open_to(actor).filter(pk=found.pk).exists()):
        return None
    return found


def unknown() -> Missing:
    """A filter nobody offered: a list that silently shows everything would be a lie."""
    return Missing(_("Bộ lọc này không có. Xin mở lại danh sách."))


def round_named(actor: Actor, text: str) -> AwardRound:
    """A round by its name in an address: «286/1». Raises `Missing`."""
    match = ROUND.fullmatch(text)
    if match is None:
        raise unknown()
    return round_of(actor, match["campaign"], int(match["number"]))


def _form(actor: Actor, key: str, round: AwardRound | None) -> AwardForm:
    rows = AwardForm.objects.filter(key=key, round__campaign__in=campaigns_of(actor))
    rows = rows.filter(round=round) if round else rows
    found = rows.select_related("round__campaign").order_by("id").first()
    if found is None:
        raise unknown()
    return found


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 4:
        raise unknown()
    return int(text)
