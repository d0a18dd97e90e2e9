-- Owner: knowledge. Links, contact and last day of an entry, where moderators have said what they are; `links` is NULL
-- where they have not, and those of the file stay.
ALTER TABLE entries ADD COLUMN links TEXT CHECK (links IS NULL OR json_valid(links));
ALTER TABLE entries ADD COLUMN contact TEXT;
ALTER TABLE entries ADD COLUMN valid_until TEXT;

-- Owner: moderation. The same in a proposal; whether the entry is to be out of use, and what it is to be pinned to.
ALTER TABLE proposals ADD COLUMN links TEXT CHECK (links IS NULL OR json_valid(links));
ALTER TABLE proposals ADD COLUMN contact TEXT;
ALTER TABLE proposals ADD COLUMN valid_until TEXT;
ALTER TABLE proposals ADD COLUMN pin TEXT;
ALTER TABLE proposals ADD COLUMN pinned_until TEXT CHECK ((pinned_until IS NULL) = (pin IS NULL));
ALTER TABLE proposals ADD COLUMN retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1));

-- Owner: knowledge. What exactly this phrase is answered with through the day `until`.
CREATE TABLE pins (
    entry_id  TEXT PRIMARY KEY,
    phrase    TEXT NOT NULL,
    until     TEXT NOT NULL,
    pinned_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Owner: knowledge. Entries out of use, of files or of moderators; they come back as they were.
CREATE TABLE retired (
    entry_id   TEXT PRIMARY KEY,
    retired_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Owner: knowledge. A word of members' questions that moderators have said leads to another.
CREATE TABLE synonyms (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    word     TEXT NOT NULL,
    leads_to TEXT NOT NULL,
    UNIQUE (word, leads_to)
) STRICT;
