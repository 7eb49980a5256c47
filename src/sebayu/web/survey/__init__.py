"""The survey's pages: nine taps behind an opaque link, the same at the counter, and results for offices and for everybody."""
