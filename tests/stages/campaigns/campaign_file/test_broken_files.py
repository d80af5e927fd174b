"""A broken campaign file is refused, and every problem names file, key and reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from thidua.stages.campaigns.campaign_file import CATALOGUE, CampaignFileError, read_campaign, read_vocabulary

SOUND = CATALOGUE / "campaigns" / "tu-sach-2024"
CAMPAIGN, PLAN = "tu-sach-2024/campaign.toml", "tu-sach-2024/plan.toml"

RATED_LAUNCH = 'key = "rated_years", milestone = "launch", state = "done", years = [2024], answers = ["well"]'

REPORT = """[[report]]
key = "hoc-ky"
clause = "{clause}"
name = "Báo cáo"
form = "{form}"
rhythm = "{rhythm}"
unit_kinds = ["{kind}"]
{more}
[[task]]"""
GOOD_REPORT = {"clause": "III", "form": "front-quarterly", "rhythm": "quarter", "kind": "school", "more": ""}

WORK_KINDS = [path.stem for path in (CATALOGUE / "work_kinds").glob("*.toml")]
ALLOCATION = """[target.allocation]
by = "SM"
total = 400
source = "Phụ lục 2"
by_code = {{ {shares} }}

[target.minimums]"""
ALL_OF = """[[target]]
code = "{code}"
clause = "II.1"
label = "Cả"
text = "Đạt cả"
unit_kinds = ["school"]
measure = {{ key = "all_of", targets = [{targets}] }}
unit = "piece"
credited_to = "owner"
counts = "{counts}"
op = "all"
window = {{ from = 2023-09-05 }}
late = "not_counted"

"""
GROUP = """[[group]]
key = "{key}"
kind = "cluster"
name = "Cụm"
source = "Quyết định 1"
members = [{members}]
[[group.head]]
year = 2024
code = "{head}"
source = "Quyết định 1"

