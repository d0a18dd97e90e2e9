INSERT INTO inbox (update_id, payload, status, received_at) VALUES
    (1, NULL, 'handled', '2026-11-20T08:00:00Z'),
    (2, '{"update_id": 2}', 'waiting', '2026-11-20T08:00:01Z');
INSERT INTO questions (id, token, text, place, outcome, confidence, entry_id, asked_at) VALUES
    (1, 'q1', 'Hur startar vi en lanthandel?', 'private', 'answer', 0.9, 'lanthandel', '2026-11-20T08:00:00Z'),
    (2, 'q2', 'Finns det en bastu?', 'group', 'none', 0.1, NULL, '2026-11-20T08:01:00Z');
INSERT INTO question_counts VALUES ('2026-08-01', 'private', 'answer', 'lanthandel', 3);
INSERT INTO feedback (id, token, question_id, entry_id, verdict, reason, given_at)
VALUES (1, 'q1', 1, 'lanthandel', 'bad', 'old', '2026-11-20T08:02:00Z');
INSERT INTO answers VALUES (-1001, 10, 11, 0, 'lanthandel', '2026-11-20T08:00:02Z');
INSERT INTO offers (chat_id, choices, offered_at) VALUES (1, '[["Ja", "x:yes"]]', '2026-11-20T08:00:02Z');
INSERT INTO groups (chat_id, title, is_forum, standing, migrated_to, changed_at) VALUES
    (-1001, 'Byalaget', 1, 'administrator', NULL, '2026-11-20T08:00:00Z'),
    (-5, 'Byalaget', 0, 'migrated', -1001, '2026-11-19T08:00:00Z');
INSERT INTO moderators (id, chat_id) VALUES (1, -1009);
