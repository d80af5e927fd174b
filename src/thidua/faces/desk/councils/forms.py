"""The forms of councils: a decision, a session, attendance, a ballot, a count, the minutes."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.fields import DayField, FilesField, sometimes
from thidua.faces.kit.forms import EditForm, OnceForm
from thidua.foundation.accounts.models import Person
from thidua.stages.councils.models import Attendance, Ballot, Council, CouncilMember, Session, SessionItem
from thidua.stages.councils.operations.counting import Count
from thidua.stages.councils.operations.establishing import Establishment, Seat
from thidua.stages.councils.operations.planning import Agenda
from thidua.stages.nominations.models import Nomination
from thidua.stages.nominations.naming import nominee_words

Duty, Presence = CouncilMember.Duty, Attendance.Presence
CLERK = "clerk"
SEATS = [
    ("", _("không tham gia")),
    (Duty.CHAIR.value, Duty.CHAIR.label),
    (Duty.VICE_CHAIR.value, Duty.VICE_CHAIR.label),
    (Duty.MEMBER.value, Duty.MEMBER.label),
    (Duty.SECRETARY.value, _("Thư ký, có bỏ phiếu")),
    (CLERK, _("Thư ký, không bỏ phiếu")),
]
ORDER = [Duty.CHAIR.value, Duty.VICE_CHAIR.value, Duty.MEMBER.value, Duty.SECRETARY.value, CLERK]
PRESENCES = [
    (Presence.INVITED.value, _("chưa điểm danh")),
    (Presence.PRESENT.value, Presence.PRESENT.label),
    (Presence.ABSENT.value, Presence.ABSENT.label),
    (Presence.WRITTEN.value, Presence.WRITTEN.label),
]
# A blank ballot is the member's to cast; what it counts as is told where the count is.
CHOICES = [
    (Ballot.Choice.YES.value, _("Đồng ý")),
    (Ballot.Choice.NO.value, _("Không đồng ý")),
    (Ballot.Choice.INVALID.value, _("Phiếu trắng")),
]


class CloseForm(EditForm):
    """A reason only where somebody present has not voted."""

    reason = sometimes(
        forms.CharField(label=_("Lý do khóa"), required=False, widget=forms.Textarea(attrs={"rows": 2})),
        _("cần khi còn người có mặt chưa bỏ phiếu"),
    )


class CouncilForm(OnceForm):
    """The establishing decision, with a line for everybody who may sit."""

    name = forms.CharField(label=_("Tên Hội đồng"), max_length=300)
    decision = forms.CharField(
        label=_("Quyết định thành lập"), max_length=300, help_text=_("Ví dụ: Quyết định số 45/QĐ-MTTQ-BTT.")
    )
    decision_date = DayField(label=_("Ngày quyết định"))
    valid_from = DayField(label=_("Hoạt động từ ngày"))
    quorum = forms.IntegerField(
        label=_("Phải có mặt ít nhất (% thành viên)"), min_value=1, max_value=100, initial=67,
        help_text=_("Theo quy chế của Hội đồng; với hình thức này luật không ấn định tỷ lệ."),
    )  # fmt: skip
    threshold = forms.IntegerField(
        label=_("Được đề nghị khi đồng ý ít nhất (%)"), min_value=1, max_value=100, initial=51
    )
    counting = forms.ChoiceField(
        label=_("Tỷ lệ đồng ý tính trên"), choices=Council.Counting.choices, widget=forms.RadioSelect,
        initial=Council.Counting.MEMBERSHIP.value,
    )  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[Person], bodies: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for person in people:
            words = ", ".join(part for part in (person.position, bodies.get(person.pk, "")) if part)
            self.fields[f"ghe-{person.pk}"] = forms.ChoiceField(
                label=person.full_name, help_text=words, choices=SEATS, required=False
            )

    def head(self) -> Iterator[BoundField]:
        """The decision itself."""
        return (bound for bound in self.visible_fields() if not bound.name.startswith("ghe-"))

    def seats(self) -> Iterator[BoundField]:
        """One line a person."""
        return (bound for bound in self.visible_fields() if bound.name.startswith("ghe-"))

    def says(self) -> Establishment:
        """The decision as the operation takes it; seats in the order of duties, then of names."""
        given = self.cleaned_data
        chosen = [(given[f"ghe-{person.pk}"], person) for person in self.people if given[f"ghe-{person.pk}"]]
        chosen.sort(key=lambda pair: ORDER.index(pair[0]))
        seats = [
            Seat(person, Duty.SECRETARY.value if duty == CLERK else duty, duty != CLERK) for duty, person in chosen
        ]
        facts = {
            name: given[name] for name in ("name", "decision", "decision_date", "valid_from", "quorum", "threshold")
        }
        return Establishment(**facts, counting=given["counting"], seats=seats)


def _offer_words(row: Nomination) -> str:
    """Who has had a vote says so: to vote again is possible and seldom meant."""
    if not row.vote:
        return nominee_words(row)
    return _t("%(name)s (đã xét: %(yes)d/%(of)d phiếu)") % {
        "name": nominee_words(row), "yes": row.votes_for, "of": row.votes_of,
    }  # fmt: skip


class SessionForm(EditForm):
    """Day, place, how it votes, on whom."""

    held_on = DayField(label=_("Ngày họp"))
    place = forms.CharField(label=_("Nơi họp"), max_length=300)
    mode = forms.ChoiceField(label=_("Cách biểu quyết"), choices=Session.Mode.choices, widget=forms.RadioSelect)
    nominations = forms.MultipleChoiceField(label=_("Hội đồng xét"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, offered: Sequence[Nomination], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(row.uid): row for row in offered}
        self.fields["nominations"].choices = [(uid, _offer_words(row)) for uid, row in self.offered.items()]

    def agenda(self) -> Agenda:
        """As the operation takes it."""
        given = self.cleaned_data
        chosen = [self.offered[uid] for uid in given["nominations"]]
        return Agenda(given["mode"], given["held_on"], given["place"], chosen)


class AttendanceForm(EditForm):
    """Each member: there, away, or in writing with its words."""

    def __init__(self, *args: Any, rows: Sequence[Attendance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            name = row.member.person.full_name
            self.fields[f"co-{row.member_id}"] = forms.ChoiceField(
                label=name, help_text=row.member.get_duty_display(), choices=PRESENCES, initial=row.presence
            )
            self.fields[f"ghi-{row.member_id}"] = forms.CharField(
                label=_("Lý do vắng hoặc ý kiến bằng văn bản: %(name)s") % {"name": name}, required=False,
                max_length=500, initial=row.note,
            )  # fmt: skip

    def lines(self) -> list[tuple[BoundField, BoundField]]:
        """A member's two fields side by side."""
        return [(self[f"co-{row.member_id}"], self[f"ghi-{row.member_id}"]) for row in self.rows]

    def presences(self) -> dict[int, tuple[str, str]]:
        """As the operation takes them."""
        given = self.cleaned_data
        return {row.member_id: (given[f"co-{row.member_id}"], given[f"ghi-{row.member_id}"]) for row in self.rows}


