//! One engine and one inbox for every proposal.

crate::id! {
    /// An approval request.
    RequestId
}
