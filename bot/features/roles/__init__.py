"""Who may what: moderators, organisers and a group's administrators. /koppla and /arrangor."""
