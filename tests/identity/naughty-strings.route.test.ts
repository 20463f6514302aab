import { expect, test } from "vitest";
import { z } from "zod";
import { AcceptInvitation } from "~/domains/identity/account/account.schema";
import { CreateApiToken } from "~/domains/identity/api-token/api-token.schema";
import { CompanyAddress } from "~/domains/identity/address/address.schema";
import { AgencyFacts } from "~/domains/identity/agency/agency.schema";
import { SenderIdentity } from "~/domains/identity/company/company.schema";
import { DocumentSettings } from "~/domains/identity/documents/document-settings.schema";
import { inviteMember } from "~/domains/identity/member/invite-member.server";
import { AddServiceKey, ChangeServiceKey } from "~/domains/identity/outside-key/outside-key.schema";
import { addServiceKey } from "~/domains/identity/outside-key/save-outside-key.server";
import { NewRole, RoleRights } from "~/domains/identity/role/role.schema";
import { ManualEntry, StartClock } from "~/domains/identity/schedule/schedule.schema";
import { SystemSettings } from "~/domains/identity/setting/setting.schema";
import { TeamForm } from "~/domains/identity/team/team.schema";
import { WriteChoice } from "~/domains/privacy/contact/choice.schema";
import { DecideNotice } from "~/domains/privacy/retention/decide-notice.server";
import { registerRequest } from "~/domains/privacy/request/register-request.server";
import { HandleRequest, RegisterRequest } from "~/domains/privacy/request/request.schema";
import { inCompany } from "~/platform/tenancy.server";
import { linkToken } from "~/platform/tokens.server";
import { action as agency } from "~/routes/identity/settings.agency";
import { action as address } from "~/routes/identity/settings.addresses._index";
import { action as company } from "~/routes/identity/settings.company";
import { action as changeKey } from "~/routes/identity/settings.keys.$serviceKeyId._index";
import { action as addKey } from "~/routes/identity/settings.keys._index";
import { action as changeRole } from "~/routes/identity/settings.roles.$roleId._index";
import { action as newRole } from "~/routes/identity/settings.roles._index";
import { action as changeTeam } from "~/routes/identity/settings.teams.$teamId._index";
import { action as newTeam } from "~/routes/identity/settings.teams._index";
import { action as newToken } from "~/routes/identity/settings.tokens._index";
import { action as handleRequest } from "~/routes/privacy/privacy.requests.$requestId._index";
import { action as newRequest } from "~/routes/privacy/privacy.requests._index";
import { action as decide } from "~/routes/privacy/privacy.retention";
import { action as writeChoice } from "~/routes/prospecting/prospects.$prospectId_.choices";
import { action as acceptInvitation } from "~/routes/public/invite.$token";
import { action as documents } from "~/routes/identity/settings.documents";
import { action as system } from "~/routes/identity/settings.system";
import { action as time } from "~/routes/identity/settings.time._index";
import { action as startClock } from "~/routes/identity/settings.time.start";
import { impossible, naughtyStrings } from "~tests/fixtures/naughty-strings";
import { aCompany, requestOf, type TestCompany } from "~tests/factories/company";
import { sized } from "~tests/proof/sized";
import "~tests/setup/jobs";

type Form = Record<string, string>;
type Kept = Record<string, unknown> | null;
interface Catalogued {
  schema: z.ZodObject;
  action: (args: never) => Promise<unknown>;
  /** What the form cannot do without. `at`: how many were posted before. */
  base: (shop: TestCompany, at: number) => Form | Promise<Form>;
  /** The params of its address. */
  params?: (shop: TestCompany, at: number) => Promise<Record<string, string>>;
  /** Asked by somebody who is not logged in. */
  isPublic?: boolean;
  /** What is kept of the last one. */
  read: (shop: TestCompany) => Promise<Kept>;
  /** A field by another name in the table. */
  names?: Record<string, string>;
}

