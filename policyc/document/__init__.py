"""What a statement says and in which order, in no language yet. Words are the work of the templates."""
