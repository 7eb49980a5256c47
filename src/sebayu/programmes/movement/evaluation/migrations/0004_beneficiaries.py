"""Beneficiaries and their answers are a part of their own; the tables stay where they are."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("movement_evaluation", "0003_follow_ups")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel(name="Beneficiary"),
                migrations.DeleteModel(name="Sample"),
                migrations.DeleteModel(name="Testimony"),
            ]
        )
    ]
