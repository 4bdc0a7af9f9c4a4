//! The vendor has to show a certificate that this machine trusts, for the name it was asked under, and of today.

use std::{future::Future, net::SocketAddr, sync::Arc};

use contract::ProblemKind;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use relay::clock::Clock;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{TlsAcceptor, rustls::ServerConfig};
use vendor_sim::{RunningSim, Sim};

use crate::{
    client::{Answer, DOCUMENTED, Request},
    process::{Running, output, relay},
    settings::File,
    world::{KEY, SECRET, credentials},
};

/// An authority that signs certificates, and its own in a file.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pub(crate) file: File,
}

impl Authority {
    pub(crate) fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let file = File::new("ca.pem", &params.self_signed(&key).unwrap().pem());
        Self { issuer: Issuer::new(params, key), file }
    }

    /// A server with a certificate of this authority.
    pub(crate) fn sign(&self, params: &CertificateParams) -> ServerConfig {
        let key = KeyPair::generate().unwrap();
        server(&params.signed_by(&key, &self.issuer).unwrap(), &key)
    }
}

fn server(certificate: &rcgen::Certificate, key: &KeyPair) -> ServerConfig {
    let key = key.serialize_der().try_into().unwrap();
    let builder = ServerConfig::builder().with_no_client_auth();
    builder.with_single_cert(vec![certificate.der().clone()], key).unwrap()
}

pub(crate) fn localhost() -> CertificateParams {
    CertificateParams::new(vec!["localhost".to_owned()]).unwrap()
}

/// Takes encryption off in front of a server, the vendor say, as its own front does.
pub(crate) async fn front(
    config: ServerConfig,
    server: SocketAddr,
) -> (SocketAddr, impl Future<Output = ()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let serve = async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                // A caller that doesn't like the certificate goes away.
                let Ok(mut stream) = acceptor.accept(stream).await else { return };
                let mut inner = TcpStream::connect(server).await.unwrap();
                let _ = copy_bidirectional(&mut stream, &mut inner).await;
            });
        }
    };
    (address, serve)
}

/// What a relay that trusts this file answers when the vendor shows that certificate, what the vendor behind it got to
/// see, and the relay's log.
async fn answer(trusted: &str, config: ServerConfig) -> (Answer, RunningSim, String) {
    let sim = Sim::new().credentials(credentials()).clock(Clock::system().as_fn()).start().await.unwrap();
    let (address, serve) = front(config, sim.addr()).await;
    let serving = tokio::spawn(serve);
    let running = Running::start(
        relay()
            .args(["--bind", "127.0.0.1:0", "--admin-bind", "off", "--log-format", "json"])
            .args(["--vendor-url", &format!("https://localhost:{}", address.port())])
            .envs([("RECALL_API_KEY", KEY), ("RECALL_API_SECRET", SECRET), ("SSL_CERT_FILE", trusted)]),
    );
    let answer = Request::call(DOCUMENTED).send(running.address).await;
    running.signal("TERM");
    let (_, _, log) = running.end();
    serving.abort();
    (answer, sim, log)
}

#[tokio::test]
async fn a_vendor_with_a_trusted_certificate_is_asked() {
    let authority = Authority::new();
    let (answer, sim, log) = answer(authority.file.path(), authority.sign(&localhost())).await;
    assert_eq!(answer.status, 200, "{log}");
    assert_eq!(sim.received(), 1);
}

#[tokio::test]
async fn a_vendor_with_any_other_certificate_gets_nothing() {
    let (authority, stranger) = (Authority::new(), Authority::new());
    let with = |change: fn(&mut CertificateParams)| {
        let mut params = localhost();
        change(&mut params);
        params
    };
    let key = KeyPair::generate().unwrap();
    let by_itself = server(&localhost().self_signed(&key).unwrap(), &key);
    let elsewhere =
        CertificateParams::new(vec!["api.laaffic.com".to_owned(), "*.localhost".to_owned()]).unwrap();
    let cases = [
        ("expired", authority.sign(&with(|params| params.not_after = date_time_ymd(2020, 1, 1)))),
        ("not yet valid", authority.sign(&with(|params| params.not_before = date_time_ymd(4000, 1, 1)))),
        ("for another host", authority.sign(&elsewhere)),
        ("signed by itself", by_itself),
        ("signed by a stranger", stranger.sign(&localhost())),
    ];
    for (case, config) in cases {
        let (answer, sim, log) = answer(authority.file.path(), config).await;
        let problem = answer.problem();
        assert_eq!(problem.kind, ProblemKind::VendorUnreachable, "{case}: {log}");
        assert_eq!((problem.detail, problem.vendor_reason), (None, None), "{case}");
        assert_eq!(sim.received(), 0, "{case}");
        assert!(log.contains("invalid peer certificate"), "the operator is told: {case}: {log}");
    }
}

#[tokio::test]
async fn a_vendor_that_speaks_in_the_clear_where_it_should_not_gets_nothing() {
    let sim = Sim::new().credentials(credentials()).start().await.unwrap();
    let authority = Authority::new();
    let running = Running::start(
        relay()
            .args(["--bind", "127.0.0.1:0", "--admin-bind", "off"])
            .args(["--vendor-url", &format!("https://localhost:{}", sim.addr().port())])
            .envs([
                ("RECALL_API_KEY", KEY),
                ("RECALL_API_SECRET", SECRET),
                ("SSL_CERT_FILE", authority.file.path()),
            ]),
    );
    let answer = Request::call(DOCUMENTED).send(running.address).await;
    assert_eq!(answer.kind(), ProblemKind::VendorUnreachable);
    assert_eq!(sim.received(), 0);
}

#[test]
fn a_machine_that_trusts_nobody_is_told_so_at_the_start() {
    let nobody = File::new("nobody.pem", "");
    let output = output(relay().args(["--bind", "127.0.0.1:0", "--admin-bind", "off"]).envs([
        ("RECALL_API_KEY", KEY),
        ("RECALL_API_SECRET", SECRET),
        ("SSL_CERT_FILE", nobody.path()),
    ]));
    assert_eq!(output.status.code(), Some(1));
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(words.contains("This machine trusts no certificates"), "{words}");
}
