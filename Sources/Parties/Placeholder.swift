// Placeholder until the first file of Parties lands.
