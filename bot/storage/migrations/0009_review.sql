-- What reviews of broadcasts asked for. A CHECK cannot be altered, so three tables are made anew under their own names.
-- Rows of other tables refer to them meanwhile, which is checked when all of this is committed.
PRAGMA defer_foreign_keys = ON;

-- What has been numbered stands in buttons: no number is given out again.
CREATE TABLE old_sequences AS SELECT name, seq FROM sqlite_sequence;
CREATE TABLE old_notices AS SELECT * FROM notices;
CREATE TABLE old_deliveries AS SELECT * FROM deliveries;
CREATE TABLE old_broadcasts AS SELECT * FROM broadcasts;
DROP TABLE notices;
DROP TABLE deliveries;
DROP TABLE broadcasts;

-- Owner: network. The message in the chat of `asked_by` that shows what became of the group.
ALTER TABLE network ADD COLUMN asked_message INTEGER;

-- Owner: chat. What a message that nobody asked for offers, besides the choices of a dialogue that may be open.
ALTER TABLE offers ADD COLUMN besides TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(besides));

-- Owner: broadcasts. A broadcast; `version` is the number of its history rows. Times are UTC.
CREATE TABLE broadcasts (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    version         INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    status          TEXT NOT NULL DEFAULT 'draft' CHECK (
        status IN ('draft', 'waiting', 'approved', 'scheduled', 'running', 'paused', 'finished', 'cancelled')
    ),
    content         TEXT CHECK (content IS NULL OR json_valid(content)),
    content_version INTEGER NOT NULL DEFAULT 1 CHECK (content_version >= 1),
    audience        TEXT CHECK (audience IS NULL OR json_valid(audience)),
    earliest        TEXT,
    latest          TEXT,
    quiet           INTEGER NOT NULL DEFAULT 1 CHECK (quiet IN (0, 1)),  -- 1: not in quiet hours
    created_by      INTEGER NOT NULL,
    created_at      TEXT NOT NULL,
    approved_by     INTEGER,
    overridden      INTEGER NOT NULL DEFAULT 0 CHECK (overridden IN (0, 1)),
    fingerprint     TEXT CHECK (length(fingerprint) = 64),
    starts_at       TEXT,              -- planned when it was approved or continued
    deadline        TEXT,              -- later than this is late
    started_at      TEXT,
    finished_at     TEXT,
    pause_reason    TEXT CHECK (
        pause_reason IN ('person', 'first', 'row', 'share', 'late', 'quiet', 'corrected', 'changed')
    ),
    corrected_at    TEXT,
    recalled_at     TEXT,
    unapproved_by   INTEGER,           -- who has corrected it since somebody else last let it go on
    status_chat     INTEGER,
    status_message  INTEGER,
    status_shown    TEXT,              -- what that message said of the status last
    meeting_id      INTEGER,
    template        TEXT,
    trial_of        INTEGER REFERENCES broadcasts (id),
    tried           INTEGER NOT NULL DEFAULT 0,  -- these three since it last started or went on
    failures        INTEGER NOT NULL DEFAULT 0,
    in_a_row        INTEGER NOT NULL DEFAULT 0,
    CHECK (latest > coalesce(earliest, '')),
    CHECK (status IN ('draft', 'cancelled') OR (content IS NOT NULL AND fingerprint IS NOT NULL)),
    CHECK (status NOT IN ('draft', 'waiting') OR approved_by IS NULL),
    CHECK (status IN ('draft', 'waiting', 'cancelled') OR approved_by IS NOT NULL),
    CHECK ((approved_by IS NULL) = (starts_at IS NULL) AND (approved_by IS NULL) = (deadline IS NULL)),
    -- Nobody approves their own but as a recorded exception, or to try it out on themselves.
    CHECK (overridden = (approved_by IS NOT NULL AND approved_by = created_by AND trial_of IS NULL)),
    CHECK (status NOT IN ('running', 'finished') OR started_at IS NOT NULL),
    CHECK (status NOT IN ('draft', 'waiting', 'approved') OR started_at IS NULL),
    CHECK ((status = 'paused') = (pause_reason IS NOT NULL)),
    CHECK ((status IN ('finished', 'cancelled')) = (finished_at IS NOT NULL)),
    CHECK (content_version = 1 OR started_at IS NOT NULL),
    CHECK (unapproved_by IS NULL OR status NOT IN ('scheduled', 'running')),
    CHECK (recalled_at IS NULL OR status IN ('finished', 'cancelled')),
    CHECK ((status_chat IS NULL) = (status_message IS NULL)),
    CHECK (0 <= in_a_row AND in_a_row <= failures AND failures <= tried)
) STRICT;
INSERT INTO broadcasts (
    id, version, status, content, content_version, audience, earliest, latest, quiet, created_by, created_at,
    approved_by, overridden, fingerprint, starts_at, deadline, started_at, finished_at, pause_reason, corrected_at,
    recalled_at, status_chat, status_message, status_shown, meeting_id, template, trial_of, tried, failures, in_a_row
)
SELECT
    id, version, status, content, content_version, audience, earliest, latest, quiet, created_by, created_at,
    approved_by, overridden, fingerprint, starts_at, deadline, started_at, finished_at, pause_reason, corrected_at,
    recalled_at, status_chat, status_message, status_shown, meeting_id, template, trial_of, tried, failures, in_a_row
