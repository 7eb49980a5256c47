"""One module per verb: HELP, arguments(parser), run(args)."""
