"""Documents that staff send in: looked at, kept, and read in beside the running server."""
