"""The register of petitions: list, record, every lawful next step, import."""
