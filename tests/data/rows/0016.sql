INSERT INTO same_places VALUES (2, 'asby', 'åsby', 1), (2, 'tarp', 'torp', 0);
UPDATE meeting_answers SET begun = 'Cykel' WHERE id = 3;
UPDATE sortings SET before = '[[1, "waiting", null]]' WHERE user_id = 3;
UPDATE meetings SET is_off = 1 WHERE id = 2;
