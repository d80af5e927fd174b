import django.db.models.deletion
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
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='campaigns.campaign')),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='campaigns.awardform')),
                ('status', models.CharField(choices=[('draft', 'đang soạn'), ('submitted', 'đã trình người quyết định'), ('issued', 'đã ban hành'), ('discarded', 'đã bỏ bản nháp')], default='draft', max_length=10)),
                ('is_ours', models.BooleanField()),
                ('is_prompt', models.BooleanField(default=False)),
                ('proposal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issueddocument')),
                ('number', models.CharField(blank=True, max_length=60)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('decider', models.CharField(max_length=300)),
                ('return_reason', models.TextField(blank=True)),
                ('issued_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'status'], name='decision_by_unit')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('is_ours', False), ('status', 'issued'), _negated=True), models.Q(models.Q(('number', ''), _negated=True), ('decided_on__isnull', False)), _connector='OR'), name='outside_decision_bears_number_and_day'), models.CheckConstraint(condition=models.Q(models.Q(('is_ours', True), ('status', 'issued'), _negated=True), ('document__isnull', False), _connector='OR'), name='own_decision_has_its_document'), models.UniqueConstraint(condition=models.Q(('is_ours', False), models.Q(('number', ''), _negated=True)), fields=('form', 'number'), name='one_outside_decision_number'), models.UniqueConstraint(condition=models.Q(('is_ours', True), ('is_prompt', False), ('status__in', ['draft', 'submitted'])), fields=('form',), name='one_open_decision_of_form')],
            },
        ),
        migrations.CreateModel(
            name='DecisionEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='decisions.decision')),
                ('nomination', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decision_entry', to='nominations.nomination')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('name', models.CharField(max_length=200)),
                ('words', models.CharField(blank=True, max_length=400)),
                ('achievement', models.CharField(max_length=600)),
                ('position', models.PositiveSmallIntegerField()),
                ('result', models.CharField(choices=[('given', 'tặng'), ('refused', 'không tặng'), ('lowered', 'hạ hình thức')], default='given', max_length=8)),
                ('given_form', models.CharField(blank=True, max_length=300)),
                ('golden_number', models.PositiveIntegerField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('decision', 'position'), name='one_entry_position'), models.UniqueConstraint(fields=('decision', 'golden_number'), name='one_golden_number_in_decision'), models.CheckConstraint(condition=models.Q(models.Q(('result', 'lowered'), _negated=True), models.Q(('given_form', ''), _negated=True), _connector='OR'), name='lowered_entry_names_the_form')],
            },
        ),
    ]
