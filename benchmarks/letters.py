"""Letters a second as Word files and as PDF, beside plain python-docx and plain typst; an annex of 2,000 rows; 500
letters that the worker draws into one package.

    .venv/bin/python -m benchmarks.letters --letters 200

Every letter is another one: its number, addressee and words. The peers write the same words on the same page with the
same face and no more than their own manual shows: one paragraph after another, a table for the head and the foot. typst
makes the same kind of PDF (PDF/A-2a, PDF/UA-1) from a template of its own. Both are measured in turns with the product,
letter by letter, so that what else the machine does burdens them alike. Only the package has to do with the database:
the worker tells in it how far it is.
"""

from __future__ import annotations

import datetime
import io
import itertools
import json
import time
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pypdf
import typst
from django.db import connection
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from benchmarks import measuring, site
from thidua.foundation.core import clock
from thidua.foundation.documents import batches
from thidua.foundation.documents.checker import check_document
from thidua.foundation.documents.docx import draw_docx
from thidua.foundation.documents.formats import format_on
from thidua.foundation.documents.model import Annex, Column, Letterhead, OfficialDocument, Signature, Table, paragraph
from thidua.foundation.documents.models import LetterBatch
from thidua.foundation.documents.pdf import carried_fonts, draw_pdf
from thidua.foundation.units.models import Unit

DAY = datetime.date(2024, 2, 5)
FORM = format_on("front", DAY)
LETTERS, ROWS, PACKAGE, WARM = 200, 2_000, 500, 3
MOST_OF_PEER, MOST_OF_ANNEX_MS = 1.3, 1_000
PARENTS, ISSUER = ("ỦY BAN MTTQ VIỆT NAM", "HUYỆN CƯ JÚT"), "BAN THƯỜNG TRỰC"
STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
SUBJECT = "V/v đăng ký công trình, phần việc"
RECIPIENTS = ("- Như trên;", "- Ban Thường trực Ủy ban MTTQ tỉnh;", "- Lưu: VT.")
WORDS = (
    "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam huyện đề nghị đơn vị đăng ký xây dựng công trình, phần việc cụ "
    "thể; vận động Quỹ “Vì người nghèo”, hỗ trợ xây dựng nhà đại đoàn kết cho hộ nghèo, làm đường giao thông nông "
    "thôn, kiên cố hóa kênh mương nội đồng, gửi kết quả về trước ngày 20 tháng 8 năm 2024."
)
PLAIN_TYPST = """
#let d = json(bytes(sys.inputs.letter))
#set document(title: d.title, date: datetime(year: 2024, month: 2, day: 5))
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm),
  header: context if counter(page).get().first() > 1 [#align(center)[#counter(page).display()]])
#set text(font: "Tinos", size: 14pt, lang: "vi")
#set par(justify: true, first-line-indent: (amount: 12.7mm, all: true))
#align(center, grid(columns: (72mm, 93mm), row-gutter: 7pt,
  [#for p in d.parents [#p \\ ] *#d.issuer*], [*#d.state.at(0)* \\ *#d.state.at(1)*],
  [#d.number \\ #d.subject], [_#d.date _]))
#align(center, d.addressee)
#for w in d.words { par(w) }
#grid(columns: (80mm, 85mm), [*_Nơi nhận:_* \\ #for r in d.recipients [#r \\ ]],
  align(center)[*#d.capacity* \\ *#d.position* #v(26mm) *#d.name*])
"""


def letter(number: int) -> OfficialDocument:
    """One of many letters, each to another place."""
    return OfficialDocument(
        kind="letter",
        letterhead=Letterhead(PARENTS, (ISSUER,), "Cư Jút"),
        symbol="MTTQ-BTT",
        number=number,
        date=DAY,
        subject=SUBJECT.removeprefix("V/v "),
        addressees=(f"Ban Công tác Mặt trận thôn {number}.",),
        blocks=tuple(paragraph(text) for text in said(number)),
        signature=Signature("CHỦ TỊCH", "Người Ký Minh Họa", ("TM. BAN THƯỜNG TRỰC",)),
        recipients=RECIPIENTS,
    )


def said(number: int) -> list[str]:
    """The words of a letter; two pages."""
    return [f"{place}. (Thư {number}) {WORDS}" for place in range(1, 9)]


