//! What people wrote: sources, claims and the codebook, decoded but not yet computed.

pub mod cellref;
pub mod expression;
pub mod tryline;
