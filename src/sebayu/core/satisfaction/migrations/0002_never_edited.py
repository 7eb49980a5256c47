"""The database itself refuses to edit an answer, for anybody."""

from django.db import migrations

FORBID = """
CREATE FUNCTION satisfaction_never_edited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an answer is never edited: % on % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER satisfaction_no_edit BEFORE UPDATE OR DELETE ON satisfaction_response
    FOR EACH ROW EXECUTE FUNCTION satisfaction_never_edited();
CREATE TRIGGER satisfaction_no_truncate BEFORE TRUNCATE ON satisfaction_response
    FOR EACH STATEMENT EXECUTE FUNCTION satisfaction_never_edited();
"""
ALLOW = """
DROP TRIGGER satisfaction_no_truncate ON satisfaction_response;
DROP TRIGGER satisfaction_no_edit ON satisfaction_response;
DROP FUNCTION satisfaction_never_edited();
"""


class Migration(migrations.Migration):
    dependencies = [("satisfaction", "0001_initial")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
