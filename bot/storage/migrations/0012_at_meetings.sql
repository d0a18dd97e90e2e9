-- Owner: meetings. What a meeting is besides its day: when it begins by the clock in Sweden, and how often it has been
-- changed since it was made.
ALTER TABLE meetings ADD COLUMN time TEXT CHECK (time GLOB '[0-2][0-9]:[0-5][0-9]');
ALTER TABLE meetings ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- Owner: meetings. Where people sit who meet in several places at once.
CREATE TABLE meeting_sites (
    meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    number     INTEGER NOT NULL CHECK (number >= 1),
    name       TEXT NOT NULL,
    PRIMARY KEY (meeting_id, number)
) STRICT, WITHOUT ROWID;

-- Owner: meetings. Somebody at a meeting; `user_id` is NULL when it has been forgotten who. A `name` is shown, without
-- one they are anonymous. `question` is the one at hand, 0 when they are done; their next words go on with `short_id`.
CREATE TABLE participants (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    user_id    INTEGER,
    site       INTEGER,
    place      TEXT,
    name       TEXT,
    question   INTEGER NOT NULL DEFAULT 1 CHECK (question >= 0),
    short_id   INTEGER REFERENCES meeting_answers (id) ON DELETE SET NULL,
    changed_at TEXT NOT NULL,
    UNIQUE (meeting_id, user_id),
    FOREIGN KEY (meeting_id, site) REFERENCES meeting_sites (meeting_id, number)
) STRICT;

-- Owner: meetings. What is answered. `wording` is the moderators' own, `merged_into` says the same, and `item_id` is the
-- proposal that came of it. A message that is handled twice answers once.
CREATE TABLE meeting_answers (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    participant_id INTEGER NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    question       INTEGER NOT NULL CHECK (question >= 1),
    message_id     INTEGER NOT NULL,
    part           INTEGER NOT NULL,
    text           TEXT NOT NULL,
    wording        TEXT,
    status         TEXT NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'included', 'merged', 'removed')),
    merged_into    INTEGER REFERENCES meeting_answers (id),
    item_id        INTEGER REFERENCES items (id) ON DELETE SET NULL,
    decided_by     INTEGER,
    decided_at     TEXT,
    sent_at        TEXT NOT NULL,
    UNIQUE (participant_id, message_id, part),
    CHECK ((status = 'merged') = (merged_into IS NOT NULL)),
    CHECK ((status = 'waiting') = (decided_at IS NULL))
) STRICT;
CREATE INDEX meeting_answers_status ON meeting_answers (status, question);
CREATE INDEX meeting_answers_merged ON meeting_answers (merged_into) WHERE merged_into IS NOT NULL;

-- Owner: meetings. The answers that a moderator is looking at: a page of groups, each of ids, and which are ticked. `mark`
-- tells one page from the next, so that a press on an old one changes nothing.
CREATE TABLE sortings (
    user_id    INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    question   INTEGER NOT NULL,
    shelf      TEXT NOT NULL CHECK (shelf IN ('waiting', 'included', 'removed')),
    page       INTEGER NOT NULL,
    mark       INTEGER NOT NULL,
    shown      TEXT NOT NULL CHECK (json_valid(shown)),
    ticked     TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(ticked)),
    changed_at TEXT NOT NULL
) STRICT;

-- Owner: meetings. Who says that they come, and wants to be reminded.
CREATE TABLE comings (
    meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    user_id    INTEGER NOT NULL,
    answer     TEXT NOT NULL CHECK (answer IN ('yes', 'maybe', 'no')),
    reminded   INTEGER NOT NULL DEFAULT 0 CHECK (reminded IN (0, 1)),
    changed_at TEXT NOT NULL,
    PRIMARY KEY (meeting_id, user_id)
) STRICT, WITHOUT ROWID;

-- Owner: meetings. What those who come are told: that something has been changed (`about` is the meeting's version), or
-- that it begins (`about` is when).
CREATE TABLE meeting_notices (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    user_id    INTEGER NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('changed', 'day', 'hour')),
    about      TEXT NOT NULL,
    what       TEXT NOT NULL DEFAULT '',
    status     TEXT NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'sending', 'sent', 'unknown', 'gone')),
    changed_at TEXT NOT NULL,
    UNIQUE (meeting_id, user_id, kind, about)
) STRICT;
CREATE INDEX meeting_notices_queued ON meeting_notices (id) WHERE status = 'queued';

-- Owner: meetings. Half-made meetings have one step more.
CREATE TABLE new_plans (
    user_id    INTEGER PRIMARY KEY,
    step       TEXT NOT NULL CHECK (step IN ('name', 'date', 'time', 'place', 'questions', 'kind', 'preview')),
    fields     TEXT NOT NULL CHECK (json_valid(fields)),
    changed_at TEXT NOT NULL
) STRICT;
INSERT INTO new_plans SELECT user_id, step, fields, changed_at FROM plans;
DROP TABLE plans;
ALTER TABLE new_plans RENAME TO plans;
