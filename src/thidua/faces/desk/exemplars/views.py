"""Exemplars as read: the gallery, one story, its pictures."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.faces.desk.exemplars.page import page_of
from thidua.faces.kit.addresses import filters_of, list_address, page_number
from thidua.faces.kit.parts import Chip
from thidua.foundation.core import files
from thidua.foundation.core.content.pictures import THUMBNAIL_TYPE
from thidua.stages.campaigns.models import WorkKind
from thidua.stages.works import exemplars
from thidua.stages.works.exemplars import CHOICES
from thidua.stages.works.spread_tables import GALLERY
from thidua.stages.works.themes import themes


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Whose question: an officer's, «what did others do well that we could do too»; the next step is one story's page.

    The level above asks the same page «what was told and waits for me to mark it», by its chip.
    """
    given = request.GET.dict()
    chosen = exemplars.narrowing(request.actor, given)
    page = GALLERY.page(
        request.actor, given, number=page_number(given), found=exemplars.list_stories(request.actor, chosen)
    )
    chips = [
        Chip(
            exemplars.state_words(state),
            list_address("desk:exemplars", given, **{"tinh-trang": state}),
            chosen.state == state,
        )
        for state in CHOICES
    ]
    context = {
        "page": page,
        "lines": [row.record for row in page.rows],
        "chosen": chosen,
        "chips": chips,
        "kinds": WorkKind.objects.filter(is_house=False).order_by("position", "id"),
        "themes": themes().items(),
        "districts": exemplars.districts(request.actor),
        "export": filters_of(given),
    }
    return render(request, "desk/exemplars/gallery.html", context)


@require_GET
def story_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: «how did they do it, could we, and who else has»; the next step is to take it up.

    Of the level above: «is it worth showing to others»; it marks and opens it. Of who told it: «who learned from us».
    """
    story = exemplars.find_story(request.actor, uid)
    return render(request, "desk/exemplars/story.html", page_of(request.actor, story))


@require_GET
def photo(request: HttpRequest, uid: uuid.UUID, file: uuid.UUID) -> HttpResponse:
    """The small copy of a picture that the story shows: it carries neither place nor camera."""
    with files.open_file(exemplars.photo_of(request.actor, uid, file), thumbnail=True) as small:
        content = small.read()
    headers = {"Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "private, max-age=3600"}
    return HttpResponse(content, content_type=THUMBNAIL_TYPE, headers=headers)
