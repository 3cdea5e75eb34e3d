// Placeholder until the first file of PolicyFile lands.
