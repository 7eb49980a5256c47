"""The database itself keeps frozen evidence as it is: no update and no delete, for anybody."""

from django.db import migrations

FORBID = """
CREATE FUNCTION exchange_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'frozen evidence cannot be changed: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER exchange_evidence_frozen BEFORE UPDATE OR DELETE ON exchange_evidence
    FOR EACH ROW WHEN (OLD.frozen_at IS NOT NULL) EXECUTE FUNCTION exchange_frozen();
"""
ALLOW = "DROP TRIGGER exchange_evidence_frozen ON exchange_evidence; DROP FUNCTION exchange_frozen();"


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
