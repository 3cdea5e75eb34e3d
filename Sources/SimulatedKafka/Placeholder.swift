// Placeholder until the first file of SimulatedKafka lands.
