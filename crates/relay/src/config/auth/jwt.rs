//! Which tokens are taken, and by whose keys they are judged.

use http::{Uri, uri::Scheme};
use jsonwebtoken::{Algorithm, AlgorithmFamily};

use super::{
    super::{
        ConfigError, file,
        origin::{is_host, is_loopback},
        sources::{Found, Sources},
    },
    missing,
};
use crate::token::KeySet;

/// The largest file with keys, in bytes.
const MAX_KEYS_FILE: u64 = 256 * 1024;

/// Which tokens are taken, and by whose keys they are judged.
#[derive(Clone, Debug)]
pub struct JwtAuth {
    /// Who has to have made a token.
    pub issuer: String,
    /// For whom it has to be meant: for one of these.
    pub audiences: Vec<String>,
    /// How it may be signed; never with a shared secret, and never not at all.
    pub algorithms: Vec<Algorithm>,
    /// The claims with the user's name; the first that a token has is taken.
    pub user_claims: Vec<String>,
    /// Where the keys come from.
    pub keys: KeySource,
}

/// Where the keys come from.
#[derive(Clone, Debug)]
pub enum KeySource {
    /// From a file, where they may be renewed.
    File {
        /// The file.
        file: KeysFile,
        /// What it holds at the start.
        keys: KeySet,
    },
    /// From the identity provider.
    Url(KeysUrl),
}

impl JwtAuth {
    pub(super) fn read(sources: &Sources) -> Result<Self, ConfigError> {
        let needed = |name: &'static str, what: &str| {
            sources.find(name).ok_or_else(|| missing("jwt", &format!("--{name}: {what}")))
        };
        let issuer = needed("jwt-issuer", "who makes the tokens, as their claim iss says it")?.value;
        let audience = needed("jwt-audience", "for whom the tokens are made, as their claim aud says it")?;
        let list = |name: &'static str, default: &[&str]| match sources.find(name) {
            Some(found) => Ok(found.parts()?.map(str::to_owned).collect()),
            None => Ok(default.iter().map(ToString::to_string).collect()),
        };
        let algorithms = match sources.find("jwt-algorithms") {
            Some(found) => found.parts()?.map(|name| algorithm(name, &found)).collect::<Result<_, _>>()?,
            None => vec![Algorithm::RS256, Algorithm::ES256, Algorithm::EdDSA],
        };
        Ok(Self {
            issuer,
            audiences: audience.parts()?.map(str::to_owned).collect(),
            algorithms,
            user_claims: list("jwt-user-claims", &["preferred_username", "sub"])?,
            keys: keys(sources)?,
        })
    }
}

fn algorithm(name: &str, found: &Found) -> Result<Algorithm, ConfigError> {
    let algorithm: Algorithm = name.parse().map_err(|_| {
        found.wrong("must be a list of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 and EdDSA")
    })?;
    if algorithm.family() == AlgorithmFamily::Hmac {
        return Err(found.wrong(
            "holds an algorithm with a shared secret, and with public keys everybody knows that secret",
        ));
    }
    Ok(algorithm)
}

fn keys(sources: &Sources) -> Result<KeySource, ConfigError> {
    match (sources.find("jwt-keys-file"), sources.find("jwt-keys-url")) {
        (Some(file), Some(url)) => {
            Err(file.wrong_unquoted(format_args!("and {url} are both set: leave out one of the two")))
        }
        (Some(found), None) => {
            let file = KeysFile(found.value.clone());
            let keys = file.read().map_err(|is| found.wrong(format_args!("is a file that {is}")))?;
            Ok(KeySource::File { file, keys })
        }
        (None, Some(found)) => {
            KeysUrl::parse(&found.value).map(KeySource::Url).map_err(|wrong| found.wrong_unquoted(wrong))
        }
        (None, None) => Err(missing(
            "jwt",
            "the identity provider's public keys: give their address as --jwt-keys-url, or a file as --jwt-keys-file",
        )),
    }
}

/// A file with an identity provider's public keys.
#[derive(Clone, Debug)]
pub struct KeysFile(String);

impl KeysFile {
    /// Reads the keys. The error completes the sentence "it is a file that …".
    pub fn read(&self) -> Result<KeySet, &'static str> {
        KeySet::parse(file::read(&self.0, MAX_KEYS_FILE)?.as_bytes())
    }
}

/// The address of an identity provider's public keys. `https`, or `http` to this machine: whoever could change the
/// answer could sign tokens.
#[derive(Clone, Debug)]
pub struct KeysUrl(Uri);

impl KeysUrl {
    /// Reads an address; the error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        const FORM: &str = "must be an address like https://id.example.com/keys, without user or fragment";
        let uri: Uri = text.parse().map_err(|_| FORM)?;
        let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else { return Err(FORM) };
        if !is_host(authority) || text.contains('#') {
            return Err(FORM);
        }
        if *scheme == Scheme::HTTPS || (*scheme == Scheme::HTTP && is_loopback(authority)) {
            Ok(Self(uri))
        } else {
            Err(
                "must begin with https: keys that somebody could change on the way prove nothing (http is for loopback addresses only)",
            )
        }
    }

    /// The address.
    pub(crate) fn uri(&self) -> &Uri {
        &self.0
    }
}
