"""Work handed out: a pool of processes on this machine, or a cluster."""