class BallotForm(OnceForm):
    """One question for each item the member votes on."""

    def __init__(self, *args: Any, items: Sequence[SessionItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for number, item in enumerate(items, start=1):
            self.fields[str(item.uid)] = forms.ChoiceField(
                label=f"{number}. {nominee_words(item.nomination)}", choices=CHOICES, widget=forms.RadioSelect
            )

    def lines(self) -> list[tuple[SessionItem, BoundField]]:
        """Each item with its question."""
        return [(item, self[str(item.uid)]) for item in self.items]

    def choices(self) -> dict[uuid.UUID, str]:
        """As the operation takes them."""
        return {item.uid: self.cleaned_data[str(item.uid)] for item in self.items}


class CountForm(EditForm):
    """Three numbers an item, and the scan of the counting minutes."""

    uploads = FilesField(label=_("Bản chụp biên bản kiểm phiếu"), required=False, accept="image/*,.pdf")

    def __init__(self, *args: Any, items: Sequence[SessionItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        words = (("yes", _("Đồng ý")), ("no", _("Không đồng ý")), ("invalid", _("Không hợp lệ")))
        for item in items:
            for key, label in words:
                field = forms.IntegerField(
                    label=label, min_value=0, initial=0 if key == "invalid" else None, localize=False,
                    widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 4}),
                )  # fmt: skip
                field.__dict__["line"] = nominee_words(item.nomination)
                self.fields[f"{key}-{item.uid}"] = field

    def lines(self) -> list[tuple[SessionItem, list[BoundField]]]:
        """Each item with its three fields."""
        return [(item, [self[f"{key}-{item.uid}"] for key in ("yes", "no", "invalid")]) for item in self.items]

    def counts(self) -> dict[uuid.UUID, Count]:
        """As the operation takes them."""
        given = self.cleaned_data
        return {
            item.uid: Count(*(given[f"{key}-{item.uid}"] for key in ("yes", "no", "invalid"))) for item in self.items
        }

    def refuse(self, refusal: Any) -> None:
        """An operation's refusal; of one item's numbers under its yes."""
        if fields := getattr(refusal, "fields", None):
            refusal.fields = {
                f"yes-{name}" if f"yes-{name}" in self.fields else name: why for name, why in fields.items()
            }
        super().refuse(refusal)


class MinutesForm(EditForm):
    """What was said and concluded."""

    discussion = forms.CharField(label=_("Thảo luận"), required=False, widget=forms.Textarea(attrs={"rows": 6}))
    conclusion = forms.CharField(label=_("Kết luận"), widget=forms.Textarea(attrs={"rows": 4}))


class ConflictForm(OnceForm):
    """Why one steps out; the secretary may enter it for a member who said so."""

    reason = forms.CharField(label=_("Vì sao không tham gia xét"), max_length=300)

    def __init__(self, *args: Any, members: Sequence[CouncilMember] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        if members:
            choices = [(key, member.person.full_name) for key, member in self.members.items()]
            self.fields["member"] = forms.ChoiceField(label=_("Thành viên rời phòng"), choices=choices)
            self.order_fields(["member", "reason"])

    def member(self) -> CouncilMember | None:
        """Whose conflict it is; None is one's own."""
        return self.members.get(self.cleaned_data.get("member", ""))
