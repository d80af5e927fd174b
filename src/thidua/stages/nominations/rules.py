"""Who may do what on the way to an award. Each rule answers None, or the sentence that names who may."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.actors import By
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import AwardRound
from thidua.stages.nominations.levels import confirmer_of
from thidua.stages.nominations.models import AwardGuidance, Nomination, Submission


def serves(by: By, permission: Permission, unit_id: int | None) -> bool:
    """Whether the actor carries the permission for the body; the product itself may (loaders)."""
    return not isinstance(by, Actor) or by.acts_for(permission, unit_id)


def why_not_propose_for(by: By, unit: Unit) -> str | None:
    """The body's own officer writes and proposes."""
    if serves(by, Permission.AWARDS_PROPOSE, unit.pk):
        return None
    return _("Chỉ cán bộ %(unit)s lập, đề nghị khen thưởng thay mặt đơn vị này.") % {"unit": unit.name}


def proposer_acts(by: By, nomination: Nomination) -> str | None:
    """The body that proposes."""
    return why_not_propose_for(by, nomination.unit)


def holder_acts(by: By, nomination: Nomination) -> str | None:
    """The level that has the nomination now."""
    if serves(by, Permission.AWARDS_SELECT, nomination.holder_id):
        return None
    return _("Đề nghị này đang ở %(unit)s; chỉ cán bộ, lãnh đạo nơi đó xem xét được.") % {
        "unit": nomination.holder.name
    }


def proposer_or_holder_acts(by: By, nomination: Nomination) -> str | None:
    """Withdrawing: the body that proposed, or the level that has it now."""
    if serves(by, Permission.AWARDS_PROPOSE, nomination.unit_id):
        return None
    return holder_acts(by, nomination)


def why_not_run(by: By, round: AwardRound) -> str | None:
    """The round's own body opens it, takes notice of numbers, chooses: the campaign's, or that of a lower plan."""
    if serves(by, Permission.AWARDS_SELECT, round.unit_id):
        return None
    return _("Chỉ cán bộ, lãnh đạo %(unit)s điều hành được đợt khen thưởng này.") % {"unit": round.unit.name}


def owner_selects(by: By, nomination: Nomination) -> str | None:
    """The body that runs the round."""
    return why_not_run(by, nomination.form.round)


def owner_answers(by: By, nomination: Nomination) -> str | None:
    """Who decides for the round's body, or its officer who records what an outside authority decided."""
    if serves(by, Permission.DECIDE, nomination.form.round.unit_id):
        return None
    return why_not_run(by, nomination.form.round)


def confirmer_acts(by: By, nomination: Nomination) -> str | None:
    """The leader who confirms the achievement report with signature and seal; nobody his or her own."""
    if not isinstance(by, Actor):
        return None
    who = confirmer_of(nomination)
    if not by.acts_for(Permission.AWARDS_CONFIRM, who.unit.pk):
        return _("Người xác nhận báo cáo thành tích này: lãnh đạo %(unit)s.") % {"unit": who.unit.name}
    if nomination.person_id is not None and nomination.person_id == by.person_id:
        return _("Không ai tự xác nhận báo cáo thành tích của mình. Người xác nhận: lãnh đạo khác của %(unit)s.") % {
            "unit": who.unit.name
        }
    return None


def runner_writes(by: By, guidance: AwardGuidance) -> str | None:
    """The officer of the round's body writes the guidance."""
    if serves(by, Permission.AWARDS_PROPOSE, guidance.unit_id):
        return None
    return _("Chỉ cán bộ %(unit)s soạn được hướng dẫn khen thưởng này.") % {"unit": guidance.unit.name}


def runner_signs(by: By, guidance: AwardGuidance) -> str | None:
    """The leader of the round's body signs the guidance."""
    if serves(by, Permission.AWARDS_CONFIRM, guidance.unit_id):
        return None
    return _("Chỉ lãnh đạo %(unit)s ký ban hành được hướng dẫn khen thưởng này.") % {"unit": guidance.unit.name}


def runner_closes(by: By, guidance: AwardGuidance) -> str | None:
    """Officer or leader of the round's body."""
    return why_not_run(by, guidance.round)


def submitter_writes(by: By, submission: Submission) -> str | None:
    """The officer of the submitting body."""
    return why_not_propose_for(by, submission.unit)


def submitter_signs(by: By, submission: Submission) -> str | None:
    """The leader of the submitting body signs its letter."""
    if serves(by, Permission.AWARDS_CONFIRM, submission.unit_id):
        return None
    return _("Người ký Tờ trình này: lãnh đạo %(unit)s.") % {"unit": submission.unit.name}


def submitter_sends(by: By, submission: Submission) -> str | None:
    """Officer or leader of the submitting body."""
    if serves(by, Permission.AWARDS_CONFIRM, submission.unit_id):
        return None
    return submitter_writes(by, submission)


def receiver_acts(by: By, submission: Submission) -> str | None:
    """The body that receives the dossier, its focal department for it; outside authorities answer on paper, which the
    submitting body records.
    """
    receiver = submission.receiver or submission.unit
    if serves(by, Permission.AWARDS_SELECT, receiver.pk):
        return None
    return _("Người nhận, xem xét hồ sơ này: cán bộ, lãnh đạo %(unit)s.") % {"unit": receiver.name}
