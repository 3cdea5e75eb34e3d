// Placeholder until the first file of Translation lands.
