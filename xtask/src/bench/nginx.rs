//! nginx in its roles: the vendor, as fast as a server can be, the proxy that the relay is compared with, and the server that
//! slow clients go to in its place.

use std::fmt::Write as _;
use std::path::Path;

use crate::program::{Program, free_port, in_folder};
use crate::{Outcome, files, machine};

/// What both roles share. Connections are kept for ever and in any number; nothing is written to disk but the log.
const COMMON: &str = "
daemon off;
pid nginx.pid;
events { worker_connections 8192; }
worker_rlimit_nofile 16384;
";

const COMMON_HTTP: &str = "
  keepalive_requests 1000000000;
  keepalive_timeout 300s;
  client_body_temp_path bodies;
  proxy_temp_path answers;
  fastcgi_temp_path other;
  uwsgi_temp_path other;
  scgi_temp_path other;
";

/// The longest value in nginx's configuration, in bytes, with room to spare.
const LONGEST_VALUE: usize = 3_000;

/// Starts a vendor that answers every request with this body, at once, and writes no log.
pub(super) fn vendor(nginx: &Path, folder: &Path, body: &str) -> Outcome<Program> {
    let port = free_port()?;
    start("vendor", nginx, folder, port, &vendor_settings(port, body))
}

/// Starts a vendor that answers every request with the file `answer.json.gz` in its folder.
pub(super) fn vendor_of_file(nginx: &Path, folder: &Path, packed: &[u8]) -> Outcome<Program> {
    let port = free_port()?;
    files::write(&folder.join("vendor/answer.json.gz"), packed)?;
    let place = folder.join("vendor");
    let settings = format!(
        "{COMMON}http {{{COMMON_HTTP}  access_log off;\n  server {{\n    listen 127.0.0.1:{port};\n    root {};\n    \
         default_type application/json;\n    add_header Content-Encoding gzip always;\n    \
         error_page 405 =200 /answer.json.gz;\n    location / {{ rewrite ^ /answer.json.gz break; }}\n  }}\n}}\n",
        place.display()
    );
    start("vendor", nginx, folder, port, &settings)
}

/// Starts a proxy that merely forwards: to the vendor over connections that are kept, with a worker for each core,
/// and with one line a request in its log, as nginx does by itself and as the relay does.
pub(super) fn proxy(nginx: &Path, folder: &Path, vendor: &str) -> Outcome<Program> {
    let port = free_port()?;
    start("proxy", nginx, folder, port, &proxy_settings(port, vendor, machine::cores()))
}

/// Starts a server that slow clients can go to in the relay's place: it serves this folder, forwards calls to the vendor
/// once they have come whole, and loses patience when the relay does; with a slow body earlier, because it counts from one
/// piece to the next and would never lose it.
pub(super) fn bystander(nginx: &Path, folder: &Path, vendor: &str, served: &Path) -> Outcome<Program> {
    let port = free_port()?;
    start("bystander", nginx, folder, port, &bystander_settings(port, vendor, served, machine::cores()))
}

fn start(name: &'static str, nginx: &Path, folder: &Path, port: u16, settings: &str) -> Outcome<Program> {
    let place = folder.join(name);
    files::write(&place.join("nginx.conf"), settings)?;
    let mut command = in_folder(nginx, &place);
    command.arg("-p").arg(&place).args(["-c", "nginx.conf", "-e", "error.log"]);
    Program::listening_on(name, port, &mut command, folder.join(format!("{name}.log")))
}

fn vendor_settings(port: u16, body: &str) -> String {
    let (mut pieces, mut whole) = (String::new(), String::new());
    for (at, piece) in body.as_bytes().chunks(LONGEST_VALUE).enumerate() {
        // The body is ASCII, so it can be cut anywhere.
        let _ = writeln!(pieces, "    set $part{at} '{}';", String::from_utf8_lossy(piece));
        let _ = write!(whole, "${{part{at}}}");
    }
    format!(
        "{COMMON}worker_processes 1;\nhttp {{{COMMON_HTTP}  access_log off;\n  default_type application/json;\n  \
         server {{\n    listen 127.0.0.1:{port} backlog=8192;\n{pieces}    location / {{ return 200 \"{whole}\"; }}\n  \
         }}\n}}\n"
    )
}

fn proxy_settings(port: u16, vendor: &str, workers: usize) -> String {
    format!(
        "{COMMON}worker_processes {workers};\nhttp {{{COMMON_HTTP}  access_log access.log;\n  upstream vendor {{\n    \
         server {vendor};\n    keepalive 256;\n    keepalive_requests 1000000000;\n    keepalive_timeout 300s;\n  }}\n  \
         server {{\n    listen 127.0.0.1:{port} backlog=8192;\n    location / {{\n      proxy_pass http://vendor;\n      \
         proxy_http_version 1.1;\n      proxy_set_header Connection \"\";\n    }}\n  }}\n}}\n"
    )
}

fn bystander_settings(port: u16, vendor: &str, served: &Path, workers: usize) -> String {
    format!(
        "{COMMON}worker_processes {workers};\nhttp {{{COMMON_HTTP}  access_log access.log;\n  server {{\n    \
         listen 127.0.0.1:{port} backlog=8192 sndbuf=64k;\n    root {};\n    client_header_timeout 5s;\n    \
         client_body_timeout 1s;\n    send_timeout 8s;\n    reset_timedout_connection on;\n    \
         location /api/ {{ proxy_pass http://{vendor}; }}\n  }}\n}}\n",
        served.display()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_body_is_set_in_pieces_and_answered_whole() {
        let body = "x".repeat(LONGEST_VALUE + 1);
        let settings = vendor_settings(1, &body);
        assert!(settings.contains(&format!("set $part0 '{}';", "x".repeat(LONGEST_VALUE))), "{settings}");
        assert!(settings.contains("set $part1 'x';"), "{settings}");
        assert!(settings.contains("return 200 \"${part0}${part1}\";"), "{settings}");
    }

    #[test]
    fn the_proxy_keeps_its_connections_and_writes_its_log() {
        let settings = proxy_settings(1, "127.0.0.1:2", 2);
        for line in ["worker_processes 2;", "server 127.0.0.1:2;", "keepalive 256;", "access_log access.log;"]
        {
            assert!(settings.contains(line), "{line} in {settings}");
        }
    }

    #[test]
    fn the_bystander_is_no_more_patient_than_the_relay() {
        let settings = bystander_settings(1, "127.0.0.1:2", Path::new("/panel"), 2);
        for line in ["client_header_timeout 5s;", "client_body_timeout 1s;", "send_timeout 8s;"] {
            assert!(settings.contains(line), "{line} in {settings}");
        }
    }
}
