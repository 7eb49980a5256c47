"""Evidence became a part of its own: its tables stay where they are, with their rows and their guard."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("movement_plan", "0005_import")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel(name="PhotoFile"),
                migrations.DeleteModel(name="MilestoneEvidence"),
            ]
        )
    ]
