import { createSocket } from "node:dgram";
import { once } from "node:events";
import { rereadEnv } from "~/platform/env.server";

/** What the stub knows of a domain. `mx`: hosts, "." is the null MX. `dead`: it says SERVFAIL. `silent`: it says nothing. Unlisted names do not exist. */
export interface FakeZone {
  mx?: Array<string>;
  a?: string;
  aaaa?: string;
  dead?: true;
  silent?: true;
}

const types: Record<number, "a" | "mx" | "aaaa"> = { 1: "a", 15: "mx", 28: "aaaa" };

const nameBytes = (name: string) =>
  Buffer.concat([
    ...name
      .split(".")
      .filter(Boolean)
      .map((label) => Buffer.from([label.length, ...Buffer.from(label)])),
    Buffer.from([0]),
  ]);

function dataOf(zone: FakeZone, type: "a" | "mx" | "aaaa"): Array<Buffer> {
  if (type === "mx")
    return (zone.mx ?? []).map((host, at) => Buffer.concat([Buffer.from([0, host === "." ? 0 : 10 + at]), nameBytes(host)]));
  if (type === "a") return zone.a ? [Buffer.from(zone.a.split(".").map(Number))] : [];
  return zone.aaaa ? [Buffer.from(zone.aaaa, "hex")] : [];
}

/** A name server on this machine which the product asks while `work` runs. `asked`: names in the order of their MX questions. */
export async function withDns<T>(zones: Record<string, FakeZone>, work: (asked: Array<string>) => Promise<T>): Promise<T> {
  const asked: Array<string> = [];
  const socket = createSocket("udp4");
  socket.on("message", (query, from) => {
    const labels: Array<string> = [];
    let at = 12;
    for (; query[at]! > 0; at += query[at]! + 1) labels.push(query.subarray(at + 1, at + 1 + query[at]!).toString());
    const question = query.subarray(12, at + 5);
    const name = labels.join(".").toLowerCase();
    const type = types[query.readUInt16BE(at + 1)];
    if (type === "mx") asked.push(name);
    const zone = zones[name];
    if (zone?.silent) return;
    const code = !zone ? 3 : zone.dead ? 2 : 0;
    const records = code === 0 && type ? dataOf(zone!, type) : [];
    const head = Buffer.alloc(12);
    query.copy(head, 0, 0, 2);
    head.writeUInt16BE(0x8180 | code, 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(records.length, 6);
    const answers = records.map((data) => {
      const fixed = Buffer.alloc(12);
      fixed.writeUInt16BE(0xc00c, 0);
      query.copy(fixed, 2, at + 1, at + 5);
      fixed.writeUInt32BE(60, 6);
      fixed.writeUInt16BE(data.length, 10);
      return Buffer.concat([fixed, data]);
    });
    socket.send(Buffer.concat([head, question, ...answers]), from.port, from.address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const before = process.env.DNS_SERVERS;
  process.env.DNS_SERVERS = `127.0.0.1:${socket.address().port}`;
  rereadEnv();
  try {
    return await work(asked);
  } finally {
    if (before === undefined) delete process.env.DNS_SERVERS;
    else process.env.DNS_SERVERS = before;
    rereadEnv();
    await new Promise<void>((resolve) => socket.close(() => resolve()));
  }
}
