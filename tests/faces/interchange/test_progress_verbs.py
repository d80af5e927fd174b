"""The verbs of progress: what a unit has reached as JSON, the proof, the rebuild."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.factories import COMMUNE, PROVINCE, Cast
from tests.stages.progress.conftest import Stage, ask, site, stage
from thidua.foundation.core.errors import Missing
from thidua.stages.progress.models import UnitProgress

__all__ = ["site", "stage"]


def said(*words: str, **options: Any) -> str:
    out = StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue()


@pytest.mark.clause("III.1")
def test_progress_as_json(site: Cast, stage: Stage) -> None:
    ask(site, "III.1", unit_kinds=[PROVINCE, COMMUNE], share=100)
    stage.does(site.commune)
    found = json.loads(said("progress", campaign="thu", unit="67", json=True))
    assert (found["campaign"], found["unit"], found["date"]) == ("thu", "67", "2024-07-15")
    (target,) = found["targets"]
    assert target["by_kind"] == {COMMUNE: [1, 3], PROVINCE: [0, 1]}
    assert (target["required"], target["reached"], target["missing"]) == (4, 1, ["24661", "24667", "67"])


def test_progress_in_words(site: Cast, stage: Stage) -> None:
    ask(site, "III.1", unit_kinds=[COMMUNE], share=100)
    lines = said("progress", campaign="thu", unit="662").splitlines()
    assert lines == [
        "Ủy ban MTTQ Việt Nam huyện Cư Jút, số liệu đến 2024-07-15",
        "III.1              0/2  front-commune 0/2  còn thiếu: 24649, 24661",
    ]


def test_an_unknown_campaign_is_named_with_the_known_ones(site: Cast) -> None:
    for verb in ("prove", "rebuild"):
        with pytest.raises(Missing, match="thu"):
            said(verb, campaign="khong-co")


def test_prove_finds_a_wrong_figure_and_rebuild_mends_it(site: Cast, stage: Stage) -> None:
    target = ask(site, "III.1", unit_kinds=[COMMUNE])
    stage.does(site.commune)
    assert said("prove") == "Mọi con số đều khớp: thu.\n"
    UnitProgress.objects.filter(target=target, unit=site.district).update(units_met=7)
    out = StringIO()
    with pytest.raises(CommandError, match="2 chỗ khác nhau"):
        call_command("prove", stdout=out)
    assert out.getvalue().splitlines() == [
        "Chỉ tiêu III.1, Ủy ban MTTQ Việt Nam huyện Cư Jút, units_met: bảng ghi 7, tính lại là 1.",
        "Chỉ tiêu III.1, Ủy ban MTTQ Việt Nam huyện Cư Jút (lịch sử), units_met: bảng ghi 1, tính lại là 7.",
    ]
    assert said("rebuild") == "thu: 1 ô thay đổi.\n"
    assert json.loads(said("prove", json=True)) == {"differences": {"thu": []}}
