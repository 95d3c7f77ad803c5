"""What somebody who runs the service can see of it: figures, logs, traces, and who opened what is internal."""
