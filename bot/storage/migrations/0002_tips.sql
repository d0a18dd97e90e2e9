-- One queue: tips, questions to a human and reported errors. `version` is the number of the item's history rows.
CREATE TABLE items (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    kind          TEXT NOT NULL CHECK (kind IN ('tip', 'question', 'report')),
    status        TEXT NOT NULL DEFAULT 'waiting' CHECK (
        status IN ('waiting', 'returned', 'approved', 'declined', 'merged', 'withdrawn', 'answered')
    ),
    version       INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    author_id     INTEGER NOT NULL,
    chat_id       INTEGER NOT NULL,  -- the author's private chat
    text          TEXT NOT NULL,
    place         TEXT,
    theme         TEXT,
    signature     TEXT,              -- NULL: anonymous
    photo         TEXT,              -- Telegram's file id
    photo_text    TEXT,
    entry_id      TEXT,              -- what a report is about, what a tip became or was merged into
    created_at    TEXT NOT NULL,
    waiting_since TEXT NOT NULL,     -- when it last came to the moderators
    decided_at    TEXT,
    decided_by    INTEGER,
    claimed_by    INTEGER,
    claimed_until TEXT,
    CHECK ((decided_at IS NULL) = (status IN ('waiting', 'returned'))),
    CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
    CHECK ((claimed_by IS NULL) = (claimed_until IS NULL)),
    CHECK (claimed_by IS NULL OR decided_by IS NULL)
) STRICT;
CREATE INDEX items_waiting ON items (id, kind, theme) WHERE status = 'waiting';
CREATE INDEX items_waiting_since ON items (waiting_since) WHERE status = 'waiting';
CREATE INDEX items_author ON items (author_id, kind, status);

-- The moderators' wording of a tip, or of the entry that a report is about, before approval.
CREATE TABLE proposals (
    item_id   INTEGER PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
    title     TEXT NOT NULL,
    answer    TEXT NOT NULL,
    theme     TEXT NOT NULL,
    keywords  TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(keywords)),
    questions TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(questions)),
    kind      TEXT NOT NULL DEFAULT 'exempel' CHECK (kind IN ('exempel', 'rekommendation')),
    more      TEXT
) STRICT;

-- One row in the same transaction as every change; `before` and `after` hold the fields that changed.
CREATE TABLE history (
    id       INTEGER PRIMARY KEY,
    item_id  INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
    version  INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,
    action   TEXT NOT NULL,
    note     TEXT,
    before   TEXT NOT NULL CHECK (json_valid(before)),
    after    TEXT NOT NULL CHECK (json_valid(after)),
    at       TEXT NOT NULL,
    UNIQUE (item_id, version)
) STRICT;

-- The outbox. chat_id 0 is the moderators' chat, wherever that is when the notice is sent.
CREATE TABLE notices (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    item_id    INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
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
    UNIQUE (item_id, version, kind, chat_id)
) STRICT;
CREATE INDEX notices_queued ON notices (id) WHERE status = 'queued';

-- Every copy of a card in the moderators' chat, so that all of them show the outcome.
CREATE TABLE cards (
    item_id       INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
    chat_id       INTEGER NOT NULL,
    message_id    INTEGER NOT NULL,
    shown_version INTEGER NOT NULL,
    PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX cards_item ON cards (item_id, shown_version);

-- Approved knowledge over the base; rows are hidden, never removed, so that no id comes back as something else.
CREATE TABLE entries (
    id         TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 40),
    item_id    INTEGER REFERENCES items (id),
    origin     TEXT NOT NULL CHECK (origin IN ('tip', 'edit')),
    title      TEXT NOT NULL,
    answer     TEXT NOT NULL,
    more       TEXT,
    theme      TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('exempel', 'rekommendation')),
    keywords   TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(keywords)),
    questions  TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(questions)),
    signature  TEXT,
    status     TEXT NOT NULL DEFAULT 'live' CHECK (status IN ('live', 'hidden')),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX entries_item ON entries (item_id);

-- Phrases that the matcher has learnt for an entry.
CREATE TABLE phrases (
    entry_id TEXT NOT NULL,
    phrase   TEXT NOT NULL,
    added_by INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    PRIMARY KEY (entry_id, phrase)
) STRICT, WITHOUT ROWID;

-- Half-written submissions: they are there after days and restarts.
CREATE TABLE drafts (
    user_id    INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL,
    step       TEXT NOT NULL,
    fields     TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(fields)),
    changed_at TEXT NOT NULL
) STRICT;

CREATE TABLE mutes (
    user_id INTEGER PRIMARY KEY,
    until   TEXT NOT NULL,
    by      INTEGER NOT NULL
) STRICT;

-- "Säg till när det finns svar".
CREATE TABLE waiters (
    id       INTEGER PRIMARY KEY,
    user_id  INTEGER NOT NULL,
    chat_id  INTEGER NOT NULL,
    question TEXT NOT NULL,
    until    TEXT NOT NULL,
    told_at  TEXT
) STRICT;
CREATE INDEX waiters_untold ON waiters (until) WHERE told_at IS NULL;

-- How many different members asked a question, as keyed hashes that go with the question's text.
CREATE TABLE askers (
    text_hash   TEXT NOT NULL,
    asker_hash  TEXT NOT NULL,
    question_id INTEGER NOT NULL REFERENCES questions (id) ON DELETE CASCADE,
    PRIMARY KEY (text_hash, asker_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX askers_question ON askers (question_id);

CREATE TABLE secrets (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
