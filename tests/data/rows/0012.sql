INSERT INTO meeting_sites VALUES (2, 1, 'Bygdegården'), (2, 2, 'Skolan');
INSERT INTO participants (id, meeting_id, user_id, site, place, name, question, changed_at) VALUES
    (1, 2, 101, 2, 'Åsby', 'Greta', 1, '2026-12-01T18:00:00Z'), (2, 2, NULL, NULL, NULL, NULL, 0, '2026-12-01T18:01:00Z');
INSERT INTO meeting_answers
    (id, participant_id, question, message_id, part, text, status, merged_into, decided_by, decided_at, sent_at) VALUES
    (1, 1, 1, 11, 0, 'En lokalbuss', 'included', NULL, 3, '2026-12-01T19:00:00Z', '2026-12-01T18:00:00Z'),
    (2, 2, 1, 12, 0, 'Lokalbuss', 'merged', 1, 3, '2026-12-01T19:00:00Z', '2026-12-01T18:01:00Z'),
    (3, 1, 1, 13, 0, 'Cykelväg', 'waiting', NULL, NULL, NULL, '2026-12-01T18:02:00Z');
UPDATE participants SET short_id = 3 WHERE id = 1;
INSERT INTO sortings VALUES (3, 2, 1, 'waiting', 0, 4, '[[3]]', '[0]', '2026-12-01T19:00:00Z');
UPDATE meetings SET time = '19:00', version = 2 WHERE id = 2;
INSERT INTO comings VALUES (2, 101, 'yes', 1, '2026-11-25T18:00:00Z');
INSERT INTO meeting_notices (id, meeting_id, user_id, kind, about, what, status, changed_at) VALUES
    (1, 2, 101, 'changed', '2', 'time', 'sent', '2026-11-25T19:00:00Z');
