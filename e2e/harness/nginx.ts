// nginx with a test's own settings: it listens on one port, and all that it writes is in the test's own folder.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { Program } from "./program";

/** The text that nginx and the relay share. */
export const PROXY_SECRET = "canary-between-nginx-and-relay";

/** What a host page needs to allow, and nothing more. */
export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src 'self'";

/** Starts it in a folder. `http` stands beside its one server, `server` within it. */
export async function startNginx(port: number, folder: string, http: string, server: string): Promise<Program> {
  const folders = ["client_body", "proxy", "fastcgi", "scgi", "uwsgi"].map((name) => `  ${name}_temp_path ${name};`);
  const mark = crypto.randomUUID();
  const settings = `
daemon off;
master_process off;
pid nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
${folders.join("\n")}
${http}
  server {
    listen 127.0.0.1:${port};
    location = /${mark} { return 204; }
${server}
  }
}
`;
  await writeFile(join(folder, "nginx.conf"), settings);
  return Program.startAt(`http://127.0.0.1:${port}/`, mark, process.env.NGINX ?? "/usr/sbin/nginx", [
    ...["-e", "stderr", "-p", folder, "-c", "nginx.conf"],
  ]);
}
