"""Reading a plan's file: sent, read, text and reading side by side, corrected, accepted as a campaign."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.plans.draft_views import led_on
from thidua.faces.desk.plans.packing import folder
from thidua.faces.desk.plans.reading_forms import MOST_LETTERS, PlanFileForm, ReadingForm
from thidua.faces.kit.acting import carried_out
from thidua.faces.kit.notices import done
from thidua.foundation.core import depot
from thidua.foundation.core.errors import Invalid, NotAllowed, Unreadable
from thidua.foundation.units.models import UnitCode
from thidua.stages.campaigns import operations, rules
from thidua.stages.campaigns.campaign_file import CampaignFileError, Vocabulary, read_files, read_vocabulary
from thidua.stages.campaigns.models import CampaignDraft
from thidua.stages.campaigns.plan_draft import compose, suggest
from thidua.stages.campaigns.plan_reader import Reading, read_plan_text
from thidua.stages.campaigns.plan_reader.doubts import sentences
from thidua.stages.campaigns.plan_reader.files import text_of
from thidua.stages.reports.operations import accept_files
from thidua.stages.reports.operations.opening import owner_of

PAGE = "desk/plans/reading.html"
LONGEST_MARK = 90


@require_http_methods(["GET", "POST"])
def read_plan(request: HttpRequest) -> HttpResponse:
    """GET: asks for a file. POST: the reading beside its text; with the step «accept» what is done with it.

    Its files to take away, a draft kept for who may open it, or the campaign itself. Before that nothing is kept on the
    site: the text travels with the page, and a file that cannot be read is told in a sentence.
    """
    if not rules.prepares_somewhere(request.actor):
        raise NotAllowed(
            _("Chỉ cán bộ soạn kế hoạch, lãnh đạo và quản trị của đơn vị đọc được kế hoạch thành đợt thi đua dự thảo.")
        )
    if request.POST.get("step") == "accept":
        return _accept(request)
    form = PlanFileForm(request.POST or None, request.FILES or None)
    reading = _read(form) if form.is_bound and form.is_valid() else None
    if reading is None:
        return render(request, "desk/plans/read.html", {"form": form}, status=422 if form.errors else 200)
    return render(request, PAGE, _page(request, reading, _form(request, reading)))


def _read(form: PlanFileForm) -> Reading | None:
    """The reading of what was sent; None after a sentence at the file's field."""
    upload = form.cleaned_data["upload"]
    try:
        if upload is None:
            raw = form.cleaned_data["pasted"]
        else:
            with depot.received(upload) as incoming:
                raw = text_of(incoming.path, name=upload.name)
        reading = read_plan_text(raw)
        if len(reading.text) > MOST_LETTERS:
            raise Unreadable(
                _(
                    "Văn bản dài quá một trang màn hình. Xin gửi riêng phần kế hoạch, bỏ phụ lục; hoặc dùng lệnh"
                    " thidua plan read."
                )
            )
    except Unreadable as unreadable:
        form.add_error("upload" if upload else "pasted", str(unreadable))
        return None
    return reading


def _form(request: HttpRequest, reading: Reading, data: Any = None) -> ReadingForm:
    vocabulary = read_vocabulary()
    unit_set, owner = _whose(request, vocabulary)
    suggested = suggest(reading, vocabulary, unit_set=unit_set, owner=owner)
    return ReadingForm(data, reading=reading, suggested=suggested, vocabulary=vocabulary)


def _whose(request: HttpRequest, vocabulary: Vocabulary) -> tuple[str, str]:
    """The set of units that knows the actor's own body, and its code there; empty where none does."""
    bodies = rules.bodies_prepared(request.actor)
    codes = list(UnitCode.objects.filter(unit_id__in=bodies).order_by("id").values_list("value", flat=True)[:20])
    for name, units in sorted(vocabulary.units.items()):
        if code := next((code for code in reversed(codes) if code in units), ""):
            return name, code
    return "", ""


def _accept(request: HttpRequest) -> HttpResponse:
    """What was corrected, as files, as a draft or as a campaign; each fault stands at the field it is about."""
    reading = read_plan_text(request.POST.get("text", "")[:MOST_LETTERS])
    form = _form(request, reading, request.POST)
    if form.is_valid():
        try:
            answer = _accepted(request, form)
        except (CampaignFileError, Invalid) as refused:
            form.refuse(refused)
        else:
            if answer is not None:
                return answer
    return render(request, PAGE, _page(request, reading, form), status=422)


