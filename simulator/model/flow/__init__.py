"""How work flows: projects, the people they compete for, activities, and who goes first."""
