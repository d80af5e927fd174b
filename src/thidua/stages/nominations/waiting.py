"""Which nominations wait where: with a body to be submitted, with the campaign's body to be considered."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q

from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import AwardForm, AwardRound
from thidua.stages.nominations.models import Nomination, NominationQuerySet, NomineeFile, Submission

N = Nomination.Status
# Who runs the round.
BODY = "form__round__unit"
# Proposed by that body or by one of its departments.
OF_THE_HOUSE = Q(unit=F(BODY)) | Q(unit__parent=F(BODY), unit__kind__key__endswith="department")
SHOWN_WITH = ("person", "subject__kind", "subject__parent", "unit", "holder", "pool", "form__round__guidance",
              "form__round__unit", "campaign__owner")  # fmt: skip


def to_be_filed() -> NominationQuerySet:
    """What its holder has to put in a dossier.

    A body's own and those proposed to it; of the round's body its office and departments for its own form, and for
    an outside authority those it has chosen.
    """
    at_the_top = Q(holder=F(BODY))
    on_the_way = ~at_the_top & Q(status=N.PROPOSED)
    own = at_the_top & OF_THE_HOUSE & Q(form__is_ours=True, status=N.PROPOSED)
    return Nomination.objects.filter(on_the_way | own | at_the_top & Q(form__is_ours=False, status=N.SELECTED))


def to_submit(form: AwardForm, unit: Unit) -> NominationQuerySet:
    """What a body has to put in its dossier for a form, in the order of the pools and of names."""
    rows = to_be_filed().filter(form=form, holder=unit)
    return rows.select_related(*SHOWN_WITH).order_by("pool__position", "sort_key", "id")


def to_be_considered(round: AwardRound) -> NominationQuerySet:
    """What the council of the round's body may consider of a round: see `in_councils_hands`."""
    rows = in_councils_hands().filter(form__round=round).select_related(*SHOWN_WITH)
    return rows.order_by("form__clause", "form_id", "pool__position", "sort_key", "id")


def in_councils_hands() -> NominationQuerySet:
    """What the councils of rounds may consider: with the round's body, in a dossier it accepted.

    For an outside authority's form the body's own proposals need no dossier to itself.
    """
    accepted = NomineeFile.objects.filter(
        nomination=OuterRef("pk"), submission__receiver=OuterRef(BODY),
        submission__status=Submission.Status.ACCEPTED,
    )  # fmt: skip
    rows = Nomination.objects.filter(holder=F(BODY), status=N.PROPOSED)
    return rows.filter(Q(Exists(accepted)) | OF_THE_HOUSE & Q(form__is_ours=False))


def selected_for(form: AwardForm) -> NominationQuerySet:
    """The list of a form: those who hold a seat, in the order of the pools and of their names."""
    rows = Nomination.objects.filter(form=form, status=N.SELECTED).select_related(*SHOWN_WITH, "seat")
    return rows.order_by("pool__position", "sort_key", "id")
