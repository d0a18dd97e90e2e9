-- Owner: storage. What the program has promised to do and has not done yet, perhaps for a person (0: for nobody).
CREATE TABLE chores (
    id        INTEGER PRIMARY KEY,
    kind      TEXT NOT NULL CHECK (kind IN ('erase', 'scrub', 'restored')),
    person_id INTEGER NOT NULL DEFAULT 0,
    note      TEXT NOT NULL CHECK (json_valid(note)),
    at        TEXT NOT NULL,
    UNIQUE (kind, person_id)
) STRICT;
