"""The workshop as a small web service that any laptop in the room reaches."""
