"""What the database itself refuses: changing an edition that is in force, and editing evidence."""

from django.db import migrations

GUARD = """
CREATE FUNCTION movement_plan_refuse(why text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', why USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION movement_plan_guard_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN PERFORM movement_plan_refuse('an edition that was in force is never deleted'); END IF;
        RETURN OLD;
    END IF;
    IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (('draft', 'adopted'), ('adopted', 'superseded')) THEN
        PERFORM movement_plan_refuse('no edition moves from ' || OLD.state || ' to ' || NEW.state);
    END IF;
    IF OLD.state <> 'draft' AND (OLD.edition_label, OLD.title, OLD.horizon_from, OLD.horizon_to, OLD.vision, OLD.mission, OLD.basis, OLD.adopted_on)
        IS DISTINCT FROM (NEW.edition_label, NEW.title, NEW.horizon_from, NEW.horizon_to, NEW.vision, NEW.mission, NEW.basis, NEW.adopted_on) THEN
        PERFORM movement_plan_refuse('an edition that was in force is never edited');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER movement_plan_guard BEFORE UPDATE OR DELETE ON movement_plan_plan
    FOR EACH ROW EXECUTE FUNCTION movement_plan_guard_plan();

CREATE FUNCTION movement_plan_only_in_draft(plan uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM movement_plan_plan p WHERE p.id = plan AND p.state <> 'draft') THEN
        PERFORM movement_plan_refuse('only a draft is changed');
    END IF;
END $$;

CREATE FUNCTION movement_plan_guard_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM movement_plan_only_in_draft(OLD.plan_id); END IF;
    IF TG_OP <> 'DELETE' THEN PERFORM movement_plan_only_in_draft(NEW.plan_id); RETURN NEW; END IF;
    RETURN OLD;
END $$;

CREATE FUNCTION movement_plan_guard_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM movement_plan_only_in_draft(i.plan_id) FROM movement_plan_initiative i WHERE i.id = OLD.initiative_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM movement_plan_only_in_draft(i.plan_id) FROM movement_plan_initiative i WHERE i.id = NEW.initiative_id;
        RETURN NEW;
    END IF;
    RETURN OLD;
END $$;

CREATE FUNCTION movement_plan_guard_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN PERFORM movement_plan_refuse('evidence is withdrawn, never deleted'); END IF;
    IF (OLD.milestone_id, OLD.lineage, OLD.kind, OLD.ref, OLD.label, OLD.taken_on, OLD.note, OLD.by_id, OLD.by_name, OLD.by_office, OLD.added_at)
        IS DISTINCT FROM (NEW.milestone_id, NEW.lineage, NEW.kind, NEW.ref, NEW.label, NEW.taken_on, NEW.note, NEW.by_id, NEW.by_name, NEW.by_office, NEW.added_at)
        OR (OLD.checked_at IS NOT NULL AND (OLD.checked_at, OLD.checked_by) IS DISTINCT FROM (NEW.checked_at, NEW.checked_by))
        OR (OLD.withdrawn_at IS NOT NULL AND (OLD.withdrawn_at, OLD.withdrawn_because) IS DISTINCT FROM (NEW.withdrawn_at, NEW.withdrawn_because)) THEN
        PERFORM movement_plan_refuse('evidence is never edited');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER movement_plan_guard BEFORE UPDATE OR DELETE ON movement_plan_milestoneevidence
    FOR EACH ROW EXECUTE FUNCTION movement_plan_guard_evidence();
"""
UNGUARD = """
DROP TRIGGER movement_plan_guard ON movement_plan_plan;
DROP TRIGGER movement_plan_guard ON movement_plan_milestoneevidence;
"""
ROWS, PARTS = ("goal", "initiative"), ("activity", "dependency", "proof", "milestone")


def trigger(table: str, function: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER movement_plan_guard BEFORE INSERT OR UPDATE OR DELETE ON movement_plan_{table}"
        f" FOR EACH ROW EXECUTE FUNCTION movement_plan_guard_{function}();",
        f"DROP TRIGGER movement_plan_guard ON movement_plan_{table};",
    )


class Migration(migrations.Migration):

    dependencies = [("movement_plan", "0003_planupload")]
    operations = [
        migrations.RunSQL(
            GUARD,
            UNGUARD
            + "DROP FUNCTION movement_plan_guard_plan(), movement_plan_guard_evidence(), movement_plan_guard_row(),"
            " movement_plan_guard_part(), movement_plan_only_in_draft(uuid), movement_plan_refuse(text);",
        ),
        *(trigger(table, "row") for table in ROWS),
        *(trigger(table, "part") for table in PARTS),
    ]
