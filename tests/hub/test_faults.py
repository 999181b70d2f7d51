"""What goes wrong between a copy and its hub is said, and nothing is lost or told to whom it is not for."""

import pytest
from corpus_tool_testing.hubs import hub_at

from corpus_tool.errors import HubAwayError
from corpus_tool.hub.connection import connected
from corpus_tool.hub.things import Role


def test_a_connection_that_is_cut_in_the_middle_is_away_and_not_refused(server):
    address = server.hub(noa=Role.ANNOTATOR)
    with pytest.raises(HubAwayError, match="goes on where it stopped"), hub_at(address, "noa") as hub:
        with connected(address) as admin:
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'noa' AND datname = %s",
                (admin.info.dbname,),
            )
        hub.shelves()
