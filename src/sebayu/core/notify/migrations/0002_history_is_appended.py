"""What went out stays as it was: the log is only appended, and a sent delivery is never opened again."""

from django.db import migrations

GUARD = """
CREATE FUNCTION notify_attempt_is_appended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an attempt of a delivery is appended, never edited' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER notify_attempt_is_appended BEFORE UPDATE ON notify_attempt
    FOR EACH ROW EXECUTE FUNCTION notify_attempt_is_appended();

CREATE FUNCTION notify_sent_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a sent delivery is not sent again' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER notify_sent_is_final BEFORE UPDATE ON notify_delivery
    FOR EACH ROW WHEN (OLD.state = 'sent' AND NEW.state <> 'sent') EXECUTE FUNCTION notify_sent_is_final();
"""
UNDO = """
DROP TRIGGER notify_sent_is_final ON notify_delivery;
DROP FUNCTION notify_sent_is_final();
DROP TRIGGER notify_attempt_is_appended ON notify_attempt;
DROP FUNCTION notify_attempt_is_appended();
"""


class Migration(migrations.Migration):
    dependencies = [("notify", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNDO)]
