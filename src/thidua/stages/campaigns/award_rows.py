"""Criteria and awards of a campaign file as rows of the database; each row is saved before those beneath it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

from thidua.stages.campaigns.campaign_file import CATALOGUE, CampaignFile
from thidua.stages.campaigns.campaign_file.shapes import Award, Criteria
from thidua.stages.campaigns.models import (
    AwardForm,
    AwardPool,
    AwardRound,
    Campaign,
    CriteriaSet,
    Criterion,
)


def criteria_sets(file: CampaignFile, campaign: Campaign) -> Iterator[tuple[CriteriaSet, list[Criterion]]]:
    """Each set with its statements."""
    for part in file.criteria:
        judged = CriteriaSet(
            campaign=campaign,
            clause=part.clause,
            subject=part.subject,
            unit_kinds=list(part.unit_kinds),
            for_people=part.for_people,
        )
        yield judged, _statements(part, judged)


def rounds(
    file: CampaignFile, campaign: Campaign
) -> Iterator[tuple[AwardRound, list[tuple[AwardForm, list[AwardPool]]]]]:
    """Each round with its forms, each form with its pools."""
    for part in file.rounds:
        made = AwardRound(
            campaign=campaign, number=part.number, unit=campaign.owner, event_key=part.event,
            draws_from=list(part.draws_from),
        )  # fmt: skip
        forms = [
            (form := _form(award, made), _pools(award, form)) for award in file.awards if award.round == part.number
        ]
        yield made, forms


def _statements(part: Criteria, judged: CriteriaSet) -> list[Criterion]:
    return [
        Criterion(
            criteria_set=judged,
            position=position,
            text=line.text,
            only_for_form=line.only_for_form,
            known=list(line.known),
        )
        for position, line in enumerate(part.statements, start=1)
    ]


def _form(award: Award, made: AwardRound) -> AwardForm:
    given = tomllib.loads((CATALOGUE / "award_forms" / f"{award.form}.toml").read_text(encoding="utf-8"))
    return AwardForm(
        round=made,
        key=award.form,
        clause=award.clause,
        name=given["label"],
        submitters=award.submitters,
        appraiser=award.appraiser,
        decider=given["decided_by"],
        is_ours=given["authority"] == "own",
        original_sets=award.original_sets,
        announced_later=award.announced_later,
        one_per_achievement=award.one_per_achievement,
    )


def _pools(award: Award, form: AwardForm) -> list[AwardPool]:
    return [
        AwardPool(
            form=form,
            position=position,
            name=pool.name,
            unit_kinds=list(pool.unit_kinds),
            for_people=pool.for_people,
            quota=pool.quota,
        )
        for position, pool in enumerate(award.pools, start=1)
    ]