def plain_docx(number: int) -> bytes:
    """The letter as python-docx's own manual would write it."""
    word = Document()
    normal, page = word.styles["Normal"], word.sections[0]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    page.page_width, page.page_height, page.left_margin, page.right_margin = Mm(210), Mm(297), Mm(30), Mm(15)
    head = word.add_table(2, 2)
    head.cell(0, 0).text, head.cell(0, 1).text = "\n".join((*PARENTS, ISSUER)), "\n".join(STATE)
    head.cell(1, 0).text, head.cell(1, 1).text = (
        f"Số: {number}/MTTQ-BTT\n{SUBJECT}",
        "Cư Jút, ngày 05 tháng 02 năm 2024",
    )
    word.add_paragraph(f"Kính gửi: Ban Công tác Mặt trận thôn {number}.").alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in said(number):
        made = word.add_paragraph(text)
        made.alignment, made.paragraph_format.first_line_indent = WD_ALIGN_PARAGRAPH.JUSTIFY, Mm(12.7)
    foot = word.add_table(1, 2)
    foot.cell(0, 0).text = "\n".join(("Nơi nhận:", *RECIPIENTS))
    foot.cell(0, 1).text = "\n".join(("TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH", "", "", "", "Người Ký Minh Họa"))
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def plain_pdf(number: int) -> bytes:
    """The letter from a short typst template."""
    given = {
        "title": f"Thư {number}", "parents": PARENTS, "issuer": ISSUER, "state": STATE, "number": f"Số: {number}/MTTQ-BTT",
        "subject": SUBJECT, "date": "Cư Jút, ngày 05 tháng 02 năm 2024", "words": said(number), "recipients": RECIPIENTS,
        "addressee": f"Kính gửi: Ban Công tác Mặt trận thôn {number}.", "capacity": "TM. BAN THƯỜNG TRỰC",
        "position": "CHỦ TỊCH", "name": "Người Ký Minh Họa",
    }  # fmt: skip
    compiler = typst.Compiler(input=PLAIN_TYPST.encode(), font_paths=carried_fonts())
    words = {"letter": json.dumps(given, ensure_ascii=False)}
    drawn = compiler.compile(format="pdf", sys_inputs=words, timestamp=0, pdf_standards=["a-2a", "ua-1"])
    assert isinstance(drawn, bytes), "a letter is one file"
    return drawn


def in_turns(ours: Callable[[int], bytes], peer: Callable[[int], bytes], count: int) -> dict[str, Any]:
    """Milliseconds of each letter by us and by the peer, the one after the other."""
    taken: tuple[list[float], list[float]] = ([], [])
    for number in range(1, WARM + count + 1):
        for one, act in zip(taken, (ours, peer), strict=True):
            start = time.perf_counter()
            act(number)
            if number > WARM:
                one.append((time.perf_counter() - start) * measuring.MILLI)
    own, others = (sum(each) for each in taken)
    return {
        "letter_ms": measuring.figures(taken[0]), "peer_ms": measuring.figures(taken[1]),
        "letters_per_second": round(count * measuring.MILLI / own, 1),
        "peer_letters_per_second": round(count * measuring.MILLI / others, 1), "to_peer": measuring.ratio(own, others),
    }  # fmt: skip


def annexed(rows: int, turn: int) -> OfficialDocument:
    """A letter with a long table on lying pages of its own; every turn another one, for typst remembers what it set."""
    columns = (
        Column("TT", 12),
        Column("Đơn vị", 90),
        Column("Đăng ký", 30),
        Column("Đã xác nhận", 30),
        Column("Ghi chú", 60),
    )
    cells = tuple(
        (str(n), f"Khu dân cư minh họa số {n}, lượt {turn}", str(turn + 3), str(turn + 1), f"{turn}.{n}")
        for n in range(1, rows + 1)
    )
    annex = Annex(
        "Danh sách đăng ký",
        (Table(columns, cells),),
        note="(Kèm theo Công văn số {number} ngày {date})",
        landscape=True,
    )
    given = letter(1)
    return OfficialDocument(**{name: getattr(given, name) for name in given.__slots__} | {"annexes": (annex,)})


