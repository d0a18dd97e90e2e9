INSERT INTO items (id, kind, status, version, author_id, chat_id, text, entry_id, created_at, waiting_since, decided_at,
    decided_by) VALUES
    (1, 'tip', 'approved', 2, 1, 1, 'Vi har en bastu.', 'bastu', '2026-11-20T09:00:00Z', '2026-11-20T09:00:00Z',
        '2026-11-20T10:00:00Z', 3),
    (2, 'question', 'waiting', 1, 2, 2, 'Vem hyr ut lokaler?', NULL, '2026-11-20T09:30:00Z', '2026-11-20T09:30:00Z',
        NULL, NULL),
    (90, 'tip', 'waiting', 1, 1, 1, 'Fel chatt.', NULL, '2026-11-20T09:40:00Z', '2026-11-20T09:40:00Z', NULL, NULL);
DELETE FROM items WHERE id = 90;
INSERT INTO proposals (item_id, title, answer, theme) VALUES (1, 'Byns bastu', 'Vi har en bastu.', 'motesplatser');
INSERT INTO history (id, item_id, version, actor_id, action, before, after, at) VALUES
    (1, 1, 1, 1, 'submit', '{}', '{}', '2026-11-20T09:00:00Z'),
    (2, 1, 2, 3, 'approve', '{"status": "waiting"}', '{"status": "approved"}', '2026-11-20T10:00:00Z');
INSERT INTO notices (id, item_id, version, kind, chat_id, payload, status, attempts, created_at, changed_at) VALUES
    (1, 1, 1, 'card', 0, '{}', 'sent', 1, '2026-11-20T09:00:00Z', '2026-11-20T09:00:01Z'),
    (2, 1, 2, 'approved', 1, '{"title": "Byns bastu"}', 'unknown', 1, '2026-11-20T10:00:00Z', '2026-11-20T10:00:01Z'),
    (3, 2, 1, 'card', 0, '{}', 'queued', 0, '2026-11-20T09:30:00Z', '2026-11-20T09:30:00Z'),
    (91, 2, 1, 'received', 2, '{}', 'queued', 0, '2026-11-20T09:30:00Z', '2026-11-20T09:30:00Z');
DELETE FROM notices WHERE id = 91;
INSERT INTO cards (item_id, chat_id, message_id, shown_version) VALUES (1, -1009, 20, 2);
INSERT INTO entries (id, item_id, origin, title, answer, theme, kind, status, created_at, changed_at) VALUES
    ('bastu', 1, 'tip', 'Byns bastu', 'Vi har en bastu.', 'motesplatser', 'exempel', 'live', '2026-11-20T10:00:00Z',
        '2026-11-20T10:00:00Z'),
    ('bastu-2', NULL, 'tip', 'Ännu en bastu', 'Vi med.', 'motesplatser', 'exempel', 'hidden', '2026-11-20T10:30:00Z',
        '2026-11-20T10:30:00Z');
INSERT INTO phrases (entry_id, phrase, added_by, added_at) VALUES ('bastu', 'bada', 3, '2026-11-20T10:00:00Z');
INSERT INTO drafts VALUES (2, 'tip', 'text', '{}', '2026-11-20T09:00:00Z');
INSERT INTO mutes VALUES (9, '2026-12-20T09:00:00Z', 3);
INSERT INTO askers VALUES ('t', 'a', 2);
INSERT INTO secrets VALUES ('askers', 's');
