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
            name='Evaluation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('changed_at', models.DateTimeField(verbose_name='sửa lúc')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluations', to='campaigns.campaign')),
                ('criteria_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluations', to='campaigns.criteriaset')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('status', models.CharField(choices=[('draft', 'đang tự đánh giá'), ('sent', 'đã gửi cấp trên'), ('returned', 'bị trả lại'), ('judged', 'cấp trên đã đánh giá')], default='draft', max_length=10)),
                ('folded', models.TextField()),
                ('sort_key', thidua.foundation.core.fields.SortKeyField(max_length=400)),
                ('summary', models.TextField(blank=True)),
                ('official_summary', models.TextField(blank=True)),
                ('return_reason', models.TextField(blank=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('judged_at', models.DateTimeField(blank=True, null=True)),
                ('judged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'status'], name='evaluation_by_unit'), models.Index(fields=['sort_key', 'id'], name='evaluation_by_name')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', True)), fields=('campaign', 'unit'), name='one_evaluation_of_unit'), models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('campaign', 'person'), name='one_evaluation_of_person'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'judged'), _negated=True), ('judged_at__isnull', False), _connector='OR'), name='judged_evaluation_has_its_time')],
            },
        ),
        migrations.CreateModel(
            name='Judgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='judgements', to='evaluations.evaluation')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.criterion')),
                ('text', models.TextField()),
                ('own_mark', models.CharField(blank=True, choices=[('not_met', 'chưa đạt'), ('met', 'đạt'), ('outstanding', 'nổi bật')], max_length=12)),
                ('own_words', models.TextField(blank=True)),
                ('known', models.JSONField(default=list)),
                ('official_mark', models.CharField(blank=True, choices=[('not_met', 'chưa đạt'), ('met', 'đạt'), ('outstanding', 'nổi bật')], max_length=12)),
                ('official_words', models.TextField(blank=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('evaluation', 'criterion'), name='one_judgement_of_statement'), models.CheckConstraint(condition=models.Q(('official_mark', ''), ('official_mark', models.F('own_mark')), models.Q(('official_words', ''), _negated=True), _connector='OR'), name='differing_judgement_says_why')],
            },
        ),
    ]
