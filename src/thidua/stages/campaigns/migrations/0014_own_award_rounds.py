"""Who runs a round stands on it; a lower unit's plan has a round of its own."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def name_who_runs(apps, schema_editor):
    """So far every round was the campaign's own body's."""
    owners = apps.get_model("campaigns", "Campaign").objects.filter(pk=OuterRef("campaign")).values("owner")
    apps.get_model("campaigns", "AwardRound").objects.update(unit=Subquery(owners))


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0013_own_plans'),
        ('units', '0002_boundaries'),
    ]

    operations = [
        migrations.AddField(
            model_name='awardround',
            name='unit',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit'),
        ),
        migrations.RunPython(name_who_runs, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='awardround',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit'),
        ),
        migrations.AddField(
            model_name='awardround',
            name='plan',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='award_round', to='campaigns.plan'),
        ),
        migrations.AddField(
            model_name='awardround',
            name='name',
            field=models.CharField(blank=True, default='', max_length=300),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='awardround',
            name='event_key',
            field=models.SlugField(blank=True, max_length=60),
        ),
    ]
