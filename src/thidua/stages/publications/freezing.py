"""Progress before the public: what the boards say is copied now and then and carries its hour («số liệu đến …»)."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.core import clock
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import NotNow
from thidua.foundation.core.finding import the_one
from thidua.foundation.core.operations import operation
from thidua.foundation.units.models import UnitKind
from thidua.stages.campaigns.models import Campaign, Participation, Target
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.queries import cells
from thidua.stages.progress.queries.amounts import Part
from thidua.stages.progress.queries.board import judged_cells
from thidua.stages.progress.queries.places import Asked, asked_by, levels_beneath
from thidua.stages.publications.models import PublicProgress

# More lines than this are a board, which is the desk's.
MOST_LINES = 100
NOTHING = "0"


@operation
def freeze_progress(*, by: System, now: datetime.datetime, campaign: Campaign) -> PublicProgress:
    """Replaces the campaign's public figures by those of this moment: of the whole, and one line a district.

    A copy that follows the ledger by itself, so it leaves no line in the audit trail. Refused with `NotNow` while the
    campaign's body takes no part in it: there is no board yet.
    """
    place = place_of_owner(campaign)
    if place is None:
        raise NotNow(_("Đợt thi đua chưa có đơn vị tham gia nên chưa có số liệu để công khai."))
    day = clock.day_of(now)
    row, _new = PublicProgress.objects.update_or_create(
        campaign=campaign, defaults={"site_date": day, "frozen_at": now, "content": progress_of(place, day)}
    )
    return row


def place_of_owner(campaign: Campaign) -> Participation | None:
    """The campaign's body in its frame."""
    rows = Participation.objects.standing().filter(campaign=campaign, unit=campaign.owner_id)
    return the_one(rows.select_related("unit", "kind", "campaign"))


def progress_of(place: Participation, day: datetime.date) -> dict[str, Any]:
    """Every target (companions inside theirs) for the branch of a place and, alike, for each unit just beneath it.

    Plain values in words: amounts as people write them, kinds of unit by their short label, states by their key.
    """
    asked, beneath = asked_by(place.campaign, day), _beneath(place)
    words = {level.key: level.short_label for level in levels_beneath(place)}
    rows: dict[int, dict[int, UnitProgress]] = defaultdict(dict)
    units = [place.unit_id, *(row.unit_id for row in beneath)]
    for row in judged_cells(asked, place, day).filter(unit__in=units).order_by("id"):
        rows[row.unit_id][row.target_id] = row
    return {
        "gathers": _gathers(words),
        "targets": [
            {"code": target.code, "label": target.short_label, "text": target.text,
             **(_cell(asked, target, rows[place.unit_id], words) or {})}
            for target in asked.targets if target.pk in rows[place.unit_id]
        ],
        "lines": [
            {"name": row.unit.short_name,
             "cells": {target.code: _cell(asked, target, rows[row.unit_id], words, is_brief=True) for target in asked.targets}}
            for row in beneath
        ],
    }  # fmt: skip


def _gathers(words: dict[str, str]) -> list[list[str]]:
    """The short words that stand for more than one kind of place: «huyện» is huyện, quận, thị xã, thành phố."""
    kinds = UnitKind.objects.filter(key__in=words).order_by("rank", "key")
    return [[kind.short_label, kind.place_words] for kind in kinds if "," in kind.place_words]


def _beneath(place: Participation) -> list[Participation]:
    """The units just beneath the campaign's body: its committees; where it has none, whoever is there."""
    rows = Participation.objects.standing().filter(campaign=place.campaign, parent=place.unit_id)
    found = list(rows.select_related("unit", "kind").order_by("unit__sort_key", "id"))
    return ([row for row in found if row.kind.is_committee] or found)[:MOST_LINES]


def _cell(
    asked: Asked, target: Target, rows: dict[int, UnitProgress], words: dict[str, str], *, is_brief: bool = False
) -> dict[str, Any] | None:
    """One target of one branch; None where nobody there is asked."""
    cell = cells.branch_cell(asked, target, rows, words)
    if cell is None or not cell.is_asked:
        return None
    return {
        "state": cell.state.value,
        "parts": _parts(cell.parts, is_brief=is_brief),
        "done": cell.done,
        "registered": cell.registered,
        "registered_parts": _parts(cell.registered_parts, is_brief=is_brief),
    }


def _parts(parts: tuple[Part, ...], *, is_brief: bool) -> list[list[str]]:
    """Reached, required and what is counted: a kind of unit, or the unit of the quantity; nothing of nothing.

    Of a percentage also both numbers; in a table money is rounded to triệu or tỷ.
    """
    shown = [part.brief if is_brief else part for part in parts if part.required != NOTHING]
    return [[*part[:3], *([part.behind] if part.behind else [])] for part in shown]
