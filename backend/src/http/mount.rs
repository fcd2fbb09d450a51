//! Where rooms mount their operations.

use actix_web::dev::HttpServiceFactory;
use actix_web::web;
use utoipa_actix_web::OpenApiFactory;
use utoipa_actix_web::service_config::ServiceConfig;

/// What a room mounts its operations on: a worker, which serves them, or the contract, which tells of them. A worker has
/// no use for what an operation says of itself, which takes more time and memory to put together than to serve.
pub struct Mount<'m, 's>(To<'m, 's>);

enum To<'m, 's> {
    Worker(&'m mut web::ServiceConfig),
    Contract(&'m mut ServiceConfig<'s>),
}

impl<'m, 's> Mount<'m, 's> {
    /// Operations of a worker.
    pub fn worker(to: &'m mut web::ServiceConfig) -> Self {
        Self(To::Worker(to))
    }

    /// Operations of the contract.
    pub fn contract(to: &'m mut ServiceConfig<'s>) -> Self {
        Self(To::Contract(to))
    }

    /// Mounts an operation.
    pub fn service<F>(&mut self, operation: F) -> &mut Self
    where
        F: HttpServiceFactory + OpenApiFactory + 'static,
    {
        match &mut self.0 {
            To::Worker(to) => {
                to.service(operation);
            }
            To::Contract(to) => {
                to.service(operation);
            }
        }
        self
    }
}
