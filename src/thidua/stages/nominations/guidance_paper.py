"""The guidance of an award round as an official document, written from its terms and the campaign's forms."""

from __future__ import annotations

import datetime

from thidua.foundation.core import clock
from thidua.foundation.core.vietnamese import fold
from thidua.foundation.documents.formats import format_near
from thidua.foundation.documents.model import Block, Heading, HeadingLevel, OfficialDocument, item, paragraph
from thidua.foundation.documents.wording import Wording, wording
from thidua.foundation.documents.writing import build_symbol, short_date
from thidua.stages.campaigns import papers
from thidua.stages.campaigns.models import DossierPart
from thidua.stages.nominations.models import AwardGuidance
from thidua.stages.nominations.paper_words import issuer_words, plan_words, round_words, signer


def guidance_document(guidance: AwardGuidance) -> OfficialDocument:
    """The guidance of a round as it goes before the leader."""
    unit, on = guidance.unit, clock.act_day()
    campaign = guidance.round.campaign
    say = wording("guidance/awards", unit, campaign.key)
    form = papers.letterhead_form(unit, on)
    return OfficialDocument(
        kind="guidance",
        family=papers.family_of(unit),
        letterhead=papers.letterhead(unit, on),
        symbol=build_symbol("guidance", form.symbol if form else papers.initials(unit)),
        subject=say.line("subject", round=round_words(say, guidance.round), campaign=papers.campaign_words(campaign)),
        blocks=tuple(_guidance_blocks(guidance, say, on)),
        signature=signer(unit, on),
        recipients=tuple(_guidance_recipients(guidance, say)),
    )


def _guidance_blocks(guidance: AwardGuidance, say: Wording, on: datetime.date) -> list[Block]:
    plan, issuer = plan_words(guidance.round), issuer_words(guidance.unit, on)
    terms = {"plan": plan, "issuer": issuer, "round": round_words(say, guidance.round).lower()}
    sections: list[tuple[str, list[Block]]] = [
        ("forms", _form_blocks(guidance, say)),
        ("conditions", [
            item("-", say.line("conditions_criteria", works=guidance.works_needed, **terms)),
            item("-", say.line("conditions_once")),
            item("-", say.line("conditions_comment", days=guidance.comment_days)),
        ]),
        ("dossier", _dossier_blocks(guidance, say)),
        ("allotments", _allotment_blocks(guidance, say)),
        ("schedule", _schedule_blocks(guidance, say, issuer)),
    ]  # fmt: skip
    blocks: list[Block] = [paragraph(say.line("preamble", **terms))]
    filled = [(key, rows) for key, rows in sections if rows]
    for numeral, (key, rows) in zip(("I.", "II.", "III.", "IV.", "V."), filled, strict=False):
        blocks += [Heading(HeadingLevel.SECTION, numeral, say.line(key)), *rows]
    return [*blocks, paragraph(say.line("closing", **terms))]


def _form_blocks(guidance: AwardGuidance, say: Wording) -> list[Block]:
    blocks: list[Block] = []
    for number, form in enumerate(guidance.round.forms.order_by("clause", "id"), 1):
        blocks.append(Heading(HeadingLevel.ITEM, f"{number}.", say.line("form", name=form.name)))
        blocks.append(paragraph(say.line("form_decider", decider=form.decider, appraiser=form.appraiser)))
        pools = list(form.pools.exclude(quota=0).order_by("position", "id"))
        for pool in pools:
            quota = say.line("quota", count=f"{pool.quota:02d}") if pool.quota else say.line("quota_unknown")
            blocks.append(item("-", say.line("pool", name=pool.name, quota=quota)))
        if not pools:
            blocks.append(paragraph(say.line("pool_unknown")))
    return blocks


def _dossier_blocks(guidance: AwardGuidance, say: Wording) -> list[Block]:
    parts = DossierPart.objects.filter(campaign=guidance.round.campaign).order_by("position", "id")
    keys = {True: "dossier_part_nominee", False: "dossier_part"}
    blocks: list[Block] = [item("-", say.line(keys[part.per_nominee], name=part.name)) for part in parts]
    for row in guidance.forms.select_related("form").order_by("form__clause", "id"):
        key = "dossier_sets" if row.original_sets else "dossier_sets_unknown"
        blocks.append(item("-", say.line(key, form=row.form.name, sets=f"{row.original_sets or 0:02d}")))
    return blocks


def _allotment_blocks(guidance: AwardGuidance, say: Wording) -> list[Block]:
    rows = guidance.allotments.select_related("unit", "pool").order_by("pool__position", "unit__sort_key", "id")
    return [item("-", say.line("allotment", unit=row.unit.name, most=row.most, pool=row.pool.name)) for row in rows]


def _schedule_blocks(guidance: AwardGuidance, say: Wording, issuer: str) -> list[Block]:
    family = papers.family_of(guidance.unit)
    appraisers = [form.appraiser for form in guidance.round.forms.order_by("clause", "id") if form.is_ours]
    appraiser = (appraisers or [issuer])[0]
    # Who appraises for itself is no way to itself.
    dossiers = "schedule_dossiers_straight" if fold(appraiser) == fold(issuer) else "schedule_dossiers"
    days = [
        ("schedule_proposals", guidance.proposals_before),
        (dossiers, guidance.dossiers_before),
        ("schedule_council", guidance.council_on),
    ]
    blocks: list[Block] = []
    for key, day in days:
        if day is not None:
            date = short_date(day, format_near(family, day).writing)
            blocks.append(item("-", say.line(key, date=date, issuer=issuer, appraiser=appraiser)))
    if guidance.contact:
        blocks.append(item("-", say.line("contact", contact=guidance.contact)))
    return blocks


def _guidance_recipients(guidance: AwardGuidance, say: Wording) -> list[str]:
    places = guidance.round.campaign.participations.standing().filter(parent=guidance.unit_id)
    labels = dict.fromkeys(
        places.select_related("kind").order_by("kind__rank", "kind_id", "id").values_list("kind__label", flat=True)
    )
    lines = [say.line("recipient_beneath", units=label[:1].upper() + label[1:]) for label in labels]
    return [*(f"- {line}" for line in lines), f"- {say.line('recipient_archive')}"]
