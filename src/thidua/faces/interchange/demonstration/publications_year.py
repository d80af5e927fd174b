"""What else stands on the demonstration's portal: news, honours, candidates, readers' comments, ways to other sites.

How many came is not made up: that is counted from the day the demonstration runs.
"""

from __future__ import annotations

import datetime

from thidua.faces.interchange.demonstration import people
from thidua.faces.interchange.demonstration.world import SYSTEM, TODAY, World
from thidua.foundation.accounts.models import Person
from thidua.foundation.core import clock
from thidua.stages.campaigns.models import AwardRound
from thidua.stages.honours.models import Honour
from thidua.stages.honours.operations import Given
from thidua.stages.honours.operations.entering import enter_honour
from thidua.stages.publications import operations
from thidua.stages.publications.candidates import commentable
from thidua.stages.publications.models import PublicComment, PublicItem
from thidua.stages.publications.privacy import private_in

Day = datetime.date
Moment = datetime.datetime

LINKS = (
    ("Mặt trận Tổ quốc Việt Nam", "https://mattran.org.vn/"),
    ("Cổng thông tin điện tử tỉnh Đắk Nông", "https://daknong.gov.vn/"),
)
NEWS = (
    (
        Day(2023, 11, 20), "news", "Triển khai đợt thi đua chào mừng Đại hội Mặt trận các cấp (minh họa)",
        "Ủy ban MTTQ Việt Nam các huyện, thành phố đã nhận kế hoạch và bắt đầu phát động đến từng khu dân cư.\n\n"
        "Mỗi khu dân cư chọn ít nhất một công trình, phần việc hoặc mô hình phù hợp để đăng ký.",
        "Kế hoạch số 286/KH-MTTQ-BTT", Day(2023, 10, 26),
    ),
    (
        Day(2024, 5, 20), "activities", "Bon, buôn, thôn cùng làm đường, trồng hoa (minh họa)",
        "Nhiều nơi chọn những việc vừa sức: dọn vệ sinh, trồng hoa hai bên đường, làm sân chơi cho trẻ em.\n\n"
        "Kết quả từng nơi có ở mục Công trình của cổng này.",
        "", None,
    ),
    (
        Day(2024, 6, 21), "documents", "Hướng dẫn khen thưởng của đợt thi đua (minh họa)",
        "Hướng dẫn nêu ai được đề nghị, hồ sơ gồm những gì và gửi về đâu. Đơn vị, cá nhân liên hệ Ủy ban MTTQ Việt Nam "
        "cấp mình để được hướng dẫn thêm.",
        "Hướng dẫn khen thưởng đợt 1", Day(2024, 6, 20),
    ),
)  # fmt: skip
# A commune of Cư Jút nobody proposes in the first round: one achievement is honoured once.
HONOURED = "24643"
PRAISE = ("giay-khen-ubmttq-huyen", "Giấy khen của Ủy ban MTTQ Việt Nam huyện")
DECISION, DECIDED = "09/QĐ-MTTQ-BTT", Day(2024, 5, 17)
CANDIDATE_WORDS = "Chủ trì nhiều công trình, phần việc đã được xác nhận trong đợt thi đua (minh họa)."
# About what kind of thing, how it stands: of whom, which words.
COMMENTS = (
    ("news", "shown", "Nguyễn Văn Hải", "Thôn tôi đã làm xong đường hoa, mong có thêm hướng dẫn chăm sóc (minh họa)."),
    ("honour", "shown", "Trần Thị Nga", "Chúc mừng bà con. Mô hình này nên nhân rộng (minh họa)."),
    ("news", "waiting", "H'Bình Êban", "Khi nào công bố danh sách được khen thưởng? (minh họa)"),
    ("work", "waiting", "Phạm Quốc Tuấn", "Đoạn cuối đường còn thiếu rãnh thoát nước, xin xem giúp (minh họa)."),
    ("candidate", "waiting", "Lê Thị Sáu", "Tôi đồng tình với đề nghị này, xã làm rất tích cực (minh họa)."),
    ("candidate", "handed-down", "Đặng Văn Minh", "Đề nghị xem lại số công trình nêu trong thành tích (minh họa)."),
    ("news", "refused", "Khách", "Bán đất mặt tiền giá tốt (minh họa)."),
)


