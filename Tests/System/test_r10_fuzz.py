"""R10: rubbish of every kind on every inbound topic, good messages in between.

Proves that nothing that comes in stops what comes behind it: every input that can't be taken is
a dead letter with its code, its place and its very bytes; every good one goes through in order;
each is accounted for once; and the program neither ends nor grows.
"""

import json
import time
from collections import Counter, defaultdict

from harness.clients import producer
from harness.corpus import corpus
from harness.environment import size
from harness.fuzzer import Fuzzer, Input
from harness.load import send
from harness.parties import Senders, Sent
from harness.readers import Read, dump
from harness.scoring import Outcome
from harness.settling import Drain
from harness.verify import DEAD_LETTERS, RECEIPT, verify

INPUTS = size("R10_INPUTS", 50_000)
# One good message after so many spoilt ones.
GOOD_EVERY = size("R10_GOOD_EVERY", 10)
SEED = size("R10_SEED", 10)
GROWTH_MAX = size("R10_GROWTH_MAX", 50)


class Feeding:
    """Sends the inputs and the good messages, and notes where each of them came to stand."""

    def __init__(self, address: str):
        self.client = producer(address, message_max_bytes=4_000_000)
        self.sent = Sent()
        self.placed: dict[tuple[str, int, int], Input] = {}
        self.on_topic: Counter[str] = Counter()

    def spoilt(self, spoilt: Input) -> None:
        def delivered(error, record):
            assert error is None, f"{spoilt.kind}: {error}"
            self.placed[(record.topic(), record.partition(), record.offset())] = spoilt

        self.on_topic[spoilt.message.topic] += 1
        send(self.client, spoilt.message, delivered)

    def good(self, message) -> None:
        self.on_topic[message.topic] += 1
        self.sent.add(message)
        send(self.client, message)


def test_fuzz(noida, program, instances, scoreboard, tmp_path):
    worker = program.instance("worker-1").start()
    instances.append(worker)
    worker.wait_ready()
    feeding = Feeding(noida.direct_address)
    good = iter(Senders(SEED, "GOOD").messages(INPUTS // GOOD_EVERY))
    drain = Drain(program.address)
    begun = time.monotonic()
    memory: list[int] = []
    for index, spoilt in enumerate(Fuzzer(SEED, corpus()).stream(INPUTS)):
        feeding.spoilt(spoilt)
        if index % GOOD_EVERY == 0 and (message := next(good, None)):
            feeding.good(message)
        if (index + 1) % (INPUTS // 5) == 0:
            feeding.client.flush(60)
            drain.wait(180)
            memory.append(worker.resident_kilobytes // 1024)
    for message in good:
        feeding.good(message)
    assert feeding.client.flush(60) == 0
    drained = drain.wait(300)
    drain.close()
    seconds = time.monotonic() - begun
    memory.append(worker.resident_kilobytes // 1024)
    growth = memory[-1] - memory[0]
    assert worker.is_running, f"ended with {worker.exit_code}: {worker.log_end()}"
    exit_code = worker.terminate()

    letters = dump(program.address, [DEAD_LETTERS])[DEAD_LETTERS]
    faults = judge_letters(letters, feeding.placed)
    faults += judge_answers(program.address, feeding.on_topic)
    proof = verify(program, feeding.sent, dead_letters_expected=None, only="GOOD")
    outcome = Outcome(feeding.sent, proof, drained, [exit_code])
    demanded = sum(spoilt.refused for spoilt in feeding.placed.values())
    scoreboard(
        f"R10 fuzz: inputs={len(feeding.placed)} refusals_demanded={demanded}"
        f" dead_letters={len(letters)} wrong={len(faults)} {outcome.words}"
        f" rss={'/'.join(map(str, memory))}MB inputs_per_second={INPUTS / seconds:.0f} seed={SEED}"
    )
    (tmp_path / "faults.txt").write_text("\n".join(faults + proof.words))
    assert not faults, f"{tmp_path}/faults.txt: {faults[:10]}"
    outcome.expect_flawless()
    assert growth < GROWTH_MAX, f"grew by {growth} MB"


def judge_letters(letters: list[Read], placed: dict[tuple[str, int, int], Input]) -> list[str]:
    """Each input that had to be refused is one dead letter, with its bytes and its code."""
    found: dict[tuple[str, int, int], list[Read]] = defaultdict(list)
    faults = []
    for letter in letters:
        names = ("topic", "partition", "offset")
        topic, partition, offset = (letter.header(f"dead-letter-{name}") for name in names)
        found[(topic, int(partition), int(offset))].append(letter)
    for place, spoilt in placed.items():
        here = found.pop(place, [])
        where = f"{spoilt.kind} at {place}"
        if len(here) > 1:
            faults.append(f"{where}: {len(here)} dead letters")
        elif here:
            faults += judge_letter(where, here[0], spoilt)
        elif spoilt.refused:
            faults.append(f"{where}: taken, {spoilt.message.value[:200]!r}")
    return faults + [f"a good message became a dead letter: {place}" for place in found]


def judge_letter(where: str, letter: Read, spoilt: Input) -> list[str]:
    faults = []
    code = letter.header("dead-letter-code")
    if spoilt.codes and code not in spoilt.codes:
        faults.append(f"{where}: code {code}, not {sorted(spoilt.codes)}")
    elif not code or code == "forged":
        faults.append(f"{where}: code {code}")
    value = spoilt.message.value
    if (letter.value or b"") != (value or b"") and not truncated_rightly(letter, value):
        faults.append(f"{where}: other bytes, {len(letter.value or b'')} of {len(value or b'')}")
    if letter.key != spoilt.message.key and letter.header("dead-letter-stage") == "intake":
        faults.append(f"{where}: key {letter.key!r}, not {spoilt.message.key!r}")
    return faults


def truncated_rightly(letter: Read, value: bytes) -> bool:
    """The beginning of the value, and its whole size said."""
    said = letter.header("dead-letter-truncated")
    return said == str(len(value)) and value.startswith(letter.value)


def judge_answers(address: str, on_topic: Counter) -> list[str]:
    """The ITSM tool and the portal are answered every message they sent, once."""
    faults = []
    for sent_on, answered_on in (("itsm.incidents", "itsm.updates"),
                                 ("portal.incidents", "portal.updates")):
        records = dump(address, [answered_on])[answered_on]
        receipts = sum(record.header("ce_type") == RECEIPT for record in records)
        if receipts != on_topic[sent_on]:
            faults.append(f"{on_topic[sent_on]} sent on {sent_on}, {receipts} receipts")
        for record in records:
            json.loads(record.value)
    return faults
