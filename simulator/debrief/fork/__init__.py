"""One decision otherwise: two futures of one world side by side, and why they differ."""
