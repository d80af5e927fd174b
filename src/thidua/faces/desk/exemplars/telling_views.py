"""A story told: the form of its parts beside the work's pictures."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.exemplars.forms import StoryForm
from thidua.faces.kit.acting import carried_out
from thidua.faces.kit.notices import done
from thidua.foundation.core import files
from thidua.foundation.core.errors import NotAllowed
from thidua.stages.works import operations, queries, rules
from thidua.stages.works.evidence import OWNER
from thidua.stages.works.models import Story
from thidua.stages.works.operations.telling import require_tellable


@require_http_methods(["GET", "POST"])
def tell(request: HttpRequest, work: uuid.UUID) -> HttpResponse:
    """Whose question: of who did the work, «what must others read to do it too»; next the level above marks it."""
    found = queries.find_work(request.actor, work)
    if why_not := rules.lead_acts(request.actor, found):
        raise NotAllowed(why_not)
    require_tellable(found)
    story = Story.objects.filter(work=found).order_by("id").first()
    pictures = [file for file in files.of_owner(OWNER, found.uid) if file.thumbnail_path]
    form = StoryForm(request.POST or None, work=found, story=story, pictures=pictures)
    if told := carried_out(
        request, form, operations.tell_story, versioned=story is not None, work=found, telling=form.telling
    ):
        done(request, _("Đã ghi câu chuyện. Cấp trên xem và công nhận gương điển hình."))
        return redirect("desk:exemplar", uid=told.uid)
    chosen = [str(uid) for uid in form["photos"].value() or ()]
    context = {
        "work": found, "form": form, "pictures": list(zip(form["photos"], pictures, strict=True)), "story": story,
        "chosen": chosen,
    }  # fmt: skip
    return render(request, "desk/exemplars/tell.html", context, status=422 if form.errors else 200)
