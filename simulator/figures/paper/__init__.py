"""Pictures for analysis and for paper, drawn with Matplotlib."""
