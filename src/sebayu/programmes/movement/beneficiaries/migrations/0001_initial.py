"""Samples, who was drawn, and what was answered, taken over from the evaluation with tables and rows."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [("movement_evaluation", "0004_beneficiaries")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='Sample',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('seed', models.CharField(max_length=64)),
                        ('per_stratum', models.PositiveSmallIntegerField(default=5)),
                        ('frame_digest', models.CharField(max_length=64)),
                        ('frame_size', models.PositiveIntegerField()),
                        ('drawn_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('edition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sample', to='movement_evaluation.evaluationedition')),
                    ],
                    options={
                        'db_table': 'movement_evaluation_sample',
                    },
                ),
                migrations.CreateModel(
                    name='Beneficiary',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('case_id', models.UUIDField()),
                        ('stratum', models.CharField(max_length=60)),
                        ('turn', models.PositiveSmallIntegerField()),
                        ('state', models.CharField(choices=[('reserve', 'Cadangan'), ('invited', 'Diundang'), ('agreed', 'Menjawab'), ('refused', 'Tidak bersedia'), ('silent', 'Tidak menjawab'), ('unreachable', 'Tidak dapat dihubungi')], default='reserve', max_length=20)),
                        ('token', models.CharField(blank=True, default='', max_length=64)),
                        ('invited_at', models.DateTimeField(null=True)),
                        ('settled_at', models.DateField(null=True)),
                        ('sample', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='beneficiaries', to='movement_beneficiaries.sample')),
                    ],
                    options={
                        'db_table': 'movement_evaluation_beneficiary',
                        'ordering': ['stratum', 'turn'],
                        'constraints': [models.UniqueConstraint(fields=('sample', 'case_id'), name='a_case_is_drawn_once'), models.UniqueConstraint(condition=models.Q(('token', ''), _negated=True), fields=('token',), name='a_beneficiary_token_opens_one_page'), models.CheckConstraint(condition=models.Q(('token', ''), ('state', 'invited'), _connector='OR'), name='a_token_lives_only_while_invited')],
                    },
                ),
                migrations.CreateModel(
                    name='Testimony',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('stratum', models.CharField(max_length=60)),
                        ('knew', models.PositiveSmallIntegerField(verbose_name='tahu programnya')),
                        ('benefit', models.PositiveSmallIntegerField(verbose_name='manfaat')),
                        ('again', models.PositiveSmallIntegerField(verbose_name='berlanjut')),
                        ('words', models.TextField(blank=True, verbose_name='cerita')),
                        ('month', models.DateField()),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='testimonies', to='movement_evaluation.evaluationedition')),
                    ],
                    options={
                        'db_table': 'movement_evaluation_testimony',
                        'ordering': ['stratum', 'id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('again__range', (1, 4)), ('benefit__range', (1, 4)), ('knew__range', (1, 4))), name='a_testimony_answers_one_to_four')],
                    },
                ),
            ]
        )
    ]
