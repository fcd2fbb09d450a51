//! The JSON forms and the checks of a round's file.
