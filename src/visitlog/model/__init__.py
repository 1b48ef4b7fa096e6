"""What is true: records, standing, names, days. No I/O, no clock, no language."""
