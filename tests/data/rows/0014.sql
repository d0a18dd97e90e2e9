INSERT INTO pins (entry_id, phrase, until, pinned_at)
VALUES ('lokalbuss', 'när går bussen', '2026-12-31', '2026-11-22T10:00:00Z');
INSERT INTO retired (entry_id, retired_at) VALUES ('reko-ring', '2026-11-22T10:00:00Z');
INSERT INTO synonyms (word, leads_to) VALUES ('busskur', 'lokalbuss');
