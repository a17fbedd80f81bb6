"""Words of letters and visits kept one by one, and an index of them: FTS5 in SQLite, GIN in PostgreSQL."""

from django.db import migrations

from giaoban.core.words.search import kept_words

BOOKS = (("Petition", ("respondent", "summary", "request")), ("Reception", ("summary", "request")))
BATCH = 2000


def forwards(apps, schema_editor):
    lite = schema_editor.connection.vendor == "sqlite"
    for name, fields in BOOKS:
        model = apps.get_model("petitions", name)
        table = model._meta.db_table
        rows = []
        for row in model.objects.only("pk", *fields).iterator(BATCH):
            row.folded = kept_words(*(getattr(row, field) for field in fields))
            rows.append(row)
            if len(rows) >= BATCH:
                model.objects.bulk_update(rows, ["folded"], batch_size=200)
                rows = []
        model.objects.bulk_update(rows, ["folded"], batch_size=200)
        if lite:
            schema_editor.execute(f"CREATE VIRTUAL TABLE {table}_words USING fts5(words, detail=none, columnsize=0)")
            schema_editor.execute(f"INSERT INTO {table}_words (rowid, words) SELECT id, folded FROM {table}")  # noqa: S608 - names of our own tables


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name, _ in BOOKS:
            schema_editor.execute(f"DROP TABLE {apps.get_model('petitions', name)._meta.db_table}_words")


def index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name, _ in BOOKS:
            table = apps.get_model("petitions", name)._meta.db_table
            schema_editor.execute(f"CREATE INDEX {table}_words ON {table} USING gin (to_tsvector('simple', folded))")


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name, _ in BOOKS:
            schema_editor.execute(f"DROP INDEX {apps.get_model('petitions', name)._meta.db_table}_words")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("petitions", "0006_secrecy_and_protection")]
    operations = [migrations.RunPython(forwards, backwards), migrations.RunPython(index, drop_index)]
