"""From a document to its emendations: detect, reconcile, propose, rank, apply the rule."""
