// The container image: the relay and nothing else, run without root, without capabilities, and with nothing to write.
import { readFile } from "node:fs/promises";

import { expect, podman, test } from "../harness/container";

test("the image starts the relay, as a user that is a number", async () => {
  const [image] = JSON.parse(await podman("image", "inspect", "recall-desk"));
  expect(image.Config).toMatchObject({
    User: "65532:65532",
    Entrypoint: ["/usr/local/bin/recall-relay"],
    ExposedPorts: { "8080/tcp": {}, "9090/tcp": {} },
  });
  expect(image.Config.Cmd).toBeUndefined();
  expect(image.Config.Volumes).toBeUndefined();
});

test("the panel works from it, with the secret from a file", async ({ desk, page, vendor }) => {
  await desk.open();
  await expect(desk.rows).toHaveCount(20);
  await desk.button("Next page").click();
  await expect(page).toHaveURL(/\?page=2$/);
  expect(await vendor.requests()).not.toEqual([]);
});

test("it answers whoever looks after it, and ends when it is told to", async ({ relay }) => {
  const address = () => /answering supervisors address="?(127\.0\.0\.1:\d+)/.exec(relay.log)?.[1];
  await expect.poll(address).toBeDefined();
  for (const path of ["livez", "readyz"]) expect((await fetch(`http://${address()}/${path}`)).status, path).toBe(200);
  expect(await relay.stop()).toBe(0);
});

test("its process has no rights, and nothing in it can be written", async ({ container, relay }) => {
  expect(relay.url).toMatch(/^http:/);
  const pid = (await podman("inspect", "--format", "{{.State.Pid}}", container)).trim();
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  for (const set of ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"]) expect(status).toMatch(new RegExp(`^${set}:\\s0+$`, "m"));
  const [user] = (await podman("top", container, "user")).trim().split("\n").slice(-1);
  expect(user).toBe("nonroot");
  const mounts = (await readFile(`/proc/${pid}/mountinfo`, "utf8")).trim().split("\n").map((line) => line.split(" "));
  const writable = mounts.filter(([, , , , , options]) => options!.split(",").includes("rw")).map(([, , , , place]) => place!);
  // What the kernel and the runtime show of themselves is no place for files of anybody who isn't root.
  expect(writable.filter((place) => !/^\/(proc|sys|dev)\b/.test(place))).toEqual([]);
});
