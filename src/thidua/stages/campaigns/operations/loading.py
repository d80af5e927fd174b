"""Campaign files brought into the site: once, as version 1 with the file's hash; never over what the site has."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import NotNow
from thidua.foundation.core.operations import operation
from thidua.foundation.units.queries import by_code
from thidua.stages.campaigns import award_rows, rows
from thidua.stages.campaigns.campaign_file import CampaignFile, CampaignFileError, Problem
from thidua.stages.campaigns.campaign_file.shapes import TargetPart
from thidua.stages.campaigns.models import (
    AwardForm,
    AwardPool,
    AwardRound,
    Campaign,
    CitedDocument,
    CriteriaSet,
    Criterion,
    DocumentCitation,
    Exemption,
    Plan,
    Target,
    TargetMinimum,
)


@operation
def load_campaign(*, by: By, now: datetime.datetime, file: CampaignFile) -> Campaign:
    """Makes the campaign and all its parts from a file that was read, with its plan still without a document.

    The same file a second time changes nothing. Refused with `NotNow` when the site has the campaign from another file,
    naming what differs; with `Missing` when the owner's unit is not there; with `CampaignFileError` when a text is too
    long for its place.
    """
    standing = Campaign.objects.filter(key=file.key).first()
    if standing is not None:
        if standing.file_hash == file.hash:
            return standing
        raise NotNow(
            _("Đợt thi đua «%(key)s» đã được nạp từ một tệp khác nên không ghi đè. Chỗ khác nhau: %(differences)s.")
            % {"key": file.key, "differences": "; ".join(differences(file)) or _("chỉ cách trình bày tệp")}
        )
    campaign: Campaign = _save(file, _campaign(file, now))
    for part in (
        rows.events,
        rows.occasions,
        rows.phases,
        rows.themes,
        rows.milestone_kinds,
        rows.tasks,
        rows.dossier_parts,
    ):
        _save_all(file, part(file, campaign))
    _save_targets(file, campaign)
    _save_awards(file, campaign)
    _save_plan(file, campaign, now)
    audit.record(
        by=by,
        act=gettext_noop("nạp đợt thi đua"),
        obj=campaign,
        after={"hash": file.hash, "version": campaign.file_version},
    )
    return campaign


def differences(file: CampaignFile) -> list[str]:
    """What a file says otherwise than the site, by part and key: new, gone, or which columns differ."""
    campaign = Campaign.objects.get(key=file.key)
    wanted = {target.code: target for one, beside in rows.targets(file, campaign) for target in (one, *beside)}
    found = [*_compared("target", wanted, {row.code: row for row in campaign.targets.order_by("id")})]
    parts: list[tuple[str, Iterable[Any], str]] = [
        ("event", rows.events(file, campaign), "events"),
        ("phase", rows.phases(file, campaign), "phases"),
        ("milestone", rows.milestone_kinds(file, campaign), "milestone_kinds"),
        ("task", rows.tasks(file, campaign), "tasks"),
        ("dossier", rows.dossier_parts(file, campaign), "dossier_parts"),
    ]
    for name, new, relation in parts:
        standing = getattr(campaign, relation).order_by("id")
        if relation == "tasks":
            standing = standing.filter(plan=None)  # those of lower units' plans stand in no file
        found += _compared(name, {_key(row): row for row in new}, {_key(row): row for row in standing})
    return found


def _campaign(file: CampaignFile, now: datetime.datetime) -> Campaign:
    time = rows.ends(file.window)
    if time.start is None:
        raise CampaignFileError([Problem(file.key, "campaign.window.from", _("còn thiếu"))])
    return Campaign(
        key=file.key,
        name=file.name,
        short_name=file.short_name,
        type=file.type,
        owner=by_code(file.owner, on=time.start),
        starts_on=time.start,
        starts_precision=rows.precision(file.window.start),
        ends_before=time.before,
        ends_event_key=time.event,
        file_hash=file.hash,
        is_invented=file.is_invented,
        made_at=now,
        changed_at=now,
    )


def _save_targets(file: CampaignFile, campaign: Campaign) -> None:
    parts = {part.code: part for part in file.targets}
    for target, companions in rows.targets(file, campaign):
        _save(file, target)
        _save_all(file, companions)
        for row in _asked(parts[target.code], target, campaign.starts_on):
            _save(file, row)


def _asked(part: TargetPart, target: Target, on: datetime.date) -> Iterable[models.Model]:
    """Own numbers, shares of a total with the total itself, and exemptions."""
    given = {code: (minimum, part.minimums_source) for code, minimum in part.minimums.items()}
    shares: dict[str, int] = {}
    if part.allocation is not None:
        shares, source = part.allocation.shares, part.allocation.source
        shared = {code: (share, source) for code, share in shares.items()}
        given = {**shared, part.allocation.by: (part.allocation.total, source), **given}
    by = by_code(part.allocation.by, on=on) if part.allocation else None
    for code, (minimum, source) in given.items():
        share = shares.get(code)
        yield TargetMinimum(
            target=target,
            unit=by_code(code, on=on),
            minimum=minimum,
            source=source,
            share=share,
            allocated_by=by if share is not None else None,
        )
    for line in part.exempt:
        unit, since = by_code(line.code, on=on), target.campaign.made_at
        yield Exemption(target=target, unit=unit, document=line.document, given_at=since)


def _save_awards(file: CampaignFile, campaign: Campaign) -> None:
    criteria: list[tuple[CriteriaSet, list[Criterion]]] = list(award_rows.criteria_sets(file, campaign))
    for judged, statements in criteria:
        _save(file, judged)
        _save_all(file, statements)
    rounds: list[tuple[AwardRound, list[tuple[AwardForm, list[AwardPool]]]]] = list(award_rows.rounds(file, campaign))
    for made, forms in rounds:
        _save(file, made)
        for form, pools in forms:
            _save(file, form)
            _save_all(file, pools)


def _save_plan(file: CampaignFile, campaign: Campaign, now: datetime.datetime) -> None:
    words = file.plan
    plan = Plan(
        campaign=campaign,
        unit=campaign.owner,
        title=words.title,
        preamble="\n".join(words.preamble),
        closing=words.closing,
        made_at=now,
        changed_at=now,
    )
    _save(file, plan)
    _save_all(file, rows.blocks(file, plan))
    _save_all(file, rows.recipient_lines(file, plan))
    for document, part in zip(rows.cited_documents(file, now), words.cited, strict=True):
        # A document another campaign has cited is the same document.
        known = _known_document(document) or _save(file, document)
        clauses = [(clause, False) for clause in part.clauses] + ([("", True)] if part.carried_out else [])
        _save_all(
            file,
            (
                DocumentCitation(plan=plan, document=known, clause=clause, carries_out=carried)
                for clause, carried in clauses
            ),
        )


def _known_document(document: CitedDocument) -> CitedDocument | None:
    """The library's document of the same key, else the one of the same number, day and issuer."""
    found = CitedDocument.objects.filter(key=document.key).first()
    if found is None and document.number and document.date and document.issuer:
        same = {"number": document.number, "date": document.date, "issuer": document.issuer}
        found = CitedDocument.objects.filter(**same).order_by("id").first()
    return found


