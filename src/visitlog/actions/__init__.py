"""What a user does: each action takes a journal and answers a Change, or raises; nothing is written here."""
