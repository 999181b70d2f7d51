"""One hypothesis profile for all: machines differ in speed, so no deadline and no complaint about slow draws."""

import pytest
from hypothesis import HealthCheck, settings

from corpus_tool.saying import speak

settings.register_profile("corpus_tool", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("corpus_tool")


@pytest.fixture(autouse=True)
def _speak_english():
    """Every test begins in English, whatever the one before spoke."""
    speak("en")
    yield
    speak("en")
