"""Event logs for process mining, judged by their published structure: OCEL 2.0 and IEEE 1849."""

import json
import re
import xml.etree.ElementTree as ElementTree

XES = "{http://www.xes-standard.org/}"
ISO = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")
# What OCEL 2.0 lets an attribute be.
OCEL_TYPES = {"string", "time", "integer", "float", "boolean"}
STANDARD = {
    "concept": "http://www.xes-standard.org/concept.xesext",
    "time": "http://www.xes-standard.org/time.xesext",
    "lifecycle": "http://www.xes-standard.org/lifecycle.xesext",
    "org": "http://www.xes-standard.org/org.xesext",
}


def check_ocel(text: str) -> dict:
    """The log, when it is as OCEL 2.0's JSON form says."""
    log = json.loads(text)
    assert set(log) == {"objectTypes", "eventTypes", "objects", "events"}
    attributes = {}
    for kind in ("objectTypes", "eventTypes"):
        names = [declared["name"] for declared in log[kind]]
        assert len(names) == len(set(names)), f"{kind} are declared once"
        for declared in log[kind]:
            assert set(declared) == {"name", "attributes"}
            assert all(set(attribute) == {"name", "type"} for attribute in declared["attributes"])
            assert all(a["type"] in OCEL_TYPES for a in declared["attributes"])
            attributes[kind, declared["name"]] = {a["name"] for a in declared["attributes"]}
    objects = {thing["id"]: thing for thing in log["objects"]}
    assert len(objects) == len(log["objects"]), "an object is there once"
    events = {event["id"] for event in log["events"]}
    assert len(events) == len(log["events"]), "an event is there once"
    for thing in log["objects"]:
        allowed = attributes["objectTypes", thing["type"]]
        for attribute in thing["attributes"]:
            assert set(attribute) == {"name", "time", "value"}
            assert attribute["name"] in allowed
            assert ISO.match(attribute["time"])
        check_relations(thing, objects)
    for event in log["events"]:
        assert ISO.match(event["time"])
        allowed = attributes["eventTypes", event["type"]]
        for attribute in event["attributes"]:
            assert set(attribute) == {"name", "value"}
            assert attribute["name"] in allowed
        assert event["relationships"], "an event is about something"
        check_relations(event, objects)
    return log


def check_relations(thing: dict, objects: dict) -> None:
    for relation in thing["relationships"]:
        assert set(relation) == {"objectId", "qualifier"}
        assert relation["objectId"] in objects
        assert relation["qualifier"]


def check_xes(text: str) -> ElementTree.Element:
    """The log's root, when it is as IEEE 1849 says."""
    root = ElementTree.fromstring(text)
    assert root.tag == f"{XES}log"
    assert root.get("xes.version")
    declared = {e.get("prefix"): e.get("uri") for e in root.findall(f"{XES}extension")}
    assert declared == STANDARD
    assert {g.get("scope") for g in root.findall(f"{XES}global")} == {"trace", "event"}
    assert root.findall(f"{XES}classifier")
    for trace in root.findall(f"{XES}trace"):
        assert value(trace, "string", "concept:name")
        assert trace.findall(f"{XES}event")
        for event in trace.findall(f"{XES}event"):
            for key in ("concept:name", "lifecycle:transition", "org:resource"):
                assert value(event, "string", key)
            assert ISO.match(value(event, "date", "time:timestamp"))
        for thing in trace.iter():
            keys = [child.get("key") for child in thing if child.get("key")]
            assert len(keys) == len(set(keys)), "a key is there once"
    return root


def value(thing: ElementTree.Element, kind: str, key: str) -> str | None:
    found = thing.find(f"{XES}{kind}[@key='{key}']")
    return None if found is None else found.get("value")
