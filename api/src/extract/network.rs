//! Where a request comes from, as far as limits ask.

use std::fmt;
use std::future::{Ready, ready};
use std::net::IpAddr;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use ipnet::IpNet;

use crate::app::App;
use crate::config::Networks;
use crate::error::Problem;

const HEADER: &str = "x-forwarded-for";

/// What one subscriber can choose his addresses from, as a rule: 256 addresses of IPv4, and of
/// IPv6 what providers give to a household (RIPE-690).
const SUBSCRIBER: (u8, u8) = (24, 56);

/// The addresses that count as one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Network(String);

impl Network {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn of(address: IpAddr) -> Self {
        let address = address.to_canonical();
        let (four, six) = SUBSCRIBER;
        let length = if address.is_ipv4() { four } else { six };
        Self(IpNet::new(address, length).map_or_else(
            |_| address.to_string(),
            |network| network.trunc().to_string(),
        ))
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromRequest for Network {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(App::of(req).map(|app| read(req, &app.settings.http.trusted_proxies)))
    }
}

/// Each proxy adds, at the end, from where it was asked. Read from the end, the first that is
/// no proxy of ours is where the request comes from; what stands before it is the asker's word.
fn read(req: &HttpRequest, trusted: &Networks) -> Network {
    let Some(mut from) = req.peer_addr().map(|peer| peer.ip()) else {
        return Network("unknown".to_owned());
    };
    let said: Vec<&str> = req
        .headers()
        .get_all(HEADER)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    for entry in said.into_iter().rev() {
        if !trusted.contains(from) {
            break;
        }
        match entry.trim().parse() {
            Ok(address) => from = address,
            Err(_) => break,
        }
    }
    Network::of(from)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn told(peer: &str, trusted: &str, forwarded: &str) -> String {
        let trusted = trusted.to_owned().try_into().unwrap();
        let request = TestRequest::get()
            .peer_addr(format!("{peer}:4711").parse().unwrap())
            .insert_header((HEADER, forwarded))
            .to_http_request();
        read(&request, &trusted).0
    }

    #[test]
    fn only_our_own_proxies_are_believed() {
        let told = |trusted, forwarded| told("10.0.0.1", trusted, forwarded);
        assert_eq!(told("", "203.0.113.7"), "10.0.0.0/24");
        assert_eq!(told("10.0.0.0/8", "203.0.113.7"), "203.0.113.0/24");
        let both = "198.51.100.9, 203.0.113.7";
        assert_eq!(told("10.0.0.0/8", both), "203.0.113.0/24");
        let two = "10.0.0.0/8, 203.0.113.0/24";
        assert_eq!(told(two, both), "198.51.100.0/24");
        assert_eq!(told(two, "nonsense, 203.0.113.7"), "203.0.113.0/24");
        assert_eq!(told("10.0.0.0/8", "nonsense"), "10.0.0.0/24");
        assert_eq!(told("10.0.0.0/8", "10.9.9.9"), "10.9.9.0/24");
    }

    #[test]
    fn a_subscriber_has_one_network() {
        let told = |address: &str| told(address, "", "");
        assert_eq!(told("[2001:db8:1:2ff:3:4:5:6]"), "2001:db8:1:200::/56");
        assert_eq!(told("[2001:db8:1:201::1]"), "2001:db8:1:200::/56");
        assert_eq!(told("[::ffff:203.0.113.7]"), "203.0.113.0/24");
        assert_eq!(told("203.0.113.8"), "203.0.113.0/24");
    }
}
