"""What the office cannot choose: turbulent times, shocks, what the organisation wants."""