FROM old_broadcasts;
CREATE INDEX broadcasts_status ON broadcasts (status, starts_at);

CREATE TRIGGER broadcasts_begin BEFORE INSERT ON broadcasts WHEN NEW.status <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'a broadcast begins as a draft');
END;

-- Only legal moves, each of them a version of its own.
CREATE TRIGGER broadcasts_moves BEFORE UPDATE OF status ON broadcasts WHEN OLD.status <> NEW.status
BEGIN
    SELECT RAISE(ABORT, 'a move without a version') WHERE NEW.version <> OLD.version + 1;
    SELECT RAISE(ABORT, 'an illegal move of a broadcast') WHERE OLD.status || '>' || NEW.status NOT IN (
        'draft>waiting', 'draft>cancelled',
        'waiting>draft', 'waiting>approved', 'waiting>cancelled',
        'approved>draft', 'approved>scheduled', 'approved>running', 'approved>paused', 'approved>cancelled',
        'scheduled>draft', 'scheduled>running', 'scheduled>paused', 'scheduled>cancelled',
        'running>paused', 'running>finished', 'running>cancelled',
        'paused>draft', 'paused>scheduled', 'paused>running', 'paused>finished', 'paused>cancelled',
        'finished>running'
    );
    SELECT RAISE(ABORT, 'what has begun is no draft') WHERE NEW.status = 'draft' AND OLD.started_at IS NOT NULL;
END;

-- What was submitted does not change unseen: it becomes a draft again, is corrected, or goes on in another window.
CREATE TRIGGER broadcasts_bound BEFORE UPDATE OF content, audience, earliest, latest, quiet ON broadcasts
WHEN OLD.status <> 'draft' AND NEW.status <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'an unseen change of content')
    WHERE NEW.content IS NOT OLD.content AND NEW.content IS NOT NULL AND NEW.content_version <> OLD.content_version + 1;
    SELECT RAISE(ABORT, 'an unseen change of recipients') WHERE NEW.audience IS NOT OLD.audience;
    SELECT RAISE(ABORT, 'an unseen change of window')
    WHERE (NEW.earliest IS NOT OLD.earliest OR NEW.latest IS NOT OLD.latest OR NEW.quiet <> OLD.quiet)
        AND (OLD.status NOT IN ('paused', 'finished') OR NEW.version <> OLD.version + 1);
END;

-- Owner: broadcasts. A correction that its writer has seen and not yet meant: it stands for version `content_version`
-- of the content.
CREATE TABLE corrections (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    broadcast_id    INTEGER NOT NULL REFERENCES broadcasts (id),
    content_version INTEGER NOT NULL,
    content         TEXT NOT NULL CHECK (json_valid(content)),
    written_by      INTEGER NOT NULL,
    written_at      TEXT NOT NULL,
    UNIQUE (broadcast_id, written_by)
) STRICT;

-- Owner: broadcasts. The card that another organiser than its creator has looked at last, and the status that it shows.
CREATE TABLE broadcast_cards (
    broadcast_id INTEGER NOT NULL REFERENCES broadcasts (id),
    user_id      INTEGER NOT NULL,
    message_id   INTEGER NOT NULL,
    shown        TEXT NOT NULL,
    PRIMARY KEY (broadcast_id, user_id)
) STRICT;

