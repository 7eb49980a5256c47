"""Scores, words and events are appended; weights stand as they were published. The database refuses to edit any of them."""

from django.db import migrations

TABLES = ("score", "words", "weightset", "followupevent", "testimony", "prefill")
FORBID = """
CREATE FUNCTION movement_evaluation_appended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'history is appended, not edited: % on % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER {table}_no_edit BEFORE UPDATE OR DELETE ON movement_evaluation_{table}"
    " FOR EACH ROW EXECUTE FUNCTION movement_evaluation_appended();\n"
    for table in TABLES
)
ALLOW = (
    "".join(f"DROP TRIGGER {table}_no_edit ON movement_evaluation_{table};\n" for table in TABLES)
    + "DROP FUNCTION movement_evaluation_appended();"
)


class Migration(migrations.Migration):
    dependencies = [("movement_evaluation", "0001_initial")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
