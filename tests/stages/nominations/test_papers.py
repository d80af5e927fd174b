"""The papers of a round pass the format checker, and say what the data says."""

from __future__ import annotations

import pytest

from tests.factories import NOW, SYSTEM, TODAY
from tests.stages.nominations.support import Awards, confirmed, person, proposed, sent, voted
from thidua.foundation.accounts.models import Membership
from thidua.foundation.documents.checker import check_document
from thidua.foundation.documents.model import OfficialDocument, Table
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.queries import as_printed
from thidua.foundation.documents.wording import wording
from thidua.stages.campaigns.models import Campaign, Target
from thidua.stages.campaigns.papers import campaign_words
from thidua.stages.nominations import papers
from thidua.stages.nominations.models import AwardGuidance, Submission
from thidua.stages.nominations.operations import open_submission, sign_letter, submit_letter
from thidua.stages.nominations.paper_words import signer
from thidua.stages.nominations.suggestions import target_words
from thidua.stages.progress.models import UnitProgress


def deviations(paper: OfficialDocument, ending: str) -> list[object]:
    outcome = check_document(papers.draw(paper, ending), today=TODAY)
    return [each for each in outcome.deviations if not each.notice]


@pytest.mark.clause("VII.1")
def test_guidance_tells_quotas_days_papers_and_sets(open_round: Awards) -> None:
    guidance = AwardGuidance.objects.get()
    assert guidance.document is not None
    paper = as_printed(guidance.document)
    text = "\n".join(getattr(block, "text", "") for block in paper.blocks)
    assert (guidance.document.notation, paper.date) == ("01/HD-MTTQ-BTT", TODAY)
    assert "- Xã và Ban Công tác Mặt trận: 02 suất;" in text
    assert "Số lượng, đối tượng có thông báo sau." in text
    assert "- Cấp dưới gửi đề nghị đến cấp trên trực tiếp trước ngày 31/7/2024." in text
    assert "trước ngày 20/8/2024." in text
    assert "- Bằng khen của Ủy ban MTTQ Việt Nam tỉnh: 01 bộ bản chính." in text
    assert "- Bằng khen của Ủy ban nhân dân tỉnh: số bộ theo hướng dẫn của nơi nhận." in text
    assert paper.signature is not None
    assert (paper.signature.name, paper.signature.capacity) == ("Trần Văn Bình", ("TM. BAN THƯỜNG TRỰC",))


def test_letter_counts_its_nominees_and_cites(open_round: Awards) -> None:
    people = open_round.cast
    proposed(open_round, people.commune)
    proposed(open_round, people.commune, person=person("Nguyễn Văn Hòa", "Trưởng ban"))
    made = sent(open_round, people.district)
    assert made.letter is not None
    paper = as_printed(made.letter)
    text = "\n".join(getattr(block, "text", "") for block in paper.blocks)
    assert "cho 01 tập thể và 01 cá nhân có thành tích xuất sắc trong đợt thi đua chào mừng Đại hội:" in text
    assert paper.subject == (
        "Về việc đề nghị tặng Bằng khen của Ủy ban MTTQ Việt Nam tỉnh trong đợt thi đua chào mừng Đại hội"
        " (khen thưởng đợt 1)"
    )
    assert "Căn cứ Hướng dẫn số 01/HD-MTTQ-BTT ngày 15/7/2024;" in text
    assert "Căn cứ Biên bản số 03/BB-HĐTĐKT." in text
    table = next(block for block in paper.blocks if isinstance(block, Table))
    assert [row[:3] for row in table.rows] == [
        ("1", "Ủy ban MTTQ Việt Nam xã Nam Dong", "Xã Nam Dong"),
        ("2", "Nguyễn Văn Hòa", "Trưởng ban, xã Nam Dong"),
    ]


