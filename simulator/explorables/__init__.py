"""What a person in a lesson sees and does: pictures to act on, as plain data.

One file a picture. Nothing here knows a widget, so all of it is tested without a browser.
"""
