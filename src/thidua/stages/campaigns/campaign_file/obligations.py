"""What units owe: milestones, targets, tasks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from thidua.stages.campaigns.campaign_file.amounts import read_allocation, read_exempt, read_minimums
from thidua.stages.campaigns.campaign_file.head import read_clause, read_due, read_window
from thidua.stages.campaigns.campaign_file.reading import Reader
from thidua.stages.campaigns.campaign_file.shapes import Milestone, TargetPart, Task
from thidua.stages.campaigns.campaign_file.vocabulary import Vocabulary

WORK_STATES = ("registered", "noted", "done", "verified")
MILESTONE_STATES = ("done", "verified")
CREDITED_TO = ("lead_mobiliser", "lead", "place", "owner", "district_of")
OPERATORS = (">=", "<=", "=", "all")
ALL_OF = "all_of"
MEASURES = ("works", "milestone", "rated_years", "pilot_congresses", "reported", "fund", "adoptions", ALL_OF)
# What of a fund a target counts, and whether entries of months that are not closed count too.
FUND_COUNTS, FUND_STATES = ("received", "spent"), ("entered", "closed")
PERCENT = "percent"
WAYS = ("document", "ceremony")
PROOFS = ("document", "photo", "any", "none")


def read_milestones(root: Reader, vocabulary: Vocabulary) -> tuple[Milestone, ...]:
    """[[milestone]]: what a unit of some kinds does once, or once for each of `years`."""
    return tuple(_milestone(part, vocabulary) for part in root.tables("milestone"))


def read_targets(root: Reader, vocabulary: Vocabulary, folder: Path) -> tuple[TargetPart, ...]:
    """[[target]]: the measurable obligations, in the plan's order; their tables lie in the campaign's folder."""
    return tuple(_target(part, vocabulary, folder) for part in root.tables("target", required=True))


def read_tasks(root: Reader, vocabulary: Vocabulary) -> tuple[Task, ...]:
    """[[task]]: assignments of the schedule and of «Tổ chức thực hiện»."""
    return tuple(
        Task(
            key=part.key("key"),
            clause=read_clause(part),
            text=part.text("text"),
            unit_kinds=part.texts("unit_kinds", choices=vocabulary.unit_kinds),
            due=read_due(part.table("due", required=False)),
            sent_to=part.text("sent_to", required=False),
            milestone=part.text("milestone", required=False),
        )
        for part in root.tables("task")
    )


def _milestone(reader: Reader, vocabulary: Vocabulary) -> Milestone:
    return Milestone(
        key=reader.key("key"),
        clause=read_clause(reader, required=False),
        name=reader.text("name"),
        done_words=reader.text("done_words", required=False),
        unit_kinds=reader.texts("unit_kinds", choices=vocabulary.unit_kinds),
        window=read_window(reader.table("window", required=False), start_required=False),
        due_before=reader.day("due_before", required=False),
        settings=_milestone_settings(reader, vocabulary),
    )


def _milestone_settings(reader: Reader, vocabulary: Vocabulary) -> dict[str, Any]:
    """The particulars of a kind, only those that are given."""
    given: dict[str, Any] = {
        "ways": list(reader.texts("ways", required=False, choices=WAYS)),
        "proof": reader.text("proof", choices=PROOFS),
        "document_kind": reader.text("document_kind", required=False, choices=vocabulary.document_kinds),
        "years": list(reader.numbers("years")),
        "answers": [
            {"key": part.key("key"), "label": part.text("label"), "good": part.flag("good")}
            for part in reader.tables("answer")
        ],
        "figures": [
            {
                "key": part.key("key"),
                "label": part.text("label"),
                "unit": part.text("unit", choices=vocabulary.measure_units),
            }
            for part in reader.tables("figure")
        ],
        "quality": reader.text("quality", required=False),
        "pilot_of": reader.text("pilot_of", required=False),
    }
    for flag in ("joint", "prescribed", "assigned", "optional", "new_head", "verified_above"):
        given[flag] = reader.flag(flag)
    return {name: value for name, value in given.items() if value}


def _target(reader: Reader, vocabulary: Vocabulary, folder: Path) -> TargetPart:
    name, params = _measure(reader.table("measure"), vocabulary)
    op = reader.text("op", choices=OPERATORS)
    if op == "all" and reader.has("minimum"):
        reader.problem("minimum", _("op là «all» thì mức là tất cả số được giao, không ghi minimum"))
    unit = reader.text("unit", choices=vocabulary.measure_units)
    table = read_minimums(reader.table("minimums", required=False), folder, unit)
    return TargetPart(
        code=reader.text("code"),
        clause=read_clause(reader),
        text=reader.text("text"),
        label=reader.text("label"),
        note=reader.text("note", required=False),
        unit_kinds=reader.texts("unit_kinds", choices=vocabulary.unit_kinds),
        measure=name,
        measure_params=params,
        unit=unit,
        credited_to=_credited_to(reader, name),
        partners_count=reader.flag("partners_count"),
        reading=reader.text("counts", choices=("own", "subtree")),
        op=op,
        minimum=reader.number("minimum", required=op != "all", most=100 if unit == PERCENT else 2**63 - 1),
        share=reader.number("share", required=False, least=1, most=100),
        window=read_window(reader.table("window"), start_required=False),
        due=read_due(reader.table("due", required=False)),
        judged_from=reader.day("judged_from", required=False),
        late=reader.text("late", choices=("counts_late", "not_counted")),
        reference_date=reader.day("reference_date", required=False),
        companion_state=_companion(reader, name, params),
        in_place=_in_place(reader, name),
        minimums=table[0],
        minimums_source=table[1],
        allocation=read_allocation(reader.table("allocation", required=False), folder, unit),
        exempt=read_exempt(reader),
    )


def _measure(reader: Reader | None, vocabulary: Vocabulary) -> tuple[str, dict[str, Any]]:
    """`{ key = "works", … }`: a measure and its particulars, only those given."""
    key = reader.text("key", choices=MEASURES) if reader else ""
    if reader is None or key not in MEASURES:
        return key, {}
    if key == "works":
        params = _work_measure(reader, vocabulary)
    elif key == ALL_OF:
        params = {"targets": list(reader.texts("targets"))}
    elif key == "reported":
        params = {"field": reader.key("field"), "count": reader.text("count", choices=("sum", "latest"))}
    elif key == "adoptions":
        params = _selection(reader, vocabulary)
    elif key == "fund":
        params = {
            "count": reader.text("count", choices=FUND_COUNTS),
            "state": reader.text("state", choices=FUND_STATES),
        }
    else:
        params = _milestone_measure(reader, key)
    reader.done()
    return key, {name: value for name, value in params.items() if value}


def _work_measure(reader: Reader, vocabulary: Vocabulary) -> dict[str, Any]:
    alternatives = [_selection(part, vocabulary) for part in reader.tables("any")]
    if not reader.has("any"):
        alternatives = [_selection(reader, vocabulary)]
    if not alternatives or not all(alternatives):
        reader.problem(
            "any" if reader.has("any") else "kinds", _("phải nói đếm loại nào: kinds, groups hoặc daily_life")
        )
    return {
        "state": reader.text("state", choices=WORK_STATES),
        "any": alternatives,
        "occasion": reader.text("occasion", required=False),
        "count": reader.text("count", choices=("works", "quantity")),
    }


def _selection(reader: Reader, vocabulary: Vocabulary) -> dict[str, Any]:
    chosen: dict[str, Any] = {
        "kinds": list(reader.texts("kinds", required=False, choices=vocabulary.work_kinds)),
        "groups": list(reader.texts("groups", required=False, choices=vocabulary.work_groups)),
        "daily_life": reader.flag("daily_life"),
    }
    return {name: value for name, value in chosen.items() if value}


def _milestone_measure(reader: Reader, key: str) -> dict[str, Any]:
    params: dict[str, Any] = {
        "milestone": reader.text("milestone"),
        "state": reader.text("state", choices=MILESTONE_STATES),
    }
    if key == "rated_years":
        params["years"] = list(reader.numbers("years"))
        params["answers"] = list(reader.texts("answers"))
    if key == "pilot_congresses":
        params["in_time"] = reader.flag("in_time")
    return params


def _credited_to(reader: Reader, measure: str) -> str:
    """Whom a target credits; who takes up a model is the lead of the work."""
    named = reader.text("credited_to", choices=CREDITED_TO)
    if measure == "adoptions" and named in CREDITED_TO and named != "lead":
        reader.problem("credited_to", _("số nơi học theo chỉ tính cho đơn vị dẫn đầu công trình: ghi lead"))
    return named


def _companion(reader: Reader, measure: str, params: dict[str, Any]) -> str:
    """The earlier state counted beside the target; only works have one."""
    state = reader.text("companion", required=False, choices=WORK_STATES)
    if state in WORK_STATES and measure != "works":
        reader.problem("companion", _("chỉ công trình, phần việc mới có số đăng ký đi kèm"))
    elif state in WORK_STATES and state in WORK_STATES[_place(params.get("state", "")) :]:
        reader.problem("companion", _("phải là bước trước bước được tính"))
    return state


def _in_place(reader: Reader, measure: str) -> bool:
    """Whether all that was done in the unit's places is shown beside it; only works lie in places."""
    shown = reader.flag("in_place")
    if shown and measure != "works":
        reader.problem("in_place", _("chỉ công trình, phần việc mới có số trên địa bàn đi kèm"))
    return shown


def _place(state: str) -> int:
    return WORK_STATES.index(state) if state in WORK_STATES else len(WORK_STATES)
