//! Serves until it is asked to stop.

use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::available_parallelism;

use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::from_fn;
use actix_web::{App as ActixApp, HttpServer, web};
use tenants::db::{self, Finding};
use tokio::signal::unix::{SignalKind, signal};
use tracing_actix_web::TracingLogger;
use utoipa_actix_web::AppExt;

use crate::app::App;
use crate::frame::{RequestSpan, frame, headers};
use crate::jobs::{self, Jobs};
use crate::routes;
use crate::web::as_page;

/// Why the program does not serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error("the database cannot be served from:\n{}", sentences(.0))]
    NotReady(Vec<Finding>),
    #[error(transparent)]
    Database(#[from] db::Error),
    #[error("the address {address} cannot be used: {source}")]
    Address {
        address: SocketAddr,
        source: std::io::Error,
    },
    #[error(transparent)]
    System(#[from] std::io::Error),
}

fn sentences(findings: &[Finding]) -> String {
    findings
        .iter()
        .map(|finding| format!("- {}", finding.message))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Serves; `ready` learns the address once requests are answered.
pub fn serve(app: App, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    judge(&app)?;
    actix_web::rt::System::new().block_on(run(Arc::new(app), ready))
}

/// A database that is merely away comes back, and `/readyz` tells when; a wrong one does not
/// mend itself.
fn judge(app: &App) -> Result<(), ServeError> {
    match db::check(&app.background) {
        Ok(findings) if findings.is_empty() => Ok(()),
        Ok(findings) => Err(ServeError::NotReady(findings)),
        Err(error @ db::Error::Unavailable(_)) => {
            tracing::warn!(%error, "serving begins without a database");
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}

async fn run(app: Arc<App>, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    let (server, address) = bind(&app)?;
    actix_web::rt::spawn(stop_when_asked(server.handle())?);
    let jobs = Jobs::start(&app.background, jobs::all())?;
    ready(address);
    let served = server.await;
    jobs.stop();
    Ok(served?)
}

fn bind(app: &Arc<App>) -> Result<(Server, SocketAddr), ServeError> {
    let http = &app.settings.http;
    let workers = if http.workers == 0 {
        available_parallelism()?.get()
    } else {
        http.workers
    };
    let max_body_bytes = http.max_body_bytes;
    let data = web::Data::from(app.clone());
    let server = HttpServer::new(move || {
        ActixApp::new()
            .into_utoipa_app()
            .configure(routes::documented)
            .into_app()
            .configure(routes::others)
            .app_data(data.clone())
            .app_data(web::PayloadConfig::new(max_body_bytes))
            .wrap(from_fn(as_page))
            .wrap(from_fn(frame))
            .wrap(headers())
            .wrap(TracingLogger::<RequestSpan>::new())
    })
    .workers(workers)
    .shutdown_timeout(http.shutdown_seconds)
    .disable_signals()
    .bind(http.bind)
    .map_err(|source| ServeError::Address {
        address: http.bind,
        source,
    })?;
    let address = server.addrs().first().copied().unwrap_or(http.bind);
    Ok((server.run(), address))
}

/// Either signal lets requests under way finish.
fn stop_when_asked(server: ServerHandle) -> std::io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping");
        server.stop(true).await;
    })
}
