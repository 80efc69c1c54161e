"""One file a change of the tables, in their order; none is ever edited after it was released."""
