-- "Säg till när det finns svar": nobody could ask for it before, so there is nobody to keep.
DROP TABLE waiters;
CREATE TABLE waiters (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id  INTEGER NOT NULL,
    chat_id  INTEGER NOT NULL,
    question TEXT NOT NULL,
    until    TEXT NOT NULL,
    told_at  TEXT
) STRICT;
CREATE INDEX waiters_untold ON waiters (until) WHERE told_at IS NULL;

-- The outbox: about an item, or to somebody who waits for an answer, who has one notice whatever happens.
-- chat_id 0 is the moderators' chat, wherever that is when the notice is sent.
CREATE TABLE new_notices (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    item_id    INTEGER REFERENCES items (id) ON DELETE CASCADE,
    waiter_id  INTEGER UNIQUE REFERENCES waiters (id) ON DELETE CASCADE,
    version    INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    chat_id    INTEGER NOT NULL,
    payload    TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(payload)),
    status     TEXT NOT NULL DEFAULT 'queued' CHECK (
        status IN ('queued', 'sending', 'sent', 'unknown', 'gone', 'recalled')
    ),
    attempts   INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    UNIQUE (item_id, version, kind, chat_id),
    CHECK ((item_id IS NULL) <> (waiter_id IS NULL))
) STRICT;
INSERT INTO new_notices (id, item_id, version, kind, chat_id, payload, status, attempts, created_at, changed_at)
SELECT id, item_id, version, kind, chat_id, payload, status, attempts, created_at, changed_at FROM notices;
DROP TABLE notices;
ALTER TABLE new_notices RENAME TO notices;
CREATE INDEX notices_queued ON notices (id) WHERE status = 'queued';

-- What was typed last in answer to buttons, and the action that it stood for.
ALTER TABLE offers ADD COLUMN message_id INTEGER;
ALTER TABLE offers ADD COLUMN action TEXT;

-- Whether something on the card is still to be filled in.
ALTER TABLE cards ADD COLUMN unfinished INTEGER NOT NULL DEFAULT 0 CHECK (unfinished IN (0, 1));

DROP INDEX items_waiting;
CREATE INDEX items_waiting ON items (id, kind, theme, waiting_since) WHERE status = 'waiting';

-- The draft that each member cancelled last, for an hour, should it have been a slip.
CREATE TABLE cancelled_drafts (
    user_id      INTEGER PRIMARY KEY,
    fields       TEXT NOT NULL CHECK (json_valid(fields)),
    cancelled_at TEXT NOT NULL
) STRICT;

-- What happens at most once a day, and the Swedish day on which it last did.
CREATE TABLE daily (
    name TEXT PRIMARY KEY,
    day  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
