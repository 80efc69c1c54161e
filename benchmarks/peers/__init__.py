"""The same network in other people's simulators, each in an environment of its own.

A peer's file reads a network as JSON from the command line's first argument, builds it, and prints
seconds of processor time for one run, and the day of the last finish, as JSON.
"""
