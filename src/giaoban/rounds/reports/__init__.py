"""The quarterly report: its outline (outlines/*.toml), blocks bound to figures, drafts with hand-written sections, issued versions.

Written by the specialist; approved by a leader. Every number in the block tree carries its figure, so the page opens its records."""
