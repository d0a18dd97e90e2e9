-- The outbox also tells of broadcasts and of groups of the network: each notice is about one thing.
CREATE TABLE new_notices (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    item_id      INTEGER REFERENCES items (id) ON DELETE CASCADE,
    waiter_id    INTEGER UNIQUE REFERENCES waiters (id) ON DELETE CASCADE,
    broadcast_id INTEGER REFERENCES broadcasts (id),
    group_id     INTEGER REFERENCES network (chat_id) ON UPDATE CASCADE ON DELETE CASCADE,
    version      INTEGER NOT NULL,
    kind         TEXT NOT NULL,
    chat_id      INTEGER NOT NULL,
    payload      TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(payload)),
    status       TEXT NOT NULL DEFAULT 'queued' CHECK (
        status IN ('queued', 'sending', 'sent', 'unknown', 'gone', 'recalled')
    ),
    attempts     INTEGER NOT NULL DEFAULT 0,
    created_at   TEXT NOT NULL,
    changed_at   TEXT NOT NULL,
    UNIQUE (item_id, version, kind, chat_id),
    UNIQUE (broadcast_id, version, kind, chat_id),
    UNIQUE (group_id, version, kind, chat_id),
    CHECK (
        (item_id IS NOT NULL) + (waiter_id IS NOT NULL) + (broadcast_id IS NOT NULL) + (group_id IS NOT NULL) = 1
    )
) STRICT;
INSERT INTO new_notices
    (id, item_id, waiter_id, version, kind, chat_id, payload, status, attempts, created_at, changed_at)
SELECT id, item_id, waiter_id, version, kind, chat_id, payload, status, attempts, created_at, changed_at FROM notices;
DROP TABLE notices;
ALTER TABLE new_notices RENAME TO notices;
CREATE INDEX notices_queued ON notices (id) WHERE status = 'queued';

-- What a message that nobody asked for offers, besides the choices of a dialogue that may be open.
ALTER TABLE offers ADD COLUMN besides TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(besides));

-- Messages sent to groups in the last minute, and pauses that Telegram asked for: a new process keeps to them too.
CREATE TABLE sendings (
    chat_id INTEGER NOT NULL,
    at      TEXT NOT NULL
) STRICT;
CREATE INDEX sendings_at ON sendings (at);

CREATE TABLE pauses (
    chat_id INTEGER PRIMARY KEY,  -- 0: all chats
    until   TEXT NOT NULL
) STRICT;
