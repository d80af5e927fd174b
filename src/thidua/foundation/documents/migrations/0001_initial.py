import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='IssuedDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('kind', models.CharField(max_length=20)),
                ('body', models.CharField(max_length=40)),
                ('series', models.CharField(blank=True, max_length=20)),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('symbol', models.CharField(blank=True, max_length=60)),
                ('place', models.CharField(blank=True, max_length=100)),
                ('date', models.DateField(blank=True, null=True)),
                ('signer_capacity', models.CharField(blank=True, max_length=200)),
                ('signer_title', models.CharField(blank=True, max_length=200)),
                ('signer_name', models.CharField(blank=True, max_length=100)),
                ('subject', models.TextField()),
                ('status', models.CharField(choices=[('draft', 'bản nháp'), ('for_signature', 'trình ký'), ('numbered', 'đã cấp số'), ('signed', 'đã ký'), ('issued', 'đã ban hành'), ('replaced', 'đã được thay thế'), ('withdrawn', 'đã thu hồi')], default='draft', max_length=20)),
                ('payload', models.JSONField(default=dict)),
                ('issued_at', models.DateTimeField(blank=True, null=True)),
                ('replaced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='documents.issueddocument')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('number__isnull', False)), fields=('unit', 'body', 'series', 'year', 'number'), name='document_number_never_reused'), models.CheckConstraint(condition=models.Q(('number__isnull', True), models.Q(('date__isnull', False), ('year__isnull', False)), _connector='OR'), name='numbered_document_is_dated')],
            },
        ),
        migrations.CreateModel(
            name='Dispatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dispatches', to='documents.issueddocument')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('recipient', models.CharField(max_length=300)),
                ('sent_at', models.DateTimeField()),
                ('received_at', models.DateTimeField(blank=True, null=True)),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                ('acknowledged_by', models.CharField(blank=True, max_length=100)),
                ('way', models.CharField(blank=True, choices=[('post', 'qua bưu điện'), ('hand', 'trao tay'), ('email', 'qua thư điện tử'), ('system', 'qua hệ thống quản lý văn bản khác')], max_length=10)),
                ('receipt', models.CharField(blank=True, max_length=300)),
                ('logged_by', models.CharField(blank=True, max_length=100)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('unit__isnull', False)), fields=('document', 'unit'), name='one_dispatch_to_a_unit')],
            },
        ),
        migrations.CreateModel(
            name='LetterBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sort', models.CharField(max_length=40)),
                ('label', models.CharField(max_length=200)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('params', models.JSONField(default=dict)),
                ('ending', models.CharField(max_length=4)),
                ('by_uid', models.UUIDField(null=True)),
                ('by_label', models.CharField(max_length=200)),
                ('total', models.PositiveIntegerField()),
                ('drawn', models.PositiveIntegerField(default=0)),
                ('at', models.DateTimeField()),
                ('claimed_at', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('ended_at', models.DateTimeField(null=True)),
                ('told', models.TextField(blank=True)),
            ],
            options={
                'indexes': [models.Index(fields=['by_uid', '-id'], name='letters_of_sender'), models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['id'], name='letters_waiting')],
            },
        ),
        migrations.CreateModel(
            name='OwnWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('name', models.CharField(max_length=60)),
                ('campaign', models.CharField(blank=True, max_length=80)),
                ('sentences', models.JSONField(default=dict)),
                ('bases', models.JSONField(default=dict)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'name', 'campaign'), name='one_wording_of_a_unit'), models.UniqueConstraint(condition=models.Q(('campaign', ''), _negated=True), fields=('campaign', 'name'), name='one_wording_of_a_campaign')],
            },
        ),
        migrations.CreateModel(
            name='Register',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('body', models.CharField(max_length=40)),
                ('series', models.CharField(blank=True, max_length=20)),
                ('year', models.PositiveSmallIntegerField()),
                ('last_number', models.PositiveIntegerField(default=0)),
                ('kept_from', models.PositiveIntegerField(default=1)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'body', 'series', 'year'), name='one_register_a_year')],
            },
        ),
        migrations.CreateModel(
            name='RegisterGap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gaps', to='documents.register')),
                ('number', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('reserved', 'đang giữ'), ('explained', 'bỏ trống, có lý do'), ('released', 'thôi giữ'), ('used', 'đã dùng')], default='explained', max_length=10)),
                ('reason', models.CharField(max_length=300)),
                ('by_label', models.CharField(blank=True, max_length=100)),
                ('at', models.DateTimeField(blank=True, null=True)),
                ('settled_reason', models.CharField(blank=True, max_length=300)),
                ('settled_by', models.CharField(blank=True, max_length=100)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('register', 'number'), name='one_gap_a_number')],
            },
        ),
        migrations.CreateModel(
            name='WordingVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wording', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='documents.ownwording')),
                ('number', models.PositiveIntegerField()),
                ('sentences', models.JSONField(default=dict)),
                ('at', models.DateTimeField()),
                ('by_label', models.CharField(max_length=100)),
                ('reason', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('wording', 'number'), name='one_version_of_wording')],
            },
        ),
    ]
