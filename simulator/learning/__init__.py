"""Did anybody learn? Two forms of one test, scored in many worlds, and what a course changed."""
