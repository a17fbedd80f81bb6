"""Running legal clocks: one row for each deadline of a record, with the law's version and the working that gave it.

The arithmetic is core.law; this room stores its answer, so that an old deadline never changes meaning. One screen shows all that
falls due."""
