"""What text is: offsets, clusters, tokens, direction, lines. Imports nothing of ours."""
