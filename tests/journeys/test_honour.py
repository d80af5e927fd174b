"""From a commune's report to the decision that honours one of its people, and the name on the portal: eight people."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.harness.desks import Desks, trail
from tests.journeys.honour_way import (
    COUNCIL,
    commune_proposes,
    council_votes,
    decision_is_signed,
    district_sends,
    name_is_published,
    person_is_judged,
    report_goes_up,
    seat_is_given,
)
from tests.journeys.test_house import photo

pytestmark = [pytest.mark.slow, pytest.mark.clause("VI.3b", "VI.4", "VII.3b")]
# Every act of the way in its order, and how many people carried them out.
STEPS = (
    "chuyển lại cán bộ", "trình lãnh đạo", "ký, gửi", "trả lại", "trình lãnh đạo", "ký, gửi", "nhận",
    "gửi bản tự đánh giá", "đánh giá", "đề nghị khen thưởng", "xác nhận báo cáo thành tích", "chọn danh sách hồ sơ",
    "đưa giấy tờ vào hồ sơ", "trình ký Tờ trình", "gửi hồ sơ", "nhận đủ hồ sơ", "mời họp Hội đồng", "điểm danh",
    "khai mạc phiên họp", "mở bỏ phiếu kín", *["đã bỏ phiếu kín"] * len(COUNCIL), "khóa bỏ phiếu, kiểm phiếu",
    "ký biên bản với tư cách thư ký, trình Chủ tọa", "ký biên bản", "chọn vào danh sách", "soạn quyết định khen thưởng",
    "trình người quyết định", "ghi được khen thưởng", "ký, ban hành quyết định", "đăng lên cổng",
)  # fmt: skip
PEOPLE = {"can-bo-xa", "lanh-dao-xa", "can-bo-huyen", "lanh-dao-huyen", "can-bo-tinh", "thu-ky-hoi-dong", *COUNCIL}


def test_from_a_report_to_a_name_on_the_portal(desks: Desks, tmp_path: Path) -> None:
    before = int(trail(desks.site)[-1][0])
    report_goes_up(desks)
    person_is_judged(desks)
    commune_proposes(desks)
    district_sends(desks, photo(tmp_path, "bien-ban", 90))
    minutes = council_votes(desks)
    seat_is_given(desks)
    name_is_published(desks, decision_is_signed(desks, minutes))

    rows = trail(desks.site, before)
    acts = iter(act for _number, _who, act, _why in rows)
    assert [step for step in STEPS if step not in acts] == [], "each act stands in the trail, in this order"
    assert (len({who for _number, who, _act, _why in rows} - {None}), set(desks.pages)) == (len(PEOPLE), PEOPLE)
    assert "khớp" in desks.site.thidua("prove", "--campaign", "286")
