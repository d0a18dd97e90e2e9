"""One message to many chats, and the truth about who got it. /utskick and /arkiv."""
