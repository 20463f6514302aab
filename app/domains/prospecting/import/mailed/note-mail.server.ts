import type { CompanyCtx } from "~/platform/tenancy.server";
import { failuresBeforePause, History, type HistoryEntry, withEntry } from "../scheduled/schedule.rules";

/** A refusal of somebody whom the list does not know: told, but it pauses nothing, or anybody could. */
interface Noted extends Omit<HistoryEntry, "at"> {
  isStrange?: boolean;
  seen?: object;
}

/**
 * Notes what became of a mail, once. A refusal is told to whoever set the list up; three of known senders in a row pause it.
 * @returns false when it was noted before
 */
export async function noteMail(ctx: CompanyCtx, importJobId: string, { isStrange = false, seen, ...entry }: Noted): Promise<boolean> {
  const { db, companyId, now, notify } = ctx;
  // Two mails at once are noted one after the other.
  await db.$queryRaw`SELECT 1 FROM import_jobs WHERE company_id = ${companyId}::uuid AND id = ${importJobId}::uuid FOR UPDATE`;
  const job = await db.importJob.findFirst({ where: { id: importJobId, sourceType: "mail" } });
  if (!job || wasNoted(job.history, entry.mailId!)) return false;
  const isFailure = entry.outcome === "failed";
  const counts = isFailure && !isStrange && job.status === "active";
  const failureCount = counts ? job.failureCount + 1 : isFailure ? job.failureCount : 0;
  const isPaused = counts && failureCount >= failuresBeforePause;
  await db.importJob.update({
    where: { companyId_id: { companyId, id: importJobId } },
    data: {
      lastRunAt: now,
      failureCount,
      ...(!isStrange && { errorCode: isFailure ? entry.code : null }),
      history: withEntry(job.history, { at: now.toISOString(), ...entry }),
      ...(seen && { sourceConfig: seen }),
      ...(isPaused && { status: "paused" as const }),
    },
  });
  const tell = (type: "import.paused" | "import.mail_refused", occasion: string) =>
    notify({
      to: job.userId ? [job.userId] : { permission: "prospect:import" },
      type,
      about: { type: "import_job", id: importJobId },
      occasion,
    });
  // Strangers may write as often as they like: they are told of once a day.
  if (isFailure)
    tell("import.mail_refused", `${importJobId} ${isStrange ? `${entry.code} ${now.toISOString().slice(0, 10)}` : entry.mailId}`);
  if (isPaused) tell("import.paused", `${importJobId} ${entry.mailId}`);
  return true;
}

export const wasNoted = (history: unknown, mailId: string) => (History.safeParse(history).data ?? []).some((one) => one.mailId === mailId);
