"""Comments: sent by anybody, read by a person of the body, and only then by others or by who runs the award round."""

from __future__ import annotations

import datetime
import uuid

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid, Missing, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import operation
from thidua.foundation.core.vietnamese import nfc, tidy
from thidua.stages.nominations.models import Nomination, NomineeComment
from thidua.stages.publications.models import PublicComment, PublicItem
from thidua.stages.publications.privacy import without_contacts
from thidua.stages.publications.standing import live_item
from thidua.stages.publications.states import COMMENT

LONGEST_COMMENT, LONGEST_AUTHOR, LONGEST_CONTACT = 1500, 100, 120
# Of one sender in an hour, and waiting beneath one thing: more than a reader writes, less than a machine.
MOST_IN_AN_HOUR, MOST_WAITING = 5, 200
AN_HOUR, FORGOTTEN_AFTER = datetime.timedelta(hours=1), datetime.timedelta(days=2)


@operation
def send_comment(
    *,
    by: System,
    now: datetime.datetime,
    item_uid: uuid.UUID,
    author: str,
    text: str,
    contact: str = "",
    sender: str = "",
    receipt: uuid.UUID | None = None,
) -> PublicComment:
    """Keeps a reader's words until a person has read them; nobody else sees them before.

    Refused with `Missing` for what is not on the portal, `NotNow` when the time for comment is over, for the sixth of
    one sender within an hour and while too many wait, `Invalid` (`author`, `text`, `contact`): missing or long.
    """
    item = lock(live_item(item_uid))
    if item.status != PublicItem.Status.PUBLISHED:
        raise Missing(_("Nội dung này không có trên cổng, hoặc đã được gỡ."))
    if item.shown_before and clock.day_of(now) >= item.shown_before:
        raise NotNow(_("Đã hết thời gian lấy ý kiến về nội dung này."))
    author, text, contact = tidy(author), nfc(text).strip(), tidy(contact)
    if problems := _wrong(author, text, contact):
        raise Invalid(problems)
    _check_pace(item, sender, now)
    comment = PublicComment.objects.create(
        item=item, unit_id=_reader_of(item), author=author, contact=contact, text=text, sender=sender,
        made_at=now, changed_at=now,
    )  # fmt: skip
    # The trail outlives what it tells of: a reader's name and words are not for it.
    audit.record(by=by, act=gettext_noop("gửi ý kiến"), obj=comment, after={"item_id": item.pk})
    return comment


@operation
def show_comment(
    *, by: Actor | System, now: datetime.datetime, comment: PublicComment, version: int | None = None
) -> PublicComment:
    """Shows a comment beneath its thing, telephones and mail addresses struck out of it.

    Refused with `NotAllowed`, `NotNow` (already shown; of a candidate, whose comments are never shown), `Stale`.
    """
    comment = lock(comment)
    if comment.item.kind == PublicItem.Kind.CANDIDATE:
        raise NotNow(_("Ý kiến về người được đề nghị không đăng công khai; xin chuyển nơi xét khen thưởng."))
    words = {"shown_text": without_contacts(comment.text)}
    COMMENT.step(comment, "show", by=by, now=now, version=version, changes=words)
    return comment


@operation
def refuse_comment(
    *, by: Actor | System, now: datetime.datetime, comment: PublicComment, reason: str, version: int | None = None
) -> PublicComment:
    """Keeps a comment from the public, with the reason. Refused with `NotAllowed`, `NotNow`, `Stale`, `Invalid`."""
    comment = lock(comment)
    COMMENT.step(comment, "refuse", by=by, now=now, version=version, reason=reason)
    return comment


@operation
def take_down_comment(
    *, by: Actor | System, now: datetime.datetime, comment: PublicComment, reason: str, version: int | None = None
) -> PublicComment:
    """Takes a shown comment down, with the reason. Refused with `NotAllowed`, `NotNow`, `Stale`, `Invalid`."""
    comment = lock(comment)
    COMMENT.step(comment, "take-down", by=by, now=now, version=version, reason=reason)
    return comment


@operation
def hand_down_comment(
    *, by: Actor | System, now: datetime.datetime, comment: PublicComment, version: int | None = None
) -> PublicComment:
    """Gives what was said of a candidate to who runs the award round, as a remark on the nomination.

    Refused with `NotAllowed`, `NotNow` (already dealt with; not about a candidate), `Stale`, `Missing` for a
    nomination that is gone.
    """
    comment = lock(comment)
    item = comment.item
    if item.kind != PublicItem.Kind.CANDIDATE:
        raise NotNow(_("Chỉ ý kiến về người được đề nghị khen thưởng mới chuyển nơi xét."))
    nomination = Nomination.objects.filter(uid=item.source_uid).first()
    if nomination is None:
        raise Missing(_("Đề nghị khen thưởng này nay không còn."))
    COMMENT.step(comment, "hand-down", by=by, now=now, version=version)
    person = getattr(by, "person_id", None)
    NomineeComment.objects.create(
        nomination=nomination, unit=comment.unit, author=comment.author, text=comment.text, source_uid=comment.uid,
        made_by_id=person, changed_by_id=person, made_at=now, changed_at=now,
    )  # fmt: skip
    return comment


@operation
def forget_senders(*, by: System, now: datetime.datetime) -> None:
    """Empties what tells senders apart, once it is of no more use. Leaves no line in the trail; refuses nothing."""
    PublicComment.objects.filter(made_at__lt=now - FORGOTTEN_AFTER).exclude(sender="").update(sender="")


def _reader_of(item: PublicItem) -> int:
    """Whose people read what is sent: the campaign's own body's; of a candidate those of who runs the round."""
    return item.unit_id if item.kind == PublicItem.Kind.CANDIDATE else item.campaign.owner_id


def _wrong(author: str, text: str, contact: str) -> dict[str, str]:
    limits = (
        ("author", author, LONGEST_AUTHOR),
        ("text", text, LONGEST_COMMENT),
        ("contact", contact, LONGEST_CONTACT),
    )
    long = _("Dài quá %(most)d chữ cái. Xin viết gọn lại.")
    wrong = {name: long % {"most": most} for name, words, most in limits if len(words) > most}
    if not author:
        wrong["author"] = _("Xin ghi họ tên.")
    if not text:
        wrong["text"] = _("Xin viết ý kiến.")
    return wrong


def _check_pace(item: PublicItem, sender: str, now: datetime.datetime) -> None:
    lately = PublicComment.objects.filter(sender=sender, made_at__gt=now - AN_HOUR).exclude(sender="")
    if lately.count() >= MOST_IN_AN_HOUR:
        raise NotNow(_("Bạn vừa gửi nhiều ý kiến. Xin gửi tiếp sau một giờ."))
    if item.comments.waiting().count() >= MOST_WAITING:
        raise NotNow(_("Nội dung này đang có nhiều ý kiến chờ duyệt. Xin gửi lại sau."))
