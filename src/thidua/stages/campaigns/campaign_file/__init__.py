"""Campaign files: `catalogue/campaigns/<key>/campaign.toml` with the plan's words in `plan.toml`, read strictly.

The format is described in docs/reference/campaign-file.md.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from pathlib import Path

from django.utils.translation import gettext as _

from thidua.stages.campaigns.campaign_file import awarding, grouping, head, obligations, reporting
from thidua.stages.campaigns.campaign_file.checks import Checks
from thidua.stages.campaigns.campaign_file.reading import CampaignFileError, Problem, Reader, open_toml
from thidua.stages.campaigns.campaign_file.shapes import CampaignFile
from thidua.stages.campaigns.campaign_file.vocabulary import CATALOGUE, Vocabulary, read_vocabulary

__all__ = [
    "CATALOGUE",
    "CampaignFile",
    "CampaignFileError",
    "Problem",
    "Vocabulary",
    "read_campaign",
    "read_files",
    "read_vocabulary",
]

FORMAT = 1


def read_campaign(folder: Path, vocabulary: Vocabulary | None = None) -> CampaignFile:
    """Reads and checks a campaign's folder. Raises `CampaignFileError` with every problem found: file, key, reason."""
    vocabulary = vocabulary or read_vocabulary()
    problems: list[Problem] = []
    root = open_toml(folder / "campaign.toml", problems)
    if root.number("format") != FORMAT:
        root.problem("format", _("bản này chỉ đọc được định dạng %(format)d") % {"format": FORMAT})
    words = open_toml(folder / "plan.toml", problems)
    campaign = _campaign(folder, root, words, vocabulary)
    if campaign is not None:  # a part that is missing whole would make strangers of all its keys
        root.done()
        words.done()
    if problems or campaign is None:
        raise CampaignFileError(problems)
    found = Checks(root.file, campaign, vocabulary).run()
    if found:
        raise CampaignFileError(found)
    return campaign


def read_files(key: str, files: Mapping[str, str], vocabulary: Vocabulary | None = None) -> CampaignFile:
    """The same of files that lie in no folder yet; `key` is the name theirs would have."""
    with tempfile.TemporaryDirectory() as place:
        # A key that is no name of a folder is told by reading, not by the disk.
        put = Path(place) / ("".join(sign for sign in key if sign.isalnum() or sign == "-")[:200] or "-")
        put.mkdir()
        for name, text in files.items():
            (put / Path(name).name).write_text(text, encoding="utf-8")
        return read_campaign(put, vocabulary)


def _campaign(folder: Path, root: Reader, words: Reader, vocabulary: Vocabulary) -> CampaignFile | None:
    part = root.table("campaign") or Reader(root.file, "campaign", {}, problems=[])
    plan = head.read_plan(root, words, vocabulary)
    clauses = {block.clause: block.text for block in plan.blocks} if plan else {}
    campaign = CampaignFile(
        key=part.key("key"),
        hash=_hash(folder),
        type=part.text("type", choices=head.TYPES),
        name=part.text("name"),
        short_name=part.text("short_name"),
        is_invented=part.flag("invented"),
        unit_set=part.text("unit_set", choices=vocabulary.units),
        owner=part.text("owner"),
        body=part.text("body"),
        focal=part.text("focal", required=False),
        purposes=part.text("purposes", required=False),
        contents=part.text("contents", required=False),
        takes_part=part.texts("takes_part", choices=vocabulary.unit_kinds),
        window=head.read_window(part.table("window")),
        plan=plan,  # type: ignore[arg-type]  # a file without a plan is refused before anybody reads it
        events=head.read_events(root),
        occasions=head.read_occasions(root),
        phases=head.read_phases(root),
        milestones=obligations.read_milestones(root, vocabulary),
        targets=obligations.read_targets(root, vocabulary, folder),
        tasks=obligations.read_tasks(root, vocabulary),
        reports=reporting.read_reports(root, vocabulary),
        criteria=awarding.read_criteria(root, vocabulary, clauses),
        rounds=awarding.read_rounds(root),
        awards=awarding.read_awards(root, vocabulary),
        dossier=awarding.read_dossier(root),
        groups=grouping.read_groups(root),
    )
    if campaign.key and campaign.key != folder.name:
        part.problem("key", _("phải trùng tên thư mục «%(folder)s»") % {"folder": folder.name})
    part.done()
    return campaign if plan and root.has("campaign") else None


def _hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in ("campaign.toml", "plan.toml", *sorted(path.name for path in folder.glob("*.csv"))):
        digest.update(name.encode() + b"\0" + (folder / name).read_bytes() + b"\0")
    return digest.hexdigest()
