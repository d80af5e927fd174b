"""An exemption keeps since when and until when the boards show it; one that was ended stays."""

from typing import Any

from django.db import migrations, models
from django.utils.timezone import make_aware

import datetime


def date_exemptions(apps: Any, _editor: Any) -> None:
    """Since the day on which the trail tells that it was given; what came with a campaign's file, since there is one."""
    trail = apps.get_model("core", "AuditEntry").objects.filter(act="miễn chỉ tiêu", refused=False)
    rows = apps.get_model("campaigns", "Exemption").objects.filter(given_at=None)
    for row in rows.select_related("target__campaign", "unit").order_by("id"):
        row.given_at = row.target.campaign.made_at
        said = {"target": row.target.code, "document": row.document}
        for entry in trail.filter(object_uid=row.unit.uid).order_by("id"):
            if said.items() <= entry.after.items():
                row.given_at = make_aware(datetime.datetime.combine(entry.site_date, datetime.time()))
        row.save(update_fields=["given_at"])


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0005_why_a_draft_was_given_back'),
        ('core', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='exemption',
            name='one_exemption_of_unit',
        ),
        migrations.AddField(
            model_name='exemption',
            name='given_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='exemption',
            name='ended_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='exemption',
            name='ended_by',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='exemption',
            name='end_reason',
            field=models.TextField(blank=True),
        ),
        migrations.RunPython(date_exemptions, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='exemption',
            name='given_at',
            field=models.DateTimeField(),
        ),
        migrations.AddIndex(
            model_name='exemption',
            index=models.Index(fields=['target', 'unit'], name='exemption_of_unit'),
        ),
        migrations.AddConstraint(
            model_name='exemption',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('target', 'unit'), name='one_exemption_of_unit'),
        ),
        migrations.AddConstraint(
            model_name='exemption',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), models.Q(('end_reason', ''), _negated=True), _connector='OR'), name='ended_exemption_says_why'),
        ),
    ]