const last = <T>(rows: Array<T>) => rows.at(-1) ?? null;
const reading = (read: (db: Parameters<Parameters<typeof inCompany>[1]>[0]["db"]) => Promise<unknown>) => (shop: TestCompany) =>
  inCompany(shop.owner, ({ db }) => read(db)) as Promise<Kept>;
const dayOf = (at: number) => new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10);

const roleOf = (shop: TestCompany, key: string) =>
  inCompany(shop.owner, async ({ db }) => (await db.role.findFirstOrThrow({ where: { key }, select: { id: true } })).id);
/** Reads the last of them and takes it away, so that the next may bear the same name. */
const once =
  (
    read: (db: Parameters<Parameters<typeof inCompany>[1]>[0]["db"]) => Promise<unknown>,
    clear: (db: Parameters<Parameters<typeof inCompany>[1]>[0]["db"]) => Promise<unknown>,
  ) =>
  async (shop: TestCompany) => {
    const kept = await reading(read)(shop);
    await reading(clear)(shop);
    return kept;
  };
const openRequest = (shop: TestCompany, at: number) =>
  inCompany(shop.owner, async (ctx) => {
    const { requestId } = await registerRequest(ctx, {
      type: "access",
      source: "hand",
      email: `asks-${at}@example.test`,
      language: "fr",
      receivedAt: ctx.now,
    });
    return { requestId };
  });
const [accept, refuse] = HandleRequest.options;

