//! Serves until it is asked to stop.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use actix_http::HttpService;
use actix_http::error::DispatchError;
use actix_service::{
    IntoServiceFactory, ServiceFactory, ServiceFactoryExt, fn_service, map_config,
};
use actix_web::dev::{AppConfig, Server, ServerHandle};
use actix_web::middleware::from_fn;
use actix_web::{App as ActixApp, web};
use rustix::net::sockopt::set_tcp_user_timeout;
use tenants::db::{self, Finding};
use tokio::net::{TcpSocket, TcpStream};
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::{Instant, sleep};
use tracing_actix_web::TracingLogger;
use utoipa_actix_web::AppExt;

use crate::admit::admit;
use crate::app::App;
use crate::door::Door;
use crate::frame::{RequestSpan, frame};
use crate::headers::headers;
use crate::jobs::{self, Jobs};
use crate::unknown_parameters::refuse_unknown_parameters;
use crate::web::{as_page, prepare};
use crate::{open_files, routes};

/// Connections that may wait to be accepted.
const BACKLOG: u32 = 1_024;

/// Longer than the minute for which reverse proxies keep a connection that has nothing to do:
/// whoever closes first may hang up on a request that is on its way.
const KEEP_ALIVE: Duration = Duration::from_secs(75);

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
    open_files::permit_all();
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
    let (listener, address) = bind(app.settings.http.bind)?;
    let server = start(&app, listener.try_clone()?, address)?;
    actix_web::rt::spawn(stop_when_asked(app.clone(), listener, server.handle())?);
    let jobs = Jobs::start(&app.background, jobs::all(&app))?;
    ready(address);
    prepare();
    let served = server.await;
    jobs.stop();
    Ok(served?)
}

fn bind(address: SocketAddr) -> Result<(TcpListener, SocketAddr), ServeError> {
    listen(address).map_err(|source| ServeError::Address { address, source })
}

fn start(app: &Arc<App>, listener: TcpListener, address: SocketAddr) -> std::io::Result<Server> {
    let workers = match app.settings.http.workers {
        0 => available_parallelism()?.get(),
        workers => workers,
    };
    let app = app.clone();
    let builder = Server::build()
        .workers(workers)
        // By then nothing is under way any more, or it has had its time.
        .shutdown_timeout(1)
        .disable_signals();
    let builder = builder.listen("varta", listener, move || service(app.clone(), address))?;
    Ok(builder.run())
}

fn listen(at: SocketAddr) -> std::io::Result<(TcpListener, SocketAddr)> {
    let socket = if at.is_ipv4() {
        TcpSocket::new_v4()?
    } else {
        TcpSocket::new_v6()?
    };
    socket.set_reuseaddr(true)?;
    socket.bind(at)?;
    let listener = socket.listen(BACKLOG)?.into_std()?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

/// What each worker does with a connection. Put together here rather than by `HttpServer`,
/// because everything has to go through the `Door`.
fn service(
    app: Arc<App>,
    address: SocketAddr,
) -> impl ServiceFactory<TcpStream, Config = (), Response = (), Error = DispatchError, InitError = ()>
{
    let max_body_bytes = app.settings.http.max_body_bytes;
    let site = ActixApp::new()
        .into_utoipa_app()
        .configure(routes::documented)
        .into_app()
        .configure(routes::others)
        .app_data(web::Data::from(app.clone()))
        .app_data(web::PayloadConfig::new(max_body_bytes))
        .wrap(from_fn(refuse_unknown_parameters))
        .wrap(from_fn(as_page))
        .wrap(from_fn(frame))
        .wrap(from_fn(headers))
        .wrap(TracingLogger::<RequestSpan>::new())
        .wrap(from_fn(admit))
        .into_factory()
        .map_err(|error| error.error_response());
    let http = HttpService::build()
        .local_addr(address)
        .keep_alive(KEEP_ALIVE)
        .h1(map_config(site, |()| AppConfig::default()));
    fn_service(move |stream: TcpStream| {
        let closing = app.stopping.closing();
        async move {
            let peer = stream.peer_addr().ok();
            let_go_of_the_dead(&stream);
            Ok((Door::new(stream, closing), peer))
        }
    })
    .and_then(http)
}

/// A peer that takes nothing for so long is gone, or reads too slowly to be waited for.
const TAKES_NOTHING_MS: u32 = 30_000;

/// Without this, somebody who never reads an endless answer would be kept for ever.
fn let_go_of_the_dead(stream: &TcpStream) {
    if let Err(error) = set_tcp_user_timeout(stream, TAKES_NOTHING_MS) {
        tracing::debug!(%error, "no limit for a peer that takes nothing");
    }
}

/// Either signal lets requests under way finish; streams, which never would, are ended. SIGTERM
/// comes from whoever runs the program, who has to tell others first; SIGINT from a person who
/// waits for it to end.
fn stop_when_asked(
    app: Arc<App>,
    listener: TcpListener,
    server: ServerHandle,
) -> std::io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        let is_asked_by_people = tokio::select! {
            _ = terminate.recv() => false,
            _ = interrupt.recv() => true,
        };
        let http = &app.settings.http;
        let end = Instant::now() + Duration::from_secs(http.shutdown_seconds);
        if !is_asked_by_people {
            tracing::info!(seconds = http.drain_seconds, "draining");
            app.stopping.drain();
            tokio::select! {
                () = sleep(Duration::from_secs(http.drain_seconds)) => {}
                _ = interrupt.recv() => {}
            }
        }
        tracing::info!("stopping");
        // Only now, so that those who come back at once no longer come here.
        app.live.close();
        let left = end.saturating_duration_since(Instant::now());
        app.stopping.close(&listener, left).await;
        server.stop(true).await;
    })
}
