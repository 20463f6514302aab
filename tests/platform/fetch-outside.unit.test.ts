import { http, HttpResponse } from "msw";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { fetchOutside, readAddress } from "~/platform/fetch-outside.server";
import { isPublicAddress } from "~/platform/public-address.rules";
import { network } from "~tests/setup/network";

const here = "93.184.215.14";
const atMost = 1024 * 1024;
/** Names and what they resolve to, one answer a time, the last one for ever. */
function names(table: Record<string, Array<Array<string>>>) {
  const asked: Array<string> = [];
  const resolve = async (name: string) => {
    asked.push(name);
    const answers = table[name];
    if (!answers) throw new Error("ENOTFOUND");
    return answers.length > 1 ? answers.shift()! : answers[0]!;
  };
  return { asked, resolve };
}
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "let through",
    (error: { code?: string }) => error.code,
  );
const textOf = async (bytes: AsyncIterable<Uint8Array>) => {
  const pieces: Array<Uint8Array> = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces).toString();
};

test("addresses of this machine, of private and linked networks, of clouds' metadata and of groups are not public", () => {
  for (const address of [
    ...["0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255"],
    ...[
      "192.168.0.1",
      "192.0.0.1",
      "192.0.2.1",
      "198.18.0.1",
      "198.51.100.1",
      "203.0.113.1",
      "224.0.0.1",
      "255.255.255.255",
      "168.63.129.16",
    ],
    ...[
      "::",
      "::1",
      "::127.0.0.1",
      "::ffff:127.0.0.1",
      "::ffff:7f00:1",
      "::ffff:a9fe:a9fe",
      "0:0:0:0:0:ffff:10.0.0.1",
      "64:ff9b::10.0.0.1",
    ],
    ...[
      "64:ff9b:1::1",
      "fe80::1",
      "fe80::1%eth0",
      "fc00::1",
      "fd00:ec2::254",
      "ff02::1",
      "2001::1",
      "2001:db8::1",
      "2002:7f00:1::",
      "3fff::1",
    ],
    ...["", "localhost", "1.2.3", "1.2.3.256", "1::2::3", "12345::", "2606:4700::1:2:3:4:5:6:7"],
  ])
    expect(isPublicAddress(address), address).toBe(false);
  for (const address of [
    "1.1.1.1",
    here,
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700:4700::1111",
    "::ffff:1.1.1.1",
    "64:ff9b::1.1.1.1",
    "2002:101:101::",
  ])
    expect(isPublicAddress(address), address).toBe(true);
});

describe("an address that leads inside is refused before anything is sent", () => {
  test.each([
    ["https://127.0.0.1/"],
    ["https://2130706433/"],
    ["https://0x7f.1/"],
    ["https://0177.0.0.1/"],
    ["https://127.1/"],
    ["https://[::1]/"],
    ["https://[::ffff:169.254.169.254]/latest/meta-data"],
    ["https://[::ffff:a9fe:a9fe]/"],
    ["https://169.254.169.254/"],
    ["https://１２７.０.０.１/"],
    ["https://user@10.0.0.1/"],
  ])("%s", async (address) => {
    expect(await code(fetchOutside(address, { atMost }))).toBe("platform.outside.private");
  });

  test("a name that resolves inside, or to an inner address among others", async () => {
    const { resolve } = names({
      "inner.example.test": [["10.0.0.5"]],
      "both.example.test": [[here, "::1"]],
      "localhost.": [["127.0.0.1"]],
    });
    for (const name of ["inner.example.test", "both.example.test", "localhost."])
      expect(await code(fetchOutside(`https://${name}/`, { atMost, resolve })), name).toBe("platform.outside.private");
    expect(await code(fetchOutside("https://nowhere.example.test/", { atMost, resolve }))).toBe("platform.outside.unknown_host");
  });

  test("other schemes and ports; http unless it was asked for; what has no scheme is https", async () => {
    for (const address of [
      "file:///etc/passwd",
      "ftp://example.test/a",
      "gopher://example.test",
      "https://example.test:22/",
      "https://",
      "javascript:1",
    ])
      expect(await code(fetchOutside(address, { atMost })), address).toBe("platform.outside.address_invalid");
    expect(await code(fetchOutside("http://example.test/a.csv", { atMost }))).toBe("platform.outside.insecure");
    expect(readAddress(" example.test/a.csv#top ", false).href).toBe("https://example.test/a.csv");
  });
});

