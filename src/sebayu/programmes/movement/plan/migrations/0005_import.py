"""The import became a part of its own: its table stays where it is, with its rows."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("movement_plan", "0004_kept")]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="PlanUpload")])
    ]
