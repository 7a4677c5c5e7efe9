"""The recipes of everything that ships: language, names and learned weights, each from named inputs."""
