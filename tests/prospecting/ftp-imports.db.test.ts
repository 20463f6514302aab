import { afterEach, expect, test } from "vitest";
import { changeMapping } from "~/domains/prospecting/import/columns/change-mapping.server";
import { createScheduledImport } from "~/domains/prospecting/import/scheduled/create-scheduled-import.server";
import { runScheduledImport } from "~/domains/prospecting/import/scheduled/run-scheduled-import.server";
import { getScheduledImport } from "~/domains/prospecting/import/scheduled/scheduled.queries.server";
import { fetchFtp, readFtpAddress } from "~/platform/fetch-ftp.server";
import { asJob, inCompany } from "~/platform/tenancy.server";
import { aCompany, asOwner } from "~tests/factories/company";
import { ftpServer, type OfferedFile } from "~tests/factories/ftp-server";
import { certificate } from "~tests/fixtures/ftp-certificate";

const atMost = 1024 * 1024;
const resolve = async () => ["93.184.215.14"];
const offered = (body: string, at = "20260301060000"): OfferedFile => ({ body: Buffer.from(body), at });
const servers: Array<{ close: () => void }> = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));
async function aServer(files: Record<string, OfferedFile>, more: Partial<Parameters<typeof ftpServer>[0]> = {}) {
  const map = new Map(Object.entries(files));
  const server = await ftpServer({ files: map, ...more });
  servers.push(server);
  return { ...server, files: map };
}
async function textOf(bytes: AsyncIterable<Uint8Array>) {
  const pieces: Array<Uint8Array> = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}
const place = "ftp://essor:f%3Ae%2Fu@files.example.test/out/liste%20du%20soir.csv";
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "let through",
    (error: { code?: string }) => error.code,
  );

test("an address of an FTP server names one file, and carries no command of its own", () => {
  expect(readFtpAddress(place).hostname).toBe("files.example.test");
  for (const wrong of [
    "ftp://x.test/",
    "ftp://x.test/a%0d%0aDELE%20b",
    "ftp://a%0d@x.test/b",
    "ftp://x.test:25/a",
    "ftp:///a",
    "ftp://x.test/%ff",
    "sftp://x.test/a",
  ])
    expect(() => readFtpAddress(wrong), wrong).toThrow(expect.objectContaining({ code: "platform.outside.address_invalid" }));
});

test("a file is read over one checked address, once: told by its date and size, it is not fetched again", async () => {
  const server = await aServer({ "out/liste du soir.csv": offered("Nom;E-mail\nAuvray;auvray@example.fr\n") });
  const how = { atMost, resolve, reach: server.reach };
  const first = await fetchFtp(place, how);
  expect(await textOf(first!.bytes)).toContain("auvray@example.fr");
  expect(await fetchFtp(place, { ...how, seen: first!.mark })).toBeNull();
  server.files.set("out/liste du soir.csv", offered("Nom;E-mail\nAuvray;auvray@example.fr\n", "20260302060000"));
  expect((await fetchFtp(place, { ...how, seen: first!.mark }))!.mark).not.toBe(first!.mark);
});

test("over TLS the certificate is held against the name that was asked for, for commands and for the file", async () => {
  const server = await aServer({ "out/liste du soir.csv": offered("Nom;E-mail\nAuvray;auvray@example.fr\n") }, { tls: certificate });
  const how = { atMost, resolve, reach: server.reach };
  const answer = await fetchFtp(place.replace("ftp:", "ftps:"), how);
  expect(await textOf(answer!.bytes)).toContain("auvray@example.fr");
  expect(server.asked).toEqual(expect.arrayContaining(["AUTH", "PBSZ", "PROT"]));
  expect(server.asked.indexOf("AUTH")).toBeLessThan(server.asked.indexOf("PASS"));
  const other = place.replace("ftp:", "ftps:").replace("files.", "other.");
  expect(await codeOf(fetchFtp(other, how))).toBe("platform.outside.unreachable");
  const unknown = { ...how, reach: () => ({ ...server.reach(), ca: undefined }) };
  expect(await codeOf(fetchFtp(place.replace("ftp:", "ftps:"), unknown))).toBe("platform.outside.unreachable");
});

test("private addresses, wrong logins, missing and outsized files, and servers that are none are each refused as what they are", async () => {
  const server = await aServer({ "a.csv": offered("x".repeat(2000)) });
  const how = { atMost, resolve, reach: server.reach };
  const ask = (address: string, more: object = {}) =>
    codeOf(fetchFtp(address, { ...how, ...more }).then((answer) => textOf(answer!.bytes)));
  const login = "essor:f%3Ae%2Fu@";
  expect(await codeOf(fetchFtp("ftp://127.0.0.1/a.csv", { atMost }))).toBe("platform.outside.private");
  expect(await ask("ftp://h.test/a.csv", { resolve: async () => ["93.184.215.14", "10.0.0.1"] })).toBe("platform.outside.private");
  expect(await ask("ftp://h.test/a.csv", { resolve: async () => [] })).toBe("platform.outside.unknown_host");
  expect(await ask("ftp://essor:wrong@h.test/a.csv")).toBe("platform.outside.login_refused");
  expect(await ask(`ftp://${login}h.test/b.csv`)).toBe("platform.outside.file_missing");
  expect(await ask(`ftp://${login}h.test/a.csv`, { atMost: 1000 })).toBe("platform.outside.too_large");
  expect(await ask(`ftps://${login}h.test/a.csv`)).toBe("platform.outside.unreachable"); // it speaks no TLS
  expect(await ask(`ftp://${login}h.test/a.csv`)).toBe("let through");
});

test("a list comes from an FTP server by the rules of those from a site; its login is sealed and never shown", async () => {
  const [company, stranger] = [await aCompany(), await aCompany()];
  const server = await aServer({ "out/liste du soir.csv": offered("Nom;E-mail\nAuvray;auvray@example.fr\n") });
  const how = { resolve, reach: server.reach };
  const said = {
    name: "Soir",
    address: place,
    sourceDetail: "Partenaire",
    legalBasis: "consent",
    cadence: "daily",
    hour: 6,
    weekday: 1,
  } as const;
  const { importJobId, importRunId } = await createScheduledImport(company.agent, said, how);
  await inCompany(company.agent, (ctx) => changeMapping(ctx, { importRunId, targets: new Map() }));
  const due = () =>
    asOwner(async (owner) => {
      const { rows } = await owner.query<{ due: Date }>(
        "UPDATE import_jobs SET next_run_at = date_trunc('second', now()) - interval '1 minute' WHERE id = $1 RETURNING next_run_at AS due, import_jobs::text AS row",
        [importJobId],
      );
      expect(JSON.stringify(rows)).not.toMatch(/f:e|f%3A/);
      return rows[0]!.due;
    });
  const run = async () => runScheduledImport(asJob(company.companyId, "test"), { importJobId, due: await due() }, how);
  expect(await run()).toEqual({ outcome: "unchanged" });
  server.files.set("out/liste du soir.csv", offered("Nom;E-mail\nMorvezen;m@example.fr\n", "20260302060000"));
  expect(await run()).toEqual({ outcome: "brought" });
  server.files.clear();
  expect(await run()).toEqual({ outcome: "failed" });
  const job = await inCompany(company.owner, (ctx) => getScheduledImport(ctx, importJobId));
  expect(job).toMatchObject({ sourceHost: "files.example.test", errorCode: "platform.outside.file_missing", failureCount: 1 });
  await expect(inCompany(stranger.owner, (ctx) => getScheduledImport(ctx, importJobId))).rejects.toMatchObject({
    code: "platform.record.unknown",
  });
});
