from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='unit',
            name='unit_interval',
        ),
        migrations.AddIndex(
            model_name='unit',
            index=models.Index(fields=['lft', 'rgt'], include=('id',), name='unit_interval'),
        ),
    ]
