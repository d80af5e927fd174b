import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('campaigns', '0001_initial'),
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='campaigns.target')),
                ('source_kind', models.CharField(max_length=40)),
                ('source_uid', models.UUIDField()),
                ('quantity', models.BigIntegerField()),
                ('denominator', models.BigIntegerField(default=0)),
                ('effective_date', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('is_reversal', models.BooleanField(default=False)),
                ('reversed_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='progress.entry')),
            ],
            options={
                'indexes': [models.Index(fields=['source_uid', 'target'], name='entry_by_source'), models.Index(condition=models.Q(('is_reversal', False), ('reversed_by__isnull', True)), fields=['target', 'effective_date'], name='live_entry_by_day')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_reversal', False), ('reversed_by__isnull', True)), fields=('target', 'source_uid'), name='one_live_entry_of_source'), models.UniqueConstraint(condition=models.Q(('reversed_by__isnull', False)), fields=('reversed_by',), name='one_reversal_of_entry')],
            },
        ),
        migrations.CreateModel(
            name='EntryCredit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='credits', to='progress.entry')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'entry'], name='credit_by_unit')],
                'constraints': [models.UniqueConstraint(fields=('entry', 'unit'), name='one_credit_of_unit')],
            },
        ),
        migrations.CreateModel(
            name='UnitProgress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('own', models.BigIntegerField(default=0)),
                ('subtree', models.BigIntegerField(default=0)),
                ('own_denominator', models.BigIntegerField(default=0)),
                ('subtree_denominator', models.BigIntegerField(default=0)),
                ('own_figures', models.PositiveIntegerField(default=0)),
                ('subtree_figures', models.PositiveIntegerField(default=0)),
                ('known', models.BooleanField(default=False)),
                ('met', models.BooleanField(default=False)),
                ('asked_own', models.BigIntegerField(default=0)),
                ('units_required', models.PositiveIntegerField(default=0)),
                ('units_known', models.PositiveIntegerField(default=0)),
                ('units_met', models.PositiveIntegerField(default=0)),
                ('by_kind', models.JSONField(default=dict)),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='campaigns.target')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='units.unit')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='campaigns.participation')),
                ('applies', models.BooleanField(default=False)),
                ('minimum', models.BigIntegerField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'target'], name='cell_by_unit'), models.Index(condition=models.Q(('applies', True), ('met', False)), fields=['target', 'participation'], name='cell_asked_not_met')],
                'constraints': [models.UniqueConstraint(fields=('target', 'unit'), name='one_cell_of_unit')],
            },
        ),
        migrations.CreateModel(
            name='UnitProgressDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('own', models.BigIntegerField(default=0)),
                ('subtree', models.BigIntegerField(default=0)),
                ('own_denominator', models.BigIntegerField(default=0)),
                ('subtree_denominator', models.BigIntegerField(default=0)),
                ('own_figures', models.PositiveIntegerField(default=0)),
                ('subtree_figures', models.PositiveIntegerField(default=0)),
                ('known', models.BooleanField(default=False)),
                ('met', models.BooleanField(default=False)),
                ('asked_own', models.BigIntegerField(default=0)),
                ('units_required', models.PositiveIntegerField(default=0)),
                ('units_known', models.PositiveIntegerField(default=0)),
                ('units_met', models.PositiveIntegerField(default=0)),
                ('by_kind', models.JSONField(default=dict)),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='campaigns.target')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='units.unit')),
                ('day', models.DateField()),
                ('applies', models.BooleanField(default=False)),
                ('minimum', models.BigIntegerField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('target', 'unit', 'day'), name='one_cell_of_day')],
            },
        ),
    ]
