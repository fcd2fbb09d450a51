//! The award file: what was won, its proof, and what beat each losing bid.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Deepest tree an award may carry; [`Award::from_json`] refuses deeper files before it recurses.
pub const MAX_TREE_DEPTH: usize = 400;

/// `status`: whether the value is proven to be the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Optimal,
    Gap,
}

/// `tie_status`: whether lots and draw are proven as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieStatus {
    Proven,
    BestFound,
}

/// What ended the clearing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoppedBy {
    Proof,
    Work,
    Time,
    Interrupt,
}

/// How the bound is proven: one set of prices, a tree, or (large rounds) the clearing repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CertificateKind {
    Prices,
    Tree,
    Replay,
}

/// Prices per limit, all at least 0, in 1/`scale` of a unit of value; limits not named cost nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prices {
    /// A power of two up to 2^66.
    pub scale: i128,
    #[serde(default)]
    pub clients: BTreeMap<i64, i128>,
    #[serde(default)]
    pub xor: BTreeMap<i64, i128>,
    #[serde(default)]
    pub managers: BTreeMap<i64, ManagerPrices>,
    /// By position in the award's `cuts`.
    #[serde(default)]
    pub cuts: BTreeMap<u32, i128>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManagerPrices {
    pub capacity: i128,
    pub exposure: i128,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    Capacity,
    Exposure,
}

/// A valid inequality over bids beyond the round's own limits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Cut {
    /// Any `rhs` + 1 of the manager's bids exceed the limit.
    Cover { manager: i64, limit: Limit, bids: Vec<i64>, rhs: i64 },
    /// Bids pairwise in conflict: at most one wins.
    Clique { bids: Vec<i64> },
    /// A cycle of an odd number of bids, neighbours in conflict: at most (n − 1) / 2 win.
    OddHole { bids: Vec<i64> },
}

/// A search tree whose leaves prove that nothing better is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Split on one bid winning or losing.
    Bid {
        bid: i64,
        win: Box<Node>,
        lose: Box<Node>,
    },
    /// Split on one manager winning a client or not.
    Client {
        client: i64,
        manager: i64,
        goes: Box<Node>,
        not: Box<Node>,
    },
    Prices(Prices),
    /// The bids fixed to win break a rule.
    Infeasible,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NodeFields {
    bid: Option<i64>,
    win: Option<Box<Node>>,
    lose: Option<Box<Node>>,
    client: Option<i64>,
    manager: Option<i64>,
    goes: Option<Box<Node>>,
    not: Option<Box<Node>>,
    prices: Option<Prices>,
    infeasible: Option<bool>,
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let f = NodeFields::deserialize(deserializer)?;
        match f {
            NodeFields {
                bid: Some(bid),
                win: Some(win),
                lose: Some(lose),
                client: None,
                manager: None,
                goes: None,
                not: None,
                prices: None,
                infeasible: None,
            } => Ok(Self::Bid { bid, win, lose }),
            NodeFields {
                bid: None,
                win: None,
                lose: None,
                client: Some(client),
                manager: Some(manager),
                goes: Some(goes),
                not: Some(not),
                prices: None,
                infeasible: None,
            } => Ok(Self::Client { client, manager, goes, not }),
            NodeFields {
                bid: None,
                win: None,
                lose: None,
                client: None,
                manager: None,
                goes: None,
                not: None,
                prices: Some(prices),
                infeasible: None,
            } => Ok(Self::Prices(prices)),
            NodeFields {
                bid: None,
                win: None,
                lose: None,
                client: None,
                manager: None,
                goes: None,
                not: None,
                prices: None,
                infeasible: Some(true),
            } => Ok(Self::Infeasible),
            _ => Err(serde::de::Error::custom(
                "a node is one of bid/win/lose, client/manager/goes/not, prices, infeasible",
            )),
        }
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        match self {
            Self::Bid { bid, win, lose } => {
                let mut s = serializer.serialize_struct("Node", 3)?;
                s.serialize_field("bid", bid)?;
                s.serialize_field("win", win)?;
                s.serialize_field("lose", lose)?;
                s.end()
            }
            Self::Client { client, manager, goes, not } => {
                let mut s = serializer.serialize_struct("Node", 4)?;
                s.serialize_field("client", client)?;
                s.serialize_field("manager", manager)?;
                s.serialize_field("goes", goes)?;
                s.serialize_field("not", not)?;
                s.end()
            }
            Self::Prices(prices) => {
                let mut s = serializer.serialize_struct("Node", 1)?;
                s.serialize_field("prices", prices)?;
                s.end()
            }
            Self::Infeasible => {
                let mut s = serializer.serialize_struct("Node", 1)?;
                s.serialize_field("infeasible", &true)?;
                s.end()
            }
        }
    }
}

/// Why a bid lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Loser {
    /// The winners that would have to go for this bid to win, ascending; empty when the bid breaks one of its
    /// manager's limits by itself.
    pub beaten_by: Vec<i64>,
    /// Value of those winners less the bid's own: a bid greater by more than this would have displaced them.
    /// 0 when `beaten_by` is empty.
    pub short_by: i64,
}

/// The award file of CLEARING, "Files and commands".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Award {
    pub status: Status,
    pub value: i64,
    /// No set of bids that keeps the rules is worth more.
    pub bound: i64,
    /// `(bound − value) / value` in percent, rounded up to four decimals; `"inf"` when nothing was won.
    pub gap_pct: String,
    pub tie_status: TieStatus,
    pub winners: Vec<i64>,
    pub lots_awarded: i64,
    pub book_digest: String,
    pub seed: String,
    pub work: u64,
    pub stopped_by: StoppedBy,
    pub certificate: CertificateKind,
    pub prices: Prices,
    pub cuts: Vec<Cut>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tree: Option<Node>,
    pub version: String,
    pub losers: BTreeMap<i64, Loser>,
}

/// Why a text is not an award file.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("not an award file: {0}")]
    Json(#[from] serde_json::Error),
    #[error("the tree is nested too deeply")]
    TooDeep,
}

impl Award {
    /// Reads an award file with trees of up to [`MAX_TREE_DEPTH`] levels, which plain `serde_json` would refuse.
    ///
    /// # Errors
    /// [`ReadError`] for text of another form or a deeper tree.
    pub fn from_json(json: &[u8]) -> Result<Self, ReadError> {
        let (mut depth, mut text, mut escaped) = (0usize, false, false);
        for &c in json {
            if text {
                (text, escaped) = (escaped || c != b'"', !escaped && c == b'\\');
                continue;
            }
            match c {
                b'"' => text = true,
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > MAX_TREE_DEPTH + 8 {
                return Err(ReadError::TooDeep);
            }
        }
        let mut reader = serde_json::Deserializer::from_slice(json);
        reader.disable_recursion_limit();
        let award = Self::deserialize(&mut reader)?;
        reader.end()?;
        Ok(award)
    }

    /// The file's bytes: compact JSON with a final newline; equal awards give equal bytes.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let mut out =
            serde_json::to_vec(self).expect("integers, text and maps with integer keys are always JSON");
        out.push(b'\n');
        out
    }
}

/// The `gap_pct` of a value and bound.
pub(crate) fn gap_pct(value: i64, bound: i64) -> String {
    if bound <= value {
        return "0.0000".into();
    }
    if value <= 0 {
        return "inf".into();
    }
    let units = (i128::from(bound - value) * 1_000_000).div_euclid(i128::from(value))
        + i128::from((i128::from(bound - value) * 1_000_000).rem_euclid(i128::from(value)) > 0);
    format!("{}.{:04}", units / 10_000, units % 10_000)
}
