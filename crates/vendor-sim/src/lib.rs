//! A simulated vendor, honest enough to develop, test and demonstrate against.
