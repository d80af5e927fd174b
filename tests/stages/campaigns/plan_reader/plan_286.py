"""Plan 286 as its office printed it, made from the catalogue's own words."""

from __future__ import annotations

import functools
import tomllib

from thidua.stages.campaigns.campaign_file.vocabulary import CATALOGUE

FOLDER = CATALOGUE / "campaigns" / "286"


@functools.cache
def paragraphs() -> tuple[str, ...]:
    """The document's paragraphs from the issuer to the signer."""
    campaign = tomllib.loads((FOLDER / "campaign.toml").read_text(encoding="utf-8"))
    words = tomllib.loads((FOLDER / "plan.toml").read_text(encoding="utf-8"))
    head = (
        "ỦY BAN MTTQ VIỆT NAM", "TỈNH ĐẮK NÔNG", "BAN THƯỜNG TRỰC", "Số: 286 /KH-MTTQ-BTT",
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Đắk Nông, ngày 26 tháng 10 năm 2023",
        "KẾ HOẠCH", campaign["plan"]["title"], "———",
    )  # fmt: skip
    blocks = [f"{block.get('mark', '')} {block['text']}".strip() for block in words["block"]]
    recipients = [f"- {line['text']};" for line in campaign["recipient"]]
    signer = campaign["plan"]["signer"]
    tail = ("* Nơi nhận:", *recipients, signer["capacity"], signer["title"], signer["note"], signer["name"])
    return (*head, *words["preamble"], *blocks, words["closing"], *tail)


def text() -> str:
    """The whole document, a gap between paragraphs."""
    return "\n\n".join(paragraphs())


def portal() -> str:
    """The same as a web page shows it: title and counters above, links and visits beneath."""
    title = paragraphs()[8]
    above = (f"KẾ HOẠCH {title}", "2023-10-31T02:16:00.000Z Tin nổi bật", "Admin 5 lần xem | 0 bình luận")
    below = ("Liên kết website", "Thống kê truy cập", "Đang truy cập: 3", "Hôm nay: 185", "Tổng lượt truy cập: 541172")
    return "\n\n".join((*above, text(), *below))
