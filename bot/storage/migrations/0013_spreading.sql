-- A channel is told to like a group, but nobody writes to the bot in it.
ALTER TABLE groups ADD COLUMN is_channel INTEGER NOT NULL DEFAULT 0 CHECK (is_channel IN (0, 1));

-- What a subscriber would rather have broadcasts about: ids of the knowledge; none means everything.
ALTER TABLE subscribers ADD COLUMN themes TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(themes));

-- Whether what came of a broadcast is told seven days after it by itself, as was approved with it.
ALTER TABLE broadcasts ADD COLUMN follow_up TEXT NOT NULL DEFAULT 'no' CHECK (follow_up IN ('no', 'wanted', 'done'));
CREATE INDEX broadcasts_follow_up ON broadcasts (finished_at) WHERE follow_up = 'wanted';

-- The messages of a copy besides the first: the rest of an album, and the one with its buttons.
ALTER TABLE deliveries ADD COLUMN others TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(others));

-- Owner: broadcasts. How many times the links of a broadcast have been opened; by whom is not kept.
CREATE TABLE broadcast_opens (
    broadcast_id INTEGER NOT NULL REFERENCES broadcasts (id),
    link         TEXT NOT NULL,
    number       INTEGER NOT NULL CHECK (number > 0),
    PRIMARY KEY (broadcast_id, link)
) STRICT, WITHOUT ROWID;

-- Owner: adoption. Who means to do what an entry tells of, and what came of it. Who that is (`user_id`, whose private
-- chat it is too) is left out when it is over; the row stays, to be counted.
CREATE TABLE adoptions (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    entry_id   TEXT NOT NULL,
    user_id    INTEGER,
    status     TEXT NOT NULL DEFAULT 'planned' CHECK (status IN ('planned', 'asked', 'done', 'later', 'dropped')),
    planned_at TEXT NOT NULL,
    asked_at   TEXT,
    answered_at TEXT,
    UNIQUE (entry_id, user_id),
    CHECK (user_id IS NOT NULL OR status IN ('done', 'later', 'dropped'))
) STRICT;
CREATE INDEX adoptions_planned ON adoptions (planned_at) WHERE status = 'planned';
