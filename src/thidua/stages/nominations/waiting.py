"""Which nominations wait where: with a body to be submitted, with the campaign's body to be considered."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import AwardForm, AwardRound
from thidua.stages.nominations.models import Nomination, NominationQuerySet, NomineeFile, Submission

N = Nomination.Status
SHOWN_WITH = ("person", "subject__kind", "subject__parent", "unit", "holder", "pool", "form__round", "campaign__owner")


def to_submit(form: AwardForm, unit: Unit) -> NominationQuerySet:
    """What a body has to put in its dossier for a form.

    Its own and those proposed to it; the campaign's body puts in its office and departments for its own form, and for
    an outside authority those it has chosen.
    """
    rows = Nomination.objects.filter(form=form, holder=unit)
    if unit.pk != form.round.campaign.owner_id:
        rows = rows.filter(status=N.PROPOSED)
    elif form.is_ours:
        rows = rows.filter(_of_the_house(unit.pk), status=N.PROPOSED)
    else:
        rows = rows.filter(status=N.SELECTED)
    return rows.select_related(*SHOWN_WITH).order_by("pool__position", "sort_key", "id")


def to_be_considered(round: AwardRound) -> NominationQuerySet:
    """What the campaign's council may consider: with the campaign's body, in a dossier it accepted.

    For an outside authority's form the body's own proposals need no dossier to itself.
    """
    owner = round.campaign.owner_id
    accepted = NomineeFile.objects.filter(
        nomination=OuterRef("pk"), submission__receiver=owner, submission__status=Submission.Status.ACCEPTED
    )
    own = _of_the_house(owner) & Q(form__is_ours=False)
    rows = Nomination.objects.filter(form__round=round, holder=owner, status=N.PROPOSED)
    rows = rows.filter(Q(Exists(accepted)) | own).select_related(*SHOWN_WITH)
    return rows.order_by("form__clause", "form_id", "pool__position", "sort_key", "id")


def selected_for(form: AwardForm) -> NominationQuerySet:
    """The list of a form: those who hold a seat, in the order of the pools and of their names."""
    rows = Nomination.objects.filter(form=form, status=N.SELECTED).select_related(*SHOWN_WITH, "seat")
    return rows.order_by("pool__position", "sort_key", "id")


def _of_the_house(owner_id: int) -> Q:
    """Proposed by the body itself or by one of its departments."""
    return Q(unit=owner_id) | Q(unit__parent=owner_id, unit__kind__key__endswith="department")
