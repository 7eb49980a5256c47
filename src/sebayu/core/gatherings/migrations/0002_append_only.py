"""What was corrected in a list of those present cannot be edited, by nobody."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION gatherings_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a correction is appended, never edited' USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER gatherings_correction_no_edit BEFORE UPDATE OR DELETE ON gatherings_correction
    FOR EACH ROW EXECUTE FUNCTION gatherings_append_only();
"""
BACK = """
DROP TRIGGER gatherings_correction_no_edit ON gatherings_correction;
DROP FUNCTION gatherings_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("gatherings", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
