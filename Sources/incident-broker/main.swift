print("incident-broker")
