//! A setting that lists networks, with a comma between.

use std::net::IpAddr;

use ipnet::{AddrParseError, IpNet};
use serde::{Deserialize, Serialize};

/// Such as `10.0.0.0/8, fd00::/8, 192.0.2.1`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Networks(Vec<IpNet>);

impl Networks {
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }
}

impl TryFrom<String> for Networks {
    type Error = AddrParseError;

    fn try_from(text: String) -> Result<Self, AddrParseError> {
        let named = text
            .split(',')
            .map(str::trim)
            .filter(|text| !text.is_empty());
        let networks = named.map(|text| match text.parse::<IpAddr>() {
            Ok(address) => Ok(address.into()),
            Err(_) => text.parse(),
        });
        Ok(Self(networks.collect::<Result<_, _>>()?))
    }
}

impl From<Networks> for String {
    fn from(networks: Networks) -> Self {
        let names: Vec<Self> = networks.0.iter().map(IpNet::to_string).collect();
        names.join(", ")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Networks, AddrParseError> {
        text.to_owned().try_into()
    }

    #[test]
    fn networks_and_single_addresses_are_read_and_nothing_else() {
        let networks = read("10.0.0.0/8,fd00::/8, 192.0.2.1").unwrap();
        for inside in ["10.1.2.3", "fd00::1", "192.0.2.1", "::ffff:10.1.2.3"] {
            assert!(networks.contains(inside.parse().unwrap()), "{inside}");
        }
        assert!(!networks.contains("192.0.2.2".parse().unwrap()));
        assert_eq!(String::from(networks), "10.0.0.0/8, fd00::/8, 192.0.2.1/32");
        assert_eq!(read("").unwrap(), Networks::default());
        assert!(read("proxy.example").is_err());
    }
}
