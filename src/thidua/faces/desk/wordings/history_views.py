"""The history of a wording: who changed what, two versions side by side, an earlier one taken back."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.faces.desk.wordings.places import Place, place_of
from thidua.faces.kit.acting import ActForm, pressed
from thidua.faces.kit.parts import Button, Link
from thidua.faces.kit.refusals import note_form
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.foundation.documents import rewording
from thidua.foundation.documents.models import OwnWording
from thidua.foundation.documents.sentences import to_screen

MOST_VERSIONS = 60


@require_GET
def history(request: HttpRequest, unit: uuid.UUID, address: str) -> HttpResponse:
    """Whose question: «who changed this sentence, what did it say before»; from here back to any version."""
    place = place_of(request, unit, address)
    newest = place.row.version if place.row else 0
    before, after = _number(request, "tu", max(newest - 1, 0)), _number(request, "den", newest)
    changes = rewording.compared(place.kind.name, _sentences(place, before), _sentences(place, after))
    keys = rewording.changeable(place.kind.name)
    versions = list(rewording.versions_of(place.row)[:MOST_VERSIONS]) if place.row else []
    context = {
        "place": place,
        "versions": [(row, _back(place, row.number) if row.number != newest else None) for row in versions],
        "catalogue_back": _back(place, 0) if place.row and place.row.sentences else None,
        "changes": [(keys.index(change.key) + 1, _parts(change.before), _parts(change.after)) for change in changes],
        "before": _label(before),
        "after": _label(after),
        "chosen": {"tu": before, "den": after},
        "offered": [(row.number, _label(row.number)) for row in versions] + [(0, _label(0))],
        "newest": newest,
        "crumbs": place.crumbs(Link(_("Lịch sử"))),
        "export": place.campaign_key,
    }
    return render(request, "desk/wordings/history.html", context)


@require_POST
def take_back(request: HttpRequest, unit: uuid.UUID, address: str, number: int) -> HttpResponse:
    """Makes an earlier version the newest again; 0 is the catalogue's."""
    place = place_of(request, unit, address)
    if place.why_not:
        raise NotAllowed(place.why_not)
    row = _kept(place)
    form = ActForm(request.POST)
    if form.is_valid():
        told = _("Đã lấy lại %(version)s.") % {"version": _label(number)}
        pressed(request, rewording.take_back_wording, told, row=row, number=number, **form.cleaned_data)
    else:
        note_form(request, form, [row])
    return HttpResponseRedirect(place.address("wording-history"))


def _back(place: Place, number: int) -> Button | None:
    label = _("Lấy lại %(version)s") % {"version": _label(number)}
    return None if place.why_not else Button(label, place.address("wording-take-back", number), posts=True)


def _kept(place: Place) -> OwnWording:
    if place.row is None:
        raise Missing(_("Chưa ai sửa lời của văn bản này."))
    return place.row


def _sentences(place: Place, number: int) -> dict[str, Any]:
    return rewording.version_of(_kept(place), number).sentences if number else {}


def _number(request: HttpRequest, name: str, usual: int) -> int:
    asked = request.GET.get(name, "")
    if not asked:
        return usual
    if not asked.isdecimal() or len(asked) > 9:
        raise Missing(_("Không có bản này trong lịch sử."))
    return int(asked)


def _label(number: int) -> str:
    return _("bản %(number)s") % {"number": number} if number else _("bản của danh mục")


def _parts(parts: list[rewording.Part]) -> list[tuple[str, bool]]:
    return [(to_screen(text), changed) for text, changed in parts]
