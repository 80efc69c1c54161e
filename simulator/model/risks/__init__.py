"""What goes wrong: risks, issues nobody has noticed, wrong work, and how each comes out."""
