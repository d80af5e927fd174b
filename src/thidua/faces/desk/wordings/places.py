"""Whose wording a page is about: a unit's own or its campaign's; what stands of it, and who may change it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.kit.parts import Link
from thidua.foundation.core.errors import Missing
from thidua.foundation.documents import rewording
from thidua.foundation.documents.html import draw_html
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.models import OwnWording
from thidua.foundation.documents.rules import may_write_for
from thidua.foundation.documents.samples import SAMPLES
from thidua.foundation.documents.sentences import Editable, editable_at
from thidua.foundation.documents.wording import trying
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign
from thidua.stages.campaigns.papers import form_of
from thidua.stages.campaigns.queries import campaigns_of
from thidua.stages.campaigns.rules import why_not_run


@dataclass(frozen=True, slots=True)
class Place:
    """One wording of one unit, or of one campaign."""

    unit: Unit
    kind: Editable
    campaign: Campaign | None
    row: OwnWording | None
    why_not: str

    @property
    def campaign_key(self) -> str:
        return self.campaign.key if self.campaign else ""

    @property
    def whose(self) -> str:
        """«Lời của đợt thi đua …», «Lời của Ủy ban …»."""
        return (
            _("Lời chung của %(campaign)s") % {"campaign": self.campaign.short_name}
            if self.campaign
            else _("Lời riêng của %(unit)s") % {"unit": self.unit.name}
        )

    def address(self, name: str = "wording", *more: Any, **query: Any) -> str:
        asked = query | ({"dot": self.campaign.key} if self.campaign else {})
        plain = reverse(f"desk:{name}", args=[self.unit.uid, self.kind.address, *more])
        return f"{plain}?{urlencode(asked)}" if asked else plain

    def crumbs(self, *more: Link) -> list[Link]:
        listed = f"{reverse('desk:wordings')}?{urlencode({'don-vi': self.unit.uid})}"
        here = Link(self.kind.title, self.address() if more else "")
        return [Link(_("Lời văn bản"), listed), here, *more]


def place_of(request: HttpRequest, uid: uuid.UUID, address: str) -> Place:
    """The wording of an address, as the actor may read it. Raises `Missing` for a foreign unit, campaign or paper."""
    kind = editable_at(address)
    unit = Unit.objects.filter(uid=uid).select_related("kind", "parent").first()
    if kind is None or unit is None:
        raise Missing(_("Không có lời văn bản này trong phạm vi của bạn."))
    campaign = _campaign(request, unit, kind)
    if campaign is None and not request.actor.sees(unit):
        raise Missing(_("Không có lời văn bản này trong phạm vi của bạn."))
    row = rewording.standing(unit, kind.name, campaign.key if campaign else "")
    why_not = why_not_run(request.actor, campaign) if campaign else may_write_for(request.actor, unit) or ""
    return Place(unit, kind, campaign, row, why_not)


def sample(request: HttpRequest, place: Place, sentences: dict[str, Any]) -> OfficialDocument | None:
    """The latest real paper of this kind with these sentences; None where the unit has none yet."""
    with trying(place.kind.name, sentences, of_campaign=place.campaign is not None):
        return SAMPLES[place.kind.name](request.actor, place.unit)


def as_page(document: OfficialDocument) -> Any:
    """A paper as part of a page."""
    return draw_html(document, form_of(document))


def _campaign(request: HttpRequest, unit: Unit, kind: Editable) -> Campaign | None:
    key = request.GET.get("dot", "")
    if not key:
        return None
    run = campaigns_of(request.actor).filter(owner=unit) if kind.of_campaign else ()
    found = next((row for row in run if row.key == key), None)
    if found is None:
        raise Missing(_("Không có lời văn bản này trong phạm vi của bạn."))
    return found
