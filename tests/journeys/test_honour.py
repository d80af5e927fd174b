"""From a commune's report to the decision that honours one of its people, and the name on the portal: eight people."""

from __future__ import annotations

import datetime
import io
import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.harness.browsing import SIZES, Visitor, sign_in
from tests.harness.sites import Site
from tests.journeys.test_house import photo
from thidua.foundation.documents.checker import check_document

pytestmark = [pytest.mark.slow, pytest.mark.clause("VI.3b", "VI.4", "VII.3b")]
HOME = "/ban-lam-viec/"
TODAY = datetime.date(2024, 7, 15)
REPORT, FIELD = "Báo cáo công tác Mặt trận hằng quý (quý II/2024)", "286.good-ways"
FORM = "Bằng khen của Ủy ban MTTQ Việt Nam tỉnh"
HERO, POSITION = "H'Yar Hành Trình", "Trưởng Ban Công tác Mặt trận"
COMMUNE = "Ủy ban MTTQ Việt Nam xã Tâm Thắng"
ACHIEVEMENT = "Vận động 52 hộ góp 310 ngày công làm 1,4 km đường hoa của buôn Knir (minh họa)."
COUNCIL = ("lanh-dao-tinh", "lanh-dao-hoi", "uy-vien-1", "uy-vien-2", "uy-vien-3")


@dataclass
class Desks:
    """Each person's own window, opened once and kept; a picture of each step at two widths."""

    site: Site
    visitor: Visitor
    passwords: dict[str, str]
    pages: dict[str, Page] = field(default_factory=dict)
    shots: int = 0

    def of(self, name: str) -> Page:
        """The person at «Việc của tôi»."""
        if name not in self.pages:
            self.pages[name] = self.visitor.window(self.site)
            sign_in(self.pages[name], name, self.passwords[name])
        page = self.pages[name]
        page.goto(HOME)
        return page

    def shot(self, page: Page, name: str) -> None:
        """A picture at both widths; the page fits the phone. What a page looks like is no matter of the database."""
        if "postgresql" in self.site.env["THIDUA_DATABASE_URL"]:
            return
        self.shots += 1
        for size in ("phone", "desk"):
            page.set_viewport_size(SIZES[size])
            self.visitor.shot(page, f"honour-{self.shots:02d}-{name}-{size}")
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{page.url} {size}"


@pytest.fixture
def desks(site: Site, visitor: Visitor) -> Desks:
    accounts = site.json("demonstration", "--accounts")
    return Desks(site, visitor, {row["name"]: row["password"] for row in accounts})


def duty(page: Page, *words: str) -> Locator:
    """The button of the one line of «Việc của tôi» that says all these words."""
    line = page.locator("main li")
    for said in words:
        line = line.filter(has_text=said)
    expect(line).to_have_count(1)
    return line.locator("a.btn")


def press(page: Page, label: str) -> None:
    """Presses the one button, or button-like link, of the page's own part that is called so."""
    found = page.locator("main").locator("button, a.btn").filter(visible=True).filter(has_text=label)
    found.first.click()


def says(page: Page, words: str) -> None:
    expect(page.locator("body")).to_contain_text(words)


def papers(page: Page, address: str, *, named: str = "", endings: tuple[str, ...] = ("docx", "pdf")) -> list[bytes]:
    """Fetches a paper as the reader would and holds it against the format in force; its files."""
    found = []
    for ending in endings:
        answer = page.request.get(address.format(ending))
        assert answer.status == 200, f"{address}: {answer.status}"
        content = answer.body()
        wrong = [each for each in check_document(content, today=TODAY).deviations if not each.notice]
        assert wrong == [], f"{address.format(ending)}: {wrong}"
        found.append(content)
    if named:
        assert named in text_of(found[-1])
    return found


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def path_of(page: Page) -> str:
    return page.evaluate("location.pathname")


