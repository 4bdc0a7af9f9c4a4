// A portal with nginx in front, as in deploy/nginx: it knows its people by a cookie.
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { type AddressInfo, createServer as createSocket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Program } from "./program";

/** The text that nginx and the relay share. */
export const PROXY_SECRET = "between-nginx-and-relay";

/** The cookie that holds the name of whoever is signed in. */
export const COOKIE = "portal-user";

/** A port that is free at the moment. */
export async function freePort(): Promise<number> {
  const socket = createSocket().listen(0, "127.0.0.1");
  await new Promise((resolve) => socket.once("listening", resolve));
  const { port } = socket.address() as AddressInfo;
  await new Promise((resolve) => socket.close(resolve));
  return port;
}

/** The portal's own program. It says who is signed in, and has a page that is empty. */
async function portal(): Promise<Server> {
  const server = createServer((request, response) => {
    const user = new RegExp(`(?:^|; )${COOKIE}=([^;]+)`).exec(request.headers.cookie ?? "")?.[1];
    if (request.url === "/") response.setHeader("Content-Type", "text/html").end("<!doctype html><title>Portal</title>");
    else if (request.url === "/who" && user) response.setHeader("X-User", user).writeHead(204).end();
    else response.writeHead(401).end();
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return server;
}

/** nginx with the portal behind it, and the relay beside that. */
export class Portal {
  private constructor(
    /** The panel's address behind nginx. */
    readonly panel: string,
    /** A page on another port: to a browser another origin of the same site. */
    readonly neighbour: string,
    private readonly nginx: Program,
    private readonly server: Server,
    private readonly folder: string,
  ) {}

  /** Starts nginx on this port, with the file that operators copy, unchanged. `relay` is the relay's own address. */
  static async start(port: number, relay: string): Promise<Portal> {
    const server = await portal();
    const folder = await mkdtemp(join(tmpdir(), "recall-desk-nginx-"));
    await copyFile("../deploy/nginx/recall-desk.conf", join(folder, "recall-desk.conf"));
    await writeFile(
      join(folder, "recall-desk-secret.conf"),
      `proxy_set_header X-Recall-Proxy-Secret "${PROXY_SECRET}";\n`,
    );
    const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    await writeFile(join(folder, "nginx.conf"), settings(port, address, new URL(relay).host));
    const origin = `http://127.0.0.1:${port}/`;
    const nginx = await Program.startAt(origin, process.env.NGINX ?? "/usr/sbin/nginx", [
      ...["-e", "stderr", "-p", folder, "-c", "nginx.conf"],
    ]);
    return new Portal(`${origin}ops/recall/`, `http://${address}/`, nginx, server, folder);
  }

  async stop(): Promise<void> {
    await this.nginx.stop();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await rm(this.folder, { recursive: true });
  }
}

/** What stands around the file: a server on a port, its two neighbours, and all that it writes in its own folder. */
function settings(port: number, portal: string, relay: string): string {
  const folders = ["client_body", "proxy", "fastcgi", "scgi", "uwsgi"].map((name) => `  ${name}_temp_path ${name};`);
  return `
daemon off;
master_process off;
pid nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
${folders.join("\n")}
  upstream portal { server ${portal}; }
  upstream recall_relay { server ${relay}; }
  server {
    listen 127.0.0.1:${port};
    include recall-desk.conf;
  }
}
`;
}
