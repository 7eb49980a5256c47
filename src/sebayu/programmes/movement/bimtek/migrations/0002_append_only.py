"""A readiness score cannot be changed or removed, by nobody: a later one stands beside it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION bimtek_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a readiness score is appended, never edited' USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER bimtek_score_no_edit BEFORE UPDATE OR DELETE ON movement_bimtek_readinessscore
    FOR EACH ROW EXECUTE FUNCTION bimtek_append_only();
"""
BACK = """
DROP TRIGGER bimtek_score_no_edit ON movement_bimtek_readinessscore;
DROP FUNCTION bimtek_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("movement_bimtek", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
