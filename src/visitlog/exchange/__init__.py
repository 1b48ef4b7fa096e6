"""Foreign text to records and back: presets, the demo village, CSV."""
