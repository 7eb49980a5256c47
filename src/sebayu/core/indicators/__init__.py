"""Numbers computed from what the house did, each with its formula and the rows behind it. Nobody can type one.

`declare` is the vocabulary, `runs.compute` the only writer, `reading` what pages show, `drill` the rows behind a number, `public` what
anybody may recompute. A number whose source lies outside the house is a signed `Statement`, and it fades.
"""
