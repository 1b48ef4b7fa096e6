"""The door: words in, one call, words out. Typer lives only here."""
