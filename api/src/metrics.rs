//! What the program counts of itself, for Prometheus. No label holds anything of a person.

use std::sync::atomic::AtomicU64;
use std::time::Duration;

use actix_web::http::{Method, StatusCode};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use tenants::db::Db;

use crate::error::Problem;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    method: &'static str,
    route: String,
    status: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabels {
    route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct TransactionLabels {
    name: &'static str,
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct NameLabels {
    name: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct PoolLabels {
    pool: &'static str,
    state: &'static str,
}

type Histograms<L> = Family<L, Histogram, fn() -> Histogram>;

#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    request_seconds: Histograms<RouteLabels>,
    transactions: Family<TransactionLabels, Counter>,
    transaction_seconds: Histograms<NameLabels>,
    hashing_seconds: Histogram,
    connections: Family<PoolLabels, Gauge<u64, AtomicU64>>,
    waiting: Gauge<u64, AtomicU64>,
    streams: Gauge<u64, AtomicU64>,
    refused: Counter,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("varta"),
            requests: Family::default(),
            request_seconds: Family::new_with_constructor(seconds),
            transactions: Family::default(),
            transaction_seconds: Family::new_with_constructor(seconds),
            hashing_seconds: seconds(),
            connections: Family::default(),
            waiting: Gauge::default(),
            streams: Gauge::default(),
            refused: Counter::default(),
        };
        metrics.register();
        metrics
    }
}

fn seconds() -> Histogram {
    Histogram::new([
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0,
    ])
}

impl Metrics {
    fn register(&mut self) {
        let registry = &mut self.registry;
        registry.register("requests", "Requests answered", self.requests.clone());
        registry.register_with_unit(
            "request_duration",
            "Time to answer a request",
            Unit::Seconds,
            self.request_seconds.clone(),
        );
        registry.register(
            "transactions",
            "Transactions, by how they ended",
            self.transactions.clone(),
        );
        registry.register_with_unit(
            "transaction_duration",
            "Time of a transaction, with its retries",
            Unit::Seconds,
            self.transaction_seconds.clone(),
        );
        registry.register_with_unit(
            "hashing_duration",
            "Time to hash a password, to keep it or to check it",
            Unit::Seconds,
            self.hashing_seconds.clone(),
        );
        registry.register(
            "connections",
            "Connections to the database",
            self.connections.clone(),
        );
        registry.register(
            "waiting",
            "Requests that wait for a connection",
            self.waiting.clone(),
        );
        registry.register(
            "streams",
            "Streams of events that are open",
            self.streams.clone(),
        );
        registry.register(
            "refused",
            "Requests refused because too many were waiting",
            self.refused.clone(),
        );
    }

    pub(crate) fn request(
        &self,
        method: &Method,
        route: Option<&str>,
        status: StatusCode,
        took: Duration,
    ) {
        // An address that nobody knows must not make a series of its own.
        let route = route.unwrap_or("unknown").to_owned();
        let labels = RequestLabels {
            method: known(method),
            route: route.clone(),
            status: status.as_u16().into(),
        };
        self.requests.get_or_create(&labels).inc();
        self.request_seconds
            .get_or_create(&RouteLabels { route })
            .observe(took.as_secs_f64());
    }

    pub(crate) fn transaction(
        &self,
        name: &'static str,
        problem: Option<&Problem>,
        took: Duration,
    ) {
        let outcome = problem.map_or("committed", |problem| problem.code().code());
        self.transactions
            .get_or_create(&TransactionLabels { name, outcome })
            .inc();
        self.transaction_seconds
            .get_or_create(&NameLabels { name })
            .observe(took.as_secs_f64());
    }

    pub(crate) fn hashing(&self, took: Duration) {
        self.hashing_seconds.observe(took.as_secs_f64());
    }

    pub(crate) fn waiting(&self, requests: usize) {
        self.waiting
            .set(u64::try_from(requests).unwrap_or(u64::MAX));
    }

    pub(crate) fn streams(&self, open: usize) {
        self.streams.set(u64::try_from(open).unwrap_or(u64::MAX));
    }

    pub(crate) fn refused(&self) {
        self.refused.inc();
    }

    /// As Prometheus reads it.
    pub(crate) fn write(&self, pools: &[(&'static str, &Db)]) -> String {
        for (pool, db) in pools {
            let (used, idle) = db.occupancy();
            for (state, connections) in [("used", used), ("idle", idle)] {
                self.connections
                    .get_or_create(&PoolLabels { pool, state })
                    .set(connections.into());
            }
        }
        let mut text = String::new();
        // Writing into a string does not fail.
        let _written = encode(&mut text, &self.registry);
        text
    }
}

/// Methods may be invented by clients; series may not.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
