"""The national demonstration, two provinces of it: what is made, that it is proved, and where it is refused."""

from __future__ import annotations

import datetime
import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, Q

from tests.factories import NOW, SYSTEM, cast
from thidua.faces.interchange.demonstration.nation.frames import FRAMES, new_units
from thidua.foundation.accounts.models import Account
from thidua.foundation.accounts.site import owner_name, set_demo_date
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Invalid, NotNow
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign
from thidua.stages.progress.models import Entry, EntryCredit, UnitProgress
from thidua.stages.progress.prove import prove
from thidua.stages.progress.rebuild import rebuild_campaign
from thidua.stages.works.models import Work

SMALL = ("--provinces", "2", "--areas", "600", "--works", "1200")
TINY = ("--provinces", "1", "--areas", "5", "--works", "5")


def built(*words: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("demo", "national", *SMALL, *words, "--json", stdout=out, stderr=io.StringIO())
    return json.loads(out.getvalue())


def without_facts(campaign: Campaign) -> list[str]:
    live = Count("entries", filter=Q(entries__is_reversal=False, entries__reversed_by=None))
    return list(campaign.targets.annotate(live=live).filter(live=0).order_by("id").values_list("code", flat=True))


@pytest.mark.slow
@pytest.mark.django_db
def test_two_provinces_in_two_tiers_are_built_and_proved() -> None:
    told = built()
    campaign = Campaign.objects.get(key="quoc-gia-2026")

    counts = {name: told[name] for name in ("front-nation", "front-province", "front-commune", "residential-area")}
    assert counts == {"front-nation": 1, "front-province": 2, "front-commune": 182, "residential-area": 600}
    assert (told["works"], told["targets"], told["figures"]) == (1200, 12, 785 * 12)
    assert (UnitProgress.objects.count(), Entry.objects.count()) == (told["figures"], told["facts"])
    assert without_facts(campaign) == []
    # What two areas share counts once above them.
    assert EntryCredit.objects.values("entry").annotate(number=Count("id")).filter(number=2).order_by().exists()
    assert set(Unit.objects.filter(is_invented=False).values_list("kind", flat=True).distinct().order_by()) == {
        "front-province", "front-commune",
    }  # fmt: skip
    assert Work.objects.exclude(name__contains="minh họa").count() == 0
    assert prove(campaign) == []
    assert rebuild_campaign(campaign=campaign, now=clock.now()) == 0
    assert (clock.demo_date(), owner_name()) == (FRAMES["2025"].today, "Ủy ban Trung ương MTTQ Việt Nam (minh họa)")


@pytest.mark.slow
@pytest.mark.django_db
def test_three_tiers_stand_beside_two_and_neither_is_built_twice() -> None:
    built(*TINY)
    told = built("--frame", "before-2025", "--account", "doc-het")

    assert (told["front-district"], told["front-commune"], told["account"]["name"]) == (41, 719, "doc-het")
    campaign = Campaign.objects.get(key="quoc-gia-286")
    # Nobody was rated for 2023 before it ended, and the province's own houses want luck.
    assert set(without_facts(campaign)) <= {"III.3b", "III.3b-registered"}
    assert [prove(campaign), prove(Campaign.objects.get(key="quoc-gia-2026"))] == [[], []]
    units = Unit.objects.count()
    for frame in FRAMES:
        with pytest.raises(NotNow, match="đã có bản minh họa cả nước"):
            built("--frame", frame)
    assert Unit.objects.count() == units


@pytest.mark.django_db
def test_account_takes_the_password_that_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("một-hai-ba-bốn\n"))
    out, err = io.StringIO(), io.StringIO()
    call_command("demo", "national", *TINY, "--password-from-stdin", stdout=out, stderr=err)

    account = Account.objects.get(username="quoc-gia")
    assert (account.check_password("một-hai-ba-bốn"), account.is_sample) == (True, True)
    assert out.getvalue().splitlines()[1] == "Tài khoản: quoc-gia"
    parts = [line.split(" s  ")[1] for line in err.getvalue().splitlines()]
    assert parts == [
        "Đơn vị: tỉnh, xã thật; khu dân cư minh họa", "Công trình, phần việc minh họa", "Mốc việc minh họa",
        "Báo cáo minh họa", "Tính lại các chỉ tiêu",
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_site_in_use_is_left_alone() -> None:
    cast()
    units = Unit.objects.count()
    with pytest.raises(NotNow, match="đang có dữ liệu thật"):
        built()
    assert (Unit.objects.count(), Campaign.objects.filter(key__startswith="quoc-gia").count()) == (units, 0)


@pytest.mark.django_db
def test_a_day_before_the_campaign_a_taken_name_and_sizes_below_one_are_refused() -> None:
    built("--frame", "before-2025", *TINY)
    with pytest.raises(Invalid, match="quoc-gia-truoc-2025"):
        built("--account", "QUOC-GIA-truoc-2025")
    set_demo_date(by=SYSTEM, now=NOW, date=datetime.date(2026, 1, 15))
    with pytest.raises(NotNow, match="trước đợt thi đua của khung «2025»"):
        built()
    for words in (("--works", "0"), ("--areas", "-1"), ("--provinces", "0")):
        with pytest.raises(Invalid, match="phải từ 1"):
            built(*words)
    with pytest.raises(CommandError, match="frame"):
        built("--frame", "1975")


@pytest.mark.parametrize(
    ("frame", "levels"),
    [("2025", {"front-province": 34, "front-commune": 3321}),
     ("before-2025", {"front-province": 63, "front-district": 696, "front-commune": 10_035})],
)  # fmt: skip
def test_whole_frames_have_every_unit_once_and_parents_first(frame: str, levels: dict[str, int]) -> None:
    seen: dict[str, str] = {}
    orphans = []
    for unit in new_units(FRAMES[frame], areas=500):
        orphans += [unit.key] if unit.parent is not None and unit.parent not in seen else []
        assert unit.key not in seen
        seen[unit.key] = unit.kind
    counts = {kind: list(seen.values()).count(kind) for kind in levels}
    assert (orphans, counts, list(seen.values()).count("residential-area")) == ([], levels, 500)
