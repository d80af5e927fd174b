import django.db.models.deletion
import django.db.models.expressions
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('campaigns', '0001_initial'),
        ('documents', '0001_initial'),
        ('nominations', '0001_initial'),
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Council',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('name', models.CharField(max_length=300)),
                ('decision', models.CharField(max_length=300)),
                ('decision_date', models.DateField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('quorum', models.PositiveSmallIntegerField(default=67)),
                ('threshold', models.PositiveSmallIntegerField(default=51)),
                ('counting', models.CharField(choices=[('membership', 'tính trên tổng số thành viên'), ('entitled', 'tính trên số thành viên không phải rời phòng')], default='membership', max_length=12)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('quorum__gte', 1), ('quorum__lte', 100), ('threshold__gte', 1), ('threshold__lte', 100)), name='council_ratios_are_percentages'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='council_dates_run_forward'), models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('unit',), name='one_standing_council')],
            },
        ),
        migrations.CreateModel(
            name='CouncilMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='councils.council')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='council_seats', to='accounts.person')),
                ('duty', models.CharField(choices=[('chair', 'Chủ tịch Hội đồng'), ('vice-chair', 'Phó Chủ tịch Hội đồng'), ('member', 'Ủy viên'), ('secretary', 'Thư ký')], max_length=12)),
                ('position', models.PositiveSmallIntegerField()),
                ('votes', models.BooleanField(default=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('council', 'person'), name='one_seat_of_person_in_council'), models.UniqueConstraint(fields=('council', 'position'), name='one_position_in_council'), models.UniqueConstraint(condition=models.Q(('duty', 'chair')), fields=('council',), name='one_chair_of_council')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='councils.council')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='campaigns.awardround')),
                ('status', models.CharField(choices=[('planned', 'đã mời họp'), ('open', 'đang họp'), ('voting', 'đang bỏ phiếu'), ('closed', 'đã kiểm phiếu'), ('for_signature', 'biên bản chờ Chủ tọa ký'), ('minuted', 'đã ký biên bản'), ('cancelled', 'đã hoãn')], default='planned', max_length=14)),
                ('mode', models.CharField(choices=[('hands', 'biểu quyết giơ tay'), ('paper', 'bỏ phiếu giấy'), ('secret', 'bỏ phiếu kín trên hệ thống')], max_length=10)),
                ('held_on', models.DateField()),
                ('place', models.CharField(max_length=300)),
                ('discussion', models.TextField(blank=True)),
                ('conclusion', models.TextField(blank=True)),
                ('began', models.TimeField(blank=True, null=True)),
                ('ended', models.TimeField(blank=True, null=True)),
                ('ballots_out', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('ballots_back', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('closing_reason', models.TextField(blank=True)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('drawn_up_at', models.DateTimeField(blank=True, null=True)),
                ('drawn_up_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('minutes', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument')),
            ],
            options={
                'indexes': [models.Index(fields=['council', '-held_on'], name='sessions_of_council')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['closed', 'for_signature', 'minuted']), _negated=True), ('closed_at__isnull', False), _connector='OR'), name='closed_session_has_its_time'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'minuted'), _negated=True), ('minutes__isnull', False), _connector='OR'), name='minuted_session_has_its_minutes'), models.CheckConstraint(condition=models.Q(('ballots_back__isnull', True), ('ballots_out__gte', models.F('ballots_back')), _connector='OR'), name='no_more_ballots_back_than_out')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='councils.session')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.councilmember')),
                ('presence', models.CharField(choices=[('invited', 'được mời'), ('present', 'có mặt'), ('absent', 'vắng mặt'), ('written', 'vắng mặt, có ý kiến bằng văn bản')], default='invited', max_length=10)),
                ('note', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('session', 'member'), name='one_attendance_of_member')],
            },
        ),
        migrations.CreateModel(
            name='SessionItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='councils.session')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='session_items', to='nominations.nomination')),
                ('position', models.PositiveSmallIntegerField()),
                ('yes', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('no', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('invalid', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('of', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('passed', models.BooleanField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('session', 'nomination'), name='one_item_of_nomination'), models.UniqueConstraint(fields=('session', 'position'), name='one_item_position'), models.CheckConstraint(condition=models.Q(('yes__isnull', True), ('of__gte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('yes'), '+', models.F('no')), '+', models.F('invalid'))), _connector='OR'), name='votes_within_those_entitled')],
            },
        ),
        migrations.CreateModel(
            name='Conflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conflicts', to='councils.sessionitem')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.councilmember')),
                ('origin', models.CharField(choices=[('found', 'hệ thống phát hiện'), ('declared', 'tự khai báo')], max_length=10)),
                ('reason', models.CharField(max_length=300)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'member'), name='one_conflict_of_member')],
            },
        ),
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='councils.sessionitem')),
                ('choice', models.CharField(choices=[('yes', 'đồng ý'), ('no', 'không đồng ý'), ('invalid', 'phiếu trắng, không hợp lệ')], max_length=8)),
            ],
        ),
        migrations.CreateModel(
            name='Voted',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voted', to='councils.session')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.councilmember')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('session', 'member'), name='one_vote_of_member')],
            },
        ),
    ]
