"""Proves each component: there, of the right size and style, in its place, with its rule."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from thidua.foundation.documents.checker.findings import Deviation
from thidua.foundation.documents.checker.recognise import Recognised
from thidua.foundation.documents.checker.seen import Part, Seen
from thidua.foundation.documents.formats import Component, Format

# Emphasis inside running text is the writer's own.
FREE_STYLE = frozenset({"body", "centred", "table", "recipients", "addressee", "sign_note", "letter_subject"})
INDENTED = frozenset({"body", "basis"})
ALIGN_LABELS = {"left": "canh trái", "center": "canh giữa", "right": "canh phải", "justify": "canh đều hai bên"}
# A note in brackets over the name («đã ký») is the office's own; a centred line follows the body's size.
SAME_AS = {"centred": "body", "sign_note": "body"}


def component_rules(seen: Seen, found: Recognised, form: Format) -> Iterator[Deviation]:
    """Every departure of components from the table."""
    yield from _missing(found, form)
    for key, part in found.rows:
        component = form.components.get(SAME_AS.get(key, key))
        if component is None:
            continue
        place = _place(component, part)
        yield from _look(key, part, component, place)
        yield from _aligned(key, part, component, place)
        if key in INDENTED:
            yield from _set_as_prose(part, form, place, seen.tolerance_mm)
    yield from _rules(seen, found, form)
    yield from _steps(found, form)


def _missing(found: Recognised, form: Format) -> Iterator[Deviation]:
    omits = found.omits
    signed_inside = found.kind is not None and found.kind.key == "minutes"
    for component in form.components.values():
        if component.required and component.key not in omits and not found.all(component.key):
            if signed_inside and component.key == "signer":
                continue
            # A draft has neither its number nor, often, the name of who will sign.
            waits = component.key == "signer" and found.is_draft
            yield Deviation("component.missing", component.label, _("phải có"), _("không tìm thấy"), notice=waits)


def _look(key: str, part: Part, component: Component, place: str) -> Iterator[Deviation]:
    sizes = {span.size for span in part.inked if not component.size.allows(span.size)}
    if sizes:
        expected = _("cỡ chữ %(least)g–%(most)g") % {"least": component.size.least, "most": component.size.most}
        yield Deviation("component.size", place, expected, ", ".join(f"{size:g}" for size in sorted(sizes)))
    if key in FREE_STYLE:
        return
    lettered = [span for span in part.inked if any(letter.isalpha() for letter in span.text)]
    for style, wanted, word in (("bold", component.bold, _("đậm")), ("italic", component.italic, _("nghiêng"))):
        if any(getattr(span, style) != wanted for span in lettered):
            expected, other = (word, _("không %(word)s")) if wanted else (_("không %(word)s"), word)
            yield Deviation(f"component.{style}", place, expected % {"word": word}, other % {"word": word})
    if component.caps and not part.text.isupper():
        yield Deviation("component.caps", place, _("chữ in hoa"), part.text)


def _aligned(key: str, part: Part, component: Component, place: str) -> Iterator[Deviation]:
    if part.align is None or not component.align or key in SAME_AS:
        return
    if part.align not in component.align:
        wanted = " / ".join(ALIGN_LABELS[each] for each in component.align)
        yield Deviation("component.align", place, wanted, ALIGN_LABELS.get(part.align, part.align))


def _set_as_prose(part: Part, form: Format, place: str, tolerance: float) -> Iterator[Deviation]:
    text = form.text
    if part.first_line_mm is not None and not any(
        abs(part.first_line_mm - mm) <= tolerance for mm in text.first_line_mm
    ):
        expected = " / ".join(f"{mm:g} mm" for mm in text.first_line_mm)
        yield Deviation("text.indent", place, expected, f"{part.first_line_mm:g} mm")
    if part.line_spacing is not None and not text.line_spacing.allows(part.line_spacing, 0.03):
        expected = f"{text.line_spacing.least:g}–{text.line_spacing.most:g}"
        yield Deviation("text.line_spacing", place, expected, f"{part.line_spacing:g}")
    if part.gap_pt is not None and part.gap_pt < text.space_pt.least:
        yield Deviation("text.gap", place, _("từ %(pt)g pt") % {"pt": text.space_pt.least}, f"{part.gap_pt:g} pt")


def _rules(seen: Seen, found: Recognised, form: Format) -> Iterator[Deviation]:
    """The rule stands under the last line of its component and is so long."""
    for component in form.components.values():
        parts = found.all(component.key)
        if component.rule is None or not parts:
            continue
        last, place = parts[-1], component.label
        if last.rule_mm is None:
            yield Deviation("rule.missing", place, _("có đường kẻ bên dưới"), _("không có đường kẻ"))
            continue
        room = max((page.width_mm for page in seen.pages), default=0.0)
        if not last.width_mm or last.width_mm > room:
            continue
        share = last.rule_mm / last.width_mm
        if not component.rule.allows(share, 0.06):
            expected = f"{component.rule.least:.0%}–{component.rule.most:.0%}"
            yield Deviation("rule.length", place, expected, f"{share:.0%}")


def _steps(found: Recognised, form: Format) -> Iterator[Deviation]:
    """Sizes rise and fall together: a smaller national name takes a smaller motto."""
    for lower, upper, step in form.writing.sizes_in_step:
        first, second = found.first(lower), found.first(upper)
        if first is None or second is None or not first.inked or not second.inked:
            continue
        wanted = first.inked[0].size + step
        if second.inked[0].size != wanted:
            place = form.components[upper].label
            yield Deviation("component.size_step", place, f"{wanted:g}", f"{second.inked[0].size:g}")


def _place(component: Component, part: Part) -> str:
    where = f"{component.label} «{part.text[:40]}»"
    return where if part.page is None else _("trang %(page)d, %(where)s") % {"page": part.page, "where": where}
