"""What the system suites share: a Kafka to run against, the program under test, the parties
around it, the faults done to it, and the proof at the end."""
