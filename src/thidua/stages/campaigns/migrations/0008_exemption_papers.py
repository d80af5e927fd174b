from __future__ import annotations

import uuid
from typing import Any

from django.db import migrations, models


def give_uids(apps: Any, schema_editor: Any) -> None:
    """Each exemption a uid of its own: its paper is found by it."""
    exemptions = apps.get_model("campaigns", "Exemption").objects
    for row in exemptions.order_by("pk"):
        row.uid = uuid.uuid4()
        row.save(update_fields=["uid"])


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0007_frame_by_kind")]

    operations = [
        migrations.AddField("exemption", "reason", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AddField("exemption", "signed_on", models.DateField(blank=True, null=True)),
        migrations.AddField("exemption", "uid", models.UUIDField(editable=False, null=True)),
        migrations.RunPython(give_uids, migrations.RunPython.noop),
        migrations.AlterField(
            "exemption", "uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
        ),
    ]
