"""Plan 286 read from its own text and accepted: the suggestions, with only what a person has to say put in."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.stages.campaigns.plan_reader import plan_286
from thidua.stages.campaigns.campaign_file import read_vocabulary
from thidua.stages.campaigns.plan_draft import Choices, compose, suggest
from thidua.stages.campaigns.plan_reader import Reading, read_plan_text

LAUNCH, RATING, HOUSE, FESTIVAL, CONFERENCE = 0, 1, 2, 6, 7
CENTRE, PROVINCE, OWN = 0, 1, 2


def due_of_the_launch(reading: Reading, _chosen: Choices) -> None:
    """The plan names no day for launching; the office counts it within the first phase."""
    reading.values["targets"][LAUNCH]["due"] = "2024-07-31"


def who_is_rated(_reading: Reading, chosen: Choices) -> None:
    """«các cấp và các tổ chức thành viên» does not say which are rated each year: committees and organizations above
    the communes; and nobody is rated for 2024 before its last month."""
    chosen.targets[RATING].unit_kinds = ["front-province", "front-district", "org-province", "org-district"]
    chosen.targets[RATING].judged_from = "2024-12-01"


def houses_in_place(_reading: Reading, chosen: Choices) -> None:
    """What others build in a district is drawn beneath its own number: a way to show, of which no plan speaks."""
    chosen.targets[HOUSE].in_place = True


def days_of_the_festival(_reading: Reading, chosen: Choices) -> None:
    """The text says «năm 2023»: everybody else knows 1 to 18 November, and areas hold it jointly."""
    festival = chosen.targets[FESTIVAL]
    festival.starts, festival.ends, festival.asked_on = "2023-11-01", "2023-11-18", "2023-11-18"
    festival.partners, festival.proof = True, "photo"


def areas_of_the_conference(_reading: Reading, chosen: Choices) -> None:
    """The plan does not say what becomes of areas that are merged later: those of the last day are asked."""
    chosen.targets[CONFERENCE].asked_on = "2023-12-31"


def who_proposes_and_appraises(_reading: Reading, chosen: Choices) -> None:
    """For its own award the text says «cấp chịu trách nhiệm xét, trình» and no more; who appraises it leaves out."""
    chosen.awards[
        OWN
    ].submitters = (
        "Ủy ban MTTQ Việt Nam các huyện, thành phố; tổ chức thành viên cấp tỉnh; Văn phòng đối với các phòng, ban"
    )
    chosen.awards[CENTRE].appraiser = "Ban chuyên môn của Ủy ban Trung ương MTTQ Việt Nam"
    chosen.awards[PROVINCE].appraiser = "Ban Thi đua - Khen thưởng tỉnh"
    chosen.awards[OWN].appraiser = "Ban Tổ chức - Tuyên giáo"


def later_round_draws_on(_reading: Reading, chosen: Choices) -> None:
    """Whether the second round chooses among those of the first, too, the text leaves open."""
    chosen.draws_on = True


CORRECTIONS: tuple[Callable[[Reading, Choices], None], ...] = (
    due_of_the_launch,
    who_is_rated,
    houses_in_place,
    days_of_the_festival,
    areas_of_the_conference,
    who_proposes_and_appraises,
    later_round_draws_on,
)


def composed(corrections: Iterable[Callable[[Reading, Choices], None]] = CORRECTIONS) -> tuple[str, dict[str, str]]:
    """The key and the files of the accepted campaign; the same corrections are read once."""
    key, files = _composed(tuple(corrections))
    return key, dict(files)


@functools.cache
def _composed(corrections: tuple[Callable[[Reading, Choices], None], ...]) -> tuple[str, dict[str, str]]:
    vocabulary = read_vocabulary()
    reading = read_plan_text(plan_286.text())
    chosen = suggest(reading, vocabulary, unit_set="daknong-2023", owner="67")
    for correct in corrections:
        correct(reading, chosen)
    return chosen.key, compose(reading, chosen, vocabulary)


def accepted(home: Path) -> Path:
    """The folder of the accepted campaign."""
    key, files = composed()
    folder = home / key
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
