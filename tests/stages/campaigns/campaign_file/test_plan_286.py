"""The file of plan 286 says what the plan says."""

from __future__ import annotations

import datetime
import re
from functools import cache
from pathlib import Path

import pytest

from thidua.foundation.core.vietnamese import nfc
from thidua.stages.campaigns.campaign_file import CATALOGUE, CampaignFile, read_campaign
from thidua.stages.campaigns.campaign_file.shapes import TargetPart

SEED = Path(__file__).parents[5] / "shared" / "seed" / "plan-286-kh-mttq-btt.txt"


@cache
def plan_286() -> CampaignFile:
    return read_campaign(CATALOGUE / "campaigns" / "286")


def target(code: str) -> TargetPart:
    return next(part for part in plan_286().targets if part.code == code)


def test_head_is_that_of_the_plan() -> None:
    plan = plan_286().plan

    assert (plan.number, plan.symbol, plan.place, plan.date) == (
        286,
        "KH-MTTQ-BTT",
        "Đắk Nông",
        datetime.date(2023, 10, 26),
    )
    assert (plan.capacity, plan.signer_title, plan.signer) == (
        "TM. BAN THƯỜNG TRỰC",
        "PHÓ CHỦ TỊCH THƯỜNG TRỰC",
        "Y Thái",
    )


def test_four_documents_are_carried_out_and_nine_more_cited() -> None:
    cited = plan_286().plan.cited

    assert [part.number for part in cited if part.carried_out] == [
        "22-CT/TW",
        "771/KH-MTTW-BTT",
        "795/KH-MTTW-BTT",
        "33-CT/TU",
    ]
    assert [(part.number, part.clauses) for part in cited if not part.carried_out] == [
        ("05-CT/TW", ("II.1",)), ("", ("II.1",)), ("12-NQ/TU", ("II.1",)), ("217", ("II.3",)), ("218", ("II.3",)),
        ("124-QĐ/TW", ("II.3",)), ("62-KL/TW", ("II.4",)), ("39-NQ/TW", ("II.4",)), ("18-NQ/TW", ("II.4",)),
    ]  # fmt: skip
    assert {part.key: part.unknown for part in cited if part.unknown} == {
        "nq-tw4-khoa-xii": ("number", "date"),
        "217-qd": ("date",),
        "218-qd": ("date",),
    }


def test_words_are_those_of_the_published_plan() -> None:
    if not SEED.exists():
        pytest.skip("the plan as its portal published it is not beside this checkout")
    published = re.sub(r"\s+", " ", nfc(SEED.read_text(encoding="utf-8")))
    plan = plan_286().plan
    words = [*plan.preamble, *(f"{block.mark} {block.text}".strip() for block in plan.blocks), plan.closing]

    assert " ".join(words) == published[published.index("Thực hiện Chỉ thị") : published.index(" * Nơi nhận")]
    assert [line.text for line in plan.recipients] == re.findall(
        r"- ([^;.]+?(?:TC-TG)?)[;.]", published[published.index("* Nơi nhận") : published.index("TM. BAN")]
    )


def test_slips_of_the_signed_plan_are_kept() -> None:
    words = {block.clause: block.text for block in plan_286().plan.blocks}

    assert "Tạo không phí phấn khởi trong xã hội" in words["I.2"]
    assert words["VII.3b"].endswith("(qua Ban Tổ chức - Tuyên giáo trước ngày 20/8/2024.")


def test_target_of_the_districts_houses() -> None:
    asked = target("III.3a")

    assert (asked.unit_kinds, asked.credited_to, asked.op, asked.minimum, asked.share, asked.reading) == (
        ("front-district",), "lead_mobiliser", ">=", 1, 100, "own",
    )  # fmt: skip
    assert asked.measure_params == {"state": "verified", "any": [{"kinds": ["great-unity-house"]}], "count": "quantity"}
    assert (asked.due.event, asked.companion_state) == ("national-congress", "registered")
    assert [part.code for part in plan_286().targets if part.in_place] == ["III.3a"]


