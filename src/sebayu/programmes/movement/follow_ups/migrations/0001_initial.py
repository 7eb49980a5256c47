"""Recommendations and what became of them, taken over from the evaluation with tables and rows."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [("movement_evaluation", "0003_follow_ups")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='Recommendation',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('text', models.TextField(verbose_name='rekomendasi')),
                        ('office_key', models.CharField(max_length=80)),
                        ('office_name', models.CharField(max_length=200, verbose_name='penanggung jawab')),
                        ('due_on', models.DateField(verbose_name='paling lambat')),
                        ('state', models.CharField(choices=[('open', 'Belum dikerjakan'), ('started', 'Sedang dikerjakan'), ('reported', 'Dilaporkan selesai'), ('done', 'Selesai')], default='open', max_length=20)),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('made_by', models.CharField(max_length=200)),
                        ('holder_id', models.UUIDField(null=True)),
                        ('holder_name', models.CharField(blank=True, max_length=200)),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recommendations', to='movement_evaluation.evaluationedition')),
                        ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='movement_evaluation.item')),
                    ],
                    options={
                        'db_table': 'movement_evaluation_recommendation',
                        'ordering': ['due_on', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='FollowUpEvent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('state', models.CharField(choices=[('open', 'Belum dikerjakan'), ('started', 'Sedang dikerjakan'), ('reported', 'Dilaporkan selesai'), ('done', 'Selesai')], max_length=20)),
                        ('who', models.CharField(blank=True, max_length=200)),
                        ('post', models.CharField(blank=True, max_length=200)),
                        ('office', models.CharField(blank=True, max_length=200)),
                        ('note', models.TextField(blank=True)),
                        ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='movement_follow_ups.recommendation')),
                    ],
                    options={
                        'db_table': 'movement_evaluation_followupevent',
                        'ordering': ['id'],
                    },
                ),
                migrations.AddIndex(
                    model_name='recommendation',
                    index=models.Index(fields=['office_key', 'state', 'due_on'], name='follow_up_box'),
                ),
            ]
        )
    ]
