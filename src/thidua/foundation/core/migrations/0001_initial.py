import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('operation', models.CharField(max_length=100)),
                ('actor_uid', models.UUIDField(null=True)),
                ('model', models.CharField(blank=True, max_length=100)),
                ('object_uid', models.UUIDField(null=True)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='SiteSetting',
            fields=[
                ('key', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('value', models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('site_date', models.DateField()),
                ('actor_uid', models.UUIDField(null=True)),
                ('actor_label', models.CharField(max_length=200)),
                ('act', models.CharField(max_length=100)),
                ('model', models.CharField(max_length=100)),
                ('object_uid', models.UUIDField(null=True)),
                ('object_label', models.CharField(max_length=300)),
                ('unit_id', models.BigIntegerField(null=True)),
                ('before', models.JSONField(default=dict)),
                ('after', models.JSONField(default=dict)),
                ('reason', models.TextField(blank=True)),
                ('refused', models.BooleanField(default=False)),
                ('number', models.BigIntegerField(null=True, unique=True)),
                ('previous_hash', models.CharField(blank=True, max_length=64)),
                ('hash', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['object_uid', 'id'], name='audit_of_record'), models.Index(fields=['actor_uid', 'at'], name='audit_of_actor')],
            },
        ),
        migrations.CreateModel(
            name='ProofLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('owner_kind', models.CharField(max_length=60)),
                ('owner_uid', models.UUIDField()),
                ('sort', models.CharField(max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('address', models.CharField(max_length=1000)),
                ('host', models.CharField(max_length=260)),
                ('made_at', models.DateTimeField()),
                ('made_by_uid', models.UUIDField(null=True)),
                ('made_by_label', models.CharField(max_length=200)),
                ('removed_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['owner_kind', 'owner_uid'], name='link_of_owner')],
            },
        ),
        migrations.CreateModel(
            name='RememberedHeading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sheet', models.CharField(max_length=60)),
                ('folded', models.CharField(max_length=200)),
                ('column', models.CharField(max_length=60)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('sheet', 'folded'), name='heading_means_one_column')],
            },
        ),
        migrations.CreateModel(
            name='Sending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('by_uid', models.UUIDField()),
                ('name', models.CharField(max_length=200)),
                ('length', models.BigIntegerField()),
                ('received', models.BigIntegerField(default=0)),
                ('changed_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['by_uid', 'changed_at'], name='sending_of_account'), models.Index(fields=['changed_at'], name='sending_left_over')],
                'constraints': [models.CheckConstraint(condition=models.Q(('received__gte', 0), ('received__lte', models.F('length'))), name='sending_within_its_length')],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('owner_kind', models.CharField(max_length=60)),
                ('owner_uid', models.UUIDField()),
                ('role', models.CharField(blank=True, max_length=40)),
                ('name', models.CharField(max_length=200)),
                ('type', models.CharField(max_length=100)),
                ('size', models.BigIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('path', models.CharField(max_length=200, unique=True)),
                ('thumbnail_path', models.CharField(blank=True, max_length=200)),
                ('made_at', models.DateTimeField()),
                ('made_by_uid', models.UUIDField(null=True)),
                ('made_by_label', models.CharField(max_length=200)),
                ('removed_at', models.DateTimeField(null=True)),
                ('taken_at', models.DateTimeField(null=True)),
                ('latitude', models.IntegerField(null=True)),
                ('longitude', models.IntegerField(null=True)),
                ('quarantine', models.CharField(blank=True, choices=[('waiting', 'đang chờ quét vi-rút'), ('rejected', 'phần mềm diệt vi-rút không nhận')], max_length=8)),
            ],
            options={
                'indexes': [models.Index(fields=['owner_kind', 'owner_uid'], name='file_of_owner'), models.Index(fields=['sha256'], name='file_by_content'), models.Index(condition=models.Q(('quarantine', 'waiting')), fields=['id'], name='file_waiting')],
            },
        ),
        migrations.CreateModel(
            name='TakenList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sheet', models.CharField(max_length=60)),
                ('file_name', models.CharField(blank=True, max_length=200)),
                ('file_uid', models.UUIDField(null=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('by_uid', models.UUIDField(null=True)),
                ('by_label', models.CharField(max_length=200)),
                ('unit_id', models.BigIntegerField(null=True)),
                ('params', models.JSONField(default=dict)),
                ('total', models.PositiveIntegerField(default=0)),
                ('at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('told', models.TextField(blank=True)),
                ('back_at', models.DateTimeField(null=True)),
                ('last_audit', models.BigIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['by_uid', '-id'], name='taken_list_of_sender'), models.Index(fields=['sha256'], name='taken_list_by_content'), models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['id'], name='taken_list_waiting')],
            },
        ),
        migrations.CreateModel(
            name='TakenRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('taken', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='core.takenlist')),
                ('page', models.CharField(blank=True, max_length=60)),
                ('row', models.PositiveIntegerField()),
                ('object_uid', models.UUIDField()),
                ('was_known', models.BooleanField(default=False)),
            ],
        ),
    ]
