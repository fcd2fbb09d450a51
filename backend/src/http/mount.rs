//! Where rooms mount their operations.

use actix_web::dev::HttpServiceFactory;
use actix_web::web;
use utoipa::openapi::HttpMethod;
use utoipa_actix_web::OpenApiFactory;
use utoipa_actix_web::service_config::ServiceConfig;

use super::addresses::Addresses;

/// What a room mounts its operations on: a worker, which serves them, the contract, which tells of them, or the list of
/// their addresses. A worker has no use for what an operation says of itself, which takes more time and memory to put
/// together than to serve.
pub struct Mount<'m, 's>(To<'m, 's>);

/// Which operations to mount on a worker. It tries one after the other: a plain path is compared, one with parameters
/// matched as an expression, which takes longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paths {
    /// Without parameters: first.
    Plain,
    /// With parameters.
    Parameters,
}

impl Paths {
    fn of(path: &str) -> Self {
        if path.contains('{') { Self::Parameters } else { Self::Plain }
    }
}

enum To<'m, 's> {
    Worker(&'m mut web::ServiceConfig, Paths),
    Contract(&'m mut ServiceConfig<'s>),
    Addresses(&'m mut Addresses),
}

impl<'m, 's> Mount<'m, 's> {
    /// Operations of a worker whose paths are of a kind.
    pub fn worker(to: &'m mut web::ServiceConfig, paths: Paths) -> Self {
        Self(To::Worker(to, paths))
    }

    /// Operations of the contract.
    pub fn contract(to: &'m mut ServiceConfig<'s>) -> Self {
        Self(To::Contract(to))
    }

    /// The addresses of operations.
    pub fn addresses(to: &'m mut Addresses) -> Self {
        Self(To::Addresses(to))
    }

    /// Mounts an operation.
    pub fn service<F>(&mut self, operation: F) -> &mut Self
    where
        F: HttpServiceFactory + OpenApiFactory + utoipa::Path + 'static,
    {
        match &mut self.0 {
            To::Worker(to, paths) => {
                if *paths == Paths::of(&F::path()) {
                    to.service(operation);
                }
            }
            To::Contract(to) => {
                to.service(operation);
            }
            To::Addresses(to) => {
                to.add(&F::path(), F::methods().iter().map(method));
            }
        }
        self
    }
}

fn method(method: &HttpMethod) -> &'static str {
    match method {
        HttpMethod::Get => "GET",
        HttpMethod::Post => "POST",
        HttpMethod::Put => "PUT",
        HttpMethod::Delete => "DELETE",
        HttpMethod::Options => "OPTIONS",
        HttpMethod::Head => "HEAD",
        HttpMethod::Patch => "PATCH",
        HttpMethod::Trace => "TRACE",
    }
}
