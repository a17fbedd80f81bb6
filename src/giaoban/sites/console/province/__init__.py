"""The invented province "tỉnh Sông Ngân": its bodies, people, letters and quarters, made from one seed. No place and no person exists."""
