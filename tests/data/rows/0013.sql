UPDATE groups SET is_channel = 1 WHERE chat_id = (SELECT max(chat_id) FROM groups);
UPDATE subscribers SET themes = '["mat"]';
UPDATE deliveries SET others = '[301, 302]' WHERE message_id IS NOT NULL;
INSERT INTO broadcast_opens (broadcast_id, link, number) VALUES (1, 'k_bastu-2', 3);
INSERT INTO adoptions (entry_id, user_id, status, planned_at, asked_at, answered_at) VALUES
    ('lokalbuss', 101, 'planned', '2026-11-22T10:00:00Z', NULL, NULL),
    ('lokalbuss', NULL, 'done', '2026-01-22T10:00:00Z', '2026-05-22T10:00:00Z', '2026-05-22T11:00:00Z');
