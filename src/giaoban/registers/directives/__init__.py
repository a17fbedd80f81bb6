"""Documents in force that tell agencies what to do, their numbered provisions, and to whom they were made known.

A conference's conclusion notice, once issued, is a directive whose provisions tasks point at. Written by the specialist."""
