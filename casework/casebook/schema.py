"""The tables of the index in RAM. Days are ordinals (`date.toordinal`); `_lo` and `_hi` bound a partial date."""

FORMAT = 2
"""Raised when the tables or the summaries change: a snapshot of another format is built anew."""

EVER = 4_000_000
"""A day after all days: the end of what lasts."""
NEVER = 0
"""A day before all days: the beginning of what has no known beginning."""

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE person (
    id INTEGER PRIMARY KEY, record BLOB NOT NULL UNIQUE, sort_name TEXT, number TEXT, sex TEXT, region TEXT,
    recognition TEXT, consent INTEGER, consent_from INTEGER, consent_until INTEGER, birth TEXT, birth_lo INTEGER,
    birth_hi INTEGER
);
CREATE TABLE name (id INTEGER PRIMARY KEY, person INTEGER, script TEXT, text TEXT);
CREATE INDEX name_of ON name (person);
CREATE TABLE external (person INTEGER, ord INTEGER, list TEXT, value TEXT, PRIMARY KEY (person, ord)) WITHOUT ROWID;
CREATE INDEX external_value ON external (value);
CREATE TABLE timeline (
    person INTEGER, ord INTEGER, status TEXT, since TEXT, lo INTEGER, hi INTEGER, counted INTEGER,
    PRIMARY KEY (person, ord)
) WITHOUT ROWID;
CREATE TABLE span (
    person INTEGER, ord INTEGER, start_lo INTEGER, start_hi INTEGER, end_lo INTEGER, end_hi INTEGER,
    PRIMARY KEY (person, ord)
) WITHOUT ROWID;
CREATE TABLE stay (
    person INTEGER, ord INTEGER, facility TEXT, since INTEGER, until INTEGER, PRIMARY KEY (person, ord)
) WITHOUT ROWID;
CREATE TABLE charge (
    person INTEGER, ord INTEGER, article TEXT, part TEXT, PRIMARY KEY (person, ord)
) WITHOUT ROWID;
CREATE INDEX charge_article ON charge (article, person);
CREATE TABLE profile (person INTEGER, profile TEXT, PRIMARY KEY (person, profile)) WITHOUT ROWID;
CREATE TABLE action (id INTEGER PRIMARY KEY, record BLOB NOT NULL UNIQUE, day INTEGER, everyone INTEGER, summary BLOB);
CREATE TABLE covered (person BLOB, action INTEGER, PRIMARY KEY (person, action)) WITHOUT ROWID;
CREATE INDEX covered_by ON covered (action);
CREATE TABLE day (day INTEGER PRIMARY KEY, used INTEGER);
CREATE TABLE held (
    day INTEGER, person INTEGER, custody INTEGER, status TEXT, facility TEXT, sex TEXT, region TEXT,
    recognition TEXT, arrested INTEGER, PRIMARY KEY (day, person)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(text, tokenize='trigram', columnsize=0, detail=full);
CREATE INDEX person_sort ON person (sort_name);
"""

OF_PERSON = ("name", "external", "timeline", "span", "stay", "charge", "profile", "held")
"""Tables with a column `person`, emptied of somebody before they are written anew."""