-- Owner: broadcasts. One row per recipient, from submission on.
CREATE TABLE deliveries (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    broadcast_id    INTEGER NOT NULL REFERENCES broadcasts (id),
    position        INTEGER NOT NULL,
    chat_id         INTEGER NOT NULL,
    topic           INTEGER,
    name            TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('group', 'subscriber')),
    status          TEXT NOT NULL DEFAULT 'queued' CHECK (
        status IN ('queued', 'sending', 'sent', 'failed', 'unknown', 'gone')
    ),
    message_id      INTEGER,
    attempts        INTEGER NOT NULL DEFAULT 0,
    reason          TEXT,
    shown_version   INTEGER,           -- the content version it was sent with or edited to
    refused_version INTEGER,           -- the newest one that Telegram would not edit it to, and why
    edit_reason     TEXT,
    thanked         INTEGER NOT NULL DEFAULT 0 CHECK (thanked IN (0, 1)),
    called_at       TEXT,
    settled_at      TEXT,              -- when it got its outcome
    deletions       INTEGER NOT NULL DEFAULT 0,  -- times in a row that the group was said to be deleted
    UNIQUE (broadcast_id, position),
    UNIQUE (broadcast_id, chat_id),
    CHECK ((status = 'sent') = (message_id IS NOT NULL)),
    CHECK ((status IN ('failed', 'unknown', 'gone')) = (reason IS NOT NULL)),
    CHECK ((status IN ('queued', 'sending')) = (settled_at IS NULL)),
    CHECK (status IN ('queued', 'gone') OR (attempts >= 1 AND called_at IS NOT NULL AND shown_version IS NOT NULL)),
    CHECK ((refused_version IS NULL) = (edit_reason IS NULL)),
    CHECK (thanked = 0 OR status = 'sent')
) STRICT;
-- What was sent may have been corrected or thanked for since, so its time is that of the call that sent it.
INSERT INTO deliveries (
    id, broadcast_id, position, chat_id, topic, name, kind, status, message_id, attempts, reason, shown_version,
    refused_version, edit_reason, thanked, called_at, settled_at
)
SELECT
    id, broadcast_id, position, chat_id, topic, name, kind, status, message_id, attempts, reason, shown_version,
    refused_version, edit_reason, thanked, called_at,
    CASE WHEN status = 'sent' THEN called_at WHEN status NOT IN ('queued', 'sending') THEN changed_at END
FROM old_deliveries;
CREATE INDEX deliveries_status ON deliveries (broadcast_id, status, position);
CREATE INDEX deliveries_sending ON deliveries (broadcast_id) WHERE status = 'sending';
CREATE INDEX deliveries_shown ON deliveries (broadcast_id, shown_version) WHERE status = 'sent';
CREATE INDEX deliveries_messages ON deliveries (chat_id, message_id) WHERE message_id IS NOT NULL;

CREATE TRIGGER deliveries_added BEFORE INSERT ON deliveries
WHEN (SELECT status FROM broadcasts WHERE id = NEW.broadcast_id) <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'recipients are chosen while it is a draft');
END;

CREATE TRIGGER deliveries_removed BEFORE DELETE ON deliveries
WHEN (SELECT status FROM broadcasts WHERE id = OLD.broadcast_id) <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'recipients are chosen while it is a draft');
END;

-- Nothing is sent unless it is running, and what may have arrived is never queued again. Whoever wanted no more may
-- change their mind as long as it is not over.
CREATE TRIGGER deliveries_moves BEFORE UPDATE OF status ON deliveries WHEN OLD.status <> NEW.status
BEGIN
    SELECT RAISE(ABORT, 'an illegal move of a delivery') WHERE OLD.status || '>' || NEW.status NOT IN (
        'queued>sending', 'queued>gone',
        'sending>sent', 'sending>failed', 'sending>unknown', 'sending>gone', 'sending>queued',
        'failed>queued', 'failed>gone', 'unknown>sent', 'gone>queued'
    );
    SELECT RAISE(ABORT, 'an illegal move of a delivery') WHERE OLD.status = 'gone' AND (
        OLD.reason <> 'stopped'
        OR (SELECT status FROM broadcasts WHERE id = NEW.broadcast_id) IN ('finished', 'cancelled')
    );
    SELECT RAISE(ABORT, 'it is not running') WHERE NEW.status = 'sending'
        AND (SELECT status FROM broadcasts WHERE id = NEW.broadcast_id) <> 'running';
END;

-- Owner: broadcasts. Which tips a broadcast of new tips tells of; of earlier ones, those that it links to.
CREATE TABLE told_tips (
    broadcast_id INTEGER NOT NULL REFERENCES broadcasts (id),
    entry_id     TEXT NOT NULL REFERENCES entries (id),
    PRIMARY KEY (broadcast_id, entry_id)
) STRICT, WITHOUT ROWID;
INSERT INTO told_tips (broadcast_id, entry_id)
SELECT broadcasts.id, entries.id FROM broadcasts
JOIN entries ON instr(content, '?start=k_' || entries.id || '"') > 0
WHERE template = 'tips';

-- Owner: gateway. The outbox: each notice is about an item, somebody who waits for an answer, a broadcast or a group of
-- the network. chat_id 0 is the moderators' chat, wherever that is when the notice is sent.
CREATE TABLE notices (
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
INSERT INTO notices
    (id, item_id, waiter_id, version, kind, chat_id, payload, status, attempts, created_at, changed_at)
SELECT id, item_id, waiter_id, version, kind, chat_id, payload, status, attempts, created_at, changed_at
FROM old_notices;
CREATE INDEX notices_queued ON notices (id) WHERE status = 'queued';

DELETE FROM sqlite_sequence WHERE name IN (SELECT name FROM old_sequences);
INSERT INTO sqlite_sequence (name, seq) SELECT name, seq FROM old_sequences;
DROP TABLE old_sequences;
DROP TABLE old_notices;
DROP TABLE old_deliveries;
DROP TABLE old_broadcasts;
