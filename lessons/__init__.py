"""What the cells of the notebooks show: a module a notebook, a function a cell.

Each function works alone, in any order, and gives the same thing when it is asked again.
"""
