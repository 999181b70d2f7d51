"""One hypothesis profile for all: machines differ in speed, so no deadline and no complaint about slow draws."""

from hypothesis import HealthCheck, settings

settings.register_profile("corpus_tool", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("corpus_tool")
