"""Where a PMO pays and where it does not: the map, the office it is of, where others stand."""
