import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_council_roles'),
        ('campaigns', '0004_criterion_known'),
        ('publications', '0001_initial'),
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('status', models.CharField(choices=[('waiting', 'chờ duyệt'), ('shown', 'đã đăng'), ('refused', 'không đăng'), ('handed-down', 'đã chuyển nơi xét khen thưởng')], default='waiting', max_length=12)),
                ('author', models.CharField(max_length=100)),
                ('contact', models.CharField(blank=True, max_length=120)),
                ('text', models.TextField()),
                ('shown_text', models.TextField(blank=True)),
                ('sender', models.CharField(blank=True, max_length=64)),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='publications.publicitem')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
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
                ('title', models.CharField(max_length=120)),
                ('address', models.URLField(max_length=300)),
                ('position', models.PositiveSmallIntegerField()),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at__isnull', True)), fields=('address',), name='one_link_of_address')],
            },
        ),
        migrations.CreateModel(
            name='PublicViews',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('count', models.PositiveBigIntegerField(default=0)),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='views', to='publications.publicitem')),
            ],
        ),
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
            name='VisitorItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='publications.publicitem')),
                ('visitor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='publications.visitor')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('visitor', 'item'), name='one_view_of_visitor')],
            },
        ),
        migrations.AddField(
            model_name='publicitem',
            name='shown_before',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='publicitem',
            name='category',
            field=models.CharField(choices=[('news', 'Tin nổi bật'), ('works', 'Công trình chào mừng'), ('activities', 'Hoạt động ở cơ sở'), ('documents', 'Văn bản, hướng dẫn'), ('honours', 'Gương điển hình, khen thưởng'), ('candidates', 'Lấy ý kiến Nhân dân')], max_length=12),
        ),
        migrations.AlterField(
            model_name='publicitem',
            name='kind',
            field=models.CharField(choices=[('plan', 'kế hoạch'), ('work', 'công trình'), ('news', 'tin'), ('honour', 'khen thưởng'), ('candidate', 'lấy ý kiến')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='publicitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'candidate'), _negated=True), ('shown_before__isnull', False), _connector='OR'), name='candidate_stands_for_a_time'),
        ),
    ]
