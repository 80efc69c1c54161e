"""What a mentor prepares: a world that has what a lesson needs, its code, cards, the next group."""
