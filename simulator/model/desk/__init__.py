"""The PMO's desk: what it is told, and what it does about it by itself."""
