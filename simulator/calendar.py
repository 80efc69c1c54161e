"""The working calendar: a week has five days, a month four weeks, wherever something is counted."""

DAYS_A_WEEK = 5
"""Working days a week."""
WEEKS_A_MONTH = 4
"""Weeks in a month: what is said per month holds for so many weeks."""
WEEKS_A_YEAR = 52
"""Weeks in a year."""
