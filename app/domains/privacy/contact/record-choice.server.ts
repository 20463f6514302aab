import { recordset } from "~/platform/bulk.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { type Person, personHashes } from "../person/person-hash.server";
import type { Channel } from "./channel.rules";
import { choiceRecorded } from "./contact.events.server";

export interface Choice {
  person: Person;
  prospectId?: string;
  customerId?: string;
  channels: ReadonlyArray<Channel>;
  isGranted: boolean;
  basis?: "legitimate_interest" | "consent" | "contract";
  /** Where and how he said so, in words: a call, a form, the link of a message. */
  source: string;
  /** The proof: his words, the version of the text he agreed to, an address. */
  evidence?: Record<string, string>;
  messageId?: string;
  at: Date;
}

/**
 * Writes down what a person said to one or more channels, under each address he is known by. It holds from this transaction on.
 * What was said before stays in the ledger; the last word holds.
 * @returns how many lines were written; 0 for a person without any address
 */
export async function recordChoice(ctx: CompanyCtx, choice: Choice): Promise<number> {
  const { db, companyId, actor, now } = ctx;
  const hashes = personHashes(companyId, choice.person);
  const rows = hashes.flatMap((hash) => choice.channels.map((channel) => ({ hash, channel })));
  if (rows.length === 0) return 0;
  // A word said in the future would bind the past: nobody's clock runs before ours.
  const at = choice.at > now ? now : choice.at;
  const written = await db.$executeRaw`
    INSERT INTO consents (id, company_id, prospect_id, customer_id, person_hash, channel, is_granted, legal_basis, source, evidence, message_id, recorded_by_id, given_at)
    SELECT app.uuid_v7(), ${companyId}::uuid, ${choice.prospectId ?? null}::uuid, ${choice.customerId ?? null}::uuid, r.hash, r.channel::consent_channel,
      ${choice.isGranted}, ${choice.basis ?? null}::legal_basis, ${choice.source.slice(0, 100)}, ${JSON.stringify(choice.evidence ?? {})}::jsonb,
      ${choice.messageId ?? null}::uuid, ${actor.kind === "user" ? actor.id : null}::uuid, ${at}::timestamptz
    FROM ${recordset(rows, "hash text, channel text")}`;
  const about = choice.prospectId ?? choice.customerId ?? companyId;
  ctx.emit(
    choiceRecorded.create({ companyId, prospectId: choice.prospectId, channels: [...choice.channels], isGranted: choice.isGranted }),
    about,
  );
  return written;
}
