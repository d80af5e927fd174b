import django.db.models.deletion
import thidua.foundation.core.fields
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
            name='Work',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('name', models.CharField(max_length=300, verbose_name='tên')),
                ('description', models.TextField(blank=True)),
                ('folded', models.TextField()),
                ('sort_key', thidua.foundation.core.fields.SortKeyField(max_length=400)),
                ('quantity', models.BigIntegerField()),
                ('floor_area', models.BigIntegerField(blank=True, null=True)),
                ('household', models.CharField(blank=True, choices=[('poor', 'Hộ nghèo'), ('near-poor', 'Hộ cận nghèo'), ('policy', 'Gia đình chính sách'), ('merit', 'Người có công'), ('hardship', 'Hộ khó khăn khác')], max_length=20)),
                ('people_served', models.BigIntegerField(blank=True, null=True)),
                ('labour', models.BigIntegerField(blank=True, null=True)),
                ('planned_start', models.DateField(blank=True, null=True)),
                ('planned_finish', models.DateField(blank=True, null=True)),
                ('done_date', models.DateField(blank=True, null=True)),
                ('acceptance_note', models.TextField(blank=True)),
                ('return_reason', models.TextField(blank=True)),
                ('status', models.CharField(choices=[('draft', 'bản nháp'), ('registered', 'đã đăng ký'), ('noted', 'đã ghi nhận, đang làm'), ('done', 'đã hoàn thành, chờ xác nhận'), ('verified', 'đã được xác nhận'), ('returned', 'bị trả lại'), ('cancelled', 'đã rút')], default='draft', max_length=12)),
                ('registered_at', models.DateTimeField(blank=True, null=True)),
                ('noted_at', models.DateTimeField(blank=True, null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('verified_at', models.DateTimeField(blank=True, null=True)),
                ('campaigns', models.ManyToManyField(related_name='works', to='campaigns.campaign')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='works', to='campaigns.workkind')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('mobiliser', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('occasions', models.ManyToManyField(related_name='works', to='campaigns.occasion')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('verified_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'status'], name='work_by_unit'), models.Index(fields=['mobiliser', 'status'], name='work_by_mobiliser'), models.Index(fields=['kind', 'status', 'quantity'], name='work_by_kind'), models.Index(fields=['-changed_at', '-id'], name='work_newest'), models.Index(fields=['status', '-changed_at', '-id', 'unit'], name='work_newest_of_status'), models.Index(fields=['sort_key', 'id'], name='work_by_name')],
                'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='work_has_a_quantity'), models.CheckConstraint(condition=models.Q(('planned_finish__isnull', True), ('planned_start__isnull', True), ('planned_finish__gte', models.F('planned_start')), _connector='OR'), name='work_runs_forward'), models.CheckConstraint(condition=models.Q(('floor_area__isnull', True), ('floor_area__gt', 0), _connector='OR'), name='work_floor_area_is_positive'), models.CheckConstraint(condition=models.Q(('people_served__isnull', True), ('people_served__gte', 0), _connector='OR'), name='work_serves_no_less_than_nobody'), models.CheckConstraint(condition=models.Q(('labour__isnull', True), ('labour__gte', 0), _connector='OR'), name='work_labour_is_not_negative'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'cancelled']), ('registered_at__isnull', False), _connector='OR'), name='work_registered_has_its_time'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['done', 'verified']), _negated=True), models.Q(('done_at__isnull', False), ('done_date__isnull', False)), _connector='OR'), name='work_done_has_its_day'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'verified'), ('verified_at__isnull', False)), models.Q(models.Q(('status', 'verified'), _negated=True), ('verified_at__isnull', True), ('verified_by__isnull', True)), _connector='OR'), name='work_verified_has_its_time')],
            },
        ),
        migrations.CreateModel(
            name='WorkMoney',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.SlugField(max_length=40)),
                ('amount', models.BigIntegerField()),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='money', to='works.work')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('work', 'source'), name='one_amount_of_source'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='work_money_is_positive')],
            },
        ),
        migrations.CreateModel(
            name='WorkPartner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partners', to='works.work')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('work', 'unit'), name='one_partnership_of_work')],
            },
        ),
        migrations.CreateModel(
            name='WorkPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='works.work')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('work', 'unit'), name='one_place_of_work')],
            },
        ),
        migrations.CreateModel(
            name='WorkStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=40)),
                ('done_date', models.DateField()),
                ('note', models.CharField(blank=True, max_length=500)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='works.work')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('work', 'key'), name='one_step_of_work')],
            },
        ),
    ]
