//! Nothing: its tests are all there is.
