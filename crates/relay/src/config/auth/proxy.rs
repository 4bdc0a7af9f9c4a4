//! What a proxy has to send along, so that the relay believes whom it asks for.

use std::fmt;

use http::{HeaderName, header};
use subtle::{Choice, ConstantTimeEq as _};
use zeroize::Zeroizing;

use super::{
    super::{
        ConfigError, SecretFile,
        sources::{Found, Sources},
        variables::PROXY_SECRET,
    },
    missing,
};

/// What a proxy has to send along.
#[derive(Clone, Debug)]
pub struct ProxyAuth {
    /// The header with the user's name.
    pub user_header: HeaderName,
    /// What it shows to be believed, in [`SECRET_HEADER`](Self::SECRET_HEADER).
    pub secrets: ProxySecrets,
    /// Where that may be renewed, if it came from a file.
    pub secret_file: Option<SecretFile>,
}

impl ProxyAuth {
    /// The header with the secret that relay and proxy share.
    pub const SECRET_HEADER: HeaderName = HeaderName::from_static("x-recall-proxy-secret");

    pub(super) fn read(sources: &Sources) -> Result<Self, ConfigError> {
        for (name, what) in [
            ("trusted-proxies", "the addresses of the proxies that may say who is asking"),
            (
                "public-origin",
                "the origin under which people reach the panel, like https://portal.example.com",
            ),
        ] {
            if sources.find(name).is_none() {
                return Err(missing("proxy", &format!("--{name}: {what}")));
            }
        }
        let user_header = match sources.find("user-header") {
            Some(found) => user_header(&found)?,
            None => HeaderName::from_static("x-forwarded-user"),
        };
        let secret = sources.secret("proxy-secret-file", PROXY_SECRET)?.ok_or_else(|| {
            missing("proxy", &format!("the secret that the proxy sends along: give a file that holds it as --proxy-secret-file, or the secret itself as {PROXY_SECRET}"))
        })?;
        let secrets = ProxySecrets::read(&secret.value).map_err(|holds| {
            ConfigError::new(format!("{} can't be used because it {holds}.", secret.setting))
        })?;
        Ok(Self { user_header, secrets, secret_file: secret.file })
    }
}

/// Headers that mean something else, beside those that begin with `sec-` and `x-recall-`.
const TAKEN: [HeaderName; 12] = [
    header::ACCEPT,
    header::AUTHORIZATION,
    header::CONNECTION,
    header::CONTENT_ENCODING,
    header::CONTENT_LENGTH,
    header::CONTENT_TYPE,
    header::COOKIE,
    header::FORWARDED,
    header::HOST,
    header::ORIGIN,
    header::TRANSFER_ENCODING,
    HeaderName::from_static("x-request-id"),
];

fn user_header(found: &Found) -> Result<HeaderName, ConfigError> {
    let plain = found.value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let name = found.value.parse::<HeaderName>().ok().filter(|_| plain);
    let name = name.ok_or_else(|| found.wrong("must be a header's name, of letters, digits and dashes"))?;
    let taken = TAKEN.contains(&name) || ["sec-", "x-recall-"].iter().any(|it| name.as_str().starts_with(it));
    if taken { Err(found.wrong("is a header that means something else")) } else { Ok(name) }
}

/// The most secrets at once: the old one and the new.
const MOST: usize = 2;

/// The secret that relay and proxy share, 16 to 256 visible ASCII characters; while it changes, the old one and the new.
/// Wiped from memory when dropped; it can only be compared.
#[derive(Clone, PartialEq, Eq)]
pub struct ProxySecrets(Vec<Zeroizing<String>>);

impl ProxySecrets {
    /// Reads a secret, or two, each on a line of its own. The error completes the sentence "it …".
    pub fn read(text: &str) -> Result<Self, &'static str> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let secrets: Vec<_> = lines.map(|line| Zeroizing::new(line.to_owned())).collect();
        if secrets.is_empty() {
            Err("holds no secret")
        } else if secrets.len() > MOST {
            Err("holds more than two lines: the old secret and the new one are enough")
        } else if secrets.iter().any(|secret| secret.len() < 16) {
            // Whoever reaches the port from a proxy's address could guess a short one.
            Err("holds a secret that is shorter than 16 characters")
        } else if secrets.iter().any(|secret| secret.len() > 256) {
            Err("holds a secret that is longer than 256 characters")
        } else if !secrets.iter().all(|secret| secret.bytes().all(|byte| byte.is_ascii_graphic())) {
            Err("holds a secret with a character that is not visible ASCII")
        } else {
            Ok(Self(secrets))
        }
    }

    /// Whether this is a secret of them. How long that takes tells nothing but lengths.
    pub fn include(&self, shown: &[u8]) -> bool {
        let none = Choice::from(0);
        self.0.iter().fold(none, |found, secret| found | secret.as_bytes().ct_eq(shown)).into()
    }
}

impl fmt::Debug for ProxySecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ProxySecrets(redacted)")
    }
}
