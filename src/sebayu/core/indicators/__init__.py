"""Numbers computed from what the house did, each with its formula and the rows behind it. Nobody can type one."""
