-- Meetings of the knowledge files, and those that organisers make in chat. None is ever removed: answers belong to them.
CREATE TABLE meetings (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    slug       TEXT NOT NULL UNIQUE CHECK (length(slug) BETWEEN 1 AND 40 AND slug NOT GLOB '*[^a-z0-9-]*'),
    name       TEXT NOT NULL,
    date       TEXT NOT NULL,
    place      TEXT,
    created_by INTEGER,
    created_at TEXT NOT NULL,
    origin     TEXT NOT NULL CHECK (origin IN ('knowledge', 'chat')),
    CHECK ((created_by IS NULL) = (origin = 'knowledge'))
) STRICT;

CREATE TABLE meeting_questions (
    meeting_id  INTEGER NOT NULL REFERENCES meetings (id),
    number      INTEGER NOT NULL,
    text        TEXT NOT NULL,
    answered_by TEXT NOT NULL CHECK (answered_by IN ('place', 'words')),
    PRIMARY KEY (meeting_id, number)
) STRICT, WITHOUT ROWID;

-- Half-made meetings: they are there after days and restarts.
CREATE TABLE plans (
    user_id    INTEGER PRIMARY KEY,
    step       TEXT NOT NULL CHECK (step IN ('name', 'date', 'place', 'questions', 'kind', 'preview')),
    fields     TEXT NOT NULL CHECK (json_valid(fields)),
    changed_at TEXT NOT NULL
) STRICT;

-- The question of a meeting that a tip answers.
ALTER TABLE items ADD COLUMN meeting_id INTEGER REFERENCES meetings (id);
ALTER TABLE items ADD COLUMN question INTEGER CHECK ((question IS NULL) = (meeting_id IS NULL));
CREATE INDEX items_meeting ON items (meeting_id, status) WHERE meeting_id IS NOT NULL;
