INSERT INTO meetings (id, slug, name, date, place, created_by, created_at, origin) VALUES
    (1, 'hosttraffen', 'Höstträffen', '2026-10-10', 'Järvsö', NULL, '2026-09-01T08:00:00Z', 'knowledge'),
    (2, 'byamote', 'Byamöte', '2026-12-01', NULL, 3, '2026-11-21T08:00:00Z', 'chat');
INSERT INTO meeting_questions VALUES (1, 1, 'Vad fungerar hos er?', 'words'), (2, 1, 'Var bor du?', 'place');
INSERT INTO plans VALUES (3, 'date', '{"name": "Vinterträff"}', '2026-11-21T08:00:00Z');
UPDATE items SET meeting_id = 1, question = 1 WHERE id = 1;
