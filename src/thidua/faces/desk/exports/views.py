"""A list with all its rows, as the page's own description draws it: one view for every list of the product."""

from __future__ import annotations

from itertools import chain, islice

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.kit.downloads import download, file_name
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.tables import TABLES, Table, csv, excel


def _table(key: str) -> Table:
    if key not in TABLES:
        raise Missing(_("Không có danh sách này. Xin mở lại từ trang danh sách."))
    return TABLES[key]


def _name(request: HttpRequest, table: Table, ending: str) -> str:
    """What the list is and of which day; where its figures are of another moment than now, of which."""
    with translation.override(settings.LANGUAGE_CODE):
        moment = table.as_of(request.GET.dict()) if table.as_of else ""
    return file_name(table.title, moment, f"{clock.today():%Y%m%d}", ending=ending)


@require_GET
def as_excel(request: HttpRequest, key: str) -> HttpResponse:
    """All rows the actor may see under the page's filters, as a workbook."""
    table = _table(key)
    content = excel(table, request.actor, request.GET.dict(), as_of=clock.now())
    return download(content, _name(request, table, "xlsx"))


@require_GET
def as_csv(request: HttpRequest, key: str) -> StreamingHttpResponse:
    """The same as text with a byte-order mark, so that Excel reads its accents."""
    table = _table(key)
    lines = csv(table, request.actor, request.GET.dict())
    # The heading and the first row before the answer begins: filters that are refused are refused then, with a 404.
    first = list(islice(lines, 2))
    headers = {"Content-Disposition": f'attachment; filename="{_name(request, table, "csv")}"'}
    return StreamingHttpResponse(chain(first, lines), content_type="text/csv; charset=utf-8", headers=headers)
