"""What the class keeps, in SQLite or PostgreSQL: tables, opening a database, and plain questions to it."""
