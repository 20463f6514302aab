import { expect, test } from "vitest";
import { createApiToken } from "~/domains/identity/api-token/create-api-token.server";
import { addServiceKey } from "~/domains/identity/outside-key/save-outside-key.server";
import { hashPassword } from "~/platform/passwords.server";
import { openSession } from "~/platform/session.server";
import { asUser, inCompany } from "~/platform/tenancy.server";
import { aWorld } from "~tests/isolation/canary-world";
import { hasDoor, knock, routeFiles } from "~tests/isolation/knock";
import { quietServer } from "~tests/isolation/quiet-server";
import { examples, paramsOf, pathOf } from "~tests/isolation/routes";

const formsOf = (secret: string) => {
  const bytes = Buffer.from(secret, "utf8");
  return [secret, bytes.toString("base64").replace(/=+$/, ""), bytes.toString("base64url"), bytes.toString("hex")];
};
const random = () => crypto.randomUUID().replaceAll("-", "");

test("of the secrets of a company none stands on a page as it is drawn, in its data, in a header or in the log", async () => {
  const { company, ids } = await aWorld(`Planted-${random().slice(0, 6)}`);
  const server = await quietServer();
  const { owner } = company;
  const secrets: Record<string, string> = { "service key": `sk-planted-${random()}`, password: `phrase ${random()}` };
  const { serviceKeyId } = await inCompany(owner, (ctx) =>
    addServiceKey(ctx, { serviceName: "hunter", value: secrets["service key"]!, label: "Clé plantée" }),
  );
  const { token } = await inCompany(owner, (ctx) =>
    createApiToken(ctx, { may: () => true }, { name: "Jeton", scopes: ["prospect:read"], expiry: "30", allowedAddresses: [] }),
  );
  secrets.token = token;
  const passwordHash = await hashPassword(secrets.password!);
  secrets["hash of the password"] = passwordHash;
  await asUser(owner.actor.id, ({ db }) => db.user.update({ where: { id: owner.actor.id }, data: { passwordHash } }));
  const line = await openSession(new Request(server.origin), {
    userId: owner.actor.id,
    companyId: owner.companyId,
    clientAddress: "127.0.0.1",
  });
  const cookie = line.split(";")[0]!;
  secrets.session = JSON.parse(Buffer.from(decodeURIComponent(cookie.split("=").slice(1).join("=")).split(".")[0]!, "base64").toString("utf8")) as string; // prettier-ignore

  const known: Record<string, string> = { ...ids, serviceKeyId };
  const hits: Array<string> = [];
  let drawn = 0;
  for (const file of routeFiles.filter((one) => hasDoor(one, "loader") && one !== "public/logout.ts")) {
    const example = examples[file] ?? {};
    const params = Object.fromEntries(paramsOf(file).map((name) => [name, known[example.params?.[name] ?? name] ?? random()]));
    const search = example.search ? `?${example.search(known)}` : "";
    const isApi = file.startsWith("system/api.v1");
    const headers: Record<string, string> = isApi ? { authorization: `Bearer ${token}` } : { cookie };
    for (const suffix of isApi ? [""] : ["", ".data"]) {
      const path = pathOf(file, params).replace(/^\/$/, suffix ? "/_root" : "/") + suffix + search;
      const answer = await knock(server.port, { method: "GET", path, headers });
      expect(answer.status, path).toBeLessThan(500);
      if (answer.status === 200) drawn += 1;
      for (const [name, secret] of Object.entries(secrets))
        if (formsOf(secret).some((form) => answer.told.includes(form))) hits.push(`${name} at ${path}`);
    }
  }
  expect(hits).toEqual([]);
  expect(drawn, "pages and data that were there").toBeGreaterThan(80);
  for (const [name, secret] of Object.entries(secrets))
    for (const form of formsOf(secret)) expect(server.log(), `${name} in the log`).not.toContain(form);
});
