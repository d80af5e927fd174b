"""`thidua campaign`: campaigns of the catalogue listed, checked, brought into the site."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from thidua.faces.interchange.catalogue import bring_in, folder_of, keys
from thidua.foundation.core import clock
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Refused
from thidua.stages.campaigns.campaign_file import read_campaign
from thidua.stages.campaigns.kind_files import read_unit_kinds
from thidua.stages.campaigns.models import Campaign, Participation
from thidua.stages.campaigns.plan_draft.copying import copy_campaign


class Command(BaseCommand):
    help = (
        "List the catalogue's campaigns; check a campaign's folder, load it into the site, or copy it with dates moved."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        listing = verbs.add_parser("list", help="the campaigns of the catalogue, and which the site has")
        checking = verbs.add_parser("check", help="read a campaign's folder and tell every problem")
        checking.add_argument("campaign", help="a key of the catalogue, or a folder")
        loading = verbs.add_parser("load", help="bring a campaign into the site; a second time changes nothing")
        loading.add_argument("campaign", help="a key of the catalogue, or a folder")
        copying = verbs.add_parser(
            "copy", help="write a campaign's files anew with its dates moved, to be finished by hand"
        )
        copying.add_argument("campaign", help="a key of the catalogue, or a folder")
        copying.add_argument("--to", required=True, help="a folder that is not there yet; its name is the new key")
        copying.add_argument("--months", type=int, required=True, help="by how many months every date moves")
        for verb in (listing, checking, loading, copying):
            verb.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        campaign = options.get("campaign", "")
        answer = copied(campaign, options["to"], options["months"]) if verb == "copy" else VERBS[verb](campaign)
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self.stdout.write(answer["tells"])


def listed(_campaign: str) -> dict[str, Any]:
    """The catalogue's campaigns."""
    present = set(Campaign.objects.values_list("key", flat=True))
    rows = [{"key": key, "loaded": key in present} for key in keys()]
    lines = [f"{row['key']:<20} {_('đã nạp') if row['loaded'] else ''}".rstrip() for row in rows]
    return {"campaigns": rows, "tells": "\n".join(lines)}


def checked(campaign: str) -> dict[str, Any]:
    """A campaign's folder read; raises `CampaignFileError` with every problem."""
    folder = folder_of(campaign) if campaign in keys() else Path(campaign)
    file = read_campaign(folder)
    labels = {kind.key: kind.label for kind in read_unit_kinds()}
    unjudged = list(file.subjects_without_criteria())
    tells = _("Tệp đúng: %(targets)d chỉ tiêu, %(milestones)d mốc việc, %(blocks)d đoạn văn của kế hoạch.") % {
        "targets": len(file.targets), "milestones": len(file.milestones), "blocks": len(file.plan.blocks),
    }  # fmt: skip
    if unjudged:
        tells += "\n" + _("Lưu ý: có suất khen nhưng kế hoạch không nêu tiêu chuẩn cho: %(kinds)s.") % {
            "kinds": ", ".join(labels[key] for key in unjudged)
        }
    return {"key": file.key, "hash": file.hash, "without_criteria": unjudged, "tells": tells}


def loaded(campaign: str) -> dict[str, Any]:
    """A campaign brought into the site."""
    folder = Path(campaign)
    if campaign not in keys() and not (folder / "campaign.toml").is_file():
        raise CommandError(
            _("Danh mục không có đợt thi đua «%(key)s»; chỉ có: %(keys)s.")
            % {"key": campaign, "keys": ", ".join(keys())}
        )
    with transaction.atomic():
        made, _file = bring_in(
            key=campaign, by=System(), now=clock.now(), folder=None if campaign in keys() else folder
        )
    units = Participation.objects.filter(campaign=made).count()
    tells = _("Đợt thi đua %(key)s có trong hệ thống: %(units)d đơn vị tham gia.") % {
        "key": made.key,
        "units": units,
    }
    return {"key": made.key, "version": made.file_version, "units": units, "tells": tells}


def copied(campaign: str, to: str, months: int) -> dict[str, Any]:
    """A campaign's files in a new folder, dates moved; what a person has to write in them is told."""
    folder, target = folder_of(campaign) if campaign in keys() else Path(campaign), Path(to)
    if target.exists():
        raise CommandError(_("Thư mục %(folder)s đã có. Xin ghi tên khác.") % {"folder": to})
    try:
        made = copy_campaign(folder, target.name, months)
    except Refused as refused:
        raise CommandError(str(refused)) from None
    target.mkdir(parents=True)
    for name, text in made.files.items():
        (target / name).write_text(text, encoding="utf-8")
    tells = [_("Đã chép sang %(folder)s. Còn phải ghi:") % {"folder": to}, *(f"- {line}" for line in made.to_write)]
    return {"folder": to, "to_write": list(made.to_write), "tells": "\n".join(tells)}


VERBS: dict[str, Callable[[str], dict[str, Any]]] = {"list": listed, "check": checked, "load": loaded}
