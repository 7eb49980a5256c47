"""History is appended: the database refuses to edit or delete an event or a kept declaration."""

from django.db import migrations

FORBID = """
CREATE FUNCTION cases_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'history is appended, not edited: % on % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER cases_event_no_edit BEFORE UPDATE OR DELETE ON cases_caseevent FOR EACH ROW EXECUTE FUNCTION cases_append_only();
CREATE TRIGGER cases_version_no_edit BEFORE UPDATE OR DELETE ON cases_serviceversion FOR EACH ROW EXECUTE FUNCTION cases_append_only();
"""
ALLOW = """
DROP TRIGGER cases_version_no_edit ON cases_serviceversion; DROP TRIGGER cases_event_no_edit ON cases_caseevent;
DROP FUNCTION cases_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