def report_goes_up(desks: Desks) -> None:
    """The leader hands it back, the officer mends it; the district returns one field, then accepts."""
    leader = desks.of("lanh-dao-xa")
    duty(leader, f"Ký, gửi: {REPORT}").click()
    desks.shot(leader, "report-to-sign")
    press(leader, "Chuyển lại cán bộ")
    leader.fill("[name=reason]", "Nêu thêm việc làm đường hoa của buôn.")
    press(leader, "Chuyển lại")
    writes_and_signs(desks, "Viết tiếp", "Nêu thêm việc làm đường hoa", "Góp ngày công theo tổ liên gia làm đường hoa.")

    district = desks.of("can-bo-huyen")
    duty(district, f"Nhận: {REPORT}", "Tâm Thắng").click()
    district.check(f"[name='tra:{FIELD}']")
    district.fill(f"[name='{FIELD}']", "Ghi rõ buôn nào, bao nhiêu hộ.")
    desks.shot(district, "report-reviewed")
    press(district, "Trả lại chỗ đã đánh dấu")
    says(district, "Đã trả lại báo cáo cho đơn vị.")
    writes_and_signs(
        desks, "Sửa và gửi lại", "Ghi rõ buôn nào, bao nhiêu hộ.", "Buôn Knir: 52 hộ góp ngày công làm đường hoa."
    )

    district = desks.of("can-bo-huyen")
    duty(district, f"Nhận: {REPORT}", "Tâm Thắng").click()
    says(district, "Buôn Knir: 52 hộ")
    press(district, "Nhận báo cáo")
    says(district, "Đã nhận báo cáo.")
    papers(district, f"{path_of(district)}ban-in/{{}}/")


def writes_and_signs(desks: Desks, what: str, asked: str, words: str) -> None:
    """The officer reads why it came back, writes and hands it in; the leader signs."""
    officer = desks.of("can-bo-xa")
    duty(officer, f"{what}: {REPORT}").click()
    says(officer, asked)
    desks.shot(officer, "report-written")
    officer.fill(f"[name='{FIELD}']", words)
    press(officer, "Trình lãnh đạo")
    says(officer, "Chờ lãnh đạo ký")
    leader = desks.of("lanh-dao-xa")
    duty(leader, f"Ký, gửi: {REPORT}").click()
    press(leader, "Ký, gửi")
    says(leader, "Đã ký, gửi")


def person_is_judged(desks: Desks) -> None:
    """The commune evaluates one of its people whom nobody entered before; the district judges."""
    officer = desks.of("can-bo-xa")
    officer.goto(HOME + "danh-gia/")
    press(officer, "Tự đánh giá")
    desks.shot(officer, "evaluation-new")
    officer.select_option("[name=campaign]", "286")
    officer.fill("[name=new_person]", HERO)
    officer.fill("[name=position]", POSITION)
    officer.locator("main form button.main").click()
    desks.shot(officer, "evaluation-written")
    for name in {radio.get_attribute("name") for radio in officer.locator("main input[type=radio]").all()}:
        officer.check(f"input[name='{name}'] >> nth=1")
    for words in officer.locator("main textarea[name^=words-]").all():
        words.fill("Đã làm đủ, có sổ ghi từng hộ (minh họa).")
    press(officer, "Lưu và gửi cấp trên")
    says(officer, "Đã gửi cấp trên.")
    district = desks.of("can-bo-huyen")
    duty(district, "Đánh giá:", HERO).click()
    desks.shot(district, "evaluation-to-judge")
    press(district, "Đánh giá")
    desks.shot(district, "evaluation-judged")
    press(district, "Lưu đánh giá")
    says(district, "Đã đánh giá. Đơn vị đọc được kết quả.")


