-- What moderators have linked with one tap, so that taking it back takes back that and nothing else.
CREATE TABLE links (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    entry_id TEXT NOT NULL
) STRICT;
ALTER TABLE phrases ADD COLUMN link_id INTEGER REFERENCES links (id);
ALTER TABLE questions ADD COLUMN link_id INTEGER REFERENCES links (id);
CREATE INDEX phrases_link ON phrases (link_id) WHERE link_id IS NOT NULL;
CREATE INDEX questions_link ON questions (link_id) WHERE link_id IS NOT NULL;

-- The queue is in the order in which items came to the moderators.
DROP INDEX items_waiting;
DROP INDEX items_waiting_since;
CREATE INDEX items_waiting ON items (waiting_since, id, kind, theme) WHERE status = 'waiting';