/** Every form of people, rights, keys, privacy and settings that takes words. */
const forms: Record<string, Catalogued> = {
  company: {
    schema: SenderIdentity,
    action: company as never,
    base: () => ({ name: "Agence", timezone: "Europe/Paris", sendFromHour: "9", sendUntilHour: "18" }),
    read: reading((db) => db.company.findFirst()),
  },
  agency: { schema: AgencyFacts, action: agency as never, base: () => ({}), read: reading((db) => db.agencyProfile.findFirst()) },
  address: {
    schema: CompanyAddress,
    action: address as never,
    base: () => ({ kind: "office", streetAddress: "3 quai", postalCode: "1000", city: "Nantes", countryCode: "BE" }),
    read: async (shop) => {
      const kept = await reading((db) => db.address.findFirst({ where: { kind: "office" } }))(shop);
      await inCompany(shop.owner, ({ db }) => db.address.deleteMany({ where: { kind: "office" } }));
      return kept;
    },
  },
  documents: {
    schema: DocumentSettings,
    action: documents as never,
    base: () => ({}),
    read: reading((db) => db.companySettings.findFirst()),
  },
  system: {
    schema: SystemSettings,
    action: system as never,
    base: () => ({}),
    read: reading(async (db) => {
      const rows = await db.systemSetting.findMany();
      return Object.fromEntries(rows.map(({ category, key, value }) => [`${category}_${key}`, value]));
    }),
  },
  time: {
    schema: ManualEntry,
    action: time as never,
    base: (shop, at) => ({ userId: shop.owner.actor.id, day: dayOf(at), from: "09:00", until: "10:00" }),
    read: reading(async (db) => last(await db.timeEntry.findMany({ orderBy: { createdAt: "asc" } }))),
  },
  clock: {
    schema: StartClock,
    action: startClock as never,
    base: () => ({}),
    read: async (shop) => {
      const kept = await reading((db) => db.timeEntry.findFirst({ where: { endedAt: null } }))(shop);
      await inCompany(shop.owner, ({ db }) => db.timeEntry.deleteMany({ where: { endedAt: null } }));
      return kept;
    },
  },
  role: {
    schema: NewRole,
    action: newRole as never,
    base: async (shop) => ({ name: "Stagiaires", copyOf: await roleOf(shop, "viewer") }),
    read: once(
      (db) => db.role.findFirst({ where: { isSystem: false } }),
      (db) => db.role.deleteMany({ where: { isSystem: false } }),
    ),
  },
  "change of a role": {
    schema: RoleRights,
    action: changeRole as never,
    base: () => ({ intent: "save" }),
    params: async (shop) =>
      inCompany(shop.owner, async ({ db, companyId }) => {
        const key = "own";
        const known = await db.role.findFirst({ where: { key }, select: { id: true } });
        return { roleId: (known ?? (await db.role.create({ data: { companyId, key, name: "Stagiaires", isSystem: false } }))).id };
      }),
    read: reading(async (db) => {
      const kept = await db.role.findFirstOrThrow({ where: { key: "own" } });
      await db.role.update({ where: { id: kept.id }, data: { name: "Stagiaires" } });
      return kept.name === "Stagiaires" ? { name: null } : kept; // left out, it stays
    }),
  },
  team: {
    schema: TeamForm,
    action: newTeam as never,
    base: () => ({ name: "Quai" }),
    read: once(
      (db) => db.team.findFirst(),
      (db) => db.team.deleteMany(),
    ),
  },
  "change of a team": {
    schema: TeamForm,
    action: changeTeam as never,
    base: () => ({ name: "Quai" }),
    params: async (shop) =>
      inCompany(shop.owner, async ({ db, companyId }) => ({
        teamId: ((await db.team.findFirst()) ?? (await db.team.create({ data: { companyId, name: "Port" } }))).id,
      })),
    read: reading((db) => db.team.findFirst()),
  },
  "service key": {
    schema: AddServiceKey,
    action: addKey as never,
    base: () => ({ serviceName: "openai", value: "sk-0123456789" }),
    read: once(
      async (db) => labelled(await db.serviceKey.findFirst({ omit: { encryptedValue: true } })),
      (db) => db.serviceKey.deleteMany(),
    ),
  },
  "change of a service key": {
    schema: ChangeServiceKey,
    action: changeKey as never,
    base: () => ({}),
    params: async (shop) =>
      inCompany(shop.owner, async (ctx) => {
        const known = await ctx.db.serviceKey.findFirst({ select: { id: true } });
        return {
          serviceKeyId: known?.id ?? (await addServiceKey(ctx, { serviceName: "hunter", value: "0123456789", label: "" })).serviceKeyId,
        };
      }),
    read: reading(async (db) => labelled(await db.serviceKey.findFirst({ omit: { encryptedValue: true } }))),
  },
  token: {
    schema: CreateApiToken as unknown as z.ZodObject,
    action: newToken as never,
    base: () => ({ name: "Site", scopes: "prospect:read" }),
    read: once(
      (db) => db.apiToken.findFirst({ where: { revokedAt: null }, omit: { tokenHash: true } }),
      (db) => db.apiToken.deleteMany(),
    ),
  },
  invitation: {
    schema: AcceptInvitation,
    action: acceptInvitation as never,
    base: () => ({ firstName: "Rémi", lastName: "Lantier", password: "barque 19 lilas fer" }),
    params: async (shop, at) => {
      const email = `invited-${at}-${crypto.randomUUID()}@example.test`;
      const { invitationId } = await inCompany(shop.owner, (ctx) => inviteMember(ctx, { email, role: "viewer" }));
      return { token: linkToken("invitation", invitationId) };
    },
    isPublic: true,
    read: reading(async (db) => (await db.membership.findFirstOrThrow({ orderBy: { createdAt: "desc" }, include: { user: true } })).user),
  },
  "privacy request": {
    schema: RegisterRequest,
    action: newRequest as never,
    base: (_, at) => ({ type: "access", email: `asking-${at}@example.test` }),
    read: reading((db) => db.privacyRequest.findFirst({ orderBy: { id: "desc" } })),
  },
  "accepted request": {
    schema: accept,
    action: handleRequest as never,
    base: () => ({ intent: "accept" }),
    params: openRequest,
    read: reading((db) => db.privacyRequest.findFirst({ orderBy: { id: "desc" } })),
  },
  "refused request": {
    schema: refuse,
    action: handleRequest as never,
    base: () => ({ intent: "refuse" }),
    params: openRequest,
    read: reading((db) => db.privacyRequest.findFirst({ orderBy: { id: "desc" } })),
    names: { reason: "refusalReason" },
  },
  "reason to keep": {
    schema: DecideNotice,
    action: decide as never,
    base: async (shop) =>
      inCompany(shop.owner, async ({ db, companyId, now }) => {
        const known = await db.retentionNotice.findFirst({ select: { id: true } });
        const prospect = () => db.prospect.create({ data: { companyId, lastName: "Prune" }, select: { id: true } });
        const data = async () => ({ companyId, prospectId: (await prospect()).id, heardAt: now, dueAt: now });
        return { noticeId: (known ?? (await db.retentionNotice.create({ data: await data() }))).id, choice: "keep" };
      }),
    read: reading((db) => db.retentionNotice.findFirst()),
  },
  choice: {
    schema: WriteChoice,
    action: writeChoice as never,
    base: () => ({ channel: "email", answer: "no" }),
    params: async (shop) =>
      inCompany(shop.owner, async ({ db, companyId }) => {
        const known = await db.prospect.findFirst({ select: { id: true } });
        return {
          prospectId: (known ?? (await db.prospect.create({ data: { companyId, lastName: "Prune", email: "prune@example.test" } }))).id,
        };
      }),
    read: reading(async (db) => {
      const kept = await db.consent.findFirstOrThrow({ orderBy: { id: "desc" } });
      return { source: kept.source, proof: (kept.evidence as { proof: string }).proof };
    }),
  },
};
function labelled<Row extends { label: string | null }>(row: Row | null) {
  return row && { ...row, label: row.label || null };
}

