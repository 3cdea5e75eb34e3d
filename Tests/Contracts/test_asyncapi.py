"""`Schemas/asyncapi.yaml` against AsyncAPI 3.0's rules, the schemas beside it and the broker."""

from __future__ import annotations

import copy
import json
import os
import re
import subprocess
import warnings
from typing import Any

import pytest

import asyncapi_document
import contracts
from asyncapi_document import Channel, Message, channels, document

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from asyncapi3 import AsyncAPI3

COMPONENT_KEY = re.compile(r"[A-Za-z0-9._-]+")
# Kafka bindings 0.5.0: "MUST contain only the properties defined".
CHANNEL_BINDING = {"topic", "partitions", "replicas", "topicConfiguration", "bindingVersion"}
OPERATION_BINDING = {"groupId", "clientId", "bindingVersion"}
MESSAGE_BINDING = {"key", "bindingVersion"}
PARAMETER = {"enum", "default", "description", "examples", "location"}
DRAFT_7 = "application/schema+json;version=draft-07"
MESSAGES = [Message(identifier) for identifier in document()["components"]["messages"]]
CHANNELS = channels()


def named(values: list[Any]) -> Any:
    return [pytest.param(value, id=value.identifier) for value in values]


def test_an_independent_reader_takes_the_document() -> None:
    AsyncAPI3.model_validate(document())


def test_that_reader_would_have_seen_a_fault() -> None:
    spoilt = copy.deepcopy(document())
    spoilt["operations"]["sendSpocIncidents"]["action"] = "publish"
    with pytest.raises(ValueError):
        AsyncAPI3.model_validate(spoilt)


def test_document_says_what_it_is() -> None:
    assert document()["asyncapi"] == "3.0.0"
    assert document()["info"]["title"] and re.fullmatch(
        r"1[.]\d+[.]\d+", document()["info"]["version"]
    )
    assert document()["defaultContentType"] == "application/json"


def test_every_reference_leads_somewhere() -> None:
    found = list(asyncapi_document.references(document()))
    assert len(found) > 100
    for at, reference in found:
        assert reference.startswith(("#/", "./")), f"{at}: {reference}"
        asyncapi_document.target(reference)


def test_nothing_stands_beside_a_reference() -> None:
    def walk(part: Any, at: str) -> None:
        if isinstance(part, dict):
            assert "$ref" not in part or set(part) == {"$ref"}, at
        for key, inner in part.items() if isinstance(part, dict) else enumerate(part):
            if isinstance(inner, dict | list):
                walk(inner, f"{at}/{key}")

    walk(document(), "")


def test_every_schema_file_is_referenced() -> None:
    files = {
        reference for _, reference in asyncapi_document.references(document())
        if reference.startswith("./")
    }  # fmt: skip
    expected = {
        f"./{file.relative_to(contracts.SCHEMAS)}" for file in contracts.schema_files().values()
    }
    assert files == expected


def test_every_component_is_used_and_well_named() -> None:
    used = {reference for _, reference in asyncapi_document.references(document())}
    for kind, parts in document()["components"].items():
        for key in parts:
            assert COMPONENT_KEY.fullmatch(key)
            assert f"#/components/{kind}/{key}" in used, f"{kind} {key} is used by nothing"


def test_secure_servers_ask_who_is_there() -> None:
    for name, server in document()["servers"].items():
        assert server["protocol"] in ("kafka", "kafka-secure")
        schemes = [row["$ref"] for row in server.get("security", [])]
        assert bool(schemes) == (server["protocol"] == "kafka-secure"), name
        assert all(scheme.startswith("#/components/securitySchemes/") for scheme in schemes)


@pytest.mark.parametrize("channel", named(CHANNELS))
def test_channel_follows_the_rules(channel: Channel) -> None:
    definition = channel.definition
    assert channel.parameters == set(definition.get("parameters", {}))
    for row in definition["servers"]:
        assert row["$ref"].startswith("#/servers/")
    for row in definition.get("messages", {}).values():
        assert row["$ref"].startswith("#/components/messages/")
    binding = definition["bindings"]["kafka"]
    assert set(binding) <= CHANNEL_BINDING
    assert binding["bindingVersion"] == "0.5.0"
    assert set(binding["topicConfiguration"]["cleanup.policy"]) <= {"delete", "compact"}
    assert [other.address for other in CHANNELS].count(channel.address) == 1


