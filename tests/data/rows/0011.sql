INSERT INTO chores (kind, person_id, note, at) VALUES ('erase', 7, '{"update_id": 1}', '2026-11-22T10:00:00Z');