def test_letter_bears_who_signed_it_and_never_a_role_for_a_title(open_round: Awards) -> None:
    """Another leader than the one the draft waits for presses; «Lãnh đạo» is what he does, not an office."""
    people = open_round.cast
    proposed(open_round, people.commune)
    begun = open_submission(by=SYSTEM, now=NOW, form=open_round.own, unit=people.district)
    made = submit_letter(by=SYSTEM, now=NOW, submission=begun)
    assert made.letter is not None and made.letter.signer_name == "Hoàng Văn Em"
    deputy = person("Y Thái Minh Họa", "Phó Chủ tịch Thường trực")
    people.people["deputy"] = deputy
    Membership.objects.create(person=deputy, unit=people.district, role="leader", valid_from=TODAY)
    sign_letter(by=people.actor("deputy"), now=NOW, submission=made)
    signature = as_printed(IssuedDocument.objects.get(pk=made.letter_id)).signature
    assert signature is not None
    assert (signature.title, signature.name, signature.capacity) == (
        "PHÓ CHỦ TỊCH THƯỜNG TRỰC", "Y Thái Minh Họa", ("TM. BAN THƯỜNG TRỰC",),
    )  # fmt: skip
    leader = people.people["district_leader"]
    leader.position = "Lãnh đạo"
    leader.save()
    assert signer(people.district, TODAY).title == "CHỦ TỊCH"


def test_summary_is_one_lying_table_with_votes(open_round: Awards) -> None:
    row = proposed(open_round, open_round.cast.commune, earlier_award_reason="")
    made = sent(open_round, open_round.cast.district)
    voted(row, 6, 7)
    paper = papers.summary_table(made, TODAY)
    table = paper.blocks[0]
    assert isinstance(table, Table)
    assert (paper.landscape, table.rows[0][1], table.rows[0][5]) == (
        True, "Ủy ban MTTQ Việt Nam xã Nam Dong", "Phiếu đồng ý 6/7"
    )  # fmt: skip


@pytest.mark.clause("VI.4")
def test_report_bears_who_confirmed_it(open_round: Awards) -> None:
    row = proposed(open_round, open_round.cast.commune, open_round.cast.area)
    before = papers.achievement_report(row).signature
    assert before is not None
    assert (before.capacity, before.name, before.note) == (("TM. BAN THƯỜNG TRỰC",), "", "")
    paper = papers.achievement_report(confirmed(row))
    assert paper.signature is not None
    assert (paper.signature.name, paper.signature.note) == ("Y Hùng Êban", "(đã xác nhận ngày 15/7/2024)")
    assert getattr(paper.blocks[-1], "text", "").startswith(
        "Xác nhận của Ban Thường trực Ủy ban MTTQ Việt Nam xã Nam Dong"
    )


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_every_paper_passes_the_check(open_round: Awards, ending: str) -> None:
    people = open_round.cast
    row = confirmed(proposed(open_round, people.commune))
    own = confirmed(proposed(open_round, people.commune, person=person("Nguyễn Văn Hòa", "Trưởng ban")))
    proposed(open_round, people.women)
    made = sent(open_round, people.district)
    women: Submission = open_submission(by=SYSTEM, now=NOW, form=open_round.own, unit=people.women)
    guidance = AwardGuidance.objects.get()
    assert guidance.document is not None
    assert made.letter is not None
    drawn = {
        "guidance": as_printed(guidance.document),
        "letter": as_printed(made.letter),
        "summary": papers.summary_table(made, TODAY),
        "report": papers.achievement_report(row),
        "person's report": papers.achievement_report(own),
        "women's letter": papers.submission_letter(women),
    }
    found = {name: wrong for name, paper in drawn.items() if (wrong := deviations(paper, ending))}
    assert found == {}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Chào mừng Đại hội MTTQ Việt Nam các cấp", "đợt thi đua chào mừng Đại hội MTTQ Việt Nam các cấp"),
        ("Thi đua nước rút", "đợt thi đua nước rút"),
        ("Phong trào toàn dân", "phong trào toàn dân"),
        ("Đợt thi đua đặc biệt", "đợt thi đua đặc biệt"),
    ],
)
def test_campaign_in_a_sentence_is_called_what_it_is(name: str, said: str) -> None:
    assert campaign_words(Campaign(short_name=name)) == said


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (1, "Hoàn thành chỉ tiêu phát động (mục III.1 của Kế hoạch)."),
        (14, "Hoàn thành chỉ tiêu phát động (mục III.1 của Kế hoạch): 14."),
    ],
)
def test_known_target_reads_as_an_office_writes(own: int, said: str) -> None:
    target = Target(code="III.1", short_label="Phát động", measure_unit="piece", reading=Target.Reading.OWN)
    cell = UnitProgress(target=target, own=own, subtree=own)
    assert target_words(cell, wording("achievement-report/awards")) == said
