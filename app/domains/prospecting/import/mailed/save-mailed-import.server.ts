import { uuidv7 } from "~/platform/ids";
import { found } from "~/platform/params.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { newInboundKey } from "./inbound-address.server";
import type { MailedImport } from "./mailed.schema";

const factsOf = ({ name, senders, sourceDetail, legalBasis }: MailedImport) => ({ name, senders, sourceDetail, legalBasis });

/** Gives a list an address of its own, to which its senders mail it. The first one waits for a person to confirm its columns. */
export async function createMailedImport(ctx: CompanyCtx, said: MailedImport): Promise<{ importJobId: string }> {
  const { db, companyId, now, actor, audit } = ctx;
  const importJobId = uuidv7(now);
  const { senders, ...about } = said;
  await db.importJob.create({
    data: {
      id: importJobId,
      companyId,
      ...about,
      sourceType: "mail",
      allowedSenders: senders,
      inboundKey: newInboundKey(),
      userId: actor.kind === "user" ? actor.id : null,
    },
  });
  audit({ action: "scheduled_import.created", about: { type: "import_job", id: importJobId }, after: factsOf(said) });
  return { importJobId };
}

/** Changes what was said of one; its address and its columns stay. @throws AppError 'platform.record.unknown' */
export async function changeMailedImport(ctx: CompanyCtx, { importJobId, ...said }: MailedImport & { importJobId: string }) {
  const { db, companyId, audit } = ctx;
  const { name, allowedSenders, sourceDetail, legalBasis } = found(
    await db.importJob.findFirst({ where: { id: importJobId, sourceType: "mail", status: { not: "disabled" } } }),
  );
  const { senders, ...about } = said;
  await db.importJob.update({ where: { companyId_id: { companyId, id: importJobId } }, data: { ...about, allowedSenders: senders } });
  audit({
    action: "scheduled_import.changed",
    about: { type: "import_job", id: importJobId },
    before: { name, senders: allowedSenders, sourceDetail, legalBasis },
    after: factsOf(said),
  });
}
