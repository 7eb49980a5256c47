"""Law 7 in the database: cells and values are written by a run that is under way, and by nobody else.

The engine names its run in a setting of the transaction. A value is never changed but to say that, when and why it gave way to a newer
revision, once; it is never deleted, except that a run throws away what it found in the midst of a period that was still running, days
after a newer number of that period took its place. A signed statement is as fixed.
"""

from django.db import migrations

FORBID = """
CREATE FUNCTION indicators_only_a_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' OR NOT EXISTS (SELECT 1 FROM indicators_run
            WHERE id::text = current_setting('sebayu.indicator_run', true) AND state = 'running') THEN
        RAISE EXCEPTION 'an indicator is computed, never typed: % on % refused', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION indicators_of_this_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM added WHERE run_id::text IS DISTINCT FROM current_setting('sebayu.indicator_run', true)
            OR replaced_at IS NOT NULL) THEN
        RAISE EXCEPTION 'a value names the run that computed it' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION indicators_gives_way_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.replaced_at IS NOT NULL OR NEW.replaced_at IS NULL
        OR ROW(NEW.id, NEW.indicator_key, NEW.formula_version, NEW.scope, NEW.frequency, NEW.period_start, NEW.value, NEW.why, NEW.numerator,
               NEW.denominator, NEW.rows, NEW.digest, NEW.run_id, NEW.computed_at, NEW.revision)
        IS DISTINCT FROM
           ROW(OLD.id, OLD.indicator_key, OLD.formula_version, OLD.scope, OLD.frequency, OLD.period_start, OLD.value, OLD.why, OLD.numerator,
               OLD.denominator, OLD.rows, OLD.digest, OLD.run_id, OLD.computed_at, OLD.revision) THEN
        RAISE EXCEPTION 'a value is never edited, it gives way to a new revision' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION indicators_never() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was computed or stated stays: % on % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION indicators_only_passing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.mark <> 'running' OR OLD.replaced_at > now() - interval '3 days' THEN
        RAISE EXCEPTION 'what was computed stays' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE FUNCTION indicators_statement_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF ROW(NEW.id, NEW.indicator_key, NEW.scope, NEW.frequency, NEW.period_start, NEW.value, NEW.evidence, NEW.office_key, NEW.post_key,
           NEW.stated_by, NEW.stated_at)
        IS DISTINCT FROM
       ROW(OLD.id, OLD.indicator_key, OLD.scope, OLD.frequency, OLD.period_start, OLD.value, OLD.evidence, OLD.office_key, OLD.post_key,
           OLD.stated_by, OLD.stated_at)
        OR (OLD.state = 'signed' AND ROW(NEW.state, NEW.signed_at, NEW.document_id) IS DISTINCT FROM ROW(OLD.state, OLD.signed_at, OLD.document_id))
        OR OLD.replaced_at IS NOT NULL THEN
        RAISE EXCEPTION 'a statement is superseded, never edited' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION indicators_run_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'running' OR NEW.id <> OLD.id OR NEW.started_at <> OLD.started_at THEN
        RAISE EXCEPTION 'a run that ended stays as it was' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER indicators_cell_by_run BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON indicators_cell
    FOR EACH STATEMENT EXECUTE FUNCTION indicators_only_a_run();
CREATE TRIGGER indicators_value_by_run BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON indicators_value
    FOR EACH STATEMENT EXECUTE FUNCTION indicators_only_a_run();
CREATE TRIGGER indicators_value_of_run AFTER INSERT ON indicators_value REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION indicators_of_this_run();
CREATE TRIGGER indicators_value_no_edit BEFORE UPDATE ON indicators_value FOR EACH ROW EXECUTE FUNCTION indicators_gives_way_once();
CREATE TRIGGER indicators_value_no_delete BEFORE DELETE ON indicators_value FOR EACH ROW EXECUTE FUNCTION indicators_only_passing();
CREATE INDEX indicators_value_passing ON indicators_value (replaced_at) WHERE mark = 'running';
CREATE TRIGGER indicators_run_no_edit BEFORE UPDATE ON indicators_run FOR EACH ROW EXECUTE FUNCTION indicators_run_ends_once();
CREATE TRIGGER indicators_run_no_delete BEFORE DELETE OR TRUNCATE ON indicators_run FOR EACH STATEMENT EXECUTE FUNCTION indicators_never();
CREATE TRIGGER indicators_statement_no_edit BEFORE UPDATE ON indicators_statement
    FOR EACH ROW EXECUTE FUNCTION indicators_statement_stays();
CREATE TRIGGER indicators_statement_no_delete BEFORE DELETE OR TRUNCATE ON indicators_statement
    FOR EACH STATEMENT EXECUTE FUNCTION indicators_never();
"""
ALLOW = """
DROP TRIGGER indicators_statement_no_delete ON indicators_statement; DROP TRIGGER indicators_statement_no_edit ON indicators_statement;
DROP TRIGGER indicators_run_no_delete ON indicators_run; DROP TRIGGER indicators_run_no_edit ON indicators_run;
DROP TRIGGER indicators_value_no_delete ON indicators_value; DROP TRIGGER indicators_value_no_edit ON indicators_value;
DROP TRIGGER indicators_value_of_run ON indicators_value; DROP TRIGGER indicators_value_by_run ON indicators_value;
DROP TRIGGER indicators_cell_by_run ON indicators_cell;
DROP INDEX indicators_value_passing; DROP FUNCTION indicators_only_passing();
DROP FUNCTION indicators_run_ends_once(); DROP FUNCTION indicators_statement_stays(); DROP FUNCTION indicators_never();
DROP FUNCTION indicators_gives_way_once(); DROP FUNCTION indicators_of_this_run(); DROP FUNCTION indicators_only_a_run();
"""


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
