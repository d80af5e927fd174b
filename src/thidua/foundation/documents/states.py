"""The way of a document from draft to issue, and what ends it."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from thidua.foundation.core.states import Machine, Transition
from thidua.foundation.documents import rules
from thidua.foundation.documents.models import IssuedDocument

S = IssuedDocument.Status

MACHINE = Machine(
    "document",
    owners={
        S.DRAFT: "unit",
        S.FOR_SIGNATURE: "leader",
        S.NUMBERED: "leader",
        S.SIGNED: "unit",
        S.ISSUED: "unit",
        S.REPLACED: "unit",
        S.WITHDRAWN: "unit",
    },
    transitions=[
        Transition("submit", (S.DRAFT,), S.FOR_SIGNATURE, rules.may_write, _("trình ký")),
        Transition("return", (S.FOR_SIGNATURE,), S.DRAFT, rules.may_sign, _("trả lại để sửa"), needs_reason=True),
        Transition("number", (S.FOR_SIGNATURE,), S.NUMBERED, rules.may_keep_the_book, _("cấp số")),
        Transition("sign", (S.NUMBERED,), S.SIGNED, rules.may_sign, _("ký")),
        Transition("issue", (S.SIGNED,), S.ISSUED, rules.may_keep_the_book, _("ban hành")),
        Transition("record", (S.DRAFT,), S.ISSUED, rules.may_write, _("ghi văn bản đã ban hành trên giấy")),
        Transition("replace", (S.ISSUED,), S.REPLACED, rules.may_sign, _("thay thế")),
        Transition(
            "withdraw", (S.NUMBERED, S.SIGNED, S.ISSUED), S.WITHDRAWN, rules.may_sign, _("thu hồi"), needs_reason=True
        ),
    ],
)
