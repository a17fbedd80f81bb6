"""Criminal cases (vụ án) and matters (vụ việc) of the internal-affairs bloc, their stages, and the oversight lists they are on.

Stages and statuses are those of the Bộ luật Tố tụng hình sự; entry to and exit from an oversight list are decisions with dates."""
