INSERT INTO waiters (id, user_id, chat_id, question, until, told_at) VALUES
    (1, 2, 2, 'Finns det en bastu?', '2027-02-20T09:00:00Z', '2026-11-21T09:00:00Z'),
    (2, 1, 1, 'Vem hyr ut lokaler?', '2027-02-20T09:00:00Z', NULL);
INSERT INTO notices (id, waiter_id, version, kind, chat_id, status, created_at, changed_at)
VALUES (4, 1, 1, 'answer_found', 2, 'sent', '2026-11-21T08:50:00Z', '2026-11-21T09:00:00Z');
UPDATE offers SET message_id = 12, action = 'x:yes';
UPDATE cards SET unfinished = 1;
INSERT INTO cancelled_drafts VALUES (1, '{}', '2026-11-21T09:00:00Z');
INSERT INTO daily VALUES ('reminder', '2026-11-21');
