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
