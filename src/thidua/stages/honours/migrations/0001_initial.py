import django.db.models.deletion
import thidua.foundation.core.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('campaigns', '0001_initial'),
        ('documents', '0001_initial'),
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Honour',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='honours', to='accounts.person')),
                ('subject_name', models.CharField(max_length=200)),
                ('subject_words', models.CharField(blank=True, max_length=400)),
                ('folded', models.TextField()),
                ('sort_key', thidua.foundation.core.fields.SortKeyField(max_length=400)),
                ('campaign', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='honours', to='campaigns.campaign')),
                ('round_number', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('form_key', models.SlugField(max_length=60)),
                ('form_name', models.CharField(max_length=300)),
                ('achievement', models.TextField()),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='honours', to='documents.issueddocument')),
                ('decision_number', models.CharField(max_length=60)),
                ('decided_on', models.DateField()),
                ('decider', models.CharField(max_length=300)),
                ('golden_number', models.PositiveIntegerField(blank=True, null=True)),
                ('counts_for_merit', models.BooleanField(default=False)),
                ('source_uid', models.UUIDField(null=True, unique=True)),
                ('handed_over_on', models.DateField(blank=True, null=True)),
                ('handed_over_to', models.CharField(blank=True, max_length=200)),
                ('revoked_on', models.DateField(blank=True, null=True)),
                ('revoked_by', models.CharField(blank=True, max_length=300, verbose_name='quyết định hủy')),
            ],
            options={
                'indexes': [models.Index(fields=['-decided_on', '-id'], name='honours_newest'), models.Index(fields=['unit', '-decided_on'], name='honours_of_unit'), models.Index(fields=['sort_key', 'id'], name='honours_by_name')],
                'constraints': [models.CheckConstraint(condition=models.Q(('revoked_on__isnull', True), models.Q(('revoked_by', ''), _negated=True), _connector='OR'), name='revoked_honour_names_its_decision'), models.CheckConstraint(condition=models.Q(('handed_over_on__isnull', True), models.Q(('handed_over_to', ''), _negated=True), _connector='OR'), name='handed_over_honour_says_to_whom')],
            },
        ),
    ]
