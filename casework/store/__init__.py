"""Where sealed payloads lie: SQLAlchemy models, revisions, grants, sessions, the audit chain."""
