"""The SQLite file: transactions, migrations, moments, rows with a version."""
