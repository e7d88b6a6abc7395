"""What differs between two versions of a policy, what that means for people, and whether they are told in time.

compare      two policies in, typed raw changes out: complete and without loss, no law in it
materiality  each raw change gets its kind, class, direction, reason and source (docs/changes.md)
duties       whether the new version carries what its class asks, and the next steps when it does not
notice       what readers get to hear of it, as values; the templates phrase it
"""
