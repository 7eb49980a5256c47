"""The history of a seat is appended: the database refuses everything else. A rehearsal's seats go with the rehearsal."""

from django.db import migrations

GUARD = """
CREATE FUNCTION movement_commitments_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM movement_commitments_seat s JOIN movement_commitments_commitment c
            ON c.id = s.commitment_id WHERE s.id = OLD.seat_id AND c.document_id IS NOT NULL) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'the history of a seat is appended: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER movement_commitments_no_edit BEFORE UPDATE OR DELETE ON movement_commitments_seatevent
    FOR EACH ROW EXECUTE FUNCTION movement_commitments_append_only();
CREATE FUNCTION movement_commitments_printed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM movement_commitments_seat s JOIN movement_commitments_commitment c ON c.id = s.commitment_id
            WHERE s.id = OLD.seat_id AND c.document_id IS NOT NULL) THEN
        RAISE EXCEPTION 'a promise that was issued is never edited' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER movement_commitments_printed BEFORE UPDATE OR DELETE ON movement_commitments_undertaking
    FOR EACH ROW EXECUTE FUNCTION movement_commitments_printed();
"""
FREE = """
DROP TRIGGER movement_commitments_printed ON movement_commitments_undertaking;
DROP FUNCTION movement_commitments_printed();
DROP TRIGGER movement_commitments_no_edit ON movement_commitments_seatevent;
DROP FUNCTION movement_commitments_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("movement_commitments", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, FREE)]
