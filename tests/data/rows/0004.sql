INSERT INTO links (id, entry_id) VALUES (1, 'bastu');
UPDATE phrases SET link_id = 1;
UPDATE questions SET link_id = 1 WHERE id = 2;
