"""The corpus on disk; the only folder that speaks SQL."""
