"""The wording of documents: which papers, whose words hold, the sentences to change, a real paper to look at them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.faces.desk.wordings.forms import WordingForm
from thidua.faces.desk.wordings.places import Place, as_page, place_of, sample
from thidua.faces.kit.acting import carried_out
from thidua.faces.kit.downloads import PAPERS, download, file_name
from thidua.faces.kit.notices import done
from thidua.faces.kit.parts import Chip
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, Refused
from thidua.foundation.documents import books, rewording
from thidua.foundation.documents.models import OwnWording
from thidua.foundation.documents.sentences import editable, field_list, fields_of, to_screen
from thidua.foundation.documents.wording import catalogue_sentences
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns import library, papers
from thidua.stages.campaigns.models import Campaign
from thidua.stages.campaigns.operations import save_campaign_wording
from thidua.stages.campaigns.queries import campaigns_of


@require_GET
def wording_list(request: HttpRequest) -> HttpResponse:
    """Whose question: an officer's, «whose words do our papers say, and where do I change a sentence»."""
    units = _units(request)
    unit = _chosen(units, request.GET.get("don-vi", ""))
    campaigns = list(campaigns_of(request.actor)) if unit else []
    campaign = (
        next((row for row in campaigns if row.key == request.GET.get("dot") and row.owner_id == unit.pk), None)
        if unit
        else None
    )
    if request.GET.get("dot") and campaign is None:
        raise Missing(_("Không có lời văn bản này trong phạm vi của bạn."))
    context = {
        "unit": unit,
        "rows": _rows(unit, campaign, campaigns) if unit else [],
        "chips": _chips(units, unit, campaign, campaigns),
        "query": f"?dot={campaign.key}" if campaign else "",
    }
    return render(request, "desk/wordings/list.html", context)


@require_http_methods(["GET", "POST"])
def wording_page(request: HttpRequest, unit: uuid.UUID, address: str) -> HttpResponse:
    """Whose question: an officer's, «what do our papers say, how would they look with other words»."""
    place = place_of(request, unit, address)
    if request.method == "POST" and place.why_not:
        raise NotAllowed(place.why_not)
    form = _form(request, place)
    shown: Any = None
    if request.POST.get("step") == "preview":
        shown = _tried(request, place, form)
    elif _saved(request, place, form):
        done(request, _("Đã lưu lời văn bản. Văn bản đã có số giữ nguyên lời cũ."))
        return HttpResponseRedirect(place.address())
    context = {"place": place, "form": form, "html": shown, "crumbs": place.crumbs(), **_told(request, place)}
    return render(request, "desk/wordings/wording.html", context, status=422 if form.errors else 200)


@require_GET
def preview_file(request: HttpRequest, unit: uuid.UUID, address: str, ending: str) -> HttpResponse:
    """The latest real paper of this kind with the words as they stand, as a file."""
    place = place_of(request, unit, address)
    paper = sample(request, place, place.row.sentences if place.row else {}) if ending in PAPERS else None
    if paper is None:
        raise Missing(_("Đơn vị chưa có văn bản nào loại này để xem trước."))
    return download(papers.draw(paper, ending), file_name(_("Xem trước"), place.kind.title, ending=ending))


def _form(request: HttpRequest, place: Place) -> WordingForm:
    standing = rewording.sentences_of(place.row, place.kind.name)
    version = place.row.version if place.row else 0
    return WordingForm(request.POST or None, wording=place.kind.name, standing=standing, version=version)


def _saved(request: HttpRequest, place: Place, form: WordingForm) -> Any:
    named: dict[str, Any] = {"name": place.kind.name, "sentences": form.sentences}
    if place.campaign:
        return carried_out(request, form, save_campaign_wording, "reason", campaign=place.campaign, **named)
    return carried_out(request, form, rewording.save_wording, "reason", unit=place.unit, **named)


def _tried(request: HttpRequest, place: Place, form: WordingForm) -> Any:
    """A real paper with what was typed; nothing is kept."""
    if not form.is_valid():
        return None
    try:
        paper = sample(request, place, rewording.changed(place.kind.name, form.sentences()))
    except Invalid as refusal:
        form.refuse(refusal)
        return None
    except Refused as refusal:
        return refusal.sentence
    return as_page(paper) if paper else _("Đơn vị chưa có văn bản nào loại này để xem trước.")


