"""The database itself refuses to edit history: no update, delete or truncate, for anybody."""

from django.db import migrations

FORBID = """
CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: % on % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION ledger_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.txid := pg_current_xact_id()::text::bigint;
    NEW.at := clock_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER ledger_stamp BEFORE INSERT ON ledger_ledgerentry FOR EACH ROW EXECUTE FUNCTION ledger_stamp();
CREATE TRIGGER ledger_no_edit BEFORE UPDATE OR DELETE ON ledger_ledgerentry FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON ledger_ledgerentry FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER ledger_no_edit BEFORE UPDATE OR DELETE ON ledger_ledgerlink FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON ledger_ledgerlink FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
"""
ALLOW = """
DROP TRIGGER ledger_no_truncate ON ledger_ledgerlink; DROP TRIGGER ledger_no_edit ON ledger_ledgerlink;
DROP TRIGGER ledger_no_truncate ON ledger_ledgerentry; DROP TRIGGER ledger_no_edit ON ledger_ledgerentry;
DROP TRIGGER ledger_stamp ON ledger_ledgerentry; DROP FUNCTION ledger_stamp(); DROP FUNCTION ledger_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
