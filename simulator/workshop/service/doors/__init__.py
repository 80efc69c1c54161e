"""The doors of the service, one file for who comes in."""