def _save_all(file: CampaignFile, made: Iterable[models.Model]) -> None:
    for row in made:
        _save(file, row)


def _save(file: CampaignFile, row: Any) -> Any:
    """Saves a row after its columns took the values: PostgreSQL would refuse a long text that SQLite takes."""
    fields = row._meta.concrete_fields
    left_out = [field.name for field in fields if field.is_relation or not getattr(row, field.attname)]
    try:
        row.clean_fields(exclude=left_out)
    except ValidationError as error:
        part = f"{row._meta.model_name}[{_key(row)}]"
        raise CampaignFileError(
            [Problem(file.key, f"{part}.{name}", " ".join(told)) for name, told in error.message_dict.items()]
        ) from error
    row.save()
    return row


def _key(row: Any) -> str:
    return str(
        next((getattr(row, name) for name in ("key", "code", "clause", "number", "position") if hasattr(row, name)), "")
    )


def _compared(name: str, new: dict[str, Any], standing: dict[str, Any]) -> Iterable[str]:
    for key in sorted(new.keys() | standing.keys()):
        if key not in standing:
            yield _("%(part)s %(key)s: tệp có thêm") % {"part": name, "key": key}
        elif key not in new:
            yield _("%(part)s %(key)s: tệp không còn") % {"part": name, "key": key}
        else:
            columns = _differing(new[key], standing[key])
            if columns:
                yield _("%(part)s %(key)s: %(columns)s") % {"part": name, "key": key, "columns": ", ".join(columns)}


def _differing(new: Any, standing: Any) -> list[str]:
    """The columns that differ, without what the office's own acts fill in: dates of events, closings, versions."""
    own = {"id", "date", "source", "closed_on", "is_being_rebuilt", "version"}
    names = [field.attname for field in new._meta.concrete_fields if not field.is_relation]
    return [name for name in names if name not in own and getattr(new, name) != getattr(standing, name)]
