"""One sheet for a commune: the personal links of its areas' heads with their QR codes, to print, cut and hand out."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thidua.faces.kit import notices
from thidua.faces.kit.forms import OnceForm, typed_in
from thidua.faces.kit.parts import Link
from thidua.foundation.accounts.models import PersonalLink
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Invalid, NotAllowed
from thidua.foundation.units.models import Unit
from thidua.stages.milestones import operations
from thidua.stages.milestones.link_holders import Holder, holders
from thidua.stages.milestones.operations import Head

# A sheet of more would outweigh a page.
MOST_AT_ONCE = 40


@dataclass(slots=True)
class HeadLine:
    """One area on the page that asks for whom the links are."""

    area: Unit
    has_link: bool
    chosen: bool
    full_name: str
    phone: str
    error: str = ""

    @property
    def head(self) -> Head:
        return Head(self.area, self.full_name, self.phone)


@dataclass(frozen=True, slots=True)
class Card:
    """One link on the sheet: whose, its address, its code."""

    link: PersonalLink
    address: str
    picture: SafeString


@dataclass(slots=True)
class HeadsForm:
    """The areas of a commune with their heads; after a sending as it was typed."""

    lines: list[HeadLine] = field(default_factory=list)
    error: str = ""

    @classmethod
    def of(cls, found: list[Holder], data: Mapping[str, str] | None = None) -> HeadsForm:
        return cls([_line(holder, data) for holder in found])

    @property
    def heads(self) -> list[Head]:
        return [line.head for line in self.lines if line.chosen]

    def refuse(self, refusal: Invalid) -> None:
        """Puts each sentence beside its area; what is of no area stands above."""
        told = {name: str(sentence) for name, sentence in refusal.fields.items()}
        for line in self.lines:
            line.error = told.pop(f"full_name-{line.area.pk}", "")
        self.error = " ".join(told.values())


@never_cache
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest) -> HttpResponse:
    """Whose question: the commune's, «how do all my heads get their links today». The sheet is shown once."""
    found = holders(request.actor, on=clock.today())
    if not found:
        raise NotAllowed(_("Trang này dành cho cán bộ xã có thôn, buôn, bon, tổ dân phố trực thuộc."))
    if request.method == "GET":
        return _page(request, HeadsForm.of(found))
    form, once = HeadsForm.of(found, request.POST), OnceForm(request.POST)
    receipt = once.cleaned_data["receipt"] if once.is_valid() else None
    try:
        if len(form.heads) > MOST_AT_ONCE:
            sentence = _("Mỗi lần in nhiều nhất %(most)s khu. Xin bớt đánh dấu rồi in làm nhiều lần.")
            raise Invalid({"heads": sentence % {"most": MOST_AT_ONCE}})
        made = _given(request, form.heads, receipt)
    except Invalid as refusal:
        form.refuse(refusal)
        return _page(request, form)
    if made is None:
        notices.refused(request, _("Các đường dẫn này đã cấp và chỉ hiện một lần. Nếu chưa kịp in, xin cấp lại."))
        return redirect("desk:area-links-sheet")
    cards = [card(request, link, token) for link, token in made]
    context = {"cards": cards, "commune": cards[0].link.unit.parent, "crumbs": _crumbs()}
    return render(request, "desk/milestones/link_sheet.html", context)


def _given(request: HttpRequest, heads: list[Head], receipt: uuid.UUID | None) -> list[tuple[PersonalLink, str]] | None:
    """The links and their tokens; None for a form that was sent before: its tokens were told then and are gone."""
    return operations.give_area_links(by=request.actor, now=clock.now(), heads=heads, receipt=receipt)


def card(request: HttpRequest, link: PersonalLink, token: str) -> Card:
    """A link that was given just now, as words and as QR."""
    address = request.build_absolute_uri(reverse("link-start", args=[token]))
    # The drawing is made here from our own address: nothing of it is typed by anybody.
    drawn = segno.make(address, error="m").svg_inline(omitsize=True, light="#fff", dark="#000")
    return Card(link, address, mark_safe(drawn))  # noqa: S308


def _line(holder: Holder, data: Mapping[str, str] | None) -> HeadLine:
    area, link = holder.area, holder.link
    if data is None:
        name = link.person.full_name if link else area.contact_name
        return HeadLine(area, link is not None, link is None, name, area.phone)
    key = area.pk
    said = [typed_in(data, f"{name}-{key}") for name in ("ten", "dt")]
    return HeadLine(area, link is not None, f"chon-{key}" in data, *said)


def _crumbs() -> list[Link]:
    links = Link(_("Đường dẫn riêng của Trưởng ban"), reverse("desk:area-links"))
    return [Link(_("Mốc việc"), reverse("desk:milestones")), links, Link(_("In cho nhiều khu"))]


def _page(request: HttpRequest, form: HeadsForm) -> HttpResponse:
    wrong = bool(form.error or any(line.error for line in form.lines))
    context = {"form": form, "once": OnceForm(), "crumbs": _crumbs()}
    return render(request, "desk/milestones/link_heads.html", context, status=422 if wrong else 200)
