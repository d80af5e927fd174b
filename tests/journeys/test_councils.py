"""A council day in the browser: three screens to a vote, the count, the minutes signed by two."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.harness.browsing import Visitor
from tests.harness.sites import Site

pytestmark = pytest.mark.slow
HOME = "/ban-lam-viec/"


def open_session(page: Page, day: str) -> None:
    page.goto("/ban-lam-viec/hoi-dong/")
    page.get_by_role("link", name=day, exact=True).click()


def vote(page: Page) -> int:
    """From home: the duty's button, the ballot, done. Returns how many names were on the ballot."""
    page.goto(HOME)
    page.get_by_role("listitem").filter(has_text="Bỏ phiếu kín").get_by_role("link", name="Bỏ phiếu").click()
    ballot = page.get_by_role("button", name="Bỏ phiếu", exact=True)
    expect(ballot).to_be_visible()
    names = page.get_by_role("group")
    for place in range(names.count()):
        names.nth(place).get_by_label("Đồng ý", exact=True).check()
    number = names.count()
    ballot.click()
    expect(page.get_by_text("Đồng chí đã bỏ phiếu. Kết quả có sau khi khóa phiếu.")).to_be_visible()
    return number


@pytest.mark.clause("VI.4")
def test_from_a_vote_to_signed_minutes(site: Site, visitor: Visitor) -> None:
    on_ballots = [
        vote(visitor.enter(site, "uy-vien-1", size="phone")),
        vote(visitor.enter(site, "uy-vien-2", size="phone", javascript=False)),
        vote(visitor.enter(site, "uy-vien-3", size="phone")),
    ]
    # The member of Đắk Mil steps out when its own district is considered.
    assert [number - on_ballots[0] for number in on_ballots] == [0, -1, 0]

    page = visitor.enter(site, "thu-ky-hoi-dong")
    open_session(page, "15/7/2024")
    page.get_by_role("link", name="Khóa bỏ phiếu").click()
    # The vice chair has not voted: closing names her and asks why.
    expect(page.get_by_text("Còn người chưa bỏ phiếu", exact=True)).to_be_visible()
    page.get_by_label("Lý do khóa").fill("Đồng chí Phó Chủ tịch về trước (minh họa)")
    page.get_by_role("button", name="Khóa bỏ phiếu").click()
    expect(page.get_by_text("Đã khóa phiếu và kiểm phiếu.")).to_be_visible()
    page.get_by_role("link", name="Lập biên bản").click()
    page.get_by_role("link", name="Ghi nội dung").click()
    page.get_by_label("Kết thúc lúc").fill("11:30")  # whatever hour of the day this runs at
    page.get_by_role("button", name="Lưu, xem biên bản").click()
    page.get_by_role("button", name="Ký, trình Chủ tọa").click()

    leader = visitor.enter(site, "lanh-dao-tinh")
    leader.goto(HOME)
    leader.get_by_role("listitem").filter(has_text="Biên bản").get_by_role("link", name="Xem và ký").click()
    leader.get_by_role("button", name="Ký biên bản").click()
    expect(leader.get_by_role("heading", name=re.compile(r"^Biên bản họp Hội đồng \d+.BB-HĐTĐKT$"))).to_be_visible()
    assert not visitor.complaints


def test_the_session_on_paper_ended_in_a_tie_at_the_last_place(shared_site: Site, visitor: Visitor) -> None:
    page = visitor.enter(shared_site, "uy-vien-1")
    open_session(page, "12/7/2024")

    expect(page.get_by_text("Bằng phiếu ở suất cuối", exact=True)).to_be_visible()
    rows = page.get_by_role("row").filter(has_text="Hội đồng")
    counts = [row.get_by_role("cell").first.inner_text().strip() for row in rows.all()]
    assert counts == ["7/7", "7/7", "6/7", "6/7", "5/7", "5/7", "3/7"]


def test_who_steps_out_meets_no_trace_of_its_own_district(shared_site: Site, visitor: Visitor) -> None:
    page = visitor.enter(shared_site, "uy-vien-2")
    open_session(page, "15/7/2024")

    main = page.locator("main")
    expect(main.get_by_text("Đồng chí rời phòng")).to_be_visible()
    expect(main.get_by_text("Huyện Đắk Mil", exact=True)).to_have_count(0)
