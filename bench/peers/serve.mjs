// One origin for all pages that are compared: each in a folder of its own, packed with Brotli ahead, and below each the
// relay's API. Told what to serve by its parent, it tells in turn where.
import { readFile, readdir } from "node:fs/promises";
import { Agent, createServer, request } from "node:http";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

const agent = new Agent({ keepAlive: true });

/** The files of a folder by their paths, as they go over the wire. */
async function packed(folder) {
  const files = new Map();
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 };
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || !type) continue;
    const path = join(entry.parentPath, entry.name);
    const body = brotliCompressSync(await readFile(path), { params });
    files.set(path.slice(folder.length + 1), { type, body });
  }
  return files;
}

/** Passes a call on to the relay, as it came. */
function forward(relay, incoming, outgoing, path) {
  const { method, headers } = incoming;
  const call = request(new URL(path, relay), { method, headers, agent }, (answer) => {
    outgoing.writeHead(answer.statusCode, answer.headers);
    answer.pipe(outgoing);
  });
  call.on("error", () => outgoing.destroy());
  outgoing.on("close", () => call.destroy());
  incoming.pipe(call);
}

process.once("message", async ({ relay, folders }) => {
  const pages = new Map();
  for (const [name, folder] of Object.entries(folders)) pages.set(name, await packed(folder));
  const server = createServer((incoming, outgoing) => {
    const [, name, path] = /^\/([^/]*)\/([^?]*)/.exec(incoming.url) ?? [];
    const files = pages.get(name);
    if (files && path.startsWith("api/")) return forward(relay, incoming, outgoing, `/${path}`);
    const file = files?.get(path || "index.html");
    if (!file) return outgoing.writeHead(404).end();
    outgoing.writeHead(200, { "Content-Type": file.type, "Content-Encoding": "br", "Cache-Control": "no-cache" });
    outgoing.end(file.body);
  });
  server.listen(0, "127.0.0.1", () => process.send(`http://127.0.0.1:${server.address().port}`));
});
process.once("disconnect", () => process.exit());
