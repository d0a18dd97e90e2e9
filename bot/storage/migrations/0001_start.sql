-- Receipt of updates: the words of an update are kept only until it is handled.
CREATE TABLE inbox (
    update_id   INTEGER PRIMARY KEY,
    payload     TEXT,
    status      TEXT NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'handled', 'given_up')),
    attempts    INTEGER NOT NULL DEFAULT 0,
    received_at TEXT NOT NULL,
    CHECK ((status = 'handled') = (payload IS NULL))
) STRICT;
CREATE INDEX inbox_waiting ON inbox (update_id) WHERE status = 'waiting';

-- Questions without who asked; after 90 days only the counts are left.
CREATE TABLE questions (
    id         INTEGER PRIMARY KEY,
    token      TEXT NOT NULL UNIQUE,
    text       TEXT NOT NULL,
    place      TEXT NOT NULL CHECK (place IN ('private', 'group')),
    outcome    TEXT NOT NULL CHECK (outcome IN ('answer', 'suggestions', 'none')),
    confidence REAL NOT NULL,
    entry_id   TEXT,
    asked_at   TEXT NOT NULL
) STRICT;
CREATE INDEX questions_asked_at ON questions (asked_at);

CREATE TABLE question_counts (
    day      TEXT NOT NULL,
    place    TEXT NOT NULL,
    outcome  TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    number   INTEGER NOT NULL,
    PRIMARY KEY (day, place, outcome, entry_id)
) STRICT, WITHOUT ROWID;

-- A verdict belongs to the answer with this token; an answer that came of browsing has no question.
CREATE TABLE feedback (
    id          INTEGER PRIMARY KEY,
    token       TEXT NOT NULL UNIQUE,
    question_id INTEGER REFERENCES questions (id) ON DELETE SET NULL,
    entry_id    TEXT,
    verdict     TEXT NOT NULL CHECK (verdict IN ('good', 'bad')),
    reason      TEXT CHECK (reason IN ('wrong', 'old', 'not_asked', 'unclear')),
    given_at    TEXT NOT NULL
) STRICT;

CREATE INDEX feedback_question ON feedback (question_id);

-- Which message answered which, for a day, so that an edited question edits its answer and a group is not told twice.
CREATE TABLE answers (
    chat_id    INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    answer_id  INTEGER NOT NULL,
    topic      INTEGER NOT NULL,
    entry_id   TEXT,
    sent_at    TEXT NOT NULL,
    PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;

-- What the latest buttons in a private chat were, so that "1" and "ja" can be typed instead.
CREATE TABLE offers (
    chat_id    INTEGER PRIMARY KEY,
    choices    TEXT NOT NULL,
    offered_at TEXT NOT NULL
) STRICT;

CREATE TABLE groups (
    chat_id     INTEGER PRIMARY KEY,
    title       TEXT NOT NULL,
    is_forum    INTEGER NOT NULL DEFAULT 0 CHECK (is_forum IN (0, 1)),
    standing    TEXT NOT NULL CHECK (standing IN ('member', 'administrator', 'muted', 'left', 'removed', 'migrated')),
    migrated_to INTEGER,
    changed_at  TEXT NOT NULL,
    CHECK ((standing = 'migrated') = (migrated_to IS NOT NULL))
) STRICT;

-- The moderators' chat: one row, with the code that `run` prints until a chat has been bound.
CREATE TABLE moderators (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    code    TEXT,
    chat_id INTEGER,
    CHECK ((code IS NULL) <> (chat_id IS NULL))
) STRICT;
