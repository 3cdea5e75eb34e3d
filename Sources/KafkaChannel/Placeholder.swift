// Placeholder until the first file of KafkaChannel lands.
