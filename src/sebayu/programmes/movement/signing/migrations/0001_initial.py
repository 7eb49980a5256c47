"""Links of guests, taken over from the commitments with table and rows."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [("movement_commitments", "0004_signing")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='SignLink',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('token_digest', models.CharField(max_length=64, unique=True)),
                        ('contact_hint', models.CharField(max_length=80)),
                        ('contact_digest', models.CharField(max_length=64)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('expires_at', models.DateTimeField()),
                        ('code_digest', models.CharField(blank=True, default='', max_length=64)),
                        ('code_sent_at', models.DateTimeField(blank=True, null=True)),
                        ('code_expires_at', models.DateTimeField(blank=True, null=True)),
                        ('tries', models.PositiveSmallIntegerField(default=0)),
                        ('code_ok_at', models.DateTimeField(blank=True, null=True)),
                        ('used_at', models.DateTimeField(blank=True, null=True)),
                        ('revoked_at', models.DateTimeField(blank=True, null=True)),
                        ('seat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='movement_commitments.seat')),
                    ],
                    options={
                        'db_table': 'movement_commitments_signlink',
                        'ordering': ['created_at', 'id'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at', None), ('used_at', None)), fields=('seat',), name='a_seat_has_one_living_link'), models.CheckConstraint(condition=models.Q(('used_at', None), ('code_ok_at__isnull', False), _connector='OR'), name='a_link_signs_only_after_its_code')],
                    },
                ),
            ]
        )
    ]
