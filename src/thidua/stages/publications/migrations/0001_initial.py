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
            name='PublicItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('kind', models.CharField(choices=[('plan', 'kế hoạch'), ('work', 'công trình')], max_length=10)),
                ('source_uid', models.UUIDField()),
                ('status', models.CharField(choices=[('published', 'đang đăng'), ('withdrawn', 'đã gỡ')], default='published', max_length=10)),
                ('category', models.CharField(choices=[('news', 'Tin nổi bật'), ('works', 'Công trình chào mừng')], max_length=10)),
                ('author', models.CharField(max_length=100)),
                ('title', models.CharField(max_length=600)),
                ('text', models.TextField(blank=True)),
                ('unit_name', models.CharField(max_length=400)),
                ('thing_date', models.DateField(blank=True, null=True)),
                ('content', models.JSONField(default=dict)),
                ('folded', models.TextField()),
                ('published_at', models.DateTimeField()),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='public_items', to='campaigns.campaign')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
            ],
            options={
                'indexes': [models.Index(fields=['status', 'kind', '-published_at', '-id'], name='public_items_newest')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'published')), fields=('campaign', 'kind', 'source_uid'), name='one_live_publication_of_a_thing')],
            },
        ),
        migrations.CreateModel(
            name='PublicPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='publications.publicitem')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'file'), name='one_photo_of_item')],
            },
        ),
        migrations.CreateModel(
            name='PublicPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=400)),
                ('district_name', models.CharField(blank=True, max_length=200)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='publications.publicitem')),
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
                ('site_date', models.DateField()),
                ('frozen_at', models.DateTimeField()),
                ('content', models.JSONField(default=dict)),
                ('campaign', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='public_progress', to='campaigns.campaign')),
            ],
        ),
    ]
