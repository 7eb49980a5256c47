"""Recommendations and their history are a part of their own; the tables stay where they are."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("movement_evaluation", "0002_appended")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel(name="FollowUpEvent"),
                migrations.DeleteModel(name="Recommendation"),
            ]
        )
    ]
