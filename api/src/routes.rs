//! The one table of routes.

use actix_web::middleware::DefaultHeaders;
use actix_web::{App as ActixApp, http::header, web};
use utoipa::openapi::OpenApi;
use utoipa_actix_web::service_config::ServiceConfig;
use utoipa_actix_web::{AppExt, scope};
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::{
    accounts, appeals, assignments, communities, dashboards, document, error, handovers, health,
    housing, imports, ledger, live, mails, me, passwords, regions, responsibilities, ring,
    services, sessions, utilities, web as screens,
};

/// Everything in the OpenAPI document.
pub fn documented(config: &mut ServiceConfig) {
    config
        .service(health::alive::alive)
        .service(health::ready::ready)
        .service(health::metrics::metrics)
        .service(scope("/api/v1").configure(v1));
}

/// One pattern after the other is tried: what each call asks for stands first.
fn v1(config: &mut ServiceConfig) {
    config
        .configure(housing::routes)
        .configure(ring::routes)
        .configure(appeals::routes)
        .configure(assignments::routes)
        .service(document::read::read)
        .configure(sessions::routes)
        .configure(passwords::routes)
        .service(me::see::see)
        .configure(me::second_factor::routes)
        .configure(regions::routes)
        .configure(communities::routes)
        .configure(utilities::routes)
        .configure(accounts::routes)
        .configure(mails::routes)
        .configure(services::routes)
        .configure(responsibilities::routes)
        .configure(imports::routes)
        .configure(handovers::routes)
        .configure(dashboards::routes)
        .configure(ledger::routes)
        .configure(live::routes);
}

/// The screens, the page that shows the document, and an answer for all that is left.
pub fn others(config: &mut web::ServiceConfig) {
    config
        .configure(screens::routes)
        .service(docs())
        .default_service(web::to(error::not_found));
}

pub(crate) fn collect() -> OpenApi {
    ActixApp::new()
        .into_utoipa_app()
        .configure(documented)
        .split_for_parts()
        .1
}

const OPENAPI: &str = "/api/v1/openapi.json";

/// Swagger UI, from the program itself: nothing is fetched from elsewhere.
fn docs() -> impl actix_web::dev::HttpServiceFactory + 'static {
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; \
                  img-src 'self' data:; font-src 'self'; connect-src 'self'; \
                  base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    let config = Config::from(OPENAPI)
        .validator_url("none")
        .display_operation_id(true);
    web::scope("/api/docs")
        .wrap(DefaultHeaders::new().add((header::CONTENT_SECURITY_POLICY, policy)))
        .service(web::redirect("", "/api/docs/"))
        .service(SwaggerUi::new("/{_:.*}").config(config))
}