def _told(request: HttpRequest, place: Place) -> dict[str, Any]:
    """What the writer should know: cited documents that are over, a catalogue that went on, fields left out."""
    name, standing = place.kind.name, rewording.sentences_of(place.row, place.kind.name)
    keys = rewording.changeable(name)
    catalogue = catalogue_sentences(name)
    outdated = [
        _("Câu %(place)s: danh mục nay ghi «%(sentence)s».")
        % {"place": keys.index(key) + 1, "sentence": _shown(catalogue[key])}
        for key in rewording.outdated(place.row)
        if key in keys
    ]
    said = [_shown(value) for value in standing.values()]
    over = library.no_longer_in_force(request.actor, said, clock.today())
    return {
        "warnings": [*over, *outdated, *_left_out(keys, standing, catalogue), *_common(request, place)],
        "sentences": said,
    }


def _common(request: HttpRequest, place: Place) -> Iterable[str]:
    """Of a unit's own words: which campaign says a sentence otherwise than the catalogue."""
    if place.campaign is not None or not place.kind.of_campaign:
        return
    names = {row.key: row.short_name for row in campaigns_of(request.actor)}
    rows = OwnWording.objects.filter(name=place.kind.name, campaign__in=names).exclude(sentences={}).order_by("id")
    for row in rows:
        words = {"count": len(row.sentences), "campaign": names[row.campaign]}
        yield _("%(campaign)s có %(count)s câu chung: câu nào đơn vị không sửa thì in theo lời ấy.") % words


def _left_out(keys: list[str], standing: dict[str, Any], catalogue: dict[str, Any]) -> Iterable[str]:
    for place, key in enumerate(keys, start=1):
        missing = _fields(catalogue[key]) - _fields(standing[key])
        if missing:
            words = {"place": place, "fields": field_list(missing)}
            yield _("Câu %(place)s không còn trường %(fields)s: văn bản sẽ không ghi điều ấy.") % words


def _fields(sentence: Any) -> set[str]:
    filled, late = fields_of(" ".join(sentence) if isinstance(sentence, list) else sentence)
    return filled | late


def _shown(sentence: Any) -> str:
    return " · ".join(map(to_screen, sentence)) if isinstance(sentence, list) else to_screen(sentence)


def _units(request: HttpRequest) -> list[Unit]:
    """The bodies the actor works for that write papers: a department writes for its committee."""
    rows = Unit.objects.filter(pk__in=books.own_units(request.actor), kind__is_area=False)
    return [
        unit for unit in rows.select_related("kind").order_by("lft", "id") if not unit.kind_id.endswith("department")
    ]


def _chosen(units: list[Unit], asked: str) -> Unit | None:
    if not asked:
        return units[0] if units else None
    found = next((unit for unit in units if str(unit.uid) == asked), None)
    if found is None:
        raise Missing(_("Không có lời văn bản này trong phạm vi của bạn."))
    return found


def _chips(units: list[Unit], unit: Unit | None, campaign: Campaign | None, campaigns: list[Campaign]) -> list[Chip]:
    base = reverse("desk:wordings")
    found = [Chip(row.short_name, f"{base}?don-vi={row.uid}", row == unit and campaign is None) for row in units]
    run = [row for row in campaigns if unit and row.owner_id == unit.pk]
    found += [
        Chip(
            _("Đợt thi đua: %(name)s") % {"name": row.short_name},
            f"{base}?don-vi={unit.uid}&dot={row.key}",
            row == campaign,
        )
        for row in run
        if unit
    ]
    return found if len(found) > 1 else []


def _rows(unit: Unit, campaign: Campaign | None, campaigns: list[Campaign]) -> list[dict[str, Any]]:
    """Each paper with whose words hold: the unit's, else those of a campaign it takes part in, else the catalogue's."""
    kept = OwnWording.objects.filter(unit=unit, campaign=campaign.key if campaign else "").select_related("changed_by")
    own = {row.name: row for row in kept.order_by("id") if row.sentences}
    keys = [row.key for row in campaigns]
    common = set(
        OwnWording.objects.filter(campaign__in=keys).exclude(sentences={}).values_list("name", flat=True).order_by("id")
    )
    return [
        {
            "kind": kind, "row": own.get(kind.name), "is_common": not campaign and kind.name in common,
            "href": reverse("desk:wording", args=[unit.uid, kind.address]),
        }
        for kind in editable().values()
        if campaign is None or kind.of_campaign
    ]  # fmt: skip
