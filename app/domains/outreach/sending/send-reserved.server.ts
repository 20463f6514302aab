import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { sendMail, type SendOutcome } from "~/platform/vendors/postmark.server";
import { completeIfDone } from "../campaign/complete-campaign.server";
import { type Begun, beginSends } from "./begin-sends.server";
import { buildMail } from "./build-mail.server";
import { getSender, type Sender } from "./sender.queries.server";
import { putBack, type Settlement, settleSends } from "./settle-sends.server";

/** Mails begun in one transaction (a pause is seen by the next), and how many calls to the provider run at once. */
const waveSize = 50;
const parallel = 5;
/** A call that does not begin within this time of its mark could meet a lookup that has given the mail up: then it is not made. */
const latestMs = 60_000;

/**
 * Sends what was reserved, wave after wave: mark, call, settle. May run again at any point: what was marked before is left to the
 * lookup, what was not is begun now. Once the provider cannot take more, the rest goes back.
 * @returns how many left, and the moment before which nothing more should be tried
 */
export async function sendReserved(
  company: CompanyScope,
  { campaignId, messageIds, reservedAt }: { campaignId: string; messageIds: string[]; reservedAt: string },
): Promise<{ sent: number; waitUntil: string | null }> {
  let sender: Sender | undefined;
  let made: Settlement[] = [];
  let sent = 0;
  for (let from = 0; ; from += waveSize) {
    const wave = messageIds.slice(from, from + waveSize);
    const { begun, until } = await inCompany(company, async (ctx) => {
      sender ??= await getSender(ctx);
      return turn(ctx, { campaignId, made, wave, rest: messageIds.slice(from), reservedAt });
    });
    if (begun.length === 0 && (until || wave.length === 0)) return { sent, waitUntil: until?.toISOString() ?? null };
    made = await sendAll(sender!, begun);
    sent += made.filter(({ outcome }) => outcome.outcome === "sent").length;
  }
}

interface Turn {
  campaignId: string;
  made: Settlement[];
  wave: string[];
  rest: string[];
  reservedAt: string;
}

/** Between two waves, in one transaction: settles the one, begins the other; what may no longer leave goes back. */
async function turn(ctx: CompanyCtx, { campaignId, made, wave, rest, reservedAt }: Turn): Promise<{ begun: Begun[]; until: Date | null }> {
  const until = await settleSends(ctx, made);
  const begun = until || wave.length === 0 ? [] : await beginSends(ctx, { messageIds: wave, reservedAt });
  const left = until ? rest : begun.length < wave.length ? wave : [];
  if (left.length > 0) await putBack(ctx, { messageIds: left, reservedAt, at: until ?? undefined });
  if (wave.length === 0) await completeIfDone(ctx, campaignId);
  return { begun, until };
}

/**
 * One call for each, a few at once. Once the provider cannot take one, the others are not tried. A mail whose moment passed stays
 * marked, for the lookup to decide.
 */
async function sendAll(sender: Sender, begun: Begun[]): Promise<Settlement[]> {
  const mark = performance.now();
  const queue = begun.values();
  const made: Settlement[] = [];
  let wait: SendOutcome | undefined;
  const work = async () => {
    for (const message of queue) {
      const mail = await buildMail(sender, message);
      if (performance.now() - mark > latestMs) return;
      const outcome = wait ?? (await sendMail(mail));
      if (outcome.outcome === "postponed") wait = outcome;
      made.push({ messageId: message.messageId, outcome });
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, begun.length) }, work));
  return made;
}
