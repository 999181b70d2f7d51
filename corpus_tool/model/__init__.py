"""What the words of annotation mean. Pure: no file, no screen, no clock."""