/** Schemas whose words are tried elsewhere, or are no words that are kept. */
const elsewhere: Record<string, string> = {
  SignUp: "the names of a person and of his company, kept as those of an invitation and of the settings are",
  FoundCompany: "the name of a company, kept as that of the settings is",
  LogIn: "a password is compared, not kept; where to go next is a path or nothing",
  ResetPassword: "a password is kept as its hash",
  ConfirmApp: "where to go next is a path or nothing",
  PasskeyLogIn: "what a passkey answers",
  AddPasskey: "wants the answer of a device beside the name; the name is read as that of a role is",
  GiveFactor: "what proves who one is, compared and not kept",
  LinkAccount: "a password is compared, not kept",
  InviteMember: "the key of a role",
  AskClosing: "the name of the company, compared and not kept",
};

const takes = (schema: z.ZodObject, field: string, text: string) =>
  (schema.shape[field] as z.ZodType).safeParse(text === "" ? undefined : text).success;
/** Fields that take any words and keep them as they are. */
const wordsOf = (schema: z.ZodObject) =>
  Object.keys(schema.shape).filter((field) => {
    const said = (schema.shape[field] as z.ZodType).safeParse("Un texte ☃");
    return said.success && said.data === "Un texte ☃";
  });
/** In the tests each form meets a sixth of them, every one some form; the proof tries all everywhere. */
const step = sized(6, 1);
/** A form as its page posts it. */
async function asked(name: string, shop: TestCompany, at: number, form: Form) {
  const { params, isPublic } = forms[name]!;
  const request = isPublic
    ? new Request("http://localhost/", { method: "POST", body: new URLSearchParams(form) })
    : await requestOf(shop.owner, "/settings", { form });
  const clientAddress = `198.18.${Math.floor(at / 250)}.${at % 250}`;
  return { request, params: (await params?.(shop, at)) ?? {}, context: { clientAddress, requestId: "r", nonce: "n" } } as never;
}

const schemaFiles = import.meta.glob<Record<string, unknown>>(["/app/domains/{identity,privacy,operations}/**/*.schema.ts"], {
  eager: true,
});

