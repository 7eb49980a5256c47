"""The database keeps what a row was before every change, and refuses to edit that past.

Who and why come from the session (`sebayu.actor`, `sebayu.reason`, set by the actions); a change made past the actions is kept as well,
under the name of the database user.
"""

from django.db import migrations

REGISTERS = ["person", "household", "business", "landobject", "enrolment"]
KEEP = """
CREATE FUNCTION registry_keep_past() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old_row jsonb := to_jsonb(OLD) - 'name_sound' - 'name_keys' - 'search_keys';
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'updated_at' = to_jsonb(NEW) - 'updated_at' THEN
        RETURN NULL;
    END IF;
    INSERT INTO registry_pastversion (register, row_id, operation, at, actor, reason, before)
    VALUES (TG_ARGV[0], OLD.id, lower(TG_OP), clock_timestamp(),
        left(coalesce(nullif(current_setting('sebayu.actor', true), ''), session_user), 200),
        left(coalesce(current_setting('sebayu.reason', true), ''), 300), old_row);
    RETURN NULL;
END $$;
CREATE FUNCTION registry_past_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the past of the registers is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER registry_past_no_edit BEFORE UPDATE OR DELETE ON registry_pastversion
    FOR EACH ROW EXECUTE FUNCTION registry_past_is_append_only();
CREATE TRIGGER registry_past_no_truncate BEFORE TRUNCATE ON registry_pastversion
    FOR EACH STATEMENT EXECUTE FUNCTION registry_past_is_append_only();
""" + "".join(
    f"CREATE TRIGGER registry_keep_past AFTER UPDATE OR DELETE ON registry_{name} "
    f"FOR EACH ROW EXECUTE FUNCTION registry_keep_past('{name}');\n"
    for name in REGISTERS
)
FORGET = (
    "".join(f"DROP TRIGGER registry_keep_past ON registry_{name};\n" for name in REGISTERS)
    + """
DROP TRIGGER registry_past_no_truncate ON registry_pastversion; DROP TRIGGER registry_past_no_edit ON registry_pastversion;
DROP FUNCTION registry_past_is_append_only(); DROP FUNCTION registry_keep_past();
"""
)


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [migrations.RunSQL(KEEP, FORGET)]