def of_annex(rows: int, runs: int) -> dict[str, Any]:
    """How long the long table takes, and how many pages it fills."""
    turns = itertools.count()
    made = draw_pdf(annexed(rows, next(turns)), FORM)
    return {
        "rows": rows, "pages": len(pypdf.PdfReader(io.BytesIO(made)).pages),
        "docx_ms": measuring.timed(lambda: draw_docx(annexed(rows, next(turns)), FORM), runs),
        "pdf_ms": measuring.timed(lambda: draw_pdf(annexed(rows, next(turns)), FORM), runs),
    }  # fmt: skip


def letters_of(batch: LetterBatch) -> Iterator[tuple[str, OfficialDocument]]:
    return ((f"thu-{number}", letter(number)) for number in range(1, batch.total + 1))


def in_background(count: int) -> dict[str, Any]:
    """So many PDFs by the worker's own job, its progress noted as it is told, beside drawing the same ones alone."""
    batches.SOURCES.register("benchmark", batches.Source(letters_of))
    unit = Unit.objects.order_by("lft", "id")[0]
    batch = batches.ask(
        sort="benchmark",
        by=site.BY,
        now=clock.now(),
        unit=unit,
        label="Đo tốc độ",
        params={},
        ending="pdf",
        total=count,
    )
    told: list[int] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if sql.startswith("UPDATE") and '"drawn"' in sql:
            told.append(params[0])
        return execute(sql, params, many, context)

    start = time.perf_counter()
    with connection.execute_wrapper(note):
        assert batches.draw_waiting(clock.now) == 1
    package_s = time.perf_counter() - start
    with zipfile.ZipFile(batches.package(batch)) as made:
        assert len(made.namelist()) == count == told[-1]
    batches.package(batch).unlink()
    LetterBatch.objects.filter(pk=batch.pk).delete()
    start = time.perf_counter()
    for _name, document in letters_of(batch):
        draw_pdf(document, FORM)
    alone_s = time.perf_counter() - start
    return {
        "letters": count, "seconds": round(package_s, 1), "letters_per_second": round(count / package_s, 1),
        "times_progress_was_told": len(told), "to_drawing_alone": measuring.ratio(package_s, alone_s),
    }  # fmt: skip


def require_right() -> None:
    """What is measured is a letter that the checker finds nothing in."""
    for made in (draw_docx(letter(1), FORM), draw_pdf(letter(1), FORM)):
        outcome = check_document(made, today=DAY)
        assert outcome.passed, outcome.deviations


def aims_of(found: dict[str, Any]) -> list[measuring.Aim]:
    """Times of a peer, and about a second for the long table."""
    limits = {"docx": "plain python-docx", "pdf": "plain typst"}
    return [
        *(measuring.Aim(f"a letter as {ending} to {peer}", found[ending]["to_peer"], at_most=MOST_OF_PEER)
          for ending, peer in limits.items()),
        *(measuring.Aim(f"{found['annex']['rows']:,} rows as {ending}: ms", found["annex"][f"{ending}_ms"]["median"],
                        at_most=MOST_OF_ANNEX_MS) for ending in limits),
    ]  # fmt: skip


def main() -> None:
    words = measuring.parser(__doc__ or "")
    words.add_argument("--letters", type=int, default=LETTERS, help="how many letters each way")
    words.add_argument("--package", type=int, default=PACKAGE, help="how many letters the worker draws")
    words.add_argument("--rows", type=int, default=ROWS, help="rows of the annex")
    given = words.parse_args()
    require_right()
    found = {
        "docx": in_turns(lambda number: draw_docx(letter(number), FORM), plain_docx, given.letters),
        "pdf": in_turns(lambda number: draw_pdf(letter(number), FORM), plain_pdf, given.letters),
        "annex": of_annex(given.rows, 3),
        "background": in_background(given.package),
    }
    result = measuring.document(
        "letters", what="letters as Word files and PDF beside plain python-docx and plain typst; an annex of many rows; "
        "a package by the worker",
        database=site.database(), sizes={"letters": given.letters, "rows": given.rows}, measured=found, aims=aims_of(found),
    )  # fmt: skip
    measuring.keep(result, connection.vendor, given.results)


if __name__ == "__main__":
    main()