def enter_all(world: World) -> None:
    """Puts the district's praise of May 2024 into the diary; the rest goes out once everything has happened."""
    world.diary.at(Day(2024, 5, 20), lambda now: _praise(world, now))


def publish_all(world: World) -> None:
    """News, names and comments, as they stand on the demonstration's day."""
    now = clock.local_midnight(TODAY) + datetime.timedelta(hours=9)
    by = world.officer("67")
    for title, address in LINKS:
        operations.add_link(by=by, now=now, unit=world.campaign.owner, title=title, address=address)
    for day, category, title, text, paper, paper_date in NEWS:
        operations.publish_news(
            by=by, now=now, campaign=world.campaign, title=title, text=text, category=category, paper=paper,
            paper_date=paper_date, published_at=clock.local_midnight(day) + datetime.timedelta(hours=14),
        )  # fmt: skip
    honoured = Honour.objects.standing().filter(campaign=world.campaign).order_by("decided_on", "id")
    operations.publish_honours(
        by=by, now=now, campaign=world.campaign, achievements={row.uid: row.achievement for row in honoured[:100]}
    )
    first = AwardRound.objects.select_related("campaign__owner").get(campaign=world.campaign, number=1)
    # What a report says of works may name a family: then the public reads other words.
    words = {row.uid: CANDIDATE_WORDS if private_in(row.achievement) else row.achievement for row in commentable(first)}
    operations.publish_candidates(by=by, now=now, round=first, achievements=words)
    for place, (kind, reaches, author, text) in enumerate(COMMENTS, start=1):
        _said(world, now + datetime.timedelta(minutes=7 * place), kind, reaches, author, text)


def _praise(world: World, now: Moment) -> None:
    """A district honoured a working board, a commune and one of its people within the campaign."""
    commune, area = world.units[HONOURED], world.units[world.beneath(HONOURED, "residential-area")[0]]
    decider = f"Ban Thường trực {world.units[people.DISTRICT].name} (minh họa)"
    officer: Person = world.people[(HONOURED, "officer")]
    named = (
        (area, None, "Vận động các hộ góp ngày công làm đường, trồng hoa trong khu dân cư (minh họa)."),
        (commune, None, "Khu dân cư nào cũng có công trình, phần việc chào mừng Đại hội (minh họa)."),
        (commune, officer, "Đến từng khu dân cư hướng dẫn đăng ký công trình, báo kết quả (minh họa)."),
    )
    for number, (unit, person, achievement) in enumerate(named, start=1):
        given = Given(*PRAISE, achievement, DECISION, DECIDED, decider)
        enter_honour(
            by=SYSTEM, now=now, unit=unit, person=person, campaign=world.campaign, given=given, golden_number=number
        )


def _said(world: World, now: Moment, kind: str, reaches: str, author: str, text: str) -> None:
    """A comment on the newest thing of a kind, read or still waiting."""
    item = PublicItem.objects.live().filter(campaign=world.campaign, kind=kind).order_by("-published_at", "-id")[0]
    comment: PublicComment = operations.send_comment(by=SYSTEM, now=now, item_uid=item.uid, author=author, text=text)
    by, later = world.officer("67"), now + datetime.timedelta(minutes=3)
    if reaches == "shown":
        operations.show_comment(by=by, now=later, comment=comment)
    elif reaches == "refused":
        operations.refuse_comment(by=by, now=later, comment=comment, reason="Quảng cáo, không liên quan (minh họa)")
    elif reaches == "handed-down":
        operations.hand_down_comment(by=by, now=later, comment=comment)
