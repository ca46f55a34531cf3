"""Whatever is sent to it, the API keeps to its description: requests made up by schemathesis."""

from __future__ import annotations

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from assistant.api.app import PATH
from assistant.api.services import Services
from tests.assistant.api.samples import server_of

HERE = {"Host": "127.0.0.1"}
CONFIG = {
    "headers": HERE,
    "generation": {"max-examples": 10, "deterministic": True, "database": "none"},
    "checks": {
        # A question without words fits the description, and is refused all the same.
        "positive_data_acceptance": {"enabled": False},
        # On this machine nobody has to sign in.
        "ignored_auth": {"enabled": False},
        # 413 among them: a wrong body may be too large as well.
        "negative_data_rejection": {"expected-statuses": ["4xx"]},
    },
}
FEWEST = 500
"""Requests: were there fewer, the description would lack something."""


def test_no_request_breaks_the_description(services: Services) -> None:
    schema = schemathesis.openapi.from_asgi(
        f"{PATH}/openapi.json",
        server_of(services),
        headers=HERE,
        config=SchemathesisConfig.from_dict(CONFIG),
    )
    requests, failures = 0, []
    for event in from_schema(schema).execute():
        assert not isinstance(event, events.NonFatalError | events.FatalError), event
        if isinstance(event, events.ScenarioFinished):
            requests += len(event.recorder.interactions)
            failures += [
                f"{check.failure_info.failure.message}\n{check.failure_info.code_sample}"
                for checks in event.recorder.checks.values()
                for check in checks
                if check.failure_info is not None
            ]
    assert failures == []
    assert requests > FEWEST
