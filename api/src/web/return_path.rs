//! Where somebody goes after signing in: a page of ours, never another site.

/// The path, when it is one of ours.
#[must_use]
pub(super) fn ours(path: &str) -> Option<&str> {
    let is_local = path.starts_with('/')
        && !path.starts_with("//")
        && !path.starts_with("/login")
        && !path.contains('\\')
        && path.bytes().all(|byte| byte.is_ascii_graphic());
    is_local.then_some(path)
}

/// The sign-in page that leads back to `path`.
#[must_use]
pub(super) fn login(path: &str) -> String {
    match ours(path).filter(|path| *path != "/") {
        Some(path) => {
            let query = form_urlencoded::Serializer::new(String::new())
                .append_pair("next", path)
                .finish();
            format!("/login?{query}")
        }
        None => "/login".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(ours("/queue?overdue=true"), Some("/queue?overdue=true"));
        for path in [
            "",
            "queue",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/queue\r\nSet-Cookie: a=b",
            "/login",
        ] {
            assert_eq!(ours(path), None, "{path:?}");
        }
    }

    #[test]
    fn sign_in_leads_back() {
        assert_eq!(
            login("/queue?state=new"),
            "/login?next=%2Fqueue%3Fstate%3Dnew"
        );
        assert_eq!(login("/"), "/login");
    }
}