test("the name is asked once and the connection goes to the address that was checked, whatever it would answer next", async () => {
  const { asked, resolve } = names({ "list.example.test": [[here], ["127.0.0.1"]] });
  let host: string | null = null;
  network.use(
    http.get(`https://${here}/list.csv`, ({ request }) => {
      host = request.headers.get("host");
      return HttpResponse.text("E-mail\na@example.fr\n", { headers: { "content-type": "image/png", etag: '"1"' } });
    }),
  );
  const answer = await fetchOutside("https://list.example.test/list.csv", { atMost, resolve });
  expect(await textOf(answer.bytes)).toBe("E-mail\na@example.fr\n");
  expect([host, asked, answer.headers.etag]).toEqual(["list.example.test", ["list.example.test"], '"1"']);
});

test("each redirect is looked at like the first address: inside, to http and without end are refused, secrets stay with their host", async () => {
  const { resolve } = names({ "a.example.test": [[here]], "b.example.test": [["1.1.1.1"]], "inner.example.test": [["192.168.1.1"]] });
  const seen: Array<string | null> = [];
  network.use(
    http.get(`https://${here}/to/:where`, ({ params, request }) => {
      seen.push(request.headers.get("authorization"));
      const to = {
        inner: "https://inner.example.test/",
        metadata: "//169.254.169.254/",
        plain: "http://b.example.test/",
        loop: "/to/loop",
        other: "https://b.example.test/x",
      };
      return new HttpResponse(null, { status: 302, headers: { location: to[params.where as keyof typeof to] } });
    }),
    http.get("https://1.1.1.1/x", ({ request }) => {
      seen.push(request.headers.get("authorization"));
      return HttpResponse.text("moved");
    }),
  );
  const go = (where: string) => fetchOutside(`https://me:secret@a.example.test/to/${where}`, { atMost, resolve, plain: true });
  expect(await code(go("inner"))).toBe("platform.outside.private");
  expect(await code(go("metadata"))).toBe("platform.outside.private");
  expect(await code(go("plain"))).toBe("platform.outside.insecure");
  expect(await code(go("loop"))).toBe("platform.outside.redirects");
  seen.length = 0;
  expect(await textOf((await go("other")).bytes)).toBe("moved");
  expect(seen).toEqual([`Basic ${Buffer.from("me:secret").toString("base64")}`, null]);
});

test("too much is cut off, packed or not, said or not; an answer that never comes ends", async () => {
  network.use(
    http.get(`https://${here}/long`, () => HttpResponse.arrayBuffer(new Uint8Array(3_000).buffer)),
    http.get(`https://${here}/packed`, () =>
      HttpResponse.arrayBuffer(new Uint8Array(gzipSync(Buffer.alloc(5_000_000))).buffer, { headers: { "content-encoding": "gzip" } }),
    ),
    http.get(`https://${here}/never`, () => new Promise<never>(() => {})),
    http.get(`https://${here}/gone`, () => new HttpResponse(null, { status: 410 })),
    http.get(`https://${here}/same`, () => new HttpResponse(null, { status: 304 })),
    http.get(`https://${here}/broken`, () => HttpResponse.error()),
  );
  const read = async (path: string, more = {}) => textOf((await fetchOutside(`https://${here}${path}`, { atMost: 2_000, ...more })).bytes);
  expect(await code(read("/long"))).toBe("platform.outside.too_large");
  expect(await code(read("/packed", { atMost }))).toBe("platform.outside.too_large");
  expect(await code(read("/never", { seconds: 0.05 }))).toBe("platform.outside.too_slow");
  expect(await code(read("/gone"))).toBe("platform.outside.status");
  expect(await code(read("/same"))).toBe("platform.outside.status");
  expect(await code(read("/same", { headers: { "if-none-match": '"1"' } }))).toBe("let through");
  expect(await code(read("/broken"))).toBe("platform.outside.unreachable");
});
