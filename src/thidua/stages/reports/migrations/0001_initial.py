import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('campaigns', '0001_initial'),
        ('documents', '0001_initial'),
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportSchedule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='report_schedules', to='units.unit')),
                ('key', models.SlugField(max_length=60)),
                ('clause', models.CharField(blank=True, max_length=20)),
                ('name', models.CharField(max_length=300)),
                ('form_key', models.SlugField(max_length=60)),
                ('rhythm', models.CharField(choices=[('month', 'hằng tháng'), ('quarter', 'hằng quý'), ('year', 'hằng năm'), ('once', 'một lần')], max_length=10)),
                ('unit_kinds', models.JSONField(default=list)),
                ('sent_to', models.CharField(blank=True, max_length=300)),
                ('with_works', models.BooleanField(default=False)),
                ('campaigns', models.ManyToManyField(related_name='report_schedules', to='campaigns.campaign')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner', 'key'), name='one_report_schedule_key')],
            },
        ),
        migrations.CreateModel(
            name='ReportPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('schedule', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='periods', to='reports.reportschedule')),
                ('key', models.SlugField(max_length=20)),
                ('name', models.CharField(max_length=120)),
                ('starts_on', models.DateField()),
                ('ends_before', models.DateField(blank=True, null=True)),
                ('due_before', models.DateField(blank=True, null=True)),
                ('due_source', models.CharField(blank=True, max_length=300)),
                ('closed_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['due_before'], name='report_period_by_due')],
                'constraints': [models.UniqueConstraint(fields=('schedule', 'key'), name='one_report_period_key'), models.CheckConstraint(condition=models.Q(('ends_before__isnull', True), ('ends_before__gt', models.F('starts_on')), _connector='OR'), name='report_period_runs_forward')],
            },
        ),
        migrations.CreateModel(
            name='ReportForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('title', models.CharField(max_length=300)),
                ('content', models.JSONField(default=dict)),
                ('file_hash', models.CharField(max_length=64)),
                ('valid_from', models.DateField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('key', 'version'), name='one_version_of_report_form')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='reports.reportperiod')),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='reports.reportform')),
                ('status', models.CharField(choices=[('draft', 'đang viết'), ('for_signature', 'trình lãnh đạo'), ('submitted', 'đã gửi'), ('returned', 'bị trả lại'), ('accepted', 'đã nhận')], default='draft', max_length=14)),
                ('data_date', models.DateField()),
                ('frozen', models.JSONField(default=dict)),
                ('hand_back_reason', models.TextField(blank=True)),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument')),
            ],
            options={
                'indexes': [models.Index(fields=['period', 'status'], name='report_by_period'), models.Index(fields=['unit', 'status'], name='report_by_unit')],
                'constraints': [models.UniqueConstraint(fields=('period', 'unit'), name='one_report_of_unit_and_period'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'for_signature']), ('submitted_at__isnull', False), _connector='OR'), name='report_sent_has_its_time'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at__isnull', False), ('status', 'accepted')), models.Q(models.Q(('status', 'accepted'), _negated=True), ('accepted_at__isnull', True)), _connector='OR'), name='report_accepted_has_its_time')],
            },
        ),
        migrations.CreateModel(
            name='ReportRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='reports.report')),
                ('number', models.PositiveSmallIntegerField()),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument')),
                ('submitted_at', models.DateTimeField()),
                ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('content', models.JSONField(default=dict)),
                ('returned_at', models.DateTimeField(blank=True, null=True)),
                ('returned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('reason', models.TextField(blank=True)),
                ('wanted', models.JSONField(default=list)),
                ('answer_before', models.DateField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'number'), name='one_report_round_number'), models.CheckConstraint(condition=models.Q(('returned_at__isnull', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='returned_report_says_why')],
            },
        ),
        migrations.CreateModel(
            name='ReportValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='reports.report')),
                ('campaign', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='campaigns.campaign')),
                ('field', models.SlugField(max_length=60)),
                ('figure', models.BigIntegerField(blank=True, null=True)),
                ('denominator', models.BigIntegerField(blank=True, null=True)),
                ('known', models.BigIntegerField(blank=True, null=True)),
                ('text', models.TextField(blank=True)),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'campaign', 'field'), name='one_value_of_campaign_field'), models.UniqueConstraint(condition=models.Q(('campaign__isnull', True)), fields=('report', 'field'), name='one_value_of_shared_field'), models.CheckConstraint(condition=models.Q(('figure__isnull', True), ('figure__gte', 0), _connector='OR'), name='report_figure_is_not_negative')],
            },
        ),
    ]