def _accepted(request: HttpRequest, form: ReadingForm) -> HttpResponse | None:
    """None after a refusal that stands in the form. Raises `CampaignFileError` and `Invalid` for what is wrong."""
    chosen = form.choices()
    files = compose(form.corrected(), chosen, form.vocabulary)
    file = read_files(chosen.key, files, form.vocabulary)
    act = request.POST.get("act", "")
    if act not in ("open", "keep"):
        return folder(chosen.key, files)
    given = {"unit": owner_of(file), "files": files}
    if act == "open":
        accepted = carried_out(request, form, accept_files, versioned=False, **given)
        return led_on(request, accepted) if isinstance(accepted, CampaignDraft) else None
    draft = carried_out(request, form, operations.keep_draft, versioned=False, **given)
    if isinstance(draft, CampaignDraft):
        done(request, _("Đã lưu đợt thi đua dự thảo. Lãnh đạo hoặc quản trị của đơn vị mở đợt từ trang này."))
        return redirect("desk:campaign-draft", uid=draft.uid)
    return None


def _page(request: HttpRequest, reading: Reading, form: ReadingForm) -> dict[str, Any]:
    values = reading.values
    told = sentences()
    marks = _marks(reading)
    texts = enumerate(reading.text.split("\n"), start=1)
    rows = [(number, _parts(text, marks.get(number, []))) for number, text in texts]
    return {
        "rows": rows,
        "form": form,
        "opens": rules.opens_somewhere(request.actor),
        "warnings": _with_lines(reading, "warnings", [told[code] for code in values["warnings"]]),
        "lists": [
            (_("Căn cứ"), _with_lines(reading, "legal_bases", map(_cited, values["legal_bases"]))),
            (_("Văn bản khác được dẫn"), _with_lines(reading, "references", map(_cited, values["references"]))),
            (_("Giai đoạn"), _with_lines(reading, "phases", map(_phase, values["phases"]))),
            (_("Tiêu chuẩn"), _with_lines(reading, "criteria", map(_criterion, values["criteria"]))),
            (_("Số lượng khen"), _quotas(reading)),
            (_("Thời hạn"), _with_lines(reading, "deadlines", map(_deadline, values["deadlines"]))),
        ],
    }


def _marks(reading: Reading) -> dict[int, list[tuple[int, int]]]:
    """By line the stretches that short values came from; whole paragraphs are not marked."""
    marks: dict[int, list[tuple[int, int]]] = {}
    for place in reading.places.values():
        if place["end"] - place["start"] <= LONGEST_MARK:
            marks.setdefault(place["line"], []).append((place["start"], place["end"]))
    return marks


def _parts(text: str, marks: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    """A line in pieces, each with whether a value came from it; stretches that touch are one."""
    pieces, edge = [], 0
    for start, end in sorted(marks):
        if start > edge:
            pieces.append((text[edge:start], False))
        if end > edge:
            pieces.append((text[max(start, edge) : end], True))
            edge = end
    return [*pieces, (text[edge:], False)] if edge < len(text) else pieces


def _with_lines(reading: Reading, key: str, texts: Any) -> list[tuple[str, int]]:
    """Each text with the first line that the entry of this place in the list came from; 0 for none."""
    made = []
    for number, text in enumerate(texts):
        lead = f"/{key}/{number}"
        lines = [place["line"] for name, place in reading.places.items() if name == lead or name.startswith(f"{lead}/")]
        made.append((text, min(lines, default=0)))
    return made


def _cited(cited: dict[str, Any]) -> str:
    return ", ".join(
        filter(None, (f"{cited['type'] or ''} {cited['number'] or ''}".strip(), cited["date"], cited["issuer"]))
    )


def _phase(phase: dict[str, Any]) -> str:
    return f"{phase['no']}: {phase['from'] or '…'} – {phase['to'] or phase['to_event'] or '…'}"


def _criterion(row: dict[str, Any]) -> str:
    return f"{row['no'] or ''} {row['subject']}: {row['count']}".strip()


def _quotas(reading: Reading) -> list[tuple[str, int]]:
    made = []
    for place, award in enumerate(reading.values["awards"]):
        told = "; ".join(f"{quota['count']} {quota['subject']}" for quota in award["quotas"])
        told = told or (_("có thông báo sau") if award["announced_later"] else _("không ghi"))
        said = reading.places.get(f"/awards/{place}/form")
        made.append((f"{award['form']} {award['grantor'] or ''}: {told}", said["line"] if said else 0))
    return made


def _deadline(row: dict[str, Any]) -> str:
    return ", ".join(filter(None, (row["date"], row["relation"], row["who"], row["what"], row["to"], row["via"])))