def commune_proposes(desks: Desks) -> None:
    """The person just judged is there to be chosen; the leader reads the report and confirms it."""
    officer = desks.of("can-bo-xa")
    officer.goto(HOME + "khen-thuong/")
    press(officer, "Đề nghị khen thưởng")
    form = officer.locator("main section").filter(has=officer.get_by_role("heading", name=FORM, exact=True))
    desks.shot(officer, "nomination-new")
    form.get_by_label("Đề nghị ai").select_option(label=f"{HERO}, {POSITION}, Xã Tâm Thắng")
    form.get_by_role("button").click()
    desks.shot(officer, "nomination-write")
    officer.fill("[name=achievement]", ACHIEVEMENT)
    officer.fill("[name=report-results]", f"- {ACHIEVEMENT}")
    press(officer, "Lưu và đề nghị")
    says(officer, "đang giữ")
    desks.shot(officer, "nomination")
    address = path_of(officer)

    leader = desks.of("lanh-dao-xa")
    duty(leader, "Xác nhận báo cáo thành tích").click()
    desks.shot(leader, "reports-to-confirm")
    leader.get_by_role("link", name=HERO).click()
    press(leader, "Xác nhận báo cáo thành tích")
    desks.shot(leader, "report-to-confirm")
    press(leader, "Xác nhận")
    says(leader, "Đã xác nhận")
    papers(leader, f"{address}bao-cao/{{}}/", named=HERO)


def district_sends(desks: Desks, scan: Path) -> None:
    """The dossier takes the new name in, gets its papers, is signed and sent, and is received whole."""
    commune_confirms_itself(desks)
    officer = desks.of("can-bo-huyen")
    duty(officer, "Đề nghị khen thưởng chưa đưa vào hồ sơ", HERO).click()
    desks.shot(officer, "dossiers")
    officer.get_by_role("link", name=f"Thêm vào hồ sơ {FORM}").click()
    officer.get_by_label(f"{HERO}, {POSITION}").check()
    desks.shot(officer, "dossier-names")
    press(officer, "Lưu danh sách")
    address = path_of(officer)
    papers_are_brought(desks, officer, scan)
    letter_is_signed(desks)
    officer = desks.of("can-bo-huyen")
    duty(officer, "Hoàn thiện, gửi hồ sơ").click()
    desks.shot(officer, "dossier-whole")
    press(officer, "Gửi hồ sơ")
    says(officer, "Đã gửi hồ sơ.")
    for paper in ("to-trinh", "trich-ngang"):
        papers(officer, f"{address}tep/{paper}/{{}}/", named=HERO if paper == "trich-ngang" else "")
    focal = desks.of("can-bo-tinh")
    duty(focal, "Xem, nhận hồ sơ", "huyện Cư Jút").click()
    desks.shot(focal, "dossier-received")
    press(focal, "Nhận đủ hồ sơ")
    says(focal, "Đã nhận đủ hồ sơ")


def commune_confirms_itself(desks: Desks) -> None:
    """The commune stands in its district's dossier too; its leader has not confirmed its report so far."""
    leader = desks.of("lanh-dao-xa")
    duty(leader, "Xác nhận báo cáo thành tích").click()
    leader.locator("tr", has_text=FORM).get_by_role("link", name=COMMUNE).click()
    press(leader, "Xác nhận báo cáo thành tích")
    press(leader, "Xác nhận")
    says(leader, "Đã xác nhận")


def papers_are_brought(desks: Desks, officer: Page, scan: Path) -> None:
    """The minutes of the district's own council as a picture, the letter before the leader."""
    press(officer, "Đưa bản chụp lên")
    desks.shot(officer, "dossier-paper")
    officer.fill("[name=title]", "Biên bản số 03/BB-HĐTĐKT ngày 14/7/2024")
    officer.set_input_files("input[type=file]", scan)
    officer.locator("main form button.main").click()
    press(officer, "Trình lãnh đạo ký Tờ trình")
    says(officer, "Đã trình lãnh đạo ký Tờ trình.")


def letter_is_signed(desks: Desks) -> None:
    leader = desks.of("lanh-dao-huyen")
    duty(leader, "Ký Tờ trình").click()
    desks.shot(leader, "dossier-to-sign")
    press(leader, "Ký Tờ trình")
    says(leader, "Đã ký, cấp số Tờ trình")


