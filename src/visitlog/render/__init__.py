"""Reports to text: tables, plain lines, JSON, in the user's language."""
