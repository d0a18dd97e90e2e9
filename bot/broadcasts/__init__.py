"""Broadcasts: one message to many chats, and the truth about who got it. Its commands are /utskick and /arkiv."""
