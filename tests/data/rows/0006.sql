INSERT INTO groups (chat_id, title, standing, changed_at)
VALUES (-1002, 'Vägföreningen', 'member', '2026-11-21T08:00:00Z');
INSERT INTO network (chat_id, status, version, purpose, county, theme, topic, topic_name, asked_by, decided_by,
    changed_at) VALUES
    (-1001, 'accepted', 3, 'Byalag', 'x', 'alla', 4, 'Nytt', 1, 3, '2026-11-21T08:00:00Z'),
    (-1002, 'begun', 1, NULL, NULL, NULL, NULL, NULL, 2, NULL, '2026-11-21T08:00:00Z');
INSERT INTO network_history (id, chat_id, version, actor_id, action, before, after, at) VALUES
    (1, -1001, 1, 1, 'begin', '{}', '{}', '2026-11-21T07:00:00Z'),
    (2, -1001, 2, 1, 'ask', '{}', '{}', '2026-11-21T07:30:00Z'),
    (3, -1001, 3, 3, 'accept', '{}', '{}', '2026-11-21T08:00:00Z'),
    (4, -1002, 1, 2, 'begin', '{}', '{}', '2026-11-21T08:00:00Z');
INSERT INTO subscribers (number, user_id, chat_id, status, since, changed_at)
VALUES (1, 7, 7, 'active', '2026-11-21T08:00:00Z', '2026-11-21T08:00:00Z');
INSERT INTO organisers (user_id, name, added_by, added_at) VALUES (5, 'Bo', 3, '2026-11-21T08:00:00Z');
INSERT INTO organiser_links (code, made_by, until) VALUES ('KOD', 3, '2026-11-22T08:00:00Z');
INSERT INTO prompts VALUES (5, 'meeting', '2', '2026-11-21T08:00:00Z');
