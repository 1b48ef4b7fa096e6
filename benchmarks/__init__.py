"""How fast visitlog is, on the first day and after twenty years, beside what users would pick instead."""