"""
TASK, MINIMUMS, SHELVES = (
    "[[task]]",
    "[target.minimums]",
    'kinds = ["class-library"], state = "verified", count = "works"',
)


def asks_all(targets: str, *, code: str = "5", counts: str = "own") -> str:
    return ALL_OF.format(targets=targets, code=code, counts=counts)


def group(key: str, members: str, head: str) -> str:
    return GROUP.format(key=key, members=members, head=head)


def freed(code: str) -> str:
    return f'[[target.exempt]]\ncode = "{code}"\ndocument = "Công văn 1"\n\n'


# What is broken · the words replaced · their replacement · the problems, all of them.
BROKEN = {
    "unknown key": ('short_name = "Mỗi', 'nickname = "x"\nshort_name = "Mỗi', [
        f"{CAMPAIGN}: campaign.nickname: không có khóa này; xin xem lại chính tả hoặc xóa đi"]),
    "unknown section": ("[[task]]", '[[chore]]\nkey = "x"\n\n[[task]]', [
        f"{CAMPAIGN}: chore: không có khóa này; xin xem lại chính tả hoặc xóa đi"]),
    "missing key": ('type = "thematic"\n', "", [f"{CAMPAIGN}: campaign.type: còn thiếu"]),
    "missing section": ("[plan.signer]", "[plan.signatory]", [
        f"{CAMPAIGN}: plan.signer: còn thiếu"]),
    "key is not the folder": ('key = "tu-sach-2024"', 'key = "tu-sach-2025"', [
        f"{CAMPAIGN}: campaign.key: phải trùng tên thư mục «tu-sach-2024»"]),
    "unknown campaign type": ('type = "thematic"', 'type = "yearly"', [
        f"{CAMPAIGN}: campaign.type: không có «yearly»; chỉ có: regular, special, thematic"]),
    "wrong format": ("format = 1", "format = 2", [f"{CAMPAIGN}: format: bản này chỉ đọc được định dạng 1"]),
    "text for a number": ("minimum = 120", 'minimum = "120"', [
        f"{CAMPAIGN}: target[3].minimum: phải là số nguyên, không có dấu chấm hay dấu nháy"]),
    "share above a hundred": ("share = 80", "share = 180", [
        f"{CAMPAIGN}: target[2].share: phải từ 1 đến 100, đang là 180"]),
    "key written twice": ("due = { before = 2023-10-01 }", 'window = { from = "2023-13" }', [
        f"{CAMPAIGN}: không đọc được như TOML: Cannot overwrite a value (at line 86, column 30)"]),
    "not a month": ('window = { from = 2024-04-01, to = 2024-04-30 }\nlate', 'window = { from = "2024-13", to = 2024-04-30 }\nlate', [
        f'{CAMPAIGN}: target[4].window.from: «2024-13» không phải ngày (2023-10-26) hay tháng (2023-10).']),
    "window runs backward": ("window = { from = 2023-09-05, to = 2023-09-30 }", "window = { from = 2023-09-05, to = 2023-08-30 }", [
        f"{CAMPAIGN}: milestone[launch].window.to: kết thúc trước khi bắt đầu"]),
    "two ends of a window": ("to = 2024-05-31 }\n\n[plan]", 'to = 2024-05-31, before_event = "x" }\n\n[plan]', [
        f"{CAMPAIGN}: campaign.window.before_event: chỉ ghi một trong hai: to hoặc before_event"]),
    "unknown event": ("number = 1\n\n[[award]]", 'number = 1\nevent = "fair"\n\n[[award]]', [
        f"{CAMPAIGN}: round[1].event: không có sự kiện «fair»"]),
    "unknown unit kind": ('unit_kinds = ["class"]\nquota', 'unit_kinds = ["pupil"]\nquota', [
        f"{CAMPAIGN}: award[1].pool[1].unit_kinds: không có «pupil»; chỉ có: assoc-area, assoc-base, assoc-branch, "
        "assoc-national, assoc-province, class, front-commune, front-department, front-district, front-nation, front-province, "
        "org-commune, org-district, org-province, pc-commune, pc-province, pc-village, residential-area, school, "
        "school-cluster"]),
    "kind that takes no part": ('takes_part = ["school-cluster", "school", "class"]', 'takes_part = ["school-cluster", "school"]', [
        f"{CAMPAIGN}: target[2].unit_kinds: loại «class» không có trong takes_part"]),
    "unknown milestone": ('milestone = "reading-day", state', 'milestone = "reading-week", state', [
        f"{CAMPAIGN}: target[4].measure.milestone: không có mốc việc «reading-week»"]),
    "more than can be done of a milestone": ('op = "="\nminimum = 1\n', 'op = "="\nminimum = 2\n', [
        f"{CAMPAIGN}: target[4].minimum: mỗi đơn vị làm mốc việc này nhiều nhất 1 lần, không ghi 2 được"]),
    "year the milestone has not": ('key = "milestone", milestone = "launch", state = "done"', RATED_LAUNCH, [
        f"{CAMPAIGN}: target[1].measure.years: có năm mà mốc việc này không ghi",
        f"{CAMPAIGN}: target[1].measure.answers: có mức xếp loại mà mốc việc này không ghi"]),
    "nothing said to be counted": ('kinds = ["class-library"], state', "state", [
        f"{CAMPAIGN}: target[2].measure.kinds: phải nói đếm loại nào: kinds, groups hoặc daily_life"]),
    "companion not earlier": ('companion = "registered"', 'companion = "verified"', [
        f"{CAMPAIGN}: target[2].companion: phải là bước trước bước được tính"]),
    "what is done once lies in no place": ('due = { before = 2023-10-01 }\n', 'due = { before = 2023-10-01 }\nin_place = true\n', [
        f"{CAMPAIGN}: target[1].in_place: chỉ công trình, phần việc mới có số trên địa bàn đi kèm"]),
    "all with a minimum": ('op = "="', 'op = "all"', [
        f"{CAMPAIGN}: target[4].minimum: op là «all» thì mức là tất cả số được giao, không ghi minimum"]),
    "prescribed day the milestone has not": ("due = { before = 2023-10-01 }", "due = { prescribed = true }", [
        f"{CAMPAIGN}: target[1].due.prescribed: mốc việc này không có ngày quy định riêng cho từng đơn vị"]),
    "due said twice": ("due = { before = 2023-10-01 }", "due = { before = 2023-10-01, prescribed = true }", [
        f"{CAMPAIGN}: target[1].due: ghi đúng một trong ba: before, event, prescribed"]),
    "target twice": ('code = "4"', 'code = "3"', [f"{CAMPAIGN}: target[3]: được khai 2 lần"]),
    "clause the plan has not": ('clause = "II.4"\nlabel', 'clause = "II.9"\nlabel', [
        f"{CAMPAIGN}: target[4].clause: kế hoạch không có mục «II.9»"]),
    "not a clause": ('clause = "II.4"\nlabel', 'clause = "mục 4"\nlabel', [
        f"{CAMPAIGN}: target[4].clause: «mục 4» không phải số mục, viết như III.3"]),
    "unit that is not there": ("by_code = { SM-C = 160 }", "by_code = { SM-Z = 160 }", [
        f"{CAMPAIGN}: target[3].minimums.by_code: không có đơn vị mang mã «SM-Z»"]),
    "minimum lower than the campaign's": ("by_code = { SM-C = 160 }", "by_code = { SM-C = 100 }", [
        f"{CAMPAIGN}: target[3].minimums.by_code: mức riêng của một đơn vị không được thấp hơn mức chung"]),
    "ceiling higher than the campaign's": ('op = ">="\nminimum = 120\nshare = 100', 'op = "<="\nminimum = 120\nshare = 100', [
        f"{CAMPAIGN}: target[3].minimums.by_code: mức riêng của một đơn vị không được cao hơn mức chung"]),
    "share of a minimum of nothing": ("minimum = 120", "minimum = 0", [
        f"{CAMPAIGN}: target[3].share: mức 0 thì đơn vị nào cũng đạt, nên tỷ lệ 100% không nói gì"]),
    "minimum below zero": ("minimum = 120", "minimum = -1", [
        f"{CAMPAIGN}: target[3].minimum: phải từ 0 đến 9223372036854775807, đang là -1"]),
    "own number below zero": ("by_code = { SM-C = 160 }", "by_code = { SM-C = -5 }", [
        f"{CAMPAIGN}: target[3].minimums.by_code.SM-C: phải từ 0 đến 9223372036854775807, đang là -5"]),
    "percentage above a hundred": ('unit = "book"', 'unit = "percent"', [
        f"{CAMPAIGN}: target[3].minimum: phải từ 0 đến 100, đang là 120"]),
    "measure of an unknown sort": ('key = "milestone", milestone = "launch"', 'key = "miles", milestone = "launch"', [
        f"{CAMPAIGN}: target[1].measure.key: không có «miles»; chỉ có: adoptions, all_of, fund, milestone, "
        "pilot_congresses, rated_years, reported, works"]),
    "models taken up, for somebody else": (
        'measure = { key = "milestone", milestone = "launch", state = "done" }', 'measure = { key = "adoptions" }', [
        f"{CAMPAIGN}: target[1].credited_to: số nơi học theo chỉ tính cho đơn vị dẫn đầu công trình: ghi lead"]),
    "measure of an unknown kind of work": (SHELVES, SHELVES.replace("library", "libary"), [
        f"{CAMPAIGN}: target[2].measure.kinds: không có «class-libary»; chỉ có: {', '.join(sorted(WORK_KINDS))}"]),
    "numbers in two ways": ("by_code = { SM-C = 160 }", 'by_code = { SM-C = 160 }\ntable = "bang.csv"', [
        f"{CAMPAIGN}: target[3].minimums.by_code: ghi đúng một trong hai: by_code hoặc table"]),
    "table that is not there": ("by_code = { SM-C = 160 }", 'table = "bang.csv"\ncolumn = "sach"', [
        f"{CAMPAIGN}: target[3].minimums.table: không đọc được tệp bang.csv (chữ UTF-8)"]),
    "table elsewhere": ("by_code = { SM-C = 160 }", 'table = "../bang.csv"\ncolumn = "sach"', [
        f"{CAMPAIGN}: target[3].minimums.table: phải là tên một tệp .csv nằm cùng thư mục"]),
    "allocation that does not cover": ("[target.minimums]", ALLOCATION.format(shares="SM-A = 120, SM-B = 150"), [
        f"{CAMPAIGN}: target[3].allocation.total: phân bổ chưa đủ: các đơn vị nhận 270, còn thiếu 130 so với 400"]),
    "share and minimum that contradict": ("[target.minimums]", ALLOCATION.format(shares="SM-A = 240, SM-C = 170"), [
        f"{CAMPAIGN}: target[3].allocation: mức riêng của «SM-C» là 160, thấp hơn phần được phân bổ 170"]),
    "share lower than everybody's minimum": ("[target.minimums]", ALLOCATION.format(shares="SM-A = 300, SM-B = 119"), [
        f"{CAMPAIGN}: target[3].allocation: phần của «SM-B» là 119, thấp hơn mức chung 120"]),
    "share of who is not asked": ("[target.minimums]", ALLOCATION.format(shares="SM-A = 400, SM-B-3A = 120, SM-Z = 120"), [
        f"{CAMPAIGN}: target[3].allocation: chỉ tiêu này không giao cho «SM-B-3A» nên không phân bổ được",
        f"{CAMPAIGN}: target[3].allocation: không có đơn vị mang mã «SM-Z»"]),
    "total of who is not above": ("[target.minimums]", ALLOCATION.format(shares="SM-B = 400").replace('by = "SM"', 'by = "SM-A"'), [
        f"{CAMPAIGN}: target[3].allocation: «SM-B» không thuộc «SM-A»"]),
    "share of a freed unit": (MINIMUMS, freed("SM-A") + ALLOCATION.format(shares="SM-A = 400"), [
        f"{CAMPAIGN}: target[3].allocation: «SM-A» được miễn mà vẫn được phân bổ"]),
    "freed without a document": ("[target.minimums]", '[[target.exempt]]\ncode = "SM-A"\n\n[target.minimums]', [
        f"{CAMPAIGN}: target[3].exempt[SM-A].document: còn thiếu"]),
    "freed from what it is not asked": (MINIMUMS, freed("SM-A-3A") + MINIMUMS, [
        f"{CAMPAIGN}: target[3].exempt: chỉ tiêu này không giao cho «SM-A-3A» nên không miễn được"]),
    "whole of what comes later": (TASK, asks_all('"1", "6"') + asks_all('"1"', code="6") + TASK, [
        f"{CAMPAIGN}: target[5].measure.targets: «6» phải là một chỉ tiêu đứng trước, không phải «all_of»"]),
    "whole of a branch": (TASK, asks_all('"1"', counts="subtree") + TASK, [
        f"{CAMPAIGN}: target[5].op: đo bằng «all_of» thì op là «all» và counts là «own»: mỗi đơn vị phải đạt tất cả các phần"]),
    "whole that asks others than its parts": (TASK, asks_all('"2"') + TASK, [
        f"{CAMPAIGN}: target[5].unit_kinds: không phần nào giao cho loại «school»"]),
    "unit in two groups": (TASK, group("mot", '"SM-A", "SM-B"', "SM-A") + group("hai", '"SM-A"', "SM-A") + TASK, [
        f"{CAMPAIGN}: group: «SM-A» đứng trong 2 cụm, khối"]),
    "head of a group that is no member": (TASK, group("mot", '"SM-A", "SM-X"', "SM-B") + TASK, [
        f"{CAMPAIGN}: group: «SM-X» không tham gia đợt thi đua này",
        f"{CAMPAIGN}: group[mot].head: «SM-B» không phải thành viên"]),
    "owner that is not there": ('owner = "SM"', 'owner = "67"', [
        f"{CAMPAIGN}: campaign.owner: không có đơn vị mang mã «67» trong bộ truong-hoc-minh-hoa"]),
    "group without kinds": ('kind = "group"\nunit_kinds = ["school"]', 'kind = "group"', [
        f"{CAMPAIGN}: recipient[1].unit_kinds: một nhóm nơi nhận phải nói là những loại đơn vị nào"]),
    "phases that overlap": ("from = 2024-01-16", "from = 2024-01-10", [
        f"{CAMPAIGN}: phase[2].window.from: gối lên giai đoạn trước quá một tháng"]),
    "quota missing": ("quota = 3\n", "", [f"{CAMPAIGN}: award[1].pool[1].quota: còn thiếu"]),
    "quota announced later and given": ("original_sets = 1", "original_sets = 1\nannounced_later = true", [
        f"{CAMPAIGN}: award[1].pool[1].quota: số lượng có thông báo sau thì không ghi ở đây"]),
    "round that is not there": ("round = 1", "round = 2", [
        f"{CAMPAIGN}: award[thu-khen-cum-truong].round: không có đợt khen thưởng 2"]),
    "unknown award form": ('form = "thu-khen-cum-truong"', 'form = "huy-chuong"', [
        f"{CAMPAIGN}: award[1].form: không có «huy-chuong»; chỉ có: bang-khen-ubmttq-tinh, bang-khen-ubnd-tinh, "
        "bang-khen-ubtw-mttq, giay-khen-ubmttq-huyen, thu-khen-cum-truong"]),
    "periodic report with one due date": ("[[task]]", REPORT.format(**GOOD_REPORT | {"more": "due = { before = 2024-06-01 }"}), [
        f"{CAMPAIGN}: report[hoc-ky].due: báo cáo theo kỳ không có một ngày hạn chung; cơ quan ấn định hạn từng kỳ"]),
    "unknown report form": ("[[task]]", REPORT.format(**GOOD_REPORT | {"form": "bieu-1"}), [
        f"{CAMPAIGN}: report[hoc-ky].form: không có «bieu-1»; chỉ có: campaign-final, communes-2026, front-quarterly, "
        "organization-campaign, rural-roads"]),
    "report of a kind that takes no part": ("[[task]]", REPORT.format(**GOOD_REPORT | {"kind": "front-commune"}), [
        f"{CAMPAIGN}: report[hoc-ky].unit_kinds: loại «front-commune» không có trong takes_part"]),
    "report of a clause the plan has not": ("[[task]]", REPORT.format(**GOOD_REPORT | {"clause": "IX"}), [
        f"{CAMPAIGN}: report[hoc-ky].clause: kế hoạch không có mục «IX»"]),
    "empty text": ('name = "Ngày hội đọc sách"', 'name = " "', [
        f"{CAMPAIGN}: milestone[reading-day].name: không được để trống"]),
    "accents in a key": ('key = "reading-day"', 'key = "ngày-hội"', [
        f"{CAMPAIGN}: milestone[ngày-hội].key: «ngày-hội» chỉ được gồm chữ thường không dấu, chữ số và dấu gạch nối"]),
    "not TOML": ("format = 1", "format = = 1", [
        f"{CAMPAIGN}: không đọc được như TOML: Invalid value (at line 3, column 10)"]),
}  # fmt: skip


def problems(folder: Path) -> list[str]:
    with pytest.raises(CampaignFileError) as refused:
        read_campaign(folder)
    return [str(problem) for problem in refused.value.problems]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SOUND, tmp_path / "tu-sach-2024"))


@pytest.mark.parametrize(("old", "new", "expected"), BROKEN.values(), ids=BROKEN)
def test_broken_campaign_file_names_file_key_and_reason(folder: Path, old: str, new: str, expected: list[str]) -> None:
    path = folder / "campaign.toml"
    text = path.read_text()
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1))

    assert problems(folder) == expected


def test_several_problems_are_named_at_once(folder: Path) -> None:
    path = folder / "campaign.toml"
    path.write_text(path.read_text().replace('place = "Suối Mơ"\n', "").replace("share = 80", "share = 0"))

    assert problems(folder) == [
        f"{CAMPAIGN}: plan.place: còn thiếu",
        f"{CAMPAIGN}: target[2].share: phải từ 1 đến 100, đang là 0",
    ]


def test_plan_words_that_are_missing_are_named(folder: Path) -> None:
    path = folder / "plan.toml"
    path.write_text(path.read_text().replace('kind = "section"', 'kind = "chapter"', 1))

    assert problems(folder) == [f"{PLAN}: block[1].kind: không có «chapter»; chỉ có: heading, item, paragraph, section"]


def test_plan_file_that_is_missing_is_named(folder: Path) -> None:
    (folder / "plan.toml").unlink()

    assert problems(folder) == [f"{PLAN}: không có tệp này"]


def test_file_in_another_encoding_is_refused(folder: Path) -> None:
    path = folder / "campaign.toml"
    path.write_bytes(path.read_text().encode("utf-16"))

    assert problems(folder) == [f"{CAMPAIGN}: không phải chữ UTF-8"]


def test_reported_figure_is_a_measure(folder: Path) -> None:
    path = folder / "campaign.toml"
    words = path.read_text(encoding="utf-8")
    old = 'measure = { key = "milestone", milestone = "reading-day", state = "verified" }'
    assert words.count(old) == 1
    path.write_text(words.replace(old, 'measure = { key = "reported", field = "readers", count = "latest" }'), "utf-8")

    target = read_campaign(folder).targets[3]
    assert (target.measure, target.measure_params) == ("reported", {"field": "readers", "count": "latest"})


def test_models_taken_up_are_a_measure(folder: Path) -> None:
    path = folder / "campaign.toml"
    words = path.read_text(encoding="utf-8")
    old = 'measure = { key = "milestone", milestone = "launch", state = "done" }'
    assert words.count(old) == 1
    words = words.replace(old, 'measure = { key = "adoptions", groups = ["model"] }')
    path.write_text(words.replace('credited_to = "owner"', 'credited_to = "lead"', 1), "utf-8")

    target = read_campaign(folder).targets[0]
    assert (target.measure, target.measure_params, target.credited_to) == ("adoptions", {"groups": ["model"]}, "lead")


@pytest.mark.parametrize(
    ("said", "instead", "told"),
    [
        ("Cụm Suối Mơ,,,", "Cụm Suối Mơ,,SM-A,", ["unit_set: các đơn vị trực thuộc vòng tròn: SM → SM-A → SM"]),
        (
            ",SM,",
            ",XX,",
            [
                "unit_set: cấp trên «SM» của đơn vị «SM-A» phải được khai trước nó",
                "owner: không có đơn vị mang mã «SM» trong bộ truong-hoc-minh-hoa",
            ],
        ),
    ],
    ids=["under each other in a circle", "beneath one that is not declared ahead"],
)
def test_units_that_make_no_tree_are_refused(
    folder: Path, tmp_path: Path, said: str, instead: str, told: list[str]
) -> None:
    catalogue = Path(shutil.copytree(CATALOGUE, tmp_path / "catalogue"))
    units = catalogue / "units" / "truong-hoc-minh-hoa" / "units.csv"
    units.write_text(units.read_text(encoding="utf-8").replace(said, instead, 1), "utf-8")

    with pytest.raises(CampaignFileError) as refused:
        read_campaign(folder, read_vocabulary(catalogue))

    assert [str(problem) for problem in refused.value.problems] == [f"{CAMPAIGN}: campaign.{line}" for line in told]


def table(folder: Path, content: str) -> Path:
    """The school campaign with its own numbers in a table beside it."""
    path = folder / "campaign.toml"
    path.write_text(path.read_text().replace("by_code = { SM-C = 160 }", 'table = "phu-luc-1.csv"\ncolumn = "so-sach"'))
    (folder / "phu-luc-1.csv").write_text(content, encoding="utf-8")
    return folder


def test_table_beside_the_file_gives_numbers_as_people_write_them(folder: Path) -> None:
    found = read_campaign(table(folder, "code,ten,so-sach\nSM-A,Hoa Mai,\nSM-B,Hoa Sen,1.200\nSM-C,Hoa Phượng,160\n"))

    assert found.targets[2].minimums == {"SM-B": 1200, "SM-C": 160}


def test_table_that_changed_is_another_file(folder: Path) -> None:
    first = read_campaign(table(folder, "code,so-sach\nSM-C,160\n"))
    (folder / "phu-luc-1.csv").write_text("code,so-sach\nSM-C,161\n")

    assert read_campaign(folder).hash != first.hash


@pytest.mark.parametrize(
    ("content", "key", "reason"),
    [
        ("code,sach\nSM-C,160\n", "column", "tệp phu-luc-1.csv không có cột code và cột so-sach"),
        ("code,so-sach\nSM-C,160\nSM-C,170\n", "table", "phu-luc-1.csv dòng 3: mã «SM-C» ghi hai lần"),
        ("code,so-sach\nSM-C,-160\n", "table", "phu-luc-1.csv dòng 2: Số này không được âm."),
    ],
)
def test_table_that_cannot_be_read_is_refused_by_its_line(folder: Path, content: str, key: str, reason: str) -> None:
    assert problems(table(folder, content)) == [f"{CAMPAIGN}: target[3].minimums.{key}: {reason}"]
