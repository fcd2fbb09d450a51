//! Requests an address may send: answered with 429 beyond, and said in every answer.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use crate::error::{AppError, Code};

/// Counts requests by address.
pub struct Limits {
    limiter: RateLimiter<IpAddr, DashMapStateStore<IpAddr>, DefaultClock, StateInformationMiddleware>,
    per_minute: u32,
}

impl Limits {
    /// At most this many a minute for an address; a burst may use them all at once.
    pub fn new(per_minute: u32) -> Arc<Self> {
        let quota = Quota::per_minute(NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN));
        Arc::new(Self { limiter: RateLimiter::keyed(quota).with_middleware(), per_minute })
    }
}

/// Answers 429 with Retry-After beyond the limit.
pub async fn limit(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let Some(limits) = req.app_data::<Data<Limits>>().cloned() else {
        return next.call(req).await.map(ServiceResponse::map_into_boxed_body);
    };
    let Some(ip) = req.peer_addr().map(|a| a.ip()) else {
        return next.call(req).await.map(ServiceResponse::map_into_boxed_body);
    };
    let left = match limits.limiter.check_key(&ip) {
        Ok(state) => state.remaining_burst_capacity(),
        Err(not_until) => {
            let wait = not_until.wait_time_from(DefaultClock::default().now()).as_secs() + 1;
            let mut res = req.error_response(AppError::new(Code::TooManyRequests).retry_after(wait));
            say(&mut res, limits.per_minute, 0);
            return Ok(res.map_into_boxed_body());
        }
    };
    let mut res = next.call(req).await?.map_into_boxed_body();
    say(&mut res, limits.per_minute, left);
    Ok(res)
}

fn say<B>(res: &mut ServiceResponse<B>, per_minute: u32, left: u32) {
    let texts = [
        ("ratelimit-policy", format!("\"default\";q={per_minute};w=60")),
        ("ratelimit", format!("\"default\";r={left};t=60")),
    ];
    for (name, text) in texts {
        if let Ok(v) = HeaderValue::from_str(&text) {
            res.headers_mut().insert(HeaderName::from_static(name), v);
        }
    }
}
