"""The overview of rounds, one round with its forms and seats, the notice of numbers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.faces.desk.awards.round_forms import QuotaForm
from thidua.faces.kit.acting import carried_out, form_page
from thidua.faces.kit.notices import done
from thidua.faces.kit.parts import Link
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.foundation.core.finding import the_one
from thidua.foundation.units.models import UnitKind
from thidua.stages.campaigns.models import AwardForm, AwardRound, Participation
from thidua.stages.campaigns.plan_queries import is_issued
from thidua.stages.nominations import queries, rules
from thidua.stages.nominations.filters import round_of
from thidua.stages.nominations.models import AwardGuidance, QuotaNotice
from thidua.stages.nominations.operations import announce_quota
from thidua.stages.nominations.wording import NO_GUIDANCE


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Whose question: «which rounds are there, is each open, by when, and what do I do there»."""
    rounds = list(queries.rounds_of(request.actor))
    guided = queries.guidances(rounds)
    context = {
        "rows": [{"round": row, "guidance": guided.get(row.pk)} for row in rounds],
        "proposes": request.actor.holds_anywhere(Permission.AWARDS_PROPOSE),
    }
    return render(request, "desk/awards/overview.html", context)


@require_GET
def round_page(request: HttpRequest, campaign: str, number: int) -> HttpResponse:
    """Whose question: «how many places are there, who asks for them, what is open to me»."""
    round = round_of(request.actor, campaign, number)
    guidance = queries.guidance_of(round)
    issued = guidance is not None and guidance.status != AwardGuidance.Status.DRAFT
    runs = not rules.why_not_run(request.actor, round)
    event = round.campaign.events.filter(key=round.event_key).order_by("id").first()
    context = {
        "round": round,
        "event": event,
        "guidance": guidance if issued or runs else None,
        "issued": issued,
        "withdrawn": round.plan is not None and not is_issued(round.plan),
        "is_open": issued and guidance is not None and guidance.status == AwardGuidance.Status.ISSUED,
        "runs": runs,
        "why_not_write": rules.why_not_propose_for(request.actor, round.unit) or "",
        "why_not": _why_not(request.actor, round, guidance),
        "forms": [
            _form(request.actor, row, runs=runs, issued=issued)
            for row in round.forms.select_related("round__campaign__owner", "round__unit").order_by("clause", "id")
        ],
        "crumbs": crumbs(round),
        "waiting": queries.to_be_considered(round).count() if runs else 0,
    }
    return render(request, "desk/awards/round.html", context)


@require_http_methods(["GET", "POST"])
def quota_notice(request: HttpRequest, campaign: str, number: int, form: str) -> HttpResponse:
    """The notice by which the number and the classes of a form became known (VI.2)."""
    round = round_of(request.actor, campaign, number)
    award = form_of(round, form)
    if why_not := rules.why_not_run(request.actor, round):
        raise NotAllowed(why_not)
    if not award.announced_later:
        raise Missing(_("Số lượng của hình thức này đã ghi trong kế hoạch."))
    kinds = Participation.objects.standing().filter(campaign=round.campaign).order_by().values("kind")
    notice = QuotaForm(
        request.POST or None, form=award, kinds=list(UnitKind.objects.filter(pk__in=kinds).order_by("rank", "key"))
    )
    words = {
        "title": _("Ghi thông báo số lượng"), "button": _("Ghi thông báo"), "beside": award.name,
        "lead": _("Chưa có thông báo thì chưa chọn được ai. Thông báo sau thay số lượng của diện; hạ số chỉ bỏ suất trống."),
    }  # fmt: skip
    back = reverse("desk:round", args=(campaign, number))
    before = queries.quotas_of(award)
    if carried_out(request, notice, announce_quota, "document", "date", form=award, pools=notice.pools):
        done(request, _told(round, before, queries.quotas_of(award)))
        return HttpResponseRedirect(back)
    return form_page(request, notice, back, **words)


def _told(round: AwardRound, before: dict[str, int | None], after: dict[str, int | None]) -> str:
    """What the notice changed, class by class."""
    changed = [
        _("%(pool)s: %(old)s → %(new)s suất") % {"pool": name, "old": before.get(name) or 0, "new": quota}
        for name, quota in after.items()
        if before.get(name) != quota
    ]
    guidance = queries.guidance_of(round)
    if guidance is None or guidance.status == AwardGuidance.Status.DRAFT:
        opens = _("Suất mở khi ban hành hướng dẫn của đợt này.")
    else:
        opens = _("Các suất đã có, xét chọn được từ bây giờ.")
    if not changed:
        return str(_("Đã ghi thông báo số lượng. Số lượng không đổi."))
    return f"{_('Đã ghi thông báo số lượng.')} {'; '.join(changed)}. {opens}"


def form_of(round: AwardRound, key: str) -> AwardForm:
    """A form of the round by its key. Raises `Missing`."""
    rows = AwardForm.objects.filter(round=round, key=key).select_related(
        "round__campaign__owner__kind", "round__unit__kind", "round__plan__document"
    )
    found = the_one(rows)
    if found is None:
        raise Missing(_("Đợt khen thưởng này không có hình thức đó."))
    return found


def crumbs(round: AwardRound, *more: Link) -> list[Link]:
    """The way to a round and beneath it."""
    here = Link(str(round), reverse("desk:round", args=(round.campaign.key, round.number)) if more else "")
    return [Link(_("Khen thưởng"), reverse("desk:awards")), here, *more]


def _form(actor: Actor, form: AwardForm, *, runs: bool, issued: bool) -> dict[str, Any]:
    notices = QuotaNotice.objects.filter(form=form).order_by("-date", "-id")[:3]
    return {
        "form": form,
        "fills": queries.fills(form, actor),
        "without_pool": queries.without_pool(form) if runs else 0,
        "notices": list(notices) if form.announced_later else [],
        "announces": runs and form.announced_later,
        "selects": runs and issued,
    }


def _why_not(actor: Actor, round: AwardRound, guidance: AwardGuidance | None) -> str:
    """Empty where the actor may propose now; else why not."""
    if not actor.holds_anywhere(Permission.AWARDS_PROPOSE):
        return str(_("Người lập đề nghị: cán bộ của đơn vị."))
    if guidance is None or guidance.status == AwardGuidance.Status.DRAFT:
        return str(NO_GUIDANCE)
    if round.plan is not None and not is_issued(round.plan):
        return str(_("Kế hoạch của đợt này đã thu hồi nên không nhận đề nghị mới."))
    return ""
