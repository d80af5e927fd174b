import django.db.models.deletion
import thidua.foundation.core.fields
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
            name='AwardGuidance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('round', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='guidance', to='campaigns.awardround')),
                ('status', models.CharField(choices=[('draft', 'đang soạn'), ('issued', 'đã ban hành'), ('closed', 'đã khép lại')], default='draft', max_length=10)),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument')),
                ('proposals_before', models.DateField(blank=True, null=True)),
                ('dossiers_before', models.DateField(blank=True, null=True)),
                ('council_on', models.DateField(blank=True, null=True)),
                ('works_needed', models.PositiveSmallIntegerField(default=3)),
                ('comment_days', models.PositiveSmallIntegerField(default=10)),
                ('contact', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('proposals_before__isnull', True), ('dossiers_before__isnull', True), ('dossiers_before__gte', models.F('proposals_before')), _connector='OR'), name='dossiers_follow_proposals'), models.CheckConstraint(condition=models.Q(('status', 'draft'), ('document__isnull', False), _connector='OR'), name='issued_guidance_has_its_document')],
            },
        ),
        migrations.CreateModel(
            name='Allotment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guidance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='allotments', to='nominations.awardguidance')),
                ('pool', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='campaigns.awardpool')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='units.unit')),
                ('most', models.PositiveSmallIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('guidance', 'pool', 'unit'), name='one_allotment')],
            },
        ),
        migrations.CreateModel(
            name='GuidanceForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guidance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='forms', to='nominations.awardguidance')),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.awardform')),
                ('original_sets', models.PositiveSmallIntegerField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('guidance', 'form'), name='one_guidance_of_form')],
            },
        ),
        migrations.CreateModel(
            name='Nomination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='campaigns.campaign')),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='campaigns.awardform')),
                ('pool', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='campaigns.awardpool')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='accounts.person')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('status', models.CharField(choices=[('draft', 'đang lập'), ('proposed', 'đã đề nghị'), ('returned', 'bị trả lại'), ('selected', 'được xét chọn'), ('reserve', 'dự bị'), ('honoured', 'được khen thưởng'), ('lowered', 'được tặng hình thức thấp hơn'), ('refused', 'không được tặng'), ('withdrawn', 'đã rút')], default='draft', max_length=10)),
                ('achievement', models.CharField(blank=True, max_length=600)),
                ('report', models.JSONField(default=dict)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('earlier_award_reason', models.TextField(blank=True)),
                ('return_reason', models.TextField(blank=True)),
                ('choice_reason', models.TextField(blank=True)),
                ('folded', models.TextField()),
                ('sort_key', thidua.foundation.core.fields.SortKeyField(max_length=400)),
                ('proposed_at', models.DateTimeField(blank=True, null=True)),
                ('vote', models.CharField(blank=True, choices=[('', 'chưa xét'), ('passed', 'Hội đồng đồng ý'), ('failed', 'Hội đồng không đồng ý')], default='', max_length=8)),
                ('votes_for', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('votes_of', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('reserve_rank', models.PositiveSmallIntegerField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['holder', 'status'], name='nomination_by_holder'), models.Index(fields=['unit', 'status'], name='nomination_by_unit'), models.Index(fields=['form', 'status', 'sort_key'], name='nomination_by_form')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', True), models.Q(('status', 'withdrawn'), _negated=True)), fields=('form', 'subject'), name='one_nomination_of_body_and_form'), models.UniqueConstraint(condition=models.Q(('person__isnull', False), models.Q(('status', 'withdrawn'), _negated=True)), fields=('form', 'person'), name='one_nomination_of_person_and_form'), models.UniqueConstraint(condition=models.Q(('reserve_rank__isnull', False)), fields=('pool', 'reserve_rank'), name='one_reserve_rank_of_pool'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'withdrawn']), ('proposed_at__isnull', False), _connector='OR'), name='proposed_nomination_has_its_time'), models.CheckConstraint(condition=models.Q(('votes_for__isnull', True), ('votes_for__lte', models.F('votes_of')), _connector='OR'), name='votes_within_council')],
            },
        ),
        migrations.CreateModel(
            name='NomineeComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='nominations.nomination')),
                ('author', models.CharField(max_length=120)),
                ('text', models.TextField()),
                ('source_uid', models.UUIDField(unique=True)),
                ('resolved_words', models.TextField(blank=True)),
                ('resolved_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='QuotaNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quota_notices', to='campaigns.awardform')),
                ('document', models.CharField(max_length=300)),
                ('date', models.DateField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pool', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='campaigns.awardpool')),
                ('number', models.PositiveSmallIntegerField()),
                ('nomination', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seat', to='nominations.nomination')),
                ('taken_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('pool', 'number'), name='one_seat_number'), models.CheckConstraint(condition=models.Q(models.Q(('nomination__isnull', True), ('taken_at__isnull', True)), models.Q(('nomination__isnull', False), ('taken_at__isnull', False)), _connector='OR'), name='taken_seat_has_its_time')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='campaigns.awardform')),
                ('receiver', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('receiver_name', models.CharField(max_length=300)),
                ('status', models.CharField(choices=[('draft', 'đang lập hồ sơ'), ('sent', 'đã trình'), ('returned', 'bị trả lại để bổ sung'), ('accepted', 'đã nhận đủ')], default='draft', max_length=10)),
                ('letter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument')),
                ('return_reason', models.TextField(blank=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('sets_handed_over', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('handed_over_on', models.DateField(blank=True, null=True)),
                ('handed_over_to', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'form'), name='one_submission_of_body_and_form'), models.CheckConstraint(condition=models.Q(('status__in', ['draft']), ('sent_at__isnull', False), _connector='OR'), name='sent_submission_has_its_time')],
            },
        ),
        migrations.CreateModel(
            name='NomineeFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='nominees', to='nominations.submission')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='nominations.nomination')),
                ('position', models.PositiveSmallIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('submission', 'nomination'), name='one_file_of_nominee'), models.UniqueConstraint(fields=('submission', 'position'), name='one_file_position')],
            },
        ),
        migrations.CreateModel(
            name='SubmissionPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='nominations.submission')),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.dossierpart')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument')),
                ('file_uid', models.UUIDField(null=True)),
                ('title', models.CharField(blank=True, max_length=300)),
                ('filled_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('submission', 'part'), name='one_paper_of_part'), models.CheckConstraint(condition=models.Q(('document__isnull', False), ('file_uid__isnull', False), _connector='OR'), name='paper_is_there')],
            },
        ),
    ]
