"""Floor 2. What agencies record: people, directives, tasks, petitions, cases, findings, mobilisation."""
