//! What an adapter for hmmspec needs but the operations: see `subject::Subject`, and main.rs for an example.

pub mod json;
mod operation;
pub mod outcome;
pub mod protocol;
#[cfg(test)]
mod protocol_tests;
pub mod subject;
