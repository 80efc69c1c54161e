"""What a person in the cockpit sees and does: a session as plain data, an act as a decision.

Nothing here knows a widget or a picture, so all of it is tested without a browser.
"""
