import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('campaigns', '0001_initial'),
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='campaigns.campaign')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='campaigns.milestonekind', verbose_name='mốc việc')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='năm')),
                ('status', models.CharField(choices=[('planned', 'chưa làm'), ('done', 'đã báo, chờ xác nhận'), ('returned', 'bị trả lại'), ('verified', 'đã xác nhận')], default='planned', max_length=10)),
                ('planned_date', models.DateField(blank=True, null=True, verbose_name='ngày dự kiến')),
                ('prescribed_date', models.DateField(blank=True, null=True, verbose_name='ngày quy định')),
                ('prescribed_by', models.CharField(blank=True, max_length=300, verbose_name='văn bản quy định')),
                ('done_date', models.DateField(blank=True, null=True, verbose_name='ngày làm xong')),
                ('way', models.CharField(blank=True, choices=[('document', 'bằng kế hoạch, văn bản'), ('ceremony', 'bằng lễ phát động')], max_length=10, verbose_name='cách làm')),
                ('document_number', models.CharField(blank=True, max_length=60, verbose_name='số, ký hiệu')),
                ('document_date', models.DateField(blank=True, null=True, verbose_name='ngày văn bản')),
                ('document_subject', models.CharField(blank=True, max_length=500, verbose_name='trích yếu')),
                ('was_held_well', models.BooleanField(default=False, verbose_name='tổ chức tốt')),
                ('answer', models.SlugField(blank=True, max_length=60, verbose_name='kết quả')),
                ('answered_by', models.CharField(blank=True, max_length=200, verbose_name='nơi xếp loại')),
                ('figures', models.JSONField(blank=True, default=dict)),
                ('new_head_name', models.CharField(blank=True, max_length=100, verbose_name='Trưởng ban mới')),
                ('new_head_phone', models.CharField(blank=True, max_length=20, verbose_name='điện thoại Trưởng ban')),
                ('note', models.CharField(blank=True, max_length=1000, verbose_name='ghi chú')),
                ('reported_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('reported_at', models.DateTimeField(blank=True, null=True)),
                ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('verified_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('verified_at', models.DateTimeField(blank=True, null=True)),
                ('return_reason', models.CharField(blank=True, max_length=1000, verbose_name='lý do trả lại')),
            ],
            options={
                'indexes': [models.Index(fields=['campaign', 'status'], name='milestone_by_status'), models.Index(fields=['kind', 'unit'], name='milestone_of_unit')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'unit', 'year'), name='one_milestone_of_year'), models.UniqueConstraint(condition=models.Q(('year__isnull', True)), fields=('kind', 'unit'), name='one_milestone_of_unit'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['done', 'verified']), _negated=True), ('done_date__isnull', False), _connector='OR'), name='done_milestone_has_its_day'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'verified'), ('verified_at__isnull', False)), models.Q(models.Q(('status', 'verified'), _negated=True), ('verified_at__isnull', True)), _connector='OR'), name='verified_milestone_says_when')],
            },
        ),
        migrations.CreateModel(
            name='MilestonePartner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='milestones.milestone')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.milestonekind')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'unit', 'year'), name='one_share_of_year'), models.UniqueConstraint(condition=models.Q(('year__isnull', True)), fields=('kind', 'unit'), name='one_share_of_unit')],
            },
        ),
        migrations.AddField(
            model_name='milestone',
            name='partners',
            field=models.ManyToManyField(related_name='+', through='milestones.MilestonePartner', to='units.unit'),
        ),
    ]
