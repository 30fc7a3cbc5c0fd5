"""The tables of the index in RAM. Days are ordinals (`date.toordinal`); `_lo` and `_hi` bound a partial date."""

FORMAT = 4
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
    person INTEGER, ord INTEGER, facility TEXT, since INTEGER, until INTEGER, begun TEXT, PRIMARY KEY (person, ord)
) WITHOUT ROWID;
CREATE TABLE charge (
    person INTEGER, ord INTEGER, article TEXT, part TEXT, PRIMARY KEY (person, ord)
) WITHOUT ROWID;
CREATE INDEX charge_article ON charge (article, person);
CREATE TABLE profile (person INTEGER, profile TEXT, PRIMARY KEY (person, profile)) WITHOUT ROWID;
CREATE TABLE trait (name TEXT, value TEXT, few INTEGER, people BLOB, PRIMARY KEY (name, value));
CREATE TABLE action (
    id INTEGER PRIMARY KEY, record BLOB NOT NULL UNIQUE, day INTEGER, everyone INTEGER, kind TEXT, status TEXT,
    year INTEGER, raises INTEGER, listed INTEGER, query TEXT, named BLOB, summary BLOB
);
CREATE INDEX action_day ON action (day);
CREATE INDEX action_facets ON action (kind, status, year);
CREATE TABLE acted (action INTEGER, actor BLOB, PRIMARY KEY (action, actor)) WITHOUT ROWID;
CREATE INDEX acted_by ON acted (actor);
CREATE TABLE follow_up (
    action INTEGER, ord INTEGER, due INTEGER, done INTEGER, PRIMARY KEY (action, ord)
) WITHOUT ROWID;
CREATE INDEX follow_up_open ON follow_up (done, due);
CREATE TABLE actor (
    id INTEGER PRIMARY KEY, record BLOB NOT NULL UNIQUE, kind TEXT, sort_name TEXT, country TEXT, summary BLOB
);
CREATE TABLE entity (
    id INTEGER PRIMARY KEY, record BLOB NOT NULL UNIQUE, kind TEXT, sort_name TEXT, country TEXT, registration TEXT,
    summary BLOB
);
CREATE INDEX entity_sort ON entity (sort_name);
CREATE TABLE post (
    entity INTEGER, ord INTEGER, position TEXT, position_said TEXT, body TEXT, body_said TEXT, at BLOB,
    PRIMARY KEY (entity, ord)
) WITHOUT ROWID;
CREATE INDEX post_position ON post (position);
CREATE INDEX post_body ON post (body);
CREATE INDEX post_at ON post (at);
CREATE TABLE holding (
    entity INTEGER, ord INTEGER, kind TEXT, thing BLOB, PRIMARY KEY (entity, ord)
) WITHOUT ROWID;
CREATE INDEX holding_of ON holding (thing);
CREATE TABLE entity_external (
    entity INTEGER, list TEXT, value TEXT, PRIMARY KEY (list, value, entity)
) WITHOUT ROWID;
CREATE INDEX entity_external_of ON entity_external (entity);
CREATE TABLE designation (
    id INTEGER PRIMARY KEY, record BLOB NOT NULL UNIQUE, entity BLOB, authority TEXT, programme TEXT, listed_lo INTEGER,
    listed_hi INTEGER, delisted_lo INTEGER, delisted_hi INTEGER, action BLOB, summary BLOB
);
CREATE INDEX designation_of ON designation (entity);
CREATE INDEX designation_with ON designation (action);
CREATE TABLE involvement (
    id INTEGER PRIMARY KEY, record BLOB NOT NULL UNIQUE, entity BLOB, person BLOB, role TEXT, day INTEGER,
    day_hi INTEGER, reliability TEXT, credibility TEXT, summary BLOB
);
CREATE INDEX involvement_of ON involvement (entity);
CREATE INDEX involvement_in ON involvement (person);
CREATE TABLE covered (person INTEGER, action INTEGER, PRIMARY KEY (person, action)) WITHOUT ROWID;
CREATE INDEX covered_by ON covered (action);
CREATE TABLE awaited (id INTEGER PRIMARY KEY, record BLOB NOT NULL UNIQUE);
CREATE TABLE day (day INTEGER PRIMARY KEY, used INTEGER);
CREATE TABLE held (
    day INTEGER, person INTEGER, custody INTEGER, status TEXT, facility TEXT, sex TEXT, region TEXT,
    recognition TEXT, arrested INTEGER, PRIMARY KEY (day, person)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(text, tokenize='trigram', columnsize=0, detail=full);
CREATE INDEX person_sort ON person (sort_name);
"""

# `stay.begun` is `since` as it is written. `action.raises` is the day from which an action counts as raising its
# people, EVER while it is only planned; `listed` the day its population is of; `named` the numbers of the people it
# names, four bytes each, as in `covered`. `awaited` keeps the number of somebody whom an action names and who is not
# on file (yet, or any more). `trait` says whose a value is, as a crowd or as the numbers of few: see `traits`.

OF_PERSON = ("name", "external", "timeline", "span", "stay", "charge", "profile")
"""Tables with a column `person`, emptied of somebody before they are written anew."""

RECORDS = ("person", "action", "actor", "entity", "designation", "involvement")
"""Tables with a row for each record of a kind."""
DEADLINE = -1
"""The place among an action's follow-ups that its own deadline takes."""
PARTS = (
    *((table, "person", "person") for table in OF_PERSON),
    ("words", "rowid", "person"),
    ("covered", "action", "action"),
    ("acted", "action", "action"),
    ("follow_up", "action", "action"),
    ("entity_external", "entity", "entity"),
    ("post", "entity", "entity"),
    ("holding", "entity", "entity"),
)
"""(table, column, table of the record): rows that go with a record and are written anew with it."""
