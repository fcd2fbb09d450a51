//! Every kind of false award is refused, each for its own reason.
