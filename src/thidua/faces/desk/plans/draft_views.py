"""A campaign's draft on the desk: corrected, opened, dropped, taken away; an earlier campaign copied into one."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.faces.desk.plans.draft_forms import CopyForm, DraftForm, lines_of
from thidua.faces.desk.plans.packing import folder
from thidua.faces.kit.acting import ActForm, at_once, carried_out
from thidua.faces.kit.notices import done
from thidua.foundation.core import step_notes
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.stages.campaigns import operations, queries, rules
from thidua.stages.campaigns.campaign_file import CampaignFileError, Problem, read_files
from thidua.stages.campaigns.kept_files import campaign_files
from thidua.stages.campaigns.models import Campaign, CampaignDraft
from thidua.stages.campaigns.operations.drafting import free_key
from thidua.stages.campaigns.plan_draft.copying import anew, moved, moved_days, years_moved
from thidua.stages.reports.operations import accept_draft
from thidua.stages.reports.operations.opening import STEPS

A_YEAR = 12
# Behind them the year has room.
LONGEST_KEY, LONGEST_NAME = 50, 105


@require_http_methods(["GET", "POST"])
def draft_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: who prepares a campaign, «what is still missing before it opens». Saved, or saved and opened."""
    draft = queries.draft_for(request.actor, uid)
    form = DraftForm(request.POST or None, kept=draft.files, initial={"version": draft.version})
    if request.method == "POST":
        if request.POST.get("act") == "open":
            accepted = carried_out(request, form, accept_draft, draft=draft, files=form.written)
            if isinstance(accepted, CampaignDraft):
                return led_on(request, accepted)
        elif carried_out(request, form, operations.change_draft, draft=draft, files=form.written):
            done(request, _("Đã lưu đợt thi đua dự thảo."))
            return redirect("desk:campaign-draft", uid=uid)
    context = {
        "draft": draft,
        "form": form,
        "faults": form.lines_of(_faults(draft)) if draft.is_at_work else [],
        "step": step_notes.told(draft.uid) if draft.waits_since else 0,
        "steps": STEPS,
        "why_not_open": rules.why_not_open(request.actor, draft.unit),
        "act_form": ActForm(initial={"version": draft.version}),
        "plan": draft.campaign.plans.filter(parent=None).first() if draft.campaign else None,
    }
    return render(request, "desk/plans/draft.html", context, status=422 if form.errors else 200)


def led_on(request: HttpRequest, draft: CampaignDraft) -> HttpResponse:
    """After a draft was accepted: the campaign's page, or the draft's until the worker has opened it."""
    if draft.campaign is None:
        return redirect("desk:campaign-draft", uid=draft.uid)
    done(request, _("Đã mở đợt thi đua. Các đơn vị tham gia thấy chỉ tiêu, mốc việc của mình từ bây giờ."))
    return redirect("desk:plan", uid=draft.campaign.plans.get(parent=None).uid)


@require_GET
def draft_file(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The draft's files as they are kept."""
    draft = queries.draft_for(request.actor, uid)
    # A key that is still to be corrected may be no name of a folder.
    name = "".join(sign for sign in draft.key if sign.isalnum() or sign == "-")
    return folder(name or "dot-thi-dua", draft.files)


@require_POST
def drop(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Takes a draft off the list."""
    draft = queries.draft_for(request.actor, uid)
    return at_once(request, operations.drop_draft, _("Đã bỏ bản dự thảo."), reverse("desk:plans"), draft=draft)


@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: the campaign's officer, «can the next one begin from this one»: every day before it is kept."""
    plan = queries.plan_for(request.actor, uid)
    campaign = plan.campaign
    if why_not := rules.why_not_prepare(request.actor, campaign.owner):
        raise NotAllowed(why_not)
    form = CopyForm(request.POST or None, initial=_proposed(campaign))
    days: list[dict[str, str]] = []
    if form.is_valid():
        given = {"old": campaign.key, "key": form.cleaned_data["key"], "months": form.cleaned_data["months"]}
        try:
            files = campaign_files(campaign)
            made = anew(files, **given, short_name=form.cleaned_data["short_name"])
            days = list(lines_of(moved_days(files, **given)))
        except (Invalid, NotNow) as refused:
            form.refuse(refused)
        else:
            if request.POST.get("act") == "take":
                return folder(given["key"], made)
            if request.POST.get("act") == "keep":
                draft = carried_out(
                    request, form, operations.keep_draft, unit=campaign.owner, files=made, copied_from=campaign
                )
                if isinstance(draft, CampaignDraft):
                    done(request, _("Đã chép thành đợt thi đua dự thảo. Xin ghi số, ngày của kế hoạch mới rồi mở đợt."))
                    return redirect("desk:campaign-draft", uid=draft.uid)
    context: dict[str, Any] = {"plan": plan, "form": form, "moved": days}
    return render(request, "desk/plans/copy.html", context, status=422 if form.errors else 200)


def _proposed(campaign: Campaign) -> dict[str, Any]:
    """A year later, under a key and a name of its own: the years in them moved, or the new year behind them."""
    year = moved(campaign.starts_on, A_YEAR).year
    key, name = years_moved(campaign.key, A_YEAR), years_moved(campaign.short_name, A_YEAR)
    if key == campaign.key:
        key = f"{key[:LONGEST_KEY]}-{year}"
    if name == campaign.short_name:
        if len(name) > LONGEST_NAME:
            name = name[:LONGEST_NAME].rpartition(" ")[0]  # at a word's end
        name = _("%(name)s năm %(year)s") % {"name": name, "year": year}
    return {"months": A_YEAR, "key": free_key(key), "short_name": name}


def _faults(draft: CampaignDraft) -> list[Problem]:
    """What the strict check says of the files as they are kept."""
    try:
        read_files(draft.key, draft.files)
    except CampaignFileError as error:
        return error.problems
    return []
