"""Proves the page: its size, margins, face, and the page numbers."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from thidua.foundation.documents.checker.findings import Deviation
from thidua.foundation.documents.checker.recognise import Recognised
from thidua.foundation.documents.checker.seen import Seen, SeenNumber, SeenPage
from thidua.foundation.documents.formats import Format, Span

# The face carried for PDF has the metrics of the one the format asks for.
SAME_FACE = frozenset({"timesnewroman", "tinos"})
# The upper edge of letters stands a little below the margin's.
INK_MM = 1.5


def page_rules(seen: Seen, found: Recognised, form: Format) -> Iterator[Deviation]:
    """Every departure of pages, face and page numbers."""
    for index, page in enumerate(seen.pages, start=1):
        place = (
            _("trang %(number)d") % {"number": index}
            if seen.kind == "pdf"
            else _("phần %(number)d") % {"number": index}
        )
        yield from _size(page, form, place, seen.tolerance_mm)
        yield from _margins(page, seen, form, place)
    yield from _faces(seen, form)
    yield from _numbers(seen, found, form)


def _size(page: SeenPage, form: Format, place: str, tolerance: float) -> Iterator[Deviation]:
    wanted = (form.page.width_mm, form.page.height_mm)
    for width, height in (wanted, wanted[::-1]):
        if abs(page.width_mm - width) <= tolerance and abs(page.height_mm - height) <= tolerance:
            return
    yield Deviation(
        "page.size", place, f"{wanted[0]:g} × {wanted[1]:g} mm", f"{page.width_mm:g} × {page.height_mm:g} mm"
    )


def _margins(page: SeenPage, seen: Seen, form: Format, place: str) -> Iterator[Deviation]:
    sides = {
        "left": (_("lề trái"), form.page.left_mm, page.left_mm),
        "right": (_("lề phải"), form.page.right_mm, page.right_mm),
        "top": (_("lề trên"), form.page.top_mm, page.top_mm),
        "bottom": (_("lề dưới"), form.page.bottom_mm, page.bottom_mm),
    }
    for side, (label, allowed, measured) in sides.items():
        if measured is not None and not _fits(side, allowed, measured, seen):
            expected = f"{allowed.least:g}–{allowed.most:g} mm"
            yield Deviation(f"page.margin.{side}", f"{place}, {label}", expected, f"{measured:g} mm")


def _fits(side: str, allowed: Span, measured: float, seen: Seen) -> bool:
    if seen.margins_exact:
        return allowed.allows(measured, seen.tolerance_mm)
    # Ink shows a margin from within: a short page leaves more room below, a short line more at the right.
    least = allowed.least - (INK_MM if side in ("top", "bottom") else seen.tolerance_mm)
    if side == "left":
        return least <= measured <= allowed.most + seen.tolerance_mm
    if side == "top":
        return least <= measured <= allowed.most + INK_MM
    return measured >= least


def _faces(seen: Seen, form: Format) -> Iterator[Deviation]:
    wanted = _plain(form.page.font)
    allowed = SAME_FACE if wanted in SAME_FACE else {wanted}
    met: set[str] = set()
    spans = [(part.text, span) for part in seen.parts for span in part.inked]
    spans += [(_("số trang"), number.span) for number in seen.numbers]
    for text, span in spans:
        if _plain(span.font) not in allowed and span.font not in met:
            met.add(span.font)
            yield Deviation("page.font", f"«{text[:40]}»", form.page.font, span.font or "?")


def _plain(font: str) -> str:
    return font.lower().replace(" ", "")


def _numbers(seen: Seen, found: Recognised, form: Format) -> Iterator[Deviation]:
    rule = form.page_number
    where = _("giữa lề trên")
    yield from _annex_sections(seen, found)
    if not seen.numbers:
        if seen.kind == "docx":
            yield Deviation("number.missing", _("số trang"), where, _("không có số trang"))
        # In print none may be due: one page of text, one of an annex, and first pages show no number.
        yield from _sequence(seen, found)
        return
    for number in seen.numbers:
        place = _("số trang %(text)s") % {"text": number.text} if number.page else _("số trang")
        yield from _number(number, place, form)
        if number.on_first_page and not rule.first_page:
            yield Deviation("number.first_page", place, _("trang đầu không hiện số trang"), _("trang đầu có số trang"))
    yield from _sequence(seen, found)


def _annex_sections(seen: Seen, found: Recognised) -> Iterator[Deviation]:
    """In Word an annex begins a section of its own that counts its pages from 1."""
    if seen.kind != "docx":
        return
    earlier = 0
    for part in found.all("annex_label"):
        if part.section == earlier or part.section not in seen.restarts:
            wanted, met = _("đánh số trang riêng từ 1"), _("đánh số tiếp theo phần trước")
            yield Deviation("number.restart", part.text, wanted, met)
        earlier = part.section


def _number(number: SeenNumber, place: str, form: Format) -> Iterator[Deviation]:
    rule = form.page_number
    if (number.place, number.align) != (rule.place, rule.align):
        yield Deviation("number.place", place, _stands(rule.place, rule.align), _stands(number.place, number.align))
    if not rule.size.allows(number.span.size):
        yield Deviation("number.size", place, f"{rule.size.least:g}–{rule.size.most:g}", f"{number.span.size:g}")
    if (number.span.bold, number.span.italic) != (rule.bold, rule.italic):
        yield Deviation("number.style", place, _("chữ đứng, không đậm"), _("chữ đậm hoặc nghiêng"))


def _stands(place: str, align: str | None) -> str:
    edges, sides = {"top": _("lề trên"), "bottom": _("lề dưới")}, {"left": _("bên trái"), "right": _("bên phải")}
    return f"{edges[place]}, {sides.get(align or '', _('giữa'))}"


def _sequence(seen: Seen, found: Recognised) -> Iterator[Deviation]:
    """Pages count from 1; each annex counts anew and hides the number of its first page too."""
    if seen.kind != "pdf":
        return
    starts = {1} | {part.page for part in found.all("annex_label") if part.page}
    shown = {number.page: number.text for number in seen.numbers}
    expected = 0
    for page in range(1, len(seen.pages) + 1):
        expected = 1 if page in starts else expected + 1
        place = _("trang %(number)d") % {"number": page}
        if expected > 1 and page not in shown:
            yield Deviation("number.missing", place, str(expected), _("không có số trang"))
        elif page in shown and expected > 1 and shown[page] != str(expected):
            yield Deviation("number.sequence", place, str(expected), shown[page])
        elif page in shown and expected == 1 and page > 1:
            yield Deviation("number.first_page", place, _("trang đầu phụ lục không hiện số trang"), shown[page])
