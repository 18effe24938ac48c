"""Entries of the log are added and read; the database refuses the rest unless `audit.door` is open."""

from django.db import migrations

REFUSAL = "the log of acts is only added to"

SQLITE = [
    *(
        f"""
        CREATE TRIGGER audit_entry_no_{event.lower()} BEFORE {event} ON audit_entry
        WHEN NOT audit_door_is_open()
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
        """
        for event in ("UPDATE", "DELETE")
    ),
    # INSERT OR REPLACE deletes the row that is there without asking the trigger above
    f"""
    CREATE TRIGGER audit_entry_no_replace BEFORE INSERT ON audit_entry
    WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
    """,
]
SQLITE_BACK = [f"DROP TRIGGER audit_entry_no_{event}" for event in ("update", "delete", "replace")]

POSTGRESQL = [
    f"""
    CREATE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF current_setting('audit.door', true) IS DISTINCT FROM 'open' THEN
            RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_stays()
    """,
    """
    CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_stays()
    """,
]
POSTGRESQL_BACK = [
    "DROP TRIGGER audit_entry_no_truncate ON audit_entry",
    "DROP TRIGGER audit_entry_no_change ON audit_entry",
    "DROP FUNCTION audit_entry_stays()",
]


def refuse(_apps, schema_editor):
    _run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def allow(_apps, schema_editor):
    _run(schema_editor, {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK})


def _run(schema_editor, statements):
    for statement in statements[schema_editor.connection.vendor]:
        # Without parameters, so that nothing in it is taken for one
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(refuse, allow)]
