"""What can be done with a corpus, without a screen: one gerund a module."""
