"""Vouchers, giấy ghi nhận and thư cảm ơn as files."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.kit.downloads import PAPERS, download, file_name
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.stages.campaigns.papers import draw
from thidua.stages.funds import queries, rules
from thidua.stages.funds.papers import paper_of


@require_GET
def paper(request: HttpRequest, uid: uuid.UUID, paper: str, ending: str) -> HttpResponse:
    """One paper of an entry, as Word or PDF; it bears the donor's name and stays with the unit's own people."""
    entry = queries.find_entry(request.actor, uid)
    if why_not := rules.may_print_for(request.actor, entry.unit):
        raise NotAllowed(why_not)
    if ending not in PAPERS:
        raise Missing(_("Khoản này không có giấy tờ đó. Tải được ở dạng Word hoặc PDF."))
    return download(draw(paper_of(entry, paper), ending), file_name(paper, entry.notation, ending=ending))
