-- New tips, which are under way and have been corrected; a trial of them; one that is over, one that
-- rests, and a draft.
INSERT INTO broadcasts (id, content, audience, created_by, created_at, template, trial_of) VALUES
    (1, '{"kind": "text", "text": "Nya tips: Ännu en bastu", "entities": [{"type": "text_link", "offset": 10,'
        || ' "length": 13, "url": "https://t.me/landsbygdsbot?start=k_bastu-2"}]}', '{}', 5, '2026-11-22T08:00:00Z', 'tips', NULL),
    (2, '{"kind": "text", "text": "Nya tips", "entities": []}', NULL, 5, '2026-11-22T08:01:00Z', NULL, 1),
    (3, '{"kind": "text", "text": "Byamöte", "entities": []}', '{}', 5, '2026-11-22T08:02:00Z', 'invite', NULL),
    (4, '{"kind": "text", "text": "Vägen är stängd", "entities": []}', '{}', 3, '2026-11-22T08:03:00Z', NULL, NULL),
    (5, NULL, NULL, 5, '2026-11-22T08:04:00Z', NULL, NULL),
    (92, NULL, NULL, 5, '2026-11-22T08:05:00Z', NULL, NULL);
DELETE FROM broadcasts WHERE id = 92;
INSERT INTO deliveries (id, broadcast_id, position, chat_id, topic, name, kind, changed_at) VALUES
    (1, 1, 1, -1001, 4, 'Byalaget', 'group', '2026-11-22T09:00:00Z'),
    (2, 1, 2, -1002, NULL, 'Vägföreningen', 'group', '2026-11-22T09:00:00Z'),
    (3, 1, 3, -1003, NULL, 'Bygdegården', 'group', '2026-11-22T09:00:00Z'),
    (4, 1, 4, 7, NULL, '', 'subscriber', '2026-11-22T09:00:00Z'),
    (5, 1, 5, 8, NULL, '', 'subscriber', '2026-11-22T09:00:00Z'),
    (6, 1, 6, 9, NULL, '', 'subscriber', '2026-11-22T09:00:00Z'),
    (7, 2, 1, 5, NULL, 'Bo', 'subscriber', '2026-11-22T09:00:00Z'),
    (8, 3, 1, -1001, 4, 'Byalaget', 'group', '2026-11-22T09:00:00Z'),
    (9, 4, 1, -1001, 4, 'Byalaget', 'group', '2026-11-22T09:00:00Z'),
    (93, 5, 1, -1001, 4, 'Byalaget', 'group', '2026-11-22T09:00:00Z');
DELETE FROM deliveries WHERE id = 93;
UPDATE broadcasts SET status = 'waiting', version = 2, fingerprint = printf('%064d', id) WHERE id < 5;
UPDATE broadcasts SET status = 'approved', version = 3, approved_by = iif(id = 2, 5, 6),
    starts_at = '2026-11-22T10:00:00Z', deadline = '2026-11-22T12:00:00Z' WHERE id < 5;
UPDATE broadcasts SET status = 'running', version = 4, started_at = '2026-11-22T10:00:00Z' WHERE id < 5;
UPDATE deliveries SET status = 'sending', attempts = 1, shown_version = 1, called_at = '2026-11-22T10:0' || id || ':00Z',
    changed_at = '2026-11-22T10:0' || id || ':00Z' WHERE id NOT IN (5, 6, 9);
UPDATE deliveries SET status = 'sent', message_id = 30 + id, thanked = 1, changed_at = '2026-11-22T11:00:00Z'
WHERE id IN (1, 7, 8);
UPDATE deliveries SET status = 'failed', reason = 'refused', changed_at = '2026-11-22T10:02:01Z' WHERE id = 2;
UPDATE deliveries SET status = 'unknown', reason = 'crash', changed_at = '2026-11-22T10:20:00Z' WHERE id = 3;
UPDATE deliveries SET status = 'gone', reason = 'stopped', changed_at = '2026-11-22T09:30:00Z' WHERE id = 5;
UPDATE broadcasts SET content = replace(content, 'Nya tips:', 'Nytt tips:'), content_version = 2, version = 5,
    corrected_at = '2026-11-22T10:50:00Z', tried = 3, failures = 1, status_chat = 5, status_message = 40 WHERE id = 1;
UPDATE deliveries SET refused_version = 2, edit_reason = 'refused' WHERE id = 1;
UPDATE broadcasts SET status = 'finished', version = 5, finished_at = '2026-11-22T10:10:00Z' WHERE id IN (2, 3);
UPDATE broadcasts SET status = 'paused', version = 5, pause_reason = 'person' WHERE id = 4;
INSERT INTO broadcast_history (id, broadcast_id, version, actor_id, action, before, after, at) VALUES
    (1, 1, 1, 5, 'create', '{}', '{}', '2026-11-22T08:00:00Z'),
    (2, 1, 5, 5, 'correct', '{}', '{}', '2026-11-22T10:50:00Z'),
    (3, 2, 5, 0, 'finish', '{}', '{}', '2026-11-22T10:10:00Z'),
    (4, 5, 1, 5, 'create', '{}', '{}', '2026-11-22T08:04:00Z');
