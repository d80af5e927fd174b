import django.db.models.deletion
import django.db.models.expressions
import thidua.foundation.core.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('units', '0001_initial'),
        ('works', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Donor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('name', models.CharField(max_length=200, verbose_name='tên')),
                ('sort', models.CharField(choices=[('person', 'cá nhân, gia đình'), ('body', 'cơ quan, tổ chức, doanh nghiệp')], default='person', max_length=10)),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='địa chỉ')),
                ('is_anonymous', models.BooleanField(default=False)),
                ('folded', models.TextField()),
                ('sort_key', thidua.foundation.core.fields.SortKeyField(max_length=400)),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'sort_key'], name='donor_by_name')],
                'constraints': [models.UniqueConstraint(fields=('unit', 'folded'), name='one_donor_of_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Fund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('manner', models.CharField(choices=[('ledger', 'ghi từng khoản thu, chi'), ('figures', 'ghi số liệu cả tháng, kèm bảng của kế toán')], max_length=10)),
                ('opens_on', models.DateField()),
                ('opening', models.BigIntegerField(default=0)),
                ('opening_goods', models.BigIntegerField(default=0)),
                ('balance', models.BigIntegerField(default=0)),
                ('goods', models.BigIntegerField(default=0)),
                ('closed_before', models.DateField()),
                ('closed_balance', models.BigIntegerField(default=0)),
                ('closed_goods', models.BigIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit',), name='one_fund_of_unit'), models.CheckConstraint(condition=models.Q(('balance__gte', 0), ('closed_balance__gte', 0), ('closed_goods__gte', 0), ('goods__gte', 0), ('opening__gte', 0), ('opening_goods__gte', 0)), name='fund_is_never_below_zero'), models.CheckConstraint(condition=models.Q(('closed_before__gte', models.F('opens_on'))), name='fund_closes_after_it_opens')],
            },
        ),
        migrations.CreateModel(
            name='FundMonth',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('fund', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='months', to='funds.fund')),
                ('starts_on', models.DateField()),
                ('status', models.CharField(choices=[('draft', 'đang ghi'), ('submitted', 'chờ lãnh đạo chốt'), ('closed', 'đã chốt sổ')], default='draft', max_length=12)),
                ('opening', models.BigIntegerField(default=0)),
                ('received', models.BigIntegerField(default=0)),
                ('transferred_in', models.BigIntegerField(default=0)),
                ('spent', models.BigIntegerField(default=0)),
                ('transferred_out', models.BigIntegerField(default=0)),
                ('closing', models.BigIntegerField(default=0)),
                ('return_reason', models.TextField(blank=True)),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
            ],
            options={
                'indexes': [models.Index(fields=['status', 'unit'], name='month_by_status')],
                'constraints': [models.UniqueConstraint(fields=('fund', 'starts_on'), name='one_month_of_fund'), models.CheckConstraint(condition=models.Q(('closing', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('opening'), '+', models.F('received')), '+', models.F('transferred_in')), '-', models.F('spent')), '-', models.F('transferred_out')))), name='month_opening_in_out_closing'), models.CheckConstraint(condition=models.Q(('closing__gte', 0), ('opening__gte', 0)), name='month_is_never_below_zero'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('status', 'closed')), models.Q(models.Q(('status', 'closed'), _negated=True), ('closed_at__isnull', True), ('closed_by__isnull', True)), _connector='OR'), name='month_closed_has_its_time')],
            },
        ),
        migrations.CreateModel(
            name='FundEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('fund', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='funds.fund')),
                ('kind', models.CharField(choices=[('donation', 'Thu ủng hộ'), ('other', 'Thu khác (lãi tiền gửi, …)'), ('transfer-in', 'Nhận điều chuyển từ quỹ khác'), ('spending', 'Chi hỗ trợ'), ('transfer-out', 'Điều chuyển đến quỹ khác')], max_length=12)),
                ('day', models.DateField()),
                ('amount', models.BigIntegerField()),
                ('effect', models.BigIntegerField()),
                ('is_goods', models.BooleanField(default=False)),
                ('goods', models.CharField(blank=True, max_length=300)),
                ('book', models.CharField(choices=[('PT', 'phiếu thu'), ('PC', 'phiếu chi'), ('DC', 'phiếu điều chỉnh')], max_length=2)),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('note', models.CharField(blank=True, max_length=300)),
                ('donor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='funds.donor')),
                ('purpose', models.SlugField(blank=True, max_length=40)),
                ('work', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='fund_entries', to='works.work')),
                ('household', models.CharField(blank=True, max_length=300)),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('other_fund', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funds.fund')),
                ('counterpart', models.CharField(blank=True, max_length=200)),
                ('answers', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answered_by', to='funds.fundentry')),
                ('whole_month', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='funds.fundmonth')),
                ('reverses', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='funds.fundentry')),
                ('reason', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'indexes': [models.Index(fields=['fund', 'day', 'id'], name='fund_entry_by_day'), models.Index(fields=['unit', '-day', '-id'], name='fund_entry_of_unit'), models.Index(fields=['donor', 'day'], name='fund_entry_of_donor')],
                'constraints': [models.UniqueConstraint(fields=('fund', 'book', 'year', 'number'), name='fund_number_given_once'), models.CheckConstraint(condition=models.Q(models.Q(('amount__gt', 0), ('reverses__isnull', True)), models.Q(('amount__lt', 0), ('reverses__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='only_a_counter_entry_is_below_zero'), models.CheckConstraint(condition=models.Q(models.Q(('effect', models.F('amount')), ('kind__in', ('donation', 'other', 'transfer-in'))), models.Q(('effect', django.db.models.expressions.CombinedExpression(models.F('amount'), '*', models.Value(-1))), ('kind__in', ('spending', 'transfer-out'))), _connector='OR'), name='entry_moves_its_fund'), models.CheckConstraint(condition=models.Q(('is_goods', False), models.Q(('goods', ''), _negated=True), _connector='OR'), name='goods_say_what_they_are')],
            },
        ),
    ]
