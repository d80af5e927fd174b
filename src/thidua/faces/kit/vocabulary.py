"""What a state looks like and is called: one table for every face. A template never picks a colour or a word.

Each state has a tone (class `s-…`), a sign (icon) and three wordings: for the unit itself, for its superior, for the
public; an empty wording means that this reader does not see the state. Of a person nothing is ever called late.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

UNIT, SUPERIOR, PUBLIC = "unit", "superior", "public"
AUDIENCES = (UNIT, SUPERIOR, PUBLIC)


@dataclass(frozen=True, slots=True)
class Look:
    """How one state is shown."""

    tone: str
    sign: str
    unit: StrOrPromise
    superior: StrOrPromise
    public: StrOrPromise = ""

    def words(self, audience: str) -> str:
        """The wording for one kind of reader."""
        if audience not in AUDIENCES:
            raise ValueError(f"unknown audience {audience!r}; known are {', '.join(AUDIENCES)}")
        return str(getattr(self, audience))


# A unit's state in a target. Only «không đạt» is red.
TARGET = {
    "met": Look("ok", "ok", _("Đạt"), _("Đạt"), _("Đã hoàn thành")),
    "met_late": Look("okl", "okl", _("Đạt muộn"), _("Đạt muộn"), _("Đã hoàn thành")),
    "open": Look("run", "run", _("Chưa đạt (còn hạn)"), _("Chưa đạt (còn hạn)"), _("Đang thực hiện")),
    "missed": Look("fail", "fail", _("Không đạt (hết hạn)"), _("Không đạt (hết hạn)"), _("Chưa hoàn thành")),
    "not_due": Look("soon", "soon", _("Chưa đến kỳ"), _("Chưa đến kỳ"), _("Chưa đến kỳ")),
    "unreported": Look("none", "none", _("Bạn chưa báo cáo"), _("Chưa báo cáo"), _("Chưa có số liệu")),
    "exempt": Look("free", "free", _("Được miễn (có văn bản)"), _("Được miễn (có văn bản)")),
    "not_assigned": Look("na", "na", _("Không giao cho đơn vị"), _("Không giao")),
}

WORK = {
    "draft": Look("none", "edit", _("Bản nháp của bạn"), ""),
    "registered": Look("run", "wait", _("Đã đăng ký, chờ ghi nhận"), _("Chờ tôi ghi nhận")),
    "returned": Look("ask", "back", _("Bị trả lại, cần sửa"), _("Đã trả lại, chờ sửa")),
    "noted": Look("run", "run", _("Đang làm"), _("Đang làm"), _("Đang thực hiện")),
    "done": Look("run", "wait", _("Đã xong, chờ xác nhận"), _("Chờ tôi xác nhận"), _("Đang thực hiện")),
    "verified": Look("ok", "ok", _("Đã được xác nhận"), _("Đã xác nhận"), _("Hoàn thành")),
    "cancelled": Look("free", "free", _("Đã rút đăng ký"), _("Đã rút đăng ký")),
    "merged": Look("free", "free", _("Đã gộp vào bản khác"), _("Đã gộp vào bản khác")),
}

MILESTONE = {
    "planned": Look("soon", "soon", _("Chưa làm (còn hạn)"), _("Chưa làm (còn hạn)"), _("Chưa tổ chức")),
    "done": Look("run", "wait", _("Đã làm, chờ xác nhận"), _("Chờ tôi xác nhận"), _("Đã tổ chức")),
    "returned": Look("ask", "back", _("Bị trả lại, cần sửa"), _("Đã trả lại, chờ sửa")),
    "verified": Look("ok", "ok", _("Đã được xác nhận"), _("Đã xác nhận"), _("Đã tổ chức")),
    # Not a status: one that was reported and that nobody has to confirm.
    "reported": Look("ok", "ok", _("Đã báo"), _("Đã báo"), _("Đã tổ chức")),
    # Not a status: a planned one whose due date has passed.
    "overdue": Look("fail", "fail", _("Quá hạn, chưa làm"), _("Chưa làm, quá hạn"), _("Chưa tổ chức")),
}

DOCUMENT = {
    "draft": Look("none", "edit", _("Bản thảo"), _("Bản thảo")),
    "for_signature": Look("run", "wait", _("Đã trình ký"), _("Chờ tôi ký")),
    "numbered": Look("run", "run", _("Đã cấp số"), _("Đã cấp số")),
    "signed": Look("run", "run", _("Đã ký"), _("Đã ký")),
    "issued": Look("ok", "ok", _("Đã ban hành"), _("Đã ban hành"), _("Đã ban hành")),
    "replaced": Look("free", "free", _("Đã thay thế"), _("Đã thay thế"), _("Đã thay thế")),
    "withdrawn": Look("free", "free", _("Đã thu hồi"), _("Đã thu hồi"), _("Đã thu hồi")),
}

REPORT = {
    "draft": Look("none", "edit", _("Đang viết, chưa gửi"), _("Chưa gửi")),
    "for_signature": Look("run", "wait", _("Chờ lãnh đạo ký, gửi"), _("Chưa gửi")),
    "submitted": Look("run", "wait", _("Đã gửi, chờ cấp trên nhận"), _("Chờ nhận")),
    "returned": Look("ask", "back", _("Bị trả lại, cần sửa"), _("Đã trả lại, chờ sửa")),
    "accepted": Look("ok", "ok", _("Cấp trên đã nhận"), _("Đã nhận")),
    # Not a status: what is owed and was not sent by its due date.
    "overdue": Look("fail", "fail", _("Quá hạn, chưa gửi"), _("Chưa gửi, quá hạn")),
}

PUBLICATION = {
    "published": Look("ok", "ok", _("Đang đăng công khai"), _("Đang đăng công khai")),
    "withdrawn": Look("free", "free", _("Đã gỡ khỏi trang công khai"), _("Đã gỡ khỏi trang công khai")),
}

COMMENT = {
    "waiting": Look("run", "wait", _("Chờ duyệt"), _("Chờ tôi duyệt"), _("Chờ duyệt")),
    "shown": Look("ok", "ok", _("Đã đăng dưới bài"), _("Đã đăng dưới bài"), _("Đã đăng")),
    "refused": Look("free", "free", _("Không đăng"), _("Không đăng"), _("Không đăng")),
    "handed-down": Look("ok", "next", _("Đã chuyển nơi xét"), _("Đã chuyển nơi xét khen thưởng"), _("Đã chuyển")),
}

EVALUATION = {
    "draft": Look("none", "edit", _("Đang tự đánh giá"), _("Đang tự đánh giá")),
    "sent": Look("run", "wait", _("Đã gửi, chờ cấp trên đánh giá"), _("Chờ tôi đánh giá")),
    "returned": Look("ask", "back", _("Bị trả lại, cần sửa"), _("Đã trả lại, chờ sửa")),
    "judged": Look("ok", "ok", _("Cấp trên đã đánh giá"), _("Đã đánh giá")),
}

# What a statement of the criteria is judged to be; an enumeration beside states.
MARK = {
    "not_met": Look("ask", "ask", _("Chưa đạt"), _("Chưa đạt")),
    "met": Look("ok", "ok", _("Đạt"), _("Đạt"), _("Đạt")),
    "outstanding": Look("ok", "star", _("Nổi bật"), _("Nổi bật"), _("Nổi bật")),
}

ENOUGH = {
    "yes": Look("ok", "ok", _("Đủ"), _("Đủ")),
    "no": Look("none", "none", _("Chưa đủ"), _("Chưa đủ")),
}

HONOUR = {
    "given": Look("gold", "star", _("Đã được tặng, chưa trao"), _("Đã tặng, chưa trao"), _("Được khen thưởng")),
    "handed_over": Look("gold", "star", _("Đã trao"), _("Đã trao"), _("Được khen thưởng")),
    "revoked": Look("free", "free", _("Đã bị hủy"), _("Đã hủy")),
}

SESSION = {
    "planned": Look("soon", "soon", _("Đã mời họp"), _("Đã mời họp"), _("Chưa họp")),
    "open": Look("run", "run", _("Đang họp"), _("Đang họp"), _("Đang họp")),
    "voting": Look("run", "wait", _("Đang bỏ phiếu"), _("Đang bỏ phiếu"), _("Đang họp")),
    "closed": Look("run", "edit", _("Đã kiểm phiếu, chờ biên bản"), _("Đã kiểm phiếu, chờ biên bản"), _("Đã họp")),
    "for_signature": Look("run", "wait", _("Biên bản chờ Chủ tọa ký"), _("Biên bản chờ Chủ tọa ký"), _("Đã họp")),
    "minuted": Look("ok", "ok", _("Đã ký biên bản"), _("Đã ký biên bản"), _("Đã họp")),
    "cancelled": Look("free", "free", _("Đã hoãn"), _("Đã hoãn")),
}
# What a council's vote came to.
VOTE = {
    "passed": Look("ok", "ok", _("Hội đồng đồng ý"), _("Hội đồng đồng ý"), _("Hội đồng đồng ý")),
    "failed": Look("ask", "ask", _("Hội đồng không đồng ý"), _("Hội đồng không đồng ý")),
}

NOMINATION = {
    "draft": Look("none", "edit", _("Đang lập"), _("Đang lập")),
    "proposed": Look("run", "wait", _("Đã đề nghị, chờ xem xét"), _("Chờ tôi xem xét"), _("Được đề nghị")),
    "returned": Look("ask", "back", _("Bị trả lại, cần sửa"), _("Đã trả lại, chờ sửa")),
    "selected": Look("ok", "star", _("Được chọn vào danh sách"), _("Đã chọn vào danh sách")),
    "reserve": Look("soon", "soon", _("Trong danh sách dự bị"), _("Trong danh sách dự bị")),
    "honoured": Look("gold", "star", _("Được khen thưởng"), _("Được khen thưởng"), _("Được khen thưởng")),
    "lowered": Look(
        "gold", "star", _("Được tặng hình thức thấp hơn"), _("Được tặng hình thức thấp hơn"), _("Được khen thưởng")
    ),
    "refused": Look("free", "free", _("Không được tặng"), _("Không được tặng")),
    "withdrawn": Look("free", "free", _("Đã rút đề nghị"), _("Đã rút đề nghị")),
    # Not statuses: what the council has to say or said, and what was revoked since.
    "council": Look("run", "wait", _("Chờ Hội đồng xét"), _("Chờ Hội đồng xét"), _("Được đề nghị")),
    "agreed": Look("ok", "ok", _("Hội đồng đồng ý, chờ chọn"), _("Hội đồng đồng ý, chờ tôi chọn"), _("Được đề nghị")),
    "not_agreed": Look("ask", "ask", _("Hội đồng không đồng ý"), _("Hội đồng không đồng ý")),
    "revoked": Look("free", "free", _("Khen thưởng đã bị hủy"), _("Khen thưởng đã bị hủy")),
}

SUBMISSION = {
    "draft": Look("none", "edit", _("Đang lập hồ sơ"), _("Đang lập hồ sơ")),
    "sent": Look("run", "wait", _("Đã gửi, chờ nhận"), _("Chờ tôi nhận")),
    "returned": Look("ask", "back", _("Bị trả lại, cần bổ sung"), _("Đã trả lại, chờ bổ sung")),
    "accepted": Look("ok", "ok", _("Đã được nhận đủ"), _("Đã nhận đủ")),
}

GUIDANCE = {
    "draft": Look("none", "edit", _("Đang soạn"), _("Đang soạn")),
    "issued": Look("ok", "ok", _("Đã ban hành"), _("Đã ban hành"), _("Đã ban hành")),
    "closed": Look("free", "free", _("Đã khép lại"), _("Đã khép lại"), _("Đã khép lại")),
}

DECISION = {
    "draft": Look("none", "edit", _("Đang soạn"), _("Đang soạn")),
    "submitted": Look("run", "wait", _("Đã trình, chờ ký"), _("Chờ tôi ký")),
    "issued": Look("ok", "ok", _("Đã ban hành"), _("Đã ban hành"), _("Đã ban hành")),
    "discarded": Look("free", "free", _("Đã bỏ bản nháp"), _("Đã bỏ bản nháp")),
}

# A month of a fund.
FUND_MONTH = {
    "draft": Look("none", "edit", _("Đang ghi"), _("Chưa chốt")),
    "submitted": Look("run", "wait", _("Đã trình, chờ chốt"), _("Chờ tôi chốt")),
    "closed": Look("ok", "ok", _("Đã chốt sổ"), _("Đã chốt sổ"), _("Đã chốt sổ")),
}

# A work's story, told so that others can do it too.
STORY = {
    "told": Look("run", "wait", _("Đã kể, chờ công nhận"), _("Chờ tôi công nhận")),
    "marked": Look("ok", "ok", _("Gương điển hình"), _("Gương điển hình"), _("Gương điển hình")),
    "opened": Look(
        "ok", "ok", _("Gương phổ biến toàn hệ thống"), _("Gương phổ biến toàn hệ thống"), _("Gương điển hình")
    ),
    "withdrawn": Look("free", "free", _("Đã rút câu chuyện"), _("Đơn vị đã rút")),
}

ADOPTION = {
    "adopted": Look("run", "run", _("Đang học theo"), _("Đang học theo")),
    # Not a status: its work is verified, so that it counts.
    "counted": Look("ok", "ok", _("Đã làm, đã xác nhận"), _("Đã làm, đã xác nhận"), _("Đã học theo")),
    "ended": Look("free", "free", _("Đã thôi học theo"), _("Đã thôi học theo")),
}

# A task of «Tổ chức thực hiện» of one unit.
TASK = {
    "owed": Look("soon", "soon", _("Chưa làm (còn hạn)"), _("Chưa làm (còn hạn)")),
    "done": Look("run", "wait", _("Đã báo xong"), _("Chờ tôi xem")),
    "returned": Look("ask", "back", _("Bị trả lại, cần làm tiếp"), _("Đã trả lại, chờ làm tiếp")),
    "seen": Look("ok", "ok", _("Nơi giao đã xem"), _("Đã xem")),
    # Not statuses: owed past its day; its plan asks it no more.
    "overdue": Look("fail", "fail", _("Quá hạn, chưa làm"), _("Chưa làm, quá hạn")),
    "ended": Look("free", "free", _("Thôi giao"), _("Thôi giao")),
}

LOOKS: dict[str, dict[str, Look]] = {
    "target": TARGET,
    "work": WORK,
    "milestone": MILESTONE,
    "document": DOCUMENT,
    "nomination": NOMINATION,
    "submission": SUBMISSION,
    "guidance": GUIDANCE,
    "report": REPORT,
    "publication": PUBLICATION,
    "comment": COMMENT,
    "evaluation": EVALUATION,
    "mark": MARK,
    "enough": ENOUGH,
    "honour": HONOUR,
    "decision": DECISION,
    "session": SESSION,
    "vote": VOTE,
    "fund month": FUND_MONTH,
    "story": STORY,
    "adoption": ADOPTION,
    "task": TASK,
}


def look(kind: str, state: str) -> Look:
    """How a state of a kind of thing is shown; an unknown one is an error, never a blank."""
    try:
        return LOOKS[kind][state]
    except KeyError:
        raise KeyError(f"no look for {kind!r} in state {state!r}") from None
