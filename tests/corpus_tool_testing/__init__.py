"""What the tests share: strategies for hostile data, small builders, a clock and dice that count."""
