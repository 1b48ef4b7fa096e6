"""The only room that touches the journal file."""