@pytest.mark.parametrize(
    ("code", "kinds", "credited_to", "op", "minimum", "share"),
    [
        ("III.1", 3, "owner", ">=", 1, 100),
        ("III.2", 4, "owner", ">=", 2, 100),
        ("III.3b", 1, "lead_mobiliser", ">=", 5, None),
        ("III.4", 3, "lead", ">=", 1, 100),
        ("III.5a", 1, "place", ">=", 1, 100),
        ("III.5b", 1, "owner", ">=", 1, 100),
        ("III.6a", 1, "owner", ">=", 1, 100),
        ("III.6b", 1, "district_of", "all", None, 100),
    ],
)
def test_target_is_what_the_plan_asks(
    code: str, kinds: int, credited_to: str, op: str, minimum: int | None, share: int | None
) -> None:
    asked = target(code)

    assert (len(asked.unit_kinds), asked.credited_to, asked.op, asked.minimum, asked.share) == (
        kinds, credited_to, op, minimum, share,
    )  # fmt: skip


def test_windows_of_the_festival_and_the_conference_are_closed() -> None:
    festival, conference = target("III.5b"), target("III.6a")

    assert (festival.window.first_day, festival.window.last_day) == (
        datetime.date(2023, 11, 1),
        datetime.date(2023, 11, 18),
    )
    assert (conference.window.first_day, conference.window.last_day) == (
        datetime.date(2023, 10, 1),
        datetime.date(2023, 12, 31),
    )
    assert [part.code for part in plan_286().targets if part.late == "not_counted"] == [
        "III.4",
        "III.5b",
        "III.6a",
        "III.6b",
    ]


def test_phases_share_july_and_both_events_are_open() -> None:
    first, second = plan_286().phases

    assert (first.window.first_day, first.window.last_day) == (datetime.date(2023, 10, 1), datetime.date(2024, 7, 31))
    assert (second.window.first_day, second.window.event) == (datetime.date(2024, 7, 1), "national-congress")
    assert [(event.key, event.date) for event in plan_286().events] == [
        ("provincial-congress", None),
        ("national-congress", None),
    ]


def test_criteria_leave_departments_and_district_organizations_unjudged() -> None:
    assert [(part.clause, len(part.statements)) for part in plan_286().criteria] == [
        ("V.1.1", 5), ("V.1.2", 6), ("V.1.3", 2), ("V.1.4", 1),
    ]  # fmt: skip
    assert plan_286().subjects_without_criteria() == ("front-department", "org-district")


def test_awards_have_the_plan_s_quotas_and_sets() -> None:
    awards = {part.clause: part for part in plan_286().awards}

    assert {clause: [pool.quota for pool in part.pools] for clause, part in awards.items()} == {
        "VI.1": [1, 1, 1], "VI.2": [], "VI.3": [2, 3, 5, 5, 5, 10],
    }  # fmt: skip
    assert {clause: (part.round, part.original_sets, part.announced_later) for clause, part in awards.items()} == {
        "VI.1": (2, 2, False), "VI.2": (1, None, True), "VI.3": (1, 1, False),
    }  # fmt: skip
    assert [(part.name.split(" ")[0], part.per_nominee) for part in plan_286().dossier] == [
        ("Tờ", False), ("Biên", False), ("Báo", True), ("Bảng", False),
    ]  # fmt: skip


def test_final_report_is_due_before_20_august() -> None:
    task = next(part for part in plan_286().tasks if part.key == "district-final-report")

    assert (task.due.before, task.unit_kinds) == (datetime.date(2024, 8, 20), ("front-district",))


def test_recipients_are_ten_lines() -> None:
    lines = plan_286().plan.recipients

    assert [line.kind for line in lines] == ["body"] * 6 + ["group"] * 3 + ["archive"]
    assert [line.unit_kinds for line in lines if line.kind == "group"] == [
        ("org-province",),
        ("front-district",),
        ("front-department",),
    ]


def test_signer_acts_for_the_standing_board() -> None:
    assert plan_286().plan.signed_note == "(đã ký)"


def test_second_campaign_has_nothing_of_the_first() -> None:
    other = read_campaign(CATALOGUE / "campaigns" / "tu-sach-2024")

    assert (other.is_invented, other.unit_set, other.owner) == (True, "truong-hoc-minh-hoa", "SM")
    assert set(other.takes_part).isdisjoint(plan_286().takes_part)
    assert [(part.code, part.op, part.minimum, part.share, part.reading) for part in other.targets] == [
        ("1", ">=", 1, 100, "own"), ("2", ">=", 1, 80, "own"), ("3", ">=", 120, 100, "subtree"), ("4", "=", 1, 100, "own"),
    ]  # fmt: skip
