//! The program `varta`: HTTP, background work, command line. Knows no SQL and no Diesel: what
//! it wants of the database it asks of `tenants`.

pub mod accounts;
pub mod app;
pub mod appeals;
pub mod assignments;
pub mod auth;
pub mod cli;
pub mod cluster;
pub mod communities;
pub mod config;
pub mod dashboards;
pub mod database;
pub mod demo;
pub mod document;
pub mod error;
pub mod extract;
pub mod frame;
pub mod handovers;
pub mod health;
pub mod housing;
pub mod jobs;
pub mod logging;
pub mod me;
pub mod metrics;
pub mod regions;
pub mod reply;
mod request_id;
pub mod responsibilities;
pub mod ring;
mod route_name;
pub mod routes;
pub mod server;
pub mod services;
pub mod sessions;
pub mod time;
pub mod utilities;
pub mod web;
