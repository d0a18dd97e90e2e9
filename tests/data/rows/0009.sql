INSERT INTO corrections (broadcast_id, content_version, content, written_by, written_at)
SELECT id, content_version, content, created_by, '2026-11-22T10:02:00Z' FROM broadcasts WHERE content IS NOT NULL LIMIT 1;
INSERT INTO broadcast_cards (broadcast_id, user_id, message_id, shown)
SELECT id, 7, 8, status FROM broadcasts LIMIT 1;
