"""Files that were looked at, taken over from the plan with table and rows."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("movement_plan", "0005_import")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="PlanUpload",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=200)),
                        ("content", models.BinaryField()),
                        ("mapping", models.JSONField(default=dict)),
                        ("by_id", models.UUIDField(null=True)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="uploads", to="movement_plan.plan"
                            ),
                        ),
                    ],
                    options={"db_table": "movement_plan_planupload"},
                ),
            ]
        )
    ]
