"""Scans of paper belong to the ceremony, a part of its own; the table stays where it is."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("movement_commitments", "0002_history")]
    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="PaperScan")])
    ]
