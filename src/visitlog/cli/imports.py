"""import."""
