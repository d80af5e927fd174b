"""What a campaign asks: its plan, targets, events, frame, criteria and awards. All of it is data of a campaign file."""

from thidua.stages.campaigns.models.amendments import AmendmentDraft, PlanAmendment
from thidua.stages.campaigns.models.awards import (
    AwardForm,
    AwardPool,
    AwardRound,
    CriteriaSet,
    Criterion,
    DossierPart,
)
from thidua.stages.campaigns.models.campaign import (
    Campaign,
    CampaignEvent,
    CampaignTask,
    CampaignTheme,
    MilestoneKind,
    Occasion,
    Phase,
    WorkKind,
)
from thidua.stages.campaigns.models.cited import CitedDocument, PaperCitation
from thidua.stages.campaigns.models.drafts import CampaignDraft
from thidua.stages.campaigns.models.frame import Participation
from thidua.stages.campaigns.models.groups import GroupHead, GroupMember, GroupPact, UnitGroup
from thidua.stages.campaigns.models.own_plans import CoSigning, PlanComment, PlanVersion, TaskReport
from thidua.stages.campaigns.models.plan import DocumentCitation, Plan, PlanBlock, RecipientLine
from thidua.stages.campaigns.models.target import Exemption, PlanTarget, Target, TargetMinimum

__all__ = [
    "AmendmentDraft", "AwardForm", "AwardPool", "AwardRound", "Campaign", "CampaignDraft", "CampaignEvent",
    "CampaignTask", "CampaignTheme", "CitedDocument", "CoSigning", "CriteriaSet", "Criterion", "DocumentCitation",
    "DossierPart", "Exemption", "GroupHead", "GroupMember", "GroupPact", "MilestoneKind", "Occasion", "PaperCitation", "Participation",
    "Phase", "Plan", "PlanAmendment", "PlanBlock", "PlanComment", "PlanTarget", "PlanVersion", "RecipientLine", "Target",
    "TargetMinimum", "TaskReport", "UnitGroup", "WorkKind",
]  # fmt: skip
