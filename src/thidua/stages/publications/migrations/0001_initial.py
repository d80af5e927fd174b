import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('campaigns', '0001_initial'),
        ('core', '0001_initial'),
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='VisitDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True)),
                ('visits', models.PositiveBigIntegerField(default=0)),
                ('visitors', models.PositiveBigIntegerField(default=0)),
                ('views', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Visitor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=64, unique=True)),
                ('seen_at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='PublicFund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='units.unit')),
                ('frozen_at', models.DateTimeField()),
                ('content', models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name='PublicItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='public_items', to='campaigns.campaign')),
                ('kind', models.CharField(choices=[('plan', 'kế hoạch'), ('work', 'công trình'), ('news', 'tin'), ('honour', 'khen thưởng'), ('candidate', 'lấy ý kiến')], max_length=10)),
                ('source_uid', models.UUIDField()),
                ('status', models.CharField(choices=[('published', 'đang đăng'), ('withdrawn', 'đã gỡ')], default='published', max_length=10)),
                ('category', models.CharField(choices=[('news', 'Tin nổi bật'), ('works', 'Công trình chào mừng'), ('activities', 'Hoạt động ở cơ sở'), ('documents', 'Văn bản, hướng dẫn'), ('honours', 'Gương điển hình, khen thưởng'), ('candidates', 'Lấy ý kiến Nhân dân')], max_length=12)),
                ('author', models.CharField(max_length=100)),
                ('title', models.CharField(max_length=600)),
                ('text', models.TextField(blank=True)),
                ('unit_name', models.CharField(max_length=400)),
                ('thing_date', models.DateField(blank=True, null=True)),
                ('content', models.JSONField(default=dict)),
                ('folded', models.TextField()),
                ('published_at', models.DateTimeField()),
                ('shown_before', models.DateField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['status', 'kind', '-published_at', '-id'], name='public_items_newest')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'published')), fields=('campaign', 'kind', 'source_uid'), name='one_live_publication_of_a_thing'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'candidate'), _negated=True), ('shown_before__isnull', False), _connector='OR'), name='candidate_stands_for_a_time')],
            },
        ),
        migrations.CreateModel(
            name='PublicComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='publications.publicitem')),
                ('status', models.CharField(choices=[('waiting', 'chờ duyệt'), ('shown', 'đã đăng'), ('refused', 'không đăng'), ('handed-down', 'đã chuyển nơi xét khen thưởng')], default='waiting', max_length=12)),
                ('author', models.CharField(max_length=100)),
                ('contact', models.CharField(blank=True, max_length=120)),
                ('text', models.TextField()),
                ('shown_text', models.TextField(blank=True)),
                ('sender', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['item', 'status', 'made_at'], name='comments_of_item'), models.Index(fields=['unit', 'status', 'made_at'], name='comments_of_unit'), models.Index(fields=['sender', 'made_at'], name='comments_of_sender')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status', 'shown'), _negated=True), models.Q(('shown_text', ''), _negated=True), _connector='OR'), name='shown_comment_has_its_words')],
            },
        ),
        migrations.CreateModel(
            name='PublicLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('title', models.CharField(max_length=120)),
                ('address', models.URLField(max_length=300)),
                ('position', models.PositiveSmallIntegerField()),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at__isnull', True)), fields=('address',), name='one_link_of_address')],
            },
        ),
        migrations.CreateModel(
            name='PublicPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='publications.publicitem')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                ('position', models.PositiveSmallIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'file'), name='one_photo_of_item')],
            },
        ),
        migrations.CreateModel(
            name='PublicPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='publications.publicitem')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=400)),
                ('district_name', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'indexes': [models.Index(fields=['district_name', 'item'], name='public_place_by_district')],
                'constraints': [models.UniqueConstraint(fields=('item', 'position'), name='one_place_of_item')],
            },
        ),
        migrations.CreateModel(
            name='PublicProgress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='public_progress', to='campaigns.campaign')),
                ('site_date', models.DateField()),
                ('frozen_at', models.DateTimeField()),
                ('content', models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name='PublicViews',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='views', to='publications.publicitem')),
                ('count', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='VisitorItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visitor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='publications.visitor')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='publications.publicitem')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('visitor', 'item'), name='one_view_of_visitor')],
            },
        ),
    ]
