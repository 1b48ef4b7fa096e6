"""Faults put into every place where the system can fail; see docs/reliability.md."""
