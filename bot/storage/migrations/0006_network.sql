-- The groups of the network. Title and the bot's standing are in `groups`; `version` is the number of history rows.
CREATE TABLE network (
    chat_id    INTEGER PRIMARY KEY REFERENCES groups (chat_id) ON DELETE CASCADE,
    status     TEXT NOT NULL DEFAULT 'begun' CHECK (status IN ('begun', 'asked', 'accepted', 'declined', 'stopped')),
    version    INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    purpose    TEXT,
    county     TEXT,                 -- an id, or 'riket'
    theme      TEXT,                 -- an id of the knowledge, or 'alla'
    topic      INTEGER,              -- a forum's thread; NULL: General, or no forum
    topic_name TEXT,
    asked_by   INTEGER NOT NULL,     -- the group's administrator
    decided_by INTEGER,              -- who accepted, declined or stopped
    changed_at TEXT NOT NULL,
    CHECK (status = 'begun' OR (purpose IS NOT NULL AND county IS NOT NULL AND theme IS NOT NULL)),
    CHECK ((decided_by IS NULL) = (status IN ('begun', 'asked')))
) STRICT;

CREATE TABLE network_history (
    id       INTEGER PRIMARY KEY,
    chat_id  INTEGER NOT NULL REFERENCES network (chat_id) ON UPDATE CASCADE ON DELETE CASCADE,
    version  INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,
    action   TEXT NOT NULL,
    before   TEXT NOT NULL CHECK (json_valid(before)),
    after    TEXT NOT NULL CHECK (json_valid(after)),
    at       TEXT NOT NULL,
    UNIQUE (chat_id, version)
) STRICT;

-- Only legal moves, whoever writes.
CREATE TRIGGER network_moves BEFORE UPDATE OF status ON network
WHEN OLD.status <> NEW.status AND OLD.status || '>' || NEW.status NOT IN (
    'begun>asked', 'asked>begun', 'asked>accepted', 'asked>declined', 'accepted>declined', 'accepted>stopped',
    'stopped>accepted', 'stopped>declined', 'declined>accepted', 'declined>begun'
)
BEGIN
    SELECT RAISE(ABORT, 'an illegal move of a group');
END;

-- Members who want what is sent out in their own chat; `number` is what they are called in lists.
CREATE TABLE subscribers (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id    INTEGER NOT NULL UNIQUE,
    chat_id    INTEGER NOT NULL,
    status     TEXT NOT NULL CHECK (status IN ('active', 'stopped', 'gone')),
    since      TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;

-- Who may send to the network's groups besides the moderators; rows stay, so that a removal can be undone.
CREATE TABLE organisers (
    user_id    INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    added_by   INTEGER NOT NULL,
    added_at   TEXT NOT NULL,
    removed_by INTEGER,
    removed_at TEXT,
    CHECK ((removed_by IS NULL) = (removed_at IS NULL))
) STRICT;

-- Links that make whoever opens one an organiser, once.
CREATE TABLE organiser_links (
    code    TEXT PRIMARY KEY,
    made_by INTEGER NOT NULL,
    until   TEXT NOT NULL,
    used_by INTEGER
) STRICT, WITHOUT ROWID;

-- What the bot waits for somebody to write in private chat next.
CREATE TABLE prompts (
    user_id  INTEGER PRIMARY KEY,
    what     TEXT NOT NULL,
    ref      TEXT NOT NULL,
    asked_at TEXT NOT NULL
) STRICT;