def council_votes(desks: Desks) -> str:
    """The secretary invites, takes attendance, opens the ballot; five vote in secret; two sign the minutes."""
    secretary = desks.of("thu-ky-hoi-dong")
    duty(secretary, "Mời Hội đồng họp", "4 trường hợp").click()
    desks.shot(secretary, "council-rounds")
    secretary.get_by_role("link", name="Đợt khen thưởng 1").click()
    desks.shot(secretary, "session-new")
    checked = secretary.locator("[name=nominations]:checked")
    names = checked.locator("xpath=..").all_inner_texts()
    assert [name.split(",")[0] for name in names] == ["Huyện Cư Jút", "Thôn Tân Thịnh", "Xã Tâm Thắng", HERO]
    secretary.fill("[name=place]", "Phòng họp tầng 2 (minh họa)")
    secretary.locator("main form button.main").click()
    says(secretary, "Đã mời họp.")
    session = path_of(secretary)
    secretary.get_by_role("link", name="Điểm danh").first.click()
    for choice in secretary.locator("main select").all():
        choice.select_option("present")
    away = secretary.locator("main select")
    for place in (5, 6):
        away.nth(place).select_option("absent")
    desks.shot(secretary, "session-attendance")
    press(secretary, "Lưu điểm danh")
    press(secretary, "Khai mạc")
    desks.shot(secretary, "session-open")
    press(secretary, "Mở bỏ phiếu")
    for name in COUNCIL:
        vote(desks, name, session)
    return minutes_are_signed(desks, session)


def vote(desks: Desks, name: str, session: str) -> None:
    """From home to the ballot and done; the demonstration has another session of this round open the same day."""
    member = desks.of(name)
    member.locator(f"main li a.btn[href='{session}bo-phieu/']").click()
    questions = member.get_by_role("group")
    for place in range(questions.count()):
        questions.nth(place).get_by_label("Đồng ý", exact=True).check()
    if name == "uy-vien-1":
        desks.shot(member, "ballot")
    member.get_by_role("button", name="Bỏ phiếu", exact=True).click()
    says(member, "Đồng chí đã bỏ phiếu. Kết quả có sau khi khóa phiếu.")


def minutes_are_signed(desks: Desks, session: str) -> str:
    """The secretary closes the ballot and signs the minutes, whoever presided signs after; their notation."""
    secretary = desks.of("thu-ky-hoi-dong")
    secretary.goto(session)
    press(secretary, "Khóa bỏ phiếu")
    says(secretary, "Mọi thành viên có mặt đã bỏ phiếu (5 người).")
    press(secretary, "Khóa bỏ phiếu")
    row = secretary.locator("tr", has_text=HERO)
    expect(row).to_contain_text("5/7")
    desks.shot(secretary, "session-counted")
    duty(desks.of("thu-ky-hoi-dong"), "Lập biên bản").click()
    press(secretary, "Ghi nội dung")
    desks.shot(secretary, "minutes-write")
    press(secretary, "Lưu, xem biên bản")
    press(secretary, "Ký, trình Chủ tọa")
    leader = desks.of("lanh-dao-tinh")
    duty(leader, "Ký biên bản họp").click()
    desks.shot(leader, "minutes-to-sign")
    press(leader, "Ký biên bản")
    says(leader, "Đã ký, vào sổ biên bản")
    papers(leader, f"{session}bien-ban/tep/{{}}/", named=HERO)
    return str(leader.locator("h1").inner_text()).removeprefix("Biên bản họp Hội đồng ")


def seat_is_given(desks: Desks) -> None:
    """The focal department gives the name a free seat of its class."""
    focal = desks.of("can-bo-tinh")
    duty(focal, f"Xét chọn: {FORM}").click()
    desks.shot(focal, "choice")
    row = focal.locator("tr", has_text=HERO)
    row.get_by_role("link", name=f"Chọn {HERO}").click()
    desks.shot(focal, "choose")
    press(focal, "Chọn")
    expect(focal.locator("tr", has_text=HERO)).to_contain_text("suất 1")


