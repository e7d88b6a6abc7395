"""Text in, positioned YAML out: the first step of the compiler."""
