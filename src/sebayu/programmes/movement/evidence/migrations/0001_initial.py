"""Evidence for milestones and its pictures, taken over from the plan with tables, rows and guard."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

KINDS = [
    ("document", "Surat yang terbit di sistem ini"),
    ("case", "Urusan yang sudah selesai"),
    ("photo", "Foto bertanggal"),
    ("decree", "Keputusan atau peraturan"),
]
EVIDENCE = migrations.CreateModel(
    name="MilestoneEvidence",
    fields=[
        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
        ("lineage", models.UUIDField(db_index=True)),
        ("kind", models.CharField(choices=KINDS, max_length=10)),
        ("ref", models.CharField(max_length=120)),
        ("label", models.CharField(blank=True, default="", max_length=240)),
        ("taken_on", models.DateField(verbose_name="tanggal bukti")),
        ("note", models.CharField(blank=True, default="", max_length=300)),
        ("by_id", models.UUIDField(null=True)),
        ("by_name", models.CharField(max_length=200)),
        ("by_office", models.CharField(blank=True, default="", max_length=200)),
        ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
        ("checked_at", models.DateTimeField(blank=True, null=True)),
        ("checked_by", models.CharField(blank=True, default="", max_length=200)),
        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
        ("withdrawn_because", models.CharField(blank=True, default="", max_length=300)),
        (
            "milestone",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="movement_plan.milestone"
            ),
        ),
    ],
    options={
        "db_table": "movement_plan_milestoneevidence",
        "ordering": ["-taken_on", "-added_at", "id"],
        "constraints": [
            models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)), fields=("lineage", "kind", "ref"), name="evidence_counts_once"
            ),
            models.CheckConstraint(
                condition=models.Q(("withdrawn_at", None), ("withdrawn_because__gt", ""), _connector="OR"),
                name="a_withdrawal_has_a_reason",
            ),
        ],
    },
)
PHOTO = migrations.CreateModel(
    name="PhotoFile",
    fields=[
        (
            "evidence",
            models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                primary_key=True,
                related_name="photo",
                serialize=False,
                to="movement_evidence.milestoneevidence",
            ),
        ),
        ("content", models.BinaryField()),
        ("mime", models.CharField(max_length=20)),
        ("width", models.PositiveIntegerField()),
        ("height", models.PositiveIntegerField()),
    ],
    options={"db_table": "movement_plan_photofile"},
)


class Migration(migrations.Migration):
    initial = True

    dependencies = [("movement_plan", "0006_evidence")]

    operations = [migrations.SeparateDatabaseAndState(state_operations=[EVIDENCE, PHOTO])]
