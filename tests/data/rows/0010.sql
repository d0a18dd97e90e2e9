INSERT INTO threads (chat_id, about, entry_id, choice, seen, token, language, touched_at) VALUES
(101, 'entry', 'lokalbuss', '["dela-bil"]', '["lokalbuss"]', 'abc', 'sv', '2026-11-22T10:00:00Z');
