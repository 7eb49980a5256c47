"""Scans of paper, taken over from the commitments with table and rows."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("movement_commitments", "0003_ceremony")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="PaperScan",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("content", models.BinaryField()),
                        ("mime", models.CharField(max_length=20)),
                        ("sha256", models.CharField(max_length=64)),
                        ("size", models.PositiveIntegerField()),
                        ("by_name", models.CharField(max_length=200)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "commitment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scans",
                                to="movement_commitments.commitment",
                            ),
                        ),
                    ],
                    options={"db_table": "movement_commitments_paperscan", "ordering": ["at", "id"]},
                ),
            ]
        )
    ]
