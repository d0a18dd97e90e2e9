-- Owner: asking. What a private chat is about, for half an hour and without words: the entry shown last, the entries
-- that were offered and those that have been shown, the question's token in the log, and the language of the answers.
CREATE TABLE threads (
    chat_id    INTEGER PRIMARY KEY,
    about      TEXT NOT NULL CHECK (about IN ('entry', 'choice', 'danger', 'meetings')),
    entry_id   TEXT,
    choice     TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(choice)),
    seen       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(seen)),
    token      TEXT NOT NULL,
    language   TEXT NOT NULL,
    touched_at TEXT NOT NULL,
    CHECK ((about = 'entry') = (entry_id IS NOT NULL))
) STRICT;
CREATE INDEX threads_touched ON threads (touched_at);
