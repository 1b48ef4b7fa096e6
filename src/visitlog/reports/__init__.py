"""What a user asks: each report takes a journal and a day and answers a frozen report; nothing is printed here."""
