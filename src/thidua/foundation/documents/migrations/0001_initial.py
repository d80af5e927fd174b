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
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('replaced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='documents.issueddocument')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('number__isnull', False)), fields=('unit', 'body', 'series', 'year', 'number'), name='document_number_never_reused'), models.CheckConstraint(condition=models.Q(('number__isnull', True), models.Q(('date__isnull', False), ('year__isnull', False)), _connector='OR'), name='numbered_document_is_dated')],
            },
        ),
        migrations.CreateModel(
            name='Dispatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recipient', models.CharField(max_length=300)),
                ('sent_at', models.DateTimeField()),
                ('received_at', models.DateTimeField(blank=True, null=True)),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                ('acknowledged_by', models.CharField(blank=True, max_length=100)),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dispatches', to='documents.issueddocument')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('unit__isnull', False)), fields=('document', 'unit'), name='one_dispatch_to_a_unit')],
            },
        ),
        migrations.CreateModel(
            name='Register',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.CharField(max_length=40)),
                ('series', models.CharField(blank=True, max_length=20)),
                ('year', models.PositiveSmallIntegerField()),
                ('last_number', models.PositiveIntegerField(default=0)),
                ('kept_from', models.PositiveIntegerField(default=1)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'body', 'series', 'year'), name='one_register_a_year')],
            },
        ),
        migrations.CreateModel(
            name='RegisterGap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('reason', models.CharField(max_length=300)),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gaps', to='documents.register')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('register', 'number'), name='one_gap_a_number')],
            },
        ),
    ]
