"""Documents of many signers: an unsigned place may be given back; what is signed stays as it is for every document."""

from django.db import migrations, models

SIGNER = """
CREATE OR REPLACE FUNCTION documents_guard_signer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    issued boolean := EXISTS (SELECT 1 FROM documents_document d WHERE d.id = OLD.document_id AND d.state <> 'draft');
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF issued AND NOT %(free)s THEN PERFORM documents_refuse('a signer of an issued document is never removed'); END IF;
        RETURN OLD;
    END IF;
    IF OLD.signed_at IS NOT NULL OR (issued AND (OLD.document_id, OLD.position, OLD.kind, OLD.account_id, OLD.post_key, OLD.name,
            OLD.title, OLD.acting_note, OLD.nip, OLD.rank, OLD.office_name)
        IS DISTINCT FROM (NEW.document_id, NEW.position, NEW.kind, NEW.account_id, NEW.post_key, NEW.name,
            NEW.title, NEW.acting_note, NEW.nip, NEW.rank, NEW.office_name)) THEN
        PERFORM documents_refuse('the signer of an issued document is never edited');
    END IF;
    RETURN NEW;
END $$;
"""
FREE = (
    "(OLD.signed_at IS NULL AND EXISTS (SELECT 1 FROM documents_document d WHERE d.id = OLD.document_id"
    " AND d.joint AND d.state = 'numbered'))"
)
JOINT = """
CREATE FUNCTION documents_guard_joint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'draft' AND OLD.joint <> NEW.joint THEN PERFORM documents_refuse('what was issued is never edited'); END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_joint BEFORE UPDATE ON documents_document
    FOR EACH ROW EXECUTE FUNCTION documents_guard_joint();
"""
UNJOINT = "DROP TRIGGER documents_joint ON documents_document; DROP FUNCTION documents_guard_joint();"


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_invariants")]
    operations = [
        migrations.AddField("document", "joint", models.BooleanField(default=False)),
        migrations.AddField(
            "documentsigner",
            "ref",
            models.CharField(blank=True, db_index=True, default="", max_length=60),
        ),
        migrations.RunSQL(SIGNER % {"free": FREE}, SIGNER % {"free": "false"}),
        migrations.RunSQL(JOINT, UNJOINT),
    ]
