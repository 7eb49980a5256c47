"""What the database itself refuses: editing what was issued, moves that do not exist, bytes that are not what their hash says."""

from django.db import migrations

MOVES = (
    "draft>numbered numbered>signing numbered>void signing>numbered signing>unknown signing>signed "
    "unknown>numbered unknown>signed unknown>void signed>revoked signed>replaced"
)

GUARD = f"""
CREATE FUNCTION documents_refuse(why text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', why USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION documents_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM documents_refuse(TG_TABLE_NAME || ' is append-only: ' || TG_OP || ' refused');
    RETURN NULL;
END $$;

CREATE FUNCTION documents_guard_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN PERFORM documents_refuse('a document begins as a draft'); END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN PERFORM documents_refuse('an issued document is never deleted'); END IF;
        RETURN OLD;
    END IF;
    IF OLD.state <> NEW.state AND NOT (OLD.state || '>' || NEW.state = ANY (string_to_array('{MOVES}', ' '))) THEN
        PERFORM documents_refuse('no document moves from ' || OLD.state || ' to ' || NEW.state);
    END IF;
    IF OLD.token <> NEW.token THEN PERFORM documents_refuse('a token is never changed'); END IF;
    IF OLD.state <> 'draft' AND (OLD.number, OLD.issued_at, OLD.unsigned_sha256, OLD.letter_key, OLD.title, OLD.paper, OLD.office_key,
            OLD.office_name, OLD.subject_id, OLD.requester_id, OLD.subject_hint, OLD.case_id, OLD.case_number, OLD.valid_until,
            OLD.signer_name, OLD.signer_title, OLD.simulator)
        IS DISTINCT FROM (NEW.number, NEW.issued_at, NEW.unsigned_sha256, NEW.letter_key, NEW.title, NEW.paper, NEW.office_key,
            NEW.office_name, NEW.subject_id, NEW.requester_id, NEW.subject_hint, NEW.case_id, NEW.case_number, NEW.valid_until,
            NEW.signer_name, NEW.signer_title, NEW.simulator) THEN
        PERFORM documents_refuse('what was issued is never edited');
    END IF;
    IF OLD.sha256 <> '' AND (OLD.sha256, OLD.signed_at, OLD.verified_at, OLD.is_simulator)
        IS DISTINCT FROM (NEW.sha256, NEW.signed_at, NEW.verified_at, NEW.is_simulator) THEN
        PERFORM documents_refuse('a signature is never edited');
    END IF;
    IF NEW.sha256 <> OLD.sha256 AND NOT EXISTS (
        SELECT 1 FROM documents_documentfile f WHERE f.document_id = NEW.id AND f.sha256 = NEW.sha256 AND f.position > 0) THEN
        PERFORM documents_refuse('a signed document has its bytes');
    END IF;
    IF NEW.state = 'signed' AND OLD.state <> 'signed' AND EXISTS (
        SELECT 1 FROM documents_documentsigner s WHERE s.document_id = NEW.id AND s.signed_at IS NULL) THEN
        PERFORM documents_refuse('a signed document is signed by everybody it names');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_guard BEFORE INSERT OR UPDATE OR DELETE ON documents_document
    FOR EACH ROW EXECUTE FUNCTION documents_guard_document();

CREATE FUNCTION documents_guard_content() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM documents_document d WHERE d.id = OLD.document_id AND d.state <> 'draft') THEN
        PERFORM documents_refuse('what was issued is never edited');
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_guard BEFORE UPDATE OR DELETE ON documents_documentcontent
    FOR EACH ROW EXECUTE FUNCTION documents_guard_content();

CREATE FUNCTION documents_guard_signer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    issued boolean := EXISTS (SELECT 1 FROM documents_document d WHERE d.id = OLD.document_id AND d.state <> 'draft');
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF issued THEN PERFORM documents_refuse('a signer of an issued document is never removed'); END IF;
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
CREATE TRIGGER documents_guard BEFORE UPDATE OR DELETE ON documents_documentsigner
    FOR EACH ROW EXECUTE FUNCTION documents_guard_signer();

ALTER TABLE documents_documentfile ADD CONSTRAINT file_is_what_its_hash_says
    CHECK (sha256 = encode(sha256(content), 'hex') AND size = octet_length(content));
CREATE TRIGGER documents_no_edit BEFORE UPDATE OR DELETE ON documents_documentfile
    FOR EACH ROW EXECUTE FUNCTION documents_append_only();
CREATE TRIGGER documents_no_edit BEFORE UPDATE OR DELETE ON documents_signattempt
    FOR EACH ROW EXECUTE FUNCTION documents_append_only();

CREATE FUNCTION documents_guard_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN PERFORM documents_refuse('a number is never taken back'); END IF;
    IF (OLD.series_id, OLD.n, OLD.text, OLD.taken_at) IS DISTINCT FROM (NEW.series_id, NEW.n, NEW.text, NEW.taken_at)
        OR OLD.void_at IS NOT NULL OR (OLD.document_id IS NOT NULL AND OLD.document_id IS DISTINCT FROM NEW.document_id) THEN
        PERFORM documents_refuse('a number that was given is never edited');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_guard BEFORE UPDATE OR DELETE ON documents_issuednumber
    FOR EACH ROW EXECUTE FUNCTION documents_guard_number();

CREATE FUNCTION documents_guard_series() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.scope <> OLD.scope OR NEW.last <> OLD.last + 1 THEN
        PERFORM documents_refuse('a counter only counts on by one');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_guard BEFORE UPDATE OR DELETE ON documents_numberseries
    FOR EACH ROW EXECUTE FUNCTION documents_guard_series();
"""

FREE = """
DROP TRIGGER documents_guard ON documents_numberseries; DROP FUNCTION documents_guard_series();
DROP TRIGGER documents_guard ON documents_issuednumber; DROP FUNCTION documents_guard_number();
DROP TRIGGER documents_no_edit ON documents_signattempt;
DROP TRIGGER documents_no_edit ON documents_documentfile;
ALTER TABLE documents_documentfile DROP CONSTRAINT file_is_what_its_hash_says;
DROP TRIGGER documents_guard ON documents_documentsigner; DROP FUNCTION documents_guard_signer();
DROP TRIGGER documents_guard ON documents_documentcontent; DROP FUNCTION documents_guard_content();
DROP TRIGGER documents_guard ON documents_document; DROP FUNCTION documents_guard_document();
DROP FUNCTION documents_append_only(); DROP FUNCTION documents_refuse(text);
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, FREE)]
