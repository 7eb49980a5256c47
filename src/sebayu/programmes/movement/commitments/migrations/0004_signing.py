"""Links of guests belong to signing, a part of its own; the table stays where it is."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("movement_commitments", "0003_ceremony")]
    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="SignLink")])
    ]