@pytest.mark.parametrize("channel", named(CHANNELS))
def test_channel_is_somebodys_business(channel: Channel) -> None:
    reference = f"#/channels/{channel.identifier}"
    found = [
        row for row in document()["operations"].values() if row["channel"]["$ref"] == reference
    ]
    assert found
    for operation in found:
        listed = [row["$ref"] for row in operation.get("messages", [])]
        names = channel.definition.get("messages", {})
        assert listed == [f"{reference}/messages/{name}" for name in names]


@pytest.mark.parametrize("name", list(document()["operations"]))
def test_operation_follows_the_rules(name: str) -> None:
    operation = document()["operations"][name]
    assert operation["action"] in ("send", "receive")
    assert name.startswith(operation["action"])
    assert operation["channel"]["$ref"].startswith("#/channels/")
    assert set(operation["bindings"]["kafka"]) <= OPERATION_BINDING


def test_parameters_hold_no_schema() -> None:
    for parameter in document()["components"]["parameters"].values():
        assert set(parameter) <= PARAMETER


@pytest.mark.parametrize("message", named(MESSAGES))
def test_message_follows_the_rules(message: Message) -> None:
    definition = message.definition
    assert definition["contentType"] == "application/json"
    assert set(definition["bindings"]["kafka"]) <= MESSAGE_BINDING
    for part in ("payload", "headers"):
        if "schema" in definition.get(part, {}):
            assert definition[part]["schemaFormat"] == DRAFT_7
    assert [other.name for other in MESSAGES].count(message.name) == 1
    if "headers" in definition and message.payload:
        assert message.name == message.schema or message.name.endswith(f".{message.schema}")


def deliveries() -> Any:
    """Every good example on every channel that may carry it."""
    for channel in CHANNELS:
        for message in channel.messages:
            for file in contracts.good_examples(message.schema or ""):
                yield pytest.param(
                    channel, message, file, id=f"{channel.address}/{file.parent.name}/{file.stem}"
                )


@pytest.mark.parametrize(("channel", "message", "file"), list(deliveries()))
def test_example_is_exactly_one_of_its_channels_messages(
    channel: Channel, message: Message, file: Any
) -> None:
    """AsyncAPI: "valid against one, and only one, of the message objects"."""
    data = contracts.read(file)
    headers = data if message.payload is None else headers_of(message, data)
    taking = [other for other in channel.messages if other.takes(headers, data)]
    assert taking == [message]
    if channel.is_sent_to and "incident" in data:
        assert message.takes_key(data["incident"])


def headers_of(message: Message, data: dict[str, Any]) -> dict[str, str]:
    """Headers as this message's sender would give them."""
    headers = {"content-type": "application/json"}
    if not message.name.startswith("dk.datafordeler."):
        return headers
    event_type = message.name.replace("command.v1", f"command.{data.get('action')}.v1")
    headers |= {
        "ce_specversion": "1.0",
        "ce_id": "1",
        "ce_source": "urn:itsm",
        "ce_type": event_type,
    }
    if "ce_causationid" in json.dumps(asyncapi_document.resolved(message.definition["headers"])):
        incident = data.get("incident", "itsm-INC0012345")
        headers |= {
            "ce_source": "/incident-broker",
            "ce_time": "2026-11-23T07:00:00.000Z",
            "ce_subject": incident,
            "ce_correlationid": incident,
            "ce_causationid": "urn:itsm 1",
        }
    return headers


def test_document_lists_the_topics_the_broker_makes() -> None:
    binary = os.environ.get("BROKER_BIN")
    if not binary:
        pytest.skip("BROKER_BIN is not set: no broker to compare with")
    run = subprocess.run(
        [binary, "topics", "list", "--output", "json"], capture_output=True, timeout=60, check=True
    )
    found = json.loads(run.stdout)
    rows = found["topics"] if isinstance(found, dict) else found
    seen = set()
    for row in rows:
        channel = asyncapi_document.channel_of(row["name"])
        assert channel is not None, f"{row['name']} stands in no channel"
        seen.add(channel)
        binding = channel.definition["bindings"]["kafka"]
        assert row["partitions"] == binding["partitions"], row["name"]
        configuration = binding["topicConfiguration"]
        assert [row["cleanup"]] == configuration["cleanup.policy"], row["name"]
        if row["cleanup"] == "delete":
            days = row.get("retentionDays")
            milliseconds = -1 if days is None else days * 86_400_000
            assert milliseconds == configuration["retention.ms"], row["name"]
    assert seen == set(CHANNELS), "a channel that is no topic of the broker's"
