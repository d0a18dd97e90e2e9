-- Owner: knowledge. What exactly these phrases are answered with through the day `until`. A pin that is `removed` stands
-- in a file, where it no longer counts.
CREATE TABLE new_pins (
    entry_id  TEXT NOT NULL,
    phrase    TEXT NOT NULL,
    until     TEXT NOT NULL,
    pinned_at TEXT NOT NULL,
    removed   INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    PRIMARY KEY (entry_id, phrase)
) STRICT, WITHOUT ROWID;
INSERT INTO new_pins (entry_id, phrase, until, pinned_at) SELECT entry_id, phrase, until, pinned_at FROM pins;
DROP TABLE pins;
ALTER TABLE new_pins RENAME TO pins;

-- Owner: moderation. All that the entry of a proposal is to be pinned to: a phrase and a last day each.
ALTER TABLE proposals ADD COLUMN pins TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(pins));
UPDATE proposals SET pins = json_array(json_object('phrase', pin, 'until', pinned_until)) WHERE pin IS NOT NULL;
ALTER TABLE proposals DROP COLUMN pinned_until;
ALTER TABLE proposals DROP COLUMN pin;

-- Owner: knowledge. What tells whether the file's entry still reads as it did when an edit was made over it; NULL where
-- that was not kept yet, and for tips.
ALTER TABLE entries ADD COLUMN based_on TEXT;
