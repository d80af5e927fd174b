import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('documents', '0001_initial'),
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CitedDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80, unique=True)),
                ('kind', models.CharField(max_length=60)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('issuer', models.CharField(max_length=300)),
                ('date', models.DateField(blank=True, null=True)),
                ('subject', models.TextField()),
                ('folded', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='WorkKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60, unique=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('label', models.CharField(max_length=200)),
                ('group', models.CharField(max_length=40)),
                ('clause', models.CharField(blank=True, max_length=20)),
                ('measure_unit', models.CharField(max_length=20)),
                ('has_money', models.BooleanField(default=False)),
                ('serves_daily_life', models.BooleanField(default=False)),
                ('is_house', models.BooleanField(default=False)),
                ('is_new_build', models.BooleanField(default=False)),
                ('steps', models.JSONField(default=list)),
                ('photos_needed', models.PositiveSmallIntegerField(default=1)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('key', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=500)),
                ('short_name', models.CharField(max_length=120)),
                ('type', models.CharField(choices=[('special', 'đợt thi đua đặc biệt'), ('thematic', 'phong trào thi đua theo chuyên đề'), ('regular', 'phong trào thi đua thường xuyên')], max_length=20)),
                ('starts_on', models.DateField()),
                ('starts_precision', models.CharField(default='day', max_length=5)),
                ('ends_before', models.DateField(blank=True, null=True)),
                ('ends_event_key', models.SlugField(blank=True, max_length=60)),
                ('file_version', models.PositiveIntegerField(default=1)),
                ('file_hash', models.CharField(max_length=64)),
                ('is_invented', models.BooleanField(default=False)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='campaigns', to='units.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AwardRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('event_key', models.SlugField(max_length=60)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='award_rounds', to='campaigns.campaign')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('campaign', 'number'), name='one_round_number')],
            },
        ),
        migrations.CreateModel(
            name='AwardForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60)),
                ('clause', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=300)),
                ('submitters', models.CharField(max_length=300)),
                ('appraiser', models.CharField(max_length=300)),
                ('decider', models.CharField(max_length=300)),
                ('is_ours', models.BooleanField(default=False)),
                ('original_sets', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('announced_later', models.BooleanField(default=False)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='forms', to='campaigns.awardround')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round', 'key'), name='one_form_key')],
            },
        ),
        migrations.CreateModel(
            name='CampaignEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60)),
                ('name', models.CharField(max_length=300)),
                ('date', models.DateField(blank=True, null=True)),
                ('source', models.CharField(blank=True, max_length=300)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='campaigns.campaign')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('campaign', 'key'), name='one_event_key')],
            },
        ),
        migrations.CreateModel(
            name='CampaignTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60)),
                ('clause', models.CharField(max_length=20)),
                ('text', models.TextField()),
                ('unit_kinds', models.JSONField(default=list)),
                ('due_before', models.DateField(blank=True, null=True)),
                ('due_event_key', models.SlugField(blank=True, max_length=60)),
                ('sent_to', models.CharField(blank=True, max_length=200)),
                ('milestone_key', models.SlugField(blank=True, max_length=60)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='campaigns.campaign')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('campaign', 'key'), name='one_task_key')],
            },
        ),
        migrations.CreateModel(
            name='CampaignTheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('clause', models.CharField(max_length=20)),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(max_length=20)),
                ('text', models.TextField()),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='themes', to='campaigns.campaign')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('campaign', 'clause'), name='one_theme_clause')],
            },
        ),
        migrations.CreateModel(
            name='CriteriaSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('clause', models.CharField(max_length=20)),
                ('subject', models.CharField(max_length=300)),
                ('unit_kinds', models.JSONField(default=list)),
                ('for_people', models.BooleanField(default=False)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria_sets', to='campaigns.campaign')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('campaign', 'clause'), name='one_criteria_clause')],
            },
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('only_for_form', models.SlugField(blank=True, max_length=60)),
                ('criteria_set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria', to='campaigns.criteriaset')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('criteria_set', 'position'), name='one_criterion_position')],
            },
        ),
        migrations.CreateModel(
            name='DossierPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60)),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=300)),
                ('per_nominee', models.BooleanField(default=False)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dossier_parts', to='campaigns.campaign')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('campaign', 'key'), name='one_dossier_part_key')],
            },
        ),
        migrations.CreateModel(
            name='MilestoneKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60)),
                ('position', models.PositiveSmallIntegerField()),
                ('clause', models.CharField(blank=True, max_length=20)),
                ('name', models.CharField(max_length=200)),
                ('done_words', models.CharField(blank=True, max_length=200)),
                ('unit_kinds', models.JSONField(default=list)),
                ('settings', models.JSONField(default=dict)),
                ('window_from', models.DateField(blank=True, null=True)),
                ('window_before', models.DateField(blank=True, null=True)),
                ('due_before', models.DateField(blank=True, null=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestone_kinds', to='campaigns.campaign')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('campaign', 'key'), name='one_milestone_kind_key')],
            },
        ),
        migrations.CreateModel(
            name='Occasion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60)),
                ('name', models.CharField(max_length=300)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='occasions', to='campaigns.campaign')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('campaign', 'key'), name='one_occasion_key')],
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30)),
                ('lft', models.PositiveIntegerField(default=0)),
                ('rgt', models.PositiveIntegerField(default=0)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='campaigns.campaign')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unitkind')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='units.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['campaign', 'lft'], name='frame_interval'), models.Index(fields=['campaign', 'parent'], name='frame_by_parent'), models.Index(fields=['campaign', 'code'], name='frame_by_code')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('campaign', 'unit'), name='one_standing_place_in_frame')],
            },
        ),
        migrations.CreateModel(
            name='Phase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=200)),
                ('starts_on', models.DateField()),
                ('ends_before', models.DateField(blank=True, null=True)),
                ('ends_event_key', models.SlugField(blank=True, max_length=60)),
                ('precision', models.CharField(default='month', max_length=5)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('text', models.TextField(blank=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='phases', to='campaigns.campaign')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('campaign', 'number'), name='one_phase_number'), models.CheckConstraint(condition=models.Q(('ends_before__isnull', True), ('ends_before__gt', models.F('starts_on')), _connector='OR'), name='phase_runs_forward')],
            },
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('title', models.CharField(max_length=600)),
                ('preamble', models.TextField(blank=True)),
                ('closing', models.TextField(blank=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plans', to='campaigns.campaign')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('document', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plan', to='documents.issueddocument')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='campaigns.plan')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('campaign', 'unit'), name='one_plan_of_unit')],
            },
        ),
        migrations.CreateModel(
            name='DocumentCitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('clause', models.CharField(max_length=20)),
                ('carries_out', models.BooleanField(default=False)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='campaigns.citeddocument')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='campaigns.plan')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('plan', 'document', 'clause'), name='one_citation_of_clause')],
            },
        ),
        migrations.CreateModel(
            name='PlanBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('section', 'phần'), ('heading', 'mục'), ('item', 'ý'), ('paragraph', 'đoạn')], max_length=10)),
                ('number', models.CharField(blank=True, max_length=20)),
                ('clause', models.CharField(blank=True, max_length=20)),
                ('text', models.TextField()),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blocks', to='campaigns.plan')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('plan', 'position'), name='one_block_position')],
            },
        ),
        migrations.CreateModel(
            name='RecipientLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=300)),
                ('kind', models.CharField(choices=[('body', 'một nơi'), ('group', 'nhiều nơi cùng loại'), ('archive', 'lưu')], max_length=10)),
                ('selector', models.JSONField(default=dict)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recipient_lines', to='campaigns.plan')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('plan', 'position'), name='one_recipient_position')],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('short_label', models.CharField(max_length=60)),
                ('note', models.TextField(blank=True)),
                ('unit_kinds', models.JSONField(default=list)),
                ('measure', models.CharField(max_length=40)),
                ('measure_params', models.JSONField(default=dict)),
                ('measure_unit', models.CharField(default='piece', max_length=20)),
                ('credited_to', models.CharField(default='own', max_length=30)),
                ('partners_count', models.BooleanField(default=False)),
                ('reading', models.CharField(choices=[('own', 'của chính đơn vị'), ('subtree', 'cả cấp dưới')], default='own', max_length=10)),
                ('operator', models.CharField(choices=[('at_least', 'ít nhất'), ('at_most', 'nhiều nhất'), ('exactly', 'đúng bằng')], default='at_least', max_length=10)),
                ('minimum', models.BigIntegerField(blank=True, null=True)),
                ('share', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('window_from', models.DateField(blank=True, null=True)),
                ('window_before', models.DateField(blank=True, null=True)),
                ('window_event_key', models.SlugField(blank=True, max_length=60)),
                ('due_before', models.DateField(blank=True, null=True)),
                ('due_event_key', models.SlugField(blank=True, max_length=60)),
                ('judged_from', models.DateField(blank=True, null=True)),
                ('late', models.CharField(choices=[('counts_late', 'làm muộn vẫn tính, ghi là đạt muộn'), ('not_counted', 'làm muộn không tính')], default='counts_late', max_length=20)),
                ('reference_date', models.DateField(blank=True, null=True)),
                ('is_being_rebuilt', models.BooleanField(default=False)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='campaigns.campaign')),
                ('companion_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='companions', to='campaigns.target')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('campaign', 'code'), name='one_target_code'), models.CheckConstraint(condition=models.Q(('share__isnull', True), ('share__lte', 100), _connector='OR'), name='share_is_a_percentage')],
            },
        ),
        migrations.CreateModel(
            name='Exemption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.CharField(max_length=300)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='units.unit')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exemptions', to='campaigns.target')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('target', 'unit'), name='one_exemption_of_unit')],
            },
        ),
        migrations.CreateModel(
            name='TargetMinimum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minimum', models.BigIntegerField()),
                ('source', models.CharField(max_length=300)),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='minimums', to='campaigns.target')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='units.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('target', 'unit'), name='one_minimum_of_unit')],
            },
        ),
        migrations.CreateModel(
            name='AwardPool',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=300)),
                ('unit_kinds', models.JSONField(default=list)),
                ('for_people', models.BooleanField(default=False)),
                ('quota', models.PositiveIntegerField(blank=True, null=True)),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pools', to='campaigns.awardform')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('form', 'position'), name='one_pool_position')],
            },
        ),
    ]