test("every schema of people, rights, keys, privacy and settings that takes words is in the catalogue, or it is said why not", () => {
  const tried = new Set<unknown>(Object.values(forms).map(({ schema }) => schema));
  const missing = Object.entries(schemaFiles).flatMap(([file, exported]) =>
    Object.entries(exported).flatMap(([name, schema]) => {
      const shapes =
        schema instanceof z.ZodDiscriminatedUnion ? (schema.options as Array<z.ZodObject>) : schema instanceof z.ZodObject ? [schema] : [];
      const untried = shapes.filter((shape) => !tried.has(shape) && wordsOf(shape).length > 0);
      return untried.length > 0 && !elsewhere[name] ? [`${file} ${name}: ${untried.flatMap(wordsOf).join(" ")}`] : [];
    }),
  );
  expect(missing).toEqual([]);
  expect(Object.fromEntries(Object.entries(forms).map(([name, { schema }]) => [name, wordsOf(schema).length]))).toEqual({
    company: 8,
    agency: 2,
    address: 5,
    documents: 2,
    system: 1,
    time: 2,
    clock: 1,
    role: 1,
    "change of a role": 1,
    team: 1,
    "change of a team": 1,
    "service key": 1,
    "change of a service key": 1,
    token: 1,
    invitation: 2,
    "privacy request": 2,
    "accepted request": 1,
    "refused request": 1,
    "reason to keep": 1,
    choice: 2,
  });
  expect(naughtyStrings.length).toBeGreaterThan(150);
});

test.each(Object.keys(forms))(
  "what is typed into the form of %s comes back to the letter, or is refused",
  async (name) => {
    const { schema, action, base, read, names } = forms[name]!;
    const shop = await aCompany();
    // A password is not kept as words.
    const fields = wordsOf(schema).filter((field) => field !== "password");
    const place = Object.keys(forms).indexOf(name);
    for (const [at, text] of naughtyStrings.entries()) {
      if ((at + place) % step !== 0) continue;
      const taken = fields.filter((field) => takes(schema, field, text) && takes(schema, field, text.trim()));
      const basis = await base(shop, at);
      const form = { ...basis, ...Object.fromEntries(taken.map((field) => [field, text])) };
      const answer = (await action(await asked(name, shop, at, form))) as { status?: number; init?: unknown; data?: object };
      if (answer.status !== 302 && !(answer.data && "token" in answer.data)) {
        // The form as a whole may still say no: a post code of its country, a department.
        expect(answer.init, `${name} ${JSON.stringify(text.slice(0, 40))}`).toMatchObject({ status: 422 });
        continue;
      }
      const kept = await read(shop);
      for (const field of taken) {
        const wanted = text.trim() || (basis[field] ?? null);
        const there = kept?.[names?.[field] ?? field] ?? null;
        expect(there, `${name}.${field} ${JSON.stringify(text.slice(0, 40))}`).toBe(wanted === "" ? null : wanted);
      }
      for (const field of fields.filter((one) => !taken.includes(one) && text.length > 3)) {
        const refused = (await action(await asked(name, shop, at + 400, { ...(await base(shop, at + 400)), [field]: text }))) as {
          init?: unknown;
        };
        expect(refused.init, `${name}.${field} ${text.length}`).toMatchObject({ status: 422 });
      }
    }
  },
  120_000,
);

test("a NUL is refused before anything is written", async () => {
  const shop = await aCompany();
  let at = 900;
  for (const [name, { schema, action, base }] of Object.entries(forms))
    for (const text of impossible)
      for (const field of wordsOf(schema).slice(0, 2))
        await expect(action(await asked(name, shop, at++, { ...(await base(shop, at)), [field]: text }))).rejects.toMatchObject({
          code: "platform.form.invalid",
          detail: { status: 400 },
        });
});
