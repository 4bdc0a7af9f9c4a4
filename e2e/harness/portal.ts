// A portal with nginx in front, as in deploy/nginx: it knows its people by a cookie, and its pages are the examples.
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";

import type { BrowserContext } from "@playwright/test";
import { build } from "esbuild";

import { POLICY, PROXY_SECRET, startNginx } from "./nginx";
import type { Program } from "./program";

/** The cookie that holds the name of whoever is signed in. */
export const COOKIE = "portal-user";

const TYPES: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** The script of the React example as a developer sees it: only then does React mount everything twice. */
async function reactExample(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    ...{ entryPoints: ["../examples/react/main.jsx"], bundle: true, write: false, jsx: "automatic" },
    ...{ nodePaths: ["node_modules"], define: { "process.env.NODE_ENV": '"development"' } },
  });
  return outputFiles[0]!.contents;
}

/** The portal's own program. It says who is signed in, has a page that is empty, and the pages of the examples. */
async function portal(): Promise<Server> {
  const server = createServer(async (request, response) => {
    const user = new RegExp(`(?:^|; )${COOKIE}=([^;]+)`).exec(request.headers.cookie ?? "")?.[1];
    const path = new URL(request.url!, "http://portal").pathname;
    if (path === "/") response.setHeader("Content-Type", "text/html").end("<!doctype html><title>Portal</title>");
    else if (path === "/favicon.ico") response.writeHead(204).end();
    else if (path === "/who" && user) response.setHeader("X-User", user).writeHead(204).end();
    else if (path === "/session/token" && user) {
      const expiresAt = Date.now() + 600_000;
      response.setHeader("Content-Type", "application/json").end(JSON.stringify({ token: `canary-of-${user}`, expiresAt }));
    } else if (path.startsWith("/examples/")) {
      const file = path.endsWith("/") ? `${path}index.html` : path;
      const read = file === "/examples/react/dist/main.js" ? reactExample() : readFile(join("..", normalize(file)));
      const bytes = await read.catch(() => undefined);
      const type = TYPES[extname(file)];
      if (!bytes || !type) return void response.writeHead(404).end();
      response.setHeader("Content-Security-Policy", POLICY).setHeader("Content-Type", type).end(bytes);
    } else response.writeHead(401).end();
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
    /** The host pages of the examples, behind nginx. */
    readonly examples: string,
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
    const upstreams = `
  upstream portal { server ${address}; }
  upstream recall_relay { server ${new URL(relay).host}; }`;
    const locations = `
    include recall-desk.conf;
    location / { proxy_pass http://portal; }`;
    const nginx = await startNginx(port, folder, upstreams, locations);
    return new Portal(`${nginx.url}ops/recall/`, `${nginx.url}examples/`, `http://${address}/`, nginx, server, folder);
  }

  /** Signs a browser in, as whom the portal calls jia: for all of its pages, not for the panel's alone. */
  async signIn(context: BrowserContext): Promise<void> {
    await context.addCookies([{ name: COOKIE, value: "jia", url: new URL("/", this.panel).href }]);
  }

  async stop(): Promise<void> {
    await this.nginx.stop();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await rm(this.folder, { recursive: true });
  }
}
