//! What the relay and the vendor say to each other. Pure: no I/O and no clock; the time is an argument.