def decision_is_signed(desks: Desks, minutes: str) -> str:
    """The focal department brings letter and decision, the leader signs; the decision's notation."""
    focal = desks.of("can-bo-tinh")
    duty(focal, f"Soạn quyết định: {FORM}").click()
    desks.shot(focal, "decision-new")
    press(focal, "Soạn quyết định")
    desks.shot(focal, "decision-draft")
    address = path_of(focal)
    press(focal, "Trình người quyết định")
    desks.shot(focal, "decision-signers")
    press(focal, "Trình")
    says(focal, "Đã trình.")
    leader = desks.of("lanh-dao-tinh")
    leader.locator(f"main li a.btn[href='{address}']").click()
    desks.shot(leader, "decision-to-sign")
    press(leader, "Ký, ban hành")
    says(leader, "Đã ký, ban hành.")
    desks.shot(leader, "decision-issued")
    papers(leader, f"{address}van-ban/to-trinh/{{}}/")
    decision = text_of(papers(leader, f"{address}van-ban/quyet-dinh/{{}}/", named=HERO)[-1])
    # The session of 12/7 was about others.
    assert (minutes in decision, "01/BB-HĐTĐKT" in decision) == (True, False)
    notation = leader.locator("h1").inner_text().removeprefix("Quyết định ")
    with leader.expect_download() as download:
        leader.get_by_role("link", name=f"In bằng {HERO}").click()
    pages = PdfReader(io.BytesIO(download.value.path().read_bytes())).pages
    printed = " ".join(pages[0].extract_text().split())
    assert (len(pages), "BẰNG KHEN" in printed, HERO in printed) == (1, True, True)
    return str(notation)


def name_is_published(desks: Desks, notation: str) -> None:
    """A person puts the name before the public; whoever comes by reads it on a phone, signed in nowhere."""
    focal = desks.of("can-bo-tinh")
    duty(focal, "Đăng tên được khen lên cổng", notation).click()
    desks.shot(focal, "to-publish")
    focal.get_by_role("link", name=f"Số {notation} ngày 15/7/2024").click()
    desks.shot(focal, "publish")
    press(focal, "Đăng lên cổng")
    says(focal, "Đã đăng 1 tên.")
    anyone = desks.visitor.window(desks.site, size="phone")
    anyone.goto("/")
    desks.shot(anyone, "portal-front")
    anyone.goto("/khen-thuong/")
    desks.shot(anyone, "portal-honours")
    anyone.get_by_role("link", name=HERO).first.click()
    main = anyone.locator("main")
    for words in (HERO, ACHIEVEMENT.removesuffix("."), notation, FORM):
        expect(main).to_contain_text(words)
    desks.shot(anyone, "portal-honour")


# Every act of the way in its order, and how many people carried them out.
TRAIL = """
import json
from thidua.foundation.core.models import AuditEntry
rows = AuditEntry.objects.filter(id__gt=%d, refused=%s).order_by("id")
print(json.dumps(list(rows.values_list("id", "actor_uid", "act", "reason")), default=str))
"""
STEPS = (
    "chuyển lại cán bộ", "trình lãnh đạo", "ký, gửi", "trả lại", "trình lãnh đạo", "ký, gửi", "nhận",
    "gửi bản tự đánh giá", "đánh giá", "đề nghị khen thưởng", "xác nhận báo cáo thành tích", "chọn danh sách hồ sơ",
    "đưa giấy tờ vào hồ sơ", "trình ký Tờ trình", "gửi hồ sơ", "nhận đủ hồ sơ", "mời họp Hội đồng", "điểm danh",
    "khai mạc phiên họp", "mở bỏ phiếu kín", *["đã bỏ phiếu kín"] * len(COUNCIL), "khóa bỏ phiếu, kiểm phiếu",
    "ký biên bản với tư cách thư ký, trình Chủ tọa", "ký biên bản", "chọn vào danh sách", "soạn quyết định khen thưởng",
    "trình người quyết định", "ghi được khen thưởng", "ký, ban hành quyết định", "đăng lên cổng",
)  # fmt: skip
PEOPLE = {"can-bo-xa", "lanh-dao-xa", "can-bo-huyen", "lanh-dao-huyen", "can-bo-tinh", "thu-ky-hoi-dong", *COUNCIL}


