"""The papers of a fund: phiếu thu, phiếu chi, giấy ghi nhận and thư cảm ơn, drawn from what the ledger says."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Missing, NotNow
from thidua.foundation.core.quantities import format_number
from thidua.foundation.documents.formats import format_near
from thidua.foundation.documents.letters import require_printable
from thidua.foundation.documents.model import (
    Block,
    Column,
    OfficialDocument,
    Paragraph,
    ParagraphStyle,
    Run,
    Signature,
    SignatureTable,
    Table,
    paragraph,
)
from thidua.foundation.documents.wording import Wording, wording
from thidua.foundation.documents.writing import in_sentence, short_date
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns import papers
from thidua.stages.campaigns.signing import leaders_on, signature_of
from thidua.stages.funds.amount_words import amount_words
from thidua.stages.funds.models import FundEntry, Kind
from thidua.stages.funds.purposes import purpose_label
from thidua.stages.funds.queries import counter_of
from thidua.stages.works.naming import within

WIDTHS = (50, 115)
VOUCHER, ACKNOWLEDGEMENT, THANKS = "phieu", "giay-ghi-nhan", "thu-cam-on"


def paper_of(entry: FundEntry, name: str) -> OfficialDocument:
    """One paper of an entry, by its name in an address.

    Raises `Missing` for a paper the entry has not, `NotNow` for thanks for a gift that was taken back, `Invalid` for a
    letter that cannot be printed.
    """
    if name == VOUCHER and entry.reverses_id is None and entry.whole_month_id is None:
        document = voucher(entry)
    elif name in (ACKNOWLEDGEMENT, THANKS) and is_thanked(entry):
        if counter_of(entry) is not None:
            raise NotNow(_("Khoản này đã điều chỉnh nên không in giấy ghi nhận, thư cảm ơn. Xin in từ khoản ghi lại."))
        document = acknowledgement(entry) if name == ACKNOWLEDGEMENT else thanks(entry)
    else:
        raise Missing(_("Khoản này không có giấy tờ đó. Tải được ở dạng Word hoặc PDF."))
    require_printable(document)
    return document


def is_thanked(entry: FundEntry) -> bool:
    """Whether it is a gift of somebody who was written down."""
    return entry.kind == Kind.DONATION and entry.reverses_id is None and entry.donor_id is not None


def voucher(entry: FundEntry) -> OfficialDocument:
    """Phiếu thu or phiếu chi: a table of what it says, with room for the four who sign."""
    say = wording("fund/voucher", entry.unit, at=entry.made_at)
    rows = [(say.line("number"), entry.notation), (say.line("day"), _short(entry.day, entry.unit)), *_who(entry, say)]
    rows.append((say.line("reason"), _content(entry, say)))
    if entry.is_goods:
        rows.append((say.line("goods"), entry.goods))
    figures = say.line("figures", figures=format_number(entry.amount))
    rows.append((say.line("value" if entry.is_goods else "amount"), figures))
    rows.append((say.line("in_words"), amount_words(entry.amount)))
    if (counter := counter_of(entry)) is not None:
        by = say.line("answered_by", number=counter.notation, day=_short(counter.day, entry.unit))
        rows.append((say.line("answered"), by))
    columns = tuple(Column(title, width) for title, width in zip(say.lines("columns"), WIDTHS, strict=True))
    signers = say.lines("signers_income" if entry.is_income else "signers_outgo")
    blocks = (Table(columns, tuple(rows)), SignatureTable(tuple(Signature(title.upper(), "") for title in signers)))
    kind = "fund-receipt" if entry.is_income else "fund-payment"
    return _document(entry, kind, say.line("subject", unit=within(entry.unit)), blocks)


def acknowledgement(entry: FundEntry) -> OfficialDocument:
    """Giấy ghi nhận for a donor; who asks not to be named still gets it, from the unit's own people."""
    say, donor = wording("fund/acknowledgement", entry.unit, at=entry.made_at), _donor(entry)
    given = say.line("goods" if entry.is_goods else "money", **_given(entry))
    blocks = (
        _centred(say.line("issuer", issuer=entry.unit.name)),
        _centred(say.line("donor", name=donor.name), bold=True),
        *([_centred(say.line("address", address=donor.address))] if donor.address else []),
        paragraph(given),
        paragraph(say.line("voucher", number=entry.notation, day=_short(entry.day, entry.unit))),
    )
    return _document(entry, "fund-acknowledgement", say.line("subject"), blocks, is_signed=True)


def thanks(entry: FundEntry) -> OfficialDocument:
    """Thư cảm ơn to a donor."""
    say, donor = wording("fund/thanks", entry.unit, at=entry.made_at), _donor(entry)
    said = {**_given(entry), "issuer": entry.unit.name, "name": donor.name, "day": _short(entry.day, entry.unit)}
    lines = (say.line("goods" if entry.is_goods else "money", **said), say.line("use"), say.line("closing"))
    blocks = tuple(paragraph(line) for line in lines)
    return _document(entry, "fund-thanks", say.line("subject", name=donor.name), blocks, is_signed=True)


def _document(
    entry: FundEntry, kind: str, subject: str, blocks: tuple[Block, ...], *, is_signed: bool = False
) -> OfficialDocument:
    unit, day = entry.unit, entry.day
    signature = signature_of(unit, day, next(iter(leaders_on(unit, day)), None)) if is_signed else None
    return OfficialDocument(
        kind=kind, family=papers.family_of(unit), letterhead=papers.letterhead(unit, day), symbol="", date=day,
        subject=subject, blocks=blocks, signature=signature,
    )  # fmt: skip


def _who(entry: FundEntry, say: Wording) -> list[tuple[str, str]]:
    if not entry.is_income:
        lead = entry.work.unit.name if entry.work else ""
        name = str(entry.other_fund or entry.counterpart or entry.household or lead)
        return [(say.line("payee"), name)] if name else []
    if entry.donor is not None:
        rows = [(say.line("payer"), entry.donor.name), (say.line("address"), entry.donor.address)]
        return rows if entry.donor.address else rows[:1]
    if entry.kind == Kind.TRANSFER_IN:
        return [(say.line("payer"), say.line("from_fund", fund=entry.other_fund or entry.counterpart))]
    return [(say.line("payer"), say.line("everybody" if entry.kind == Kind.DONATION else "other"))]


def _content(entry: FundEntry, say: Wording) -> str:
    """What it is for; of a gift what it was given for."""
    parts = [say.line("gift") if entry.kind == Kind.DONATION else entry.get_kind_display().lower()]
    if entry.purpose:
        parts = [in_sentence(purpose_label(entry.purpose))]
    parts += [entry.work.name if entry.work else "", entry.household if entry.work else "", entry.note]
    return "; ".join(filter(None, parts))


def _given(entry: FundEntry) -> dict[str, Any]:
    words = amount_words(entry.amount)
    return {"figures": format_number(entry.amount), "words": words[:1].lower() + words[1:], "goods": entry.goods}


def _donor(entry: FundEntry) -> Any:
    assert entry.donor is not None, entry
    return entry.donor


def _centred(text: str, *, bold: bool = False) -> Paragraph:
    return Paragraph((Run(text, bold=bold),), ParagraphStyle.CENTRED)


def _short(day: datetime.date, unit: Unit) -> str:
    return short_date(day, format_near(papers.family_of(unit), day).writing)
