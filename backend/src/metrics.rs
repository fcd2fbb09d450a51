//! Counters for Prometheus: few, cheap, without personal data.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

const BOUNDS_MS: [u64; 8] = [1, 5, 10, 25, 50, 100, 500, 2000];

static BY_CLASS: [AtomicU64; 6] = [const { AtomicU64::new(0) }; 6];
static BUCKETS: [AtomicU64; 9] = [const { AtomicU64::new(0) }; 9];
static TOTAL_US: AtomicU64 = AtomicU64::new(0);

/// Counts a finished request.
pub fn request_done(status: u16, took: Duration) {
    BY_CLASS[usize::from(status / 100).min(5)].fetch_add(1, Relaxed);
    let ms = took.as_millis() as u64;
    let bucket = BOUNDS_MS.iter().position(|b| ms <= *b).unwrap_or(BOUNDS_MS.len());
    BUCKETS[bucket].fetch_add(1, Relaxed);
    TOTAL_US.fetch_add(took.as_micros() as u64, Relaxed);
}

/// The text format of Prometheus.
pub fn render() -> String {
    use std::fmt::Write;
    let mut out = String::from(
        "# HELP kejing_requests_total Requests by class of status.\n# TYPE kejing_requests_total counter\n",
    );
    for (class, n) in BY_CLASS.iter().enumerate().skip(1) {
        let _ = writeln!(out, "kejing_requests_total{{class=\"{class}xx\"}} {}", n.load(Relaxed));
    }
    out.push_str("# HELP kejing_request_seconds Time to answer.\n# TYPE kejing_request_seconds histogram\n");
    let mut sum = 0;
    for (i, n) in BUCKETS.iter().enumerate() {
        sum += n.load(Relaxed);
        match BOUNDS_MS.get(i) {
            Some(ms) => {
                let _ = writeln!(
                    out,
                    "kejing_request_seconds_bucket{{le=\"{}.{:03}\"}} {sum}",
                    ms / 1000,
                    ms % 1000
                );
            }
            None => {
                let _ = writeln!(out, "kejing_request_seconds_bucket{{le=\"+Inf\"}} {sum}");
            }
        }
    }
    let us = TOTAL_US.load(Relaxed);
    let _ = writeln!(
        out,
        "kejing_request_seconds_sum {}.{:06}\nkejing_request_seconds_count {sum}",
        us / 1_000_000,
        us % 1_000_000
    );
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_request_is_counted_in_its_class_and_bucket() {
        super::request_done(204, std::time::Duration::from_millis(7));
        let text = super::render();
        assert!(text.contains("kejing_requests_total{class=\"2xx\"}"));
        assert!(text.contains("kejing_request_seconds_bucket{le=\"+Inf\"}"));
    }
}
