"""An earlier campaign copied with its dates moved: its files to take away, with what a person has to write in them."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.plans.own_forms import CopyForm
from thidua.faces.desk.plans.packing import folder
from thidua.faces.kit.acting import form_page
from thidua.foundation.core.errors import Invalid, NotNow
from thidua.stages.campaigns import queries
from thidua.stages.campaigns.campaign_file import CATALOGUE
from thidua.stages.campaigns.models import Campaign
from thidua.stages.campaigns.plan_draft.copying import copy_campaign
from thidua.stages.campaigns.rules import require_runner

NOTE = "CON-PHAI-GHI.txt"


@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: the campaign's officer, «can the next one begin from this one»; nothing is kept on the site."""
    plan = queries.plan_for(request.actor, uid)
    require_runner(request.actor, plan.campaign)
    form = CopyForm(request.POST or None)
    if form.is_valid():
        key = form.cleaned_data["key"]
        try:
            made = copy_campaign(_place(plan.campaign), key, form.cleaned_data["months"])
        except (Invalid, NotNow) as refused:
            form.refuse(refused)
        else:
            return folder(key, {**made.files, NOTE: "\n".join(made.to_write) + "\n"})
    lead = _("Mọi mốc thời gian dời theo số tháng; số, ngày của kế hoạch mới và câu văn có năm thì bạn ghi lại. "
             "Tệp tải về nạp bằng lệnh thidua campaign load.")  # fmt: skip
    back = reverse("desk:plan", args=[uid])
    return form_page(
        request, form, back, title=_("Sao chép đợt thi đua"), button=_("Tải đợt thi đua mới"), lead=lead,
        about=plan.campaign.short_name,
    )  # fmt: skip


def _place(campaign: Campaign) -> Path:
    """The campaign's folder in the catalogue. Raises `NotNow` for one that was loaded from elsewhere."""
    place = Path(str(CATALOGUE)) / "campaigns" / campaign.key
    if not (place / "campaign.toml").is_file():
        raise NotNow(
            _("Đợt thi đua này không nạp từ danh mục nên không sao chép ở đây. Xin dùng lệnh thidua campaign copy.")
        )
    return place
