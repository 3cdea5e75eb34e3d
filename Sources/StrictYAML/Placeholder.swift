// Placeholder until the first file of StrictYAML lands.
