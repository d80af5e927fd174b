"""Models of the demonstration and how they spread: told, marked, opened, taken up by areas of other districts."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from thidua.faces.interchange.demonstration.world import TODAY, World
from thidua.foundation.core import clock, files
from thidua.stages.publications.operations import publish_work
from thidua.stages.works.models import Adoption, Status, Story, Work
from thidua.stages.works.operations import acknowledge_adoption, adopt_story, mark_story, open_story, tell_story
from thidua.stages.works.operations.telling import Telling

DAY = datetime.date(2024, 7, 4)
# Of the works a story may be of, every so many tells or learns: they are of different places.
APART = 3
CHANGED = "Làm như nơi kể, chia lại việc theo số hộ của mình (minh họa)"


@dataclass(frozen=True, slots=True)
class Tale:
    """One story, with what the names of the works begin that it may be of, and how many take it up."""

    works: str
    title: str
    theme: str
    problem: str
    way: str
    result: str
    needs: str
    adopters: int


TALES = (
    Tale(
        "Đường hoa", "Tổ tự quản chăm đường hoa (minh họa)", "environment", "Đường mới làm xong không ai chăm, cỏ mọc, rác đổ.",
        "Chia đường thành đoạn, mỗi tổ năm hộ nhận một đoạn; ngày 15 hằng tháng cùng làm cỏ, trồng dặm.",
        "Đường sạch quanh năm; các hộ tự đóng góp cây giống.", "Một người đứng ra chia đoạn và nhắc lịch.", 3,
    ),
    Tale(
        "Sửa nhà văn hóa", "Bữa cơm đoàn kết cùng hộ khó khăn (minh họa)", "unity", "Hộ khó khăn ngại đến nhà văn hóa.",
        "Mỗi quý nấu chung một bữa, hộ nào góp được gì thì góp; sau bữa cơm bàn việc của khu dân cư.",
        "Buổi họp nào cũng đủ các hộ; việc chung được bàn nhanh.", "Bếp và bàn ghế của nhà văn hóa.", 2,
    ),
    Tale(
        "Bê tông đường nội", "Sổ góp ngày công (minh họa)", "learning", "Góp công không ghi lại nên có nơi so bì.",
        "Một cuốn sổ treo ở nhà văn hóa, ai làm ngày nào tự ghi và ký; cuối tháng đọc trước cuộc họp.",
        "Không còn thắc mắc; số ngày công ghi được tăng.", "", 0,
    ),
)  # fmt: skip


def enter_all(world: World) -> None:
    """Puts the telling and the spreading into the diary, on works that were verified before."""
    world.diary.at(DAY, lambda now: _spread(world, now), minutes=400)


def publish_first(world: World) -> None:
    """The first exemplar stands on the portal with its story."""
    story = Story.objects.filter(status=Story.Status.OPENED).select_related("work").order_by("id")[0]
    now = clock.local_midnight(TODAY) + datetime.timedelta(hours=9)
    publish_work(
        by=world.officer("67"), now=now, work=story.work, campaign=world.campaign, title=story.title, with_story=True,
        text="Một cách làm được các nơi học theo (minh họa).", photos=_photos(story.work),
    )  # fmt: skip


def _spread(world: World, now: datetime.datetime) -> None:
    rows = Work.objects.filter(campaigns=world.campaign, status=Status.VERIFIED, unit__kind__is_area=True)
    rows = rows.select_related("unit__kind", "kind").order_by("id")
    for tale in TALES:
        works = iter(list(rows.filter(name__startswith=tale.works)[::APART]))
        story = _told(world, now, next(works), tale)
        for number in range(tale.adopters):
            adoption = _adopted(world, now, story, next(works))
            if number == 0 and tale is TALES[0]:
                # The first who learned tells it in turn, and another learns from that.
                again = _told(world, now, adoption.work, tale, title="Đường hoa tự quản, có thêm ghế đá (minh họa)")
                _adopted(world, now, again, next(works))


def _told(world: World, now: datetime.datetime, work: Work, tale: Tale, *, title: str = "") -> Story:
    code = world.codes[work.unit_id]
    telling = Telling(
        title=title or tale.title, theme=tale.theme, problem=tale.problem, way=tale.way, result=tale.result,
        needs=tale.needs, contact="Trưởng Ban công tác Mặt trận (minh họa)", photos=_photos(work),
    )  # fmt: skip
    story = tell_story(by=world.officer(code), now=now, work=work, telling=telling)
    if not tale.adopters:
        return story
    above = world.superior(world.above(code))
    story = mark_story(by=above, now=now, story=story, reason="Dễ làm, ít tốn, giữ được lâu dài (minh họa)")
    return open_story(by=above, now=now, story=story, campaign=world.campaign)


def _adopted(world: World, now: datetime.datetime, story: Story, work: Work) -> Adoption:
    by = world.officer(world.codes[work.unit_id])
    adoption = adopt_story(by=by, now=now, story=story, unit=work.unit, work=work, changed=CHANGED)
    return acknowledge_adoption(by=world.officer(world.codes[story.unit_id]), now=now, adoption=adoption)


def _photos(work: Work) -> list[uuid.UUID]:
    return [file.uid for file in files.of_owner("work", work.uid) if file.thumbnail_path][:2]
