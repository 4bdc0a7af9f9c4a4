//! An identity provider: keys, tokens signed with them, and the endpoint that publishes them, however badly.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    hmac,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _},
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};
use vendor_sim::DEFAULT_NOW;

pub(crate) const ISSUER: &str = "https://id.example.com";
pub(crate) const AUDIENCE: &str = "recall-desk";

/// The flags of a relay that takes this provider's tokens, beside those about the keys.
pub(crate) const FLAGS: [&str; 6] = ["--auth", "jwt", "--jwt-issuer", ISSUER, "--jwt-audience", AUDIENCE];

/// The RSA key of RFC 7515, appendix A.2.
pub(crate) const RSA_MODULUS: &str = "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";

/// A provider's keys, made for one test.
pub(crate) struct Issuer {
    edwards: Ed25519KeyPair,
    curve: EcdsaKeyPair,
}

impl Issuer {
    pub(crate) fn new() -> Self {
        let random = SystemRandom::new();
        let scheme = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let edwards = Ed25519KeyPair::generate_pkcs8(&random).unwrap();
        let curve = EcdsaKeyPair::generate_pkcs8(scheme, &random).unwrap();
        Self {
            edwards: Ed25519KeyPair::from_pkcs8(edwards.as_ref()).unwrap(),
            curve: EcdsaKeyPair::from_pkcs8(scheme, curve.as_ref(), &random).unwrap(),
        }
    }

    /// The public keys, under names that end in `suffix`, among others that are no good for signatures.
    pub(crate) fn keys(&self, suffix: &str) -> String {
        let (x, y) = self.point().split_at(32);
        json!({"keys": [
            {"kty": "oct", "kid": format!("shared{suffix}"), "alg": "HS256", "k": base64(b"a secret that everybody can read")},
            {"kty": "RSA", "kid": format!("rsa{suffix}"), "use": "sig", "alg": "RS256", "n": RSA_MODULUS, "e": "AQAB"},
            {"kty": "OKP", "crv": "Ed25519", "kid": format!("ed{suffix}"), "use": "sig", "x": base64(self.edwards.public_key())},
            {"kty": "OKP", "crv": "Ed25519", "kid": format!("enc{suffix}"), "use": "enc", "x": base64(self.edwards.public_key())},
            {"kty": "EC", "crv": "P-256", "kid": format!("ec{suffix}"), "x": base64(x), "y": base64(y)},
            {"kty": "lattice", "kid": "of tomorrow"},
        ]})
        .to_string()
    }

    /// The bytes of the public keys, in which somebody might find a shared secret.
    pub(crate) fn public_bytes(&self) -> Vec<Vec<u8>> {
        vec![
            self.edwards.public_key().as_ref().to_vec(),
            self.curve.public_key().as_ref().to_vec(),
            self.point().to_vec(),
            URL_SAFE_NO_PAD.decode(RSA_MODULUS).unwrap(),
            RSA_MODULUS.into(),
            b"a secret that everybody can read".to_vec(),
            self.keys("").into_bytes(),
            Vec::new(),
        ]
    }

    fn point(&self) -> &[u8] {
        &self.curve.public_key().as_ref()[1..]
    }

    /// A token with this header and these claims, signed as the header says.
    pub(crate) fn token(&self, header: &Value, claims: &Value) -> String {
        let message = format!("{}.{}", base64(header.to_string()), base64(claims.to_string()));
        let signature = match header["alg"].as_str() {
            Some("EdDSA") => self.edwards.sign(message.as_bytes()).as_ref().to_vec(),
            Some("ES256") => {
                self.curve.sign(&SystemRandom::new(), message.as_bytes()).unwrap().as_ref().to_vec()
            }
            _ => Vec::new(),
        };
        format!("{message}.{}", base64(signature))
    }

    /// A good token.
    pub(crate) fn good(&self) -> String {
        self.token(&json!({"alg": "EdDSA", "kid": "ed"}), &claims())
    }
}

/// A token that is signed with a shared secret, as the algorithm HS256 has it, whatever its header says.
pub(crate) fn shared(header: &Value, claims: &Value, secret: &[u8]) -> String {
    let message = format!("{}.{}", base64(header.to_string()), base64(claims.to_string()));
    let signature = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), message.as_bytes());
    format!("{message}.{}", base64(signature))
}

/// What a good token says, at [`DEFAULT_NOW`].
pub(crate) fn claims() -> Value {
    json!({
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "248289761001",
        "preferred_username": "jia",
        "iat": DEFAULT_NOW - 10,
        "nbf": DEFAULT_NOW - 10,
        "exp": DEFAULT_NOW + 600,
    })
}

pub(crate) fn base64(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The endpoint with the keys. It sends whatever it is told, byte for byte; nothing at all keeps the caller waiting.
pub(crate) struct Endpoint {
    pub(crate) address: SocketAddr,
    answer: Arc<Mutex<Vec<u8>>>,
    asked: Arc<AtomicUsize>,
}

impl Endpoint {
    pub(crate) async fn start(answer: Vec<u8>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (answer, asked) = (Arc::new(Mutex::new(answer)), Arc::new(AtomicUsize::new(0)));
        let (shared, count) = (Arc::clone(&answer), Arc::clone(&asked));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                count.fetch_add(1, Ordering::SeqCst);
                let answer = shared.lock().unwrap().clone();
                tokio::spawn(reply(stream, answer));
            }
        });
        Self { address, answer, asked }
    }

    pub(crate) fn answer_from_now_on(&self, answer: Vec<u8>) {
        *self.answer.lock().unwrap() = answer;
    }

    /// How many connections came.
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/keys?of=recall", self.address)
    }
}

async fn reply(mut stream: TcpStream, answer: Vec<u8>) {
    let mut head = [0; 4096];
    let length = stream.read(&mut head).await.unwrap_or(0);
    let head = String::from_utf8_lossy(&head[..length]).into_owned();
    assert!(head.starts_with("GET /keys?of=recall HTTP/1.1\r\n") && !head.contains("cookie"), "{head}");
    if answer.is_empty() {
        std::future::pending::<()>().await;
    }
    // Whoever has read enough goes away.
    let _ = stream.write_all(&answer).await;
}

/// An answer with this status and body.
pub(crate) fn answer(status: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}").into_bytes()
}
