import { AppError } from "~/platform/errors";
import { isLanguage, type Language } from "~/platform/i18n";
import { uuidv7 } from "~/platform/ids";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { findPerson, type KnownPerson } from "../person/find-person.server";
import { monthAfter } from "./request-address.rules";
import { privacyRequestReceived } from "./request.events.server";
import type { RequestType } from "./request.schema";

export interface NewRequest {
  type: RequestType;
  source: "page" | "hand";
  prospectId?: string;
  name?: string;
  email?: string;
  phone?: string;
  /** Of the answer; where the person did not choose it, that of his record, else the company's. */
  language?: Language;
  note?: string;
  receivedAt: Date;
}

/**
 * Writes down what a person asks, with the day by which it must be answered. Asked again by the same page while the first is open, it
 * stays one request.
 * @throws AppError 'privacy.request.too_late' (422): it cannot have come in the future
 */
export async function registerRequest(ctx: CompanyCtx, asked: NewRequest): Promise<{ requestId: string }> {
  const { db, companyId, now, emit } = ctx;
  if (asked.receivedAt > now) throw new AppError("privacy.request.too_late", { status: 422, field: "receivedOn" });
  const person = await findPerson(ctx, asked);
  const prospect = asked.prospectId
    ? await db.prospect.findFirst({
        where: { id: asked.prospectId },
        select: { firstName: true, lastName: true, email: true, phone: true },
      })
    : null;
  if (asked.source === "page" && asked.prospectId) {
    const open = await db.privacyRequest.findFirst({
      where: { prospectId: asked.prospectId, type: asked.type, state: { in: ["received", "running"] } },
      select: { id: true },
    });
    if (open) return { requestId: open.id };
  }
  const requestId = uuidv7(now);
  await db.privacyRequest.create({
    data: {
      id: requestId,
      companyId,
      type: asked.type,
      source: asked.source,
      prospectId: prospect ? asked.prospectId : (person.prospectIds[0] ?? null),
      name: asked.name ?? ([prospect?.firstName, prospect?.lastName].filter(Boolean).join(" ") || null),
      email: (asked.email ?? prospect?.email)?.toLowerCase() ?? null,
      phone: asked.phone ?? prospect?.phone ?? null,
      personHashes: person.hashes,
      language: asked.language ?? (await languageOf(ctx, person)),
      note: asked.note ?? null,
      receivedAt: asked.receivedAt,
      dueAt: monthAfter(asked.receivedAt),
    },
  });
  emit(privacyRequestReceived.create({ companyId, requestId }), requestId);
  ctx.notify({
    to: { permission: "privacy:change" },
    type: "privacy.requested",
    about: { type: "privacy_request", id: requestId },
    values: { kind: asked.type },
    except: ctx.actor.kind === "user" ? ctx.actor.id : undefined,
  });
  ctx.audit({
    action: "privacy_request.received",
    about: { type: "privacy_request", id: requestId },
    after: { type: asked.type, source: asked.source },
  });
  return { requestId };
}

/** The language one writes to a person in: that of a record of his, customers first, else the company's. */
async function languageOf({ db, companyId }: CompanyCtx, { prospectIds, customerIds }: KnownPerson): Promise<string> {
  const customers = await db.customer.findMany({ where: { id: { in: customerIds } }, select: { language: true } });
  const prospects = await db.prospect.findMany({ where: { id: { in: prospectIds } }, select: { language: true } });
  const spoken = [...customers, ...prospects].map(({ language }) => language).find(isLanguage);
  return spoken ?? (await db.company.findUniqueOrThrow({ where: { id: companyId }, select: { language: true } })).language;
}
