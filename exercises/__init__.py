"""What trainees try on their own: one page, one file of checks and one worked answer a lesson."""
