"""The files a campaign was made from, where the site still has them: its draft's, or the catalogue's."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import NotNow
from thidua.foundation.core.finding import the_one
from thidua.stages.campaigns.campaign_file import CATALOGUE
from thidua.stages.campaigns.models import Campaign, CampaignDraft
from thidua.stages.campaigns.plan_draft.copying import files_of


def campaign_files(campaign: Campaign) -> dict[str, str]:
    """The files by their names. Raises `NotNow` for a campaign that was loaded from a folder outside the catalogue."""
    draft = the_one(CampaignDraft.objects.filter(campaign=campaign))
    if draft is not None:
        return dict(draft.files)
    place = Path(str(CATALOGUE)) / "campaigns" / campaign.key
    if not (place / "campaign.toml").is_file():
        raise NotNow(
            _("Đợt thi đua này nạp từ tệp ngoài danh mục nên không chép ở đây. Xin dùng lệnh thidua campaign copy.")
        )
    return files_of(place)
