"""The quarterly report: draft, sections, approval, issue."""
