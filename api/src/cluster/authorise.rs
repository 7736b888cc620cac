//! Who may log in: the accounts that run Varta, as the three roles it knows,
//! through the socket, by their identity (peer). No password exists.

use std::path::Path;

use super::error::ClusterError;
use super::home::Home;

const ROLES: [&str; 3] = ["postgres", "varta_owner", "varta_app"];
const MAP: &str = "varta";

/// Written before each start: the account that runs Varta may have changed.
pub(super) fn authorise(home: &Home) -> Result<(), ClusterError> {
    let cluster = home.cluster();
    let roles = ROLES.join(",");
    let hba = format!("local all {roles} peer map={MAP}\n");
    write(home, &cluster.join("pg_hba.conf"), &hba)?;
    let mut ident = String::new();
    for account in home.account.admitted()? {
        for role in ROLES {
            ident.push_str(&format!(
                "{MAP} \"{}\" {role}\n",
                account.replace('"', "\"\"")
            ));
        }
    }
    write(home, &cluster.join("pg_ident.conf"), &ident)
}

fn write(home: &Home, path: &Path, text: &str) -> Result<(), ClusterError> {
    std::fs::write(path, text).map_err(ClusterError::io("write", path))?;
    home.account.own(path)
}
