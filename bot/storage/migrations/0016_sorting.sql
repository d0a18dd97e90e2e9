-- Owner: meetings. Whether two ways to write a place mean one, as somebody has said of a meeting; both in small letters.
CREATE TABLE same_places (
    meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    one        TEXT NOT NULL,
    other      TEXT NOT NULL,
    is_same    INTEGER NOT NULL CHECK (is_same IN (0, 1)),
    PRIMARY KEY (meeting_id, one, other),
    CHECK (one < other)
) STRICT, WITHOUT ROWID;

-- Owner: meetings. The short answer that a message went on with, so that the message can be changed.
ALTER TABLE meeting_answers ADD COLUMN begun TEXT;

-- Owner: meetings. How the answers lay before what a moderator did last: (id, status, what it was merged into) each.
ALTER TABLE sortings ADD COLUMN before TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(before));

-- Owner: meetings. A meeting that was planned and does not take place after all.
ALTER TABLE meetings ADD COLUMN is_off INTEGER NOT NULL DEFAULT 0 CHECK (is_off IN (0, 1));