def trail(site: Site, since: int = 0, *, refused: bool = False) -> list[list[str]]:
    """What the audit trail holds after an entry, carried out or refused: [number, who, act, reason]."""
    asked = TRAIL % (since, refused)
    return list(json.loads(site.thidua("shell", "--no-imports", "--verbosity", "0", "-c", asked)))


@pytest.mark.pg_journey
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


def test_return_without_a_reason_keeps_what_was_typed(desks: Desks) -> None:
    district = desks.of("can-bo-huyen")
    duty(district, "Nhận: Báo cáo công tác Mặt trận", "thị trấn Ea T'ling").click()
    district.check(f"[name='tra:{FIELD}']")
    district.check("[name='tra:people-mood']")
    district.fill("[name='people-mood']", "Chưa nêu việc mất mùa.")
    district.fill("[name=last_day]", "20/7/2024")
    press(district, "Trả lại chỗ đã đánh dấu")

    why = district.locator("tr", has=district.locator(f"[name='{FIELD}']")).locator(".err")
    expect(why).to_be_visible()
    desks.shot(district, "refused-return")
    assert district.is_checked(f"[name='tra:{FIELD}']")
    assert district.input_value("[name='people-mood']") == "Chưa nêu việc mất mùa."
    assert district.input_value("[name=last_day]") == "20/7/2024"
    duty(desks.of("can-bo-huyen"), "Nhận: Báo cáo công tác Mặt trận", "thị trấn Ea T'ling")


def test_dossier_whose_confirmation_is_taken_back_is_refused_by_name(desks: Desks, tmp_path: Path) -> None:
    commune_confirms_itself(desks)
    officer = desks.of("can-bo-huyen")
    duty(officer, "Hoàn thiện, gửi hồ sơ").click()
    papers_are_brought(desks, officer, photo(tmp_path, "bien-ban", 90))
    letter_is_signed(desks)
    officer = desks.of("can-bo-huyen")
    duty(officer, "Hoàn thiện, gửi hồ sơ").click()

    leader = desks.of("lanh-dao-xa")
    leader.goto(HOME + "khen-thuong/de-nghi/?q=tam+thang")
    leader.locator("tr", has_text=FORM).get_by_role("link", name=COMMUNE).click()
    leader.get_by_role("link", name="Rút xác nhận báo cáo").click()
    leader.fill("[name=reason]", "Số liệu còn phải xem lại.")
    leader.locator("main form button.main").click()
    press(officer, "Gửi hồ sơ")

    refusal = f"Báo cáo thành tích của {COMMUNE} chưa được lãnh đạo {COMMUNE} xác nhận."
    says(officer, refusal)
    desks.shot(officer, "refused-dossier")
    assert refusal in trail(desks.site, refused=True)[-1][3]


def test_number_of_a_decision_that_is_taken_is_refused_at_its_field(desks: Desks) -> None:
    leader = desks.of("lanh-dao-tinh")
    duty(leader, f"Ký quyết định: {FORM}").click()
    press(leader, "Trả lại")
    leader.fill("[name=reason]", "Bản giấy đã ký.")
    leader.locator("main form button.main").click()
    focal = desks.of("can-bo-tinh")
    duty(focal, "Sửa quyết định bị trả lại").click()
    focal.get_by_role("link", name="Đã ký trên giấy?").click()
    focal.fill("[name=number]", "35")
    focal.fill("[name=date]", "15/7/2024")
    focal.fill("[name=name]", "Bùi Thị Minh Họa")
    focal.locator("main form button.main").click()

    expect(focal.locator("#id_number_error, .err").first).to_contain_text("35")
    desks.shot(focal, "refused-number")
    assert focal.input_value("[name=name]") == "Bùi Thị Minh Họa"
    assert focal.input_value("[name=date]") == "15/7/2024"
