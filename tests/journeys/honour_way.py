"""The way to an honour, step by step, each by who does it."""

from __future__ import annotations

import io
import re
from pathlib import Path

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.harness.desks import HOME, Desks, duty, papers, path_of, press, says, text_of

REPORT, FIELD = "Báo cáo công tác Mặt trận hằng quý (quý II/2024)", "286.good-ways"
FORM = "Bằng khen của Ủy ban MTTQ Việt Nam tỉnh"
HERO, POSITION = "H'Yar Hành Trình", "Trưởng Ban Công tác Mặt trận"
COMMUNE = "Ủy ban MTTQ Việt Nam xã Tâm Thắng"
ACHIEVEMENT = "Vận động 52 hộ góp 310 ngày công làm 1,4 km đường hoa của buôn Knir (minh họa)."
COUNCIL = ("lanh-dao-tinh", "lanh-dao-hoi", "uy-vien-1", "uy-vien-2", "uy-vien-3")


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
    assert [re.split("[,;]", name)[0] for name in names] == ["Huyện Cư Jút", "Thôn Tân Thịnh", "Xã Tâm Thắng", HERO]
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
    questions.first.wait_for()
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
