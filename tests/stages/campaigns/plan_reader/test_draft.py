"""Plan 286 read, its suggestions taken, the choices the text leaves open made: the catalogue's campaign again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.stages.campaigns.plan_reader import accepted_286, plan_286
from thidua.stages.campaigns.campaign_file import CampaignFile, read_campaign, read_vocabulary
from thidua.stages.campaigns.campaign_file.vocabulary import CATALOGUE
from thidua.stages.campaigns.plan_draft import compose, said, suggest
from thidua.stages.campaigns.plan_reader import read_plan_text


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> CampaignFile:
    """The draft as a person accepts it; of the suggestions one alone is changed: which levels III.2 judges."""
    vocabulary = read_vocabulary()
    reading = read_plan_text(plan_286.text())
    chosen = suggest(reading, vocabulary, unit_set="daknong-2023", owner="67")
    chosen.targets[1].unit_kinds = ["front-province", "front-district", "org-province", "org-district"]
    chosen.awards[2].submitters = "Các cấp trình"  # the text names nobody who proposes for the committee's own award
    folder = tmp_path_factory.mktemp("draft") / chosen.key
    folder.mkdir()
    for name, text in compose(reading, chosen, vocabulary).items():
        (folder / name).write_text(text, encoding="utf-8")
    return read_campaign(folder, vocabulary)


@pytest.fixture(scope="module")
def known() -> CampaignFile:
    return read_campaign(CATALOGUE / "campaigns" / "286")


SAME: dict[str, Callable[[CampaignFile], Any]] = {
    "head": lambda file: (
        file.plan.kind,
        file.plan.number,
        file.plan.symbol,
        file.plan.date,
        file.plan.place,
        file.plan.title,
    ),
    "signer": lambda file: (file.plan.capacity, file.plan.signer_title, file.plan.signer),
    "name": lambda file: (file.name, file.type, file.body, file.takes_part),
    "preamble": lambda file: (file.plan.preamble, file.plan.closing),
    "words": lambda file: [(block.mark, block.text) for block in file.plan.blocks],
    "recipients": lambda file: [(line.text, line.kind, line.unit_kinds) for line in file.plan.recipients],
    "cited": lambda file: [(one.carried_out, one.kind, one.number, one.date, one.clauses) for one in file.plan.cited],
    "signed": lambda file: file.plan.signed_note,
    "codes": lambda file: (file.focal, [line.code for line in file.plan.recipients]),
    "phases": lambda file: [
        (one.number, one.clause, one.window.start, one.window.end, bool(one.window.event)) for one in file.phases
    ],
    "targets": lambda file: [(one.code, one.clause, one.op, one.minimum, one.share) for one in file.targets],
    "who": lambda file: [(one.code, one.unit_kinds) for one in file.targets],
    "measures": lambda file: [
        (one.code, one.measure, one.unit, one.credited_to, one.measure_params.get("kinds")) for one in file.targets
    ],
    "criteria": lambda file: [
        (one.clause, one.for_people, one.unit_kinds, len(one.statements)) for one in file.criteria
    ],
    "statements": lambda file: [[line.text for line in one.statements] for one in file.criteria],
    "awards": lambda file: [(one.form, one.clause, one.announced_later, one.original_sets) for one in file.awards],
    "quotas": lambda file: [[(pool.quota, pool.for_people) for pool in one.pools] for one in file.awards],
    "dossier": lambda file: [(one.clause, one.per_nominee) for one in file.dossier],
    "purposes": lambda file: (file.purposes, file.contents),
}


def test_what_a_document_is_about_is_read_or_said_to_be_unknown(draft: CampaignFile, known: CampaignFile) -> None:
    read = {one.number or "?": one for one in draft.plan.cited}
    assert {number: one.unknown for number, one in read.items() if one.unknown} == {
        "?": ("number", "date"), "217": ("date", "subject"), "218": ("date", "subject"),
    }  # fmt: skip
    assert read["62-KL/TW"].issuer == "Bộ Chính trị (khóa X)"
    assert read["?"].issuer == "Trung ương 4 (khóa XII)"
    for one in known.plan.cited:
        assert read[one.number or "?"].subject.lower() in ("", one.subject.lower())


def test_department_reads_for_the_committee_that_issues() -> None:
    reading, vocabulary = read_plan_text(plan_286.text()), read_vocabulary()
    chosen = suggest(reading, vocabulary, unit_set="daknong-2023", owner="67-TCTG")
    assert (chosen.owner, chosen.focal) == ("67", "67-TCTG")


@pytest.mark.slow
def test_each_correction_of_the_accepted_plan_is_needed() -> None:
    _key, whole = accepted_286.composed()
    for left_out in accepted_286.CORRECTIONS:
        others = [one for one in accepted_286.CORRECTIONS if one is not left_out]
        assert accepted_286.composed(others)[1]["campaign.toml"] != whole["campaign.toml"], left_out.__name__


def test_bare_word_is_no_occasion() -> None:
    welcomed = list(said.welcomed("chào mừng Đại hội; chào mừng kỷ niệm 95 năm Ngày thành lập và Đại hội Đảng bộ tỉnh"))
    assert welcomed == ["Kỷ niệm 95 năm Ngày thành lập", "Đại hội Đảng bộ tỉnh"]


@pytest.mark.parametrize("part", SAME)
def test_draft_says_what_the_catalogue_says(draft: CampaignFile, known: CampaignFile, part: str) -> None:
    assert SAME[part](draft) == SAME[part](known)


def test_deadline_is_a_task_before_its_day(draft: CampaignFile, known: CampaignFile) -> None:
    [task] = draft.tasks
    final = next(one for one in known.tasks if one.key == "district-final-report")
    assert (task.clause, task.unit_kinds, task.due) == (final.clause, final.unit_kinds, final.due)
