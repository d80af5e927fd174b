"""The latest entry and gift of a unit's own fund, to look at the wording of their papers."""

from __future__ import annotations

from django.db.models import QuerySet

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.samples import SAMPLES
from thidua.foundation.units.models import Unit
from thidua.stages.funds import papers
from thidua.stages.funds.models import FundEntry, Kind


def _voucher(actor: Actor, unit: Unit) -> OfficialDocument | None:
    entry = _entries(actor, unit).order_by("-pk").first()
    return papers.voucher(entry) if entry else None


def _gift(actor: Actor, unit: Unit) -> FundEntry | None:
    rows = _entries(actor, unit).filter(kind=Kind.DONATION, reverses__isnull=True, donor__isnull=False)
    return rows.order_by("-pk").first()


def _acknowledgement(actor: Actor, unit: Unit) -> OfficialDocument | None:
    entry = _gift(actor, unit)
    return papers.acknowledgement(entry) if entry else None


def _thanks(actor: Actor, unit: Unit) -> OfficialDocument | None:
    entry = _gift(actor, unit)
    return papers.thanks(entry) if entry else None


def _entries(actor: Actor, unit: Unit) -> QuerySet[FundEntry]:
    """Without gifts of who asks not to be named: the preview is read by everybody of the branch."""
    rows = FundEntry.objects.filter(unit=unit).select_related("unit__kind", "donor", "work", "other_fund__unit")
    return rows.exclude(donor__is_anonymous=True) if actor.sees(unit) else rows.none()


SAMPLES.register("fund/voucher", _voucher)
SAMPLES.register("fund/acknowledgement", _acknowledgement)
SAMPLES.register("fund/thanks", _thanks)
