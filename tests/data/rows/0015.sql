INSERT INTO pins (entry_id, phrase, until, pinned_at, removed)
VALUES ('reko-ring', 'var köper jag ägg', '2026-12-31', '2026-11-23T10:00:00Z', 0),
       ('reko-ring', 'när är torget öppet', '2026-12-31', '2026-11-23T10:00:00Z', 1);
