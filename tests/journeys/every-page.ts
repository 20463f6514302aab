import { issueToken } from "~/domains/identity/account/issue-token.server";
import { digestToken } from "~/domains/operations/notification/write-digest.server";
import { uuidv7 } from "~/platform/ids";
import { inCompany } from "~/platform/tenancy.server";
import { digest, linkToken } from "~/platform/tokens.server";
import { aCompany } from "~tests/factories/company";
import type { World } from "../isolation/canary-world";
import { hasPage, routeFiles } from "../isolation/knock";
import { examples, paramsOf, pathOf } from "../isolation/routes";

export interface Place {
  /** The route's file under app/routes. */
  file: string;
  path: string;
  /** What its address must ask for, "?" included; empty where the page stands alone. */
  search: string;
  /** Outside the shell: for whoever has the link, in the language it says. */
  isPublic: boolean;
  /** Speaks as the one who asked wished: an invitation. */
  hasLanguage: boolean;
}

/** What is a page of its own only in the middle of a log-in or of a sensitive act, or without a company: elsewhere it sends on. */
export const elsewhere: ReadonlySet<string> = new Set([
  "public/login_.join.tsx",
  "public/login_.second.tsx",
  "public/login_.with.$provider_.callback.tsx",
  "public/no-company.tsx",
  "public/security.confirm.tsx",
]);

/** Pages about what their address names: without it there is none. */
const asked: ReadonlySet<string> = new Set(["prospecting/prospects.merge.tsx", "prospecting/market.place.tsx"]);

const forMembers = /^public\/(mailbox|companies|security\.(app|codes|confirm|enrol|passkey))/;

/** Every page there is, from the files of the routes, each at something that the world holds: a new page is among them by itself. */
export async function everyPage({ ids, company }: World): Promise<Array<Place>> {
  const tokens = await tokensOf(ids, company.owner);
  return routeFiles
    .filter((file) => hasPage(file) && !elsewhere.has(file))
    .map((file) => {
      const params = Object.fromEntries(
        paramsOf(file).map((name) => [name, name === "token" ? tokens[file]! : (ids[examples[file]?.params?.[name] ?? name] ?? "")]),
      );
      return {
        file,
        path: pathOf(file, params),
        search: asked.has(file) ? `?${examples[file]!.search!(ids)}` : "",
        isPublic: file.startsWith("public/") && !forMembers.test(file),
        hasLanguage: file.startsWith("public/invite"),
      };
    });
}

/** What the mailed links hold: secrets that follow from the ids, which only the server can reckon. */
async function tokensOf(ids: World["ids"], owner: World["company"]["owner"]): Promise<Record<string, string>> {
  const userId = owner.actor.id;
  const made = await inCompany(owner, async ({ db, now, companyId }) => ({
    verify: await issueToken(db, { userId, purpose: "verify_email", now }),
    reset: await issueToken(db, { userId, purpose: "reset_password", now }),
    notMe: await issueToken(db, { userId, purpose: "not_me", now }),
    file: await db.privacyRequest.update({
      where: { id: ids.doneRequestId! },
      data: { tokenHash: digest(linkToken("privacy_file", ids.doneRequestId!)), expiresAt: new Date(now.getTime() + 86_400_000) },
    }),
    membership: await db.membership.findFirstOrThrow({ where: { companyId, userId }, select: { id: true } }),
  }));
  const gone = await aCompany({ name: "Agence qui a fermé" });
  const closingId = uuidv7();
  await inCompany(gone.owner, ({ db, companyId, now }) =>
    db.companyClosing.create({
      data: {
        id: closingId,
        companyId,
        requestedById: gone.owner.actor.id,
        requestedAt: now,
        endsAt: now,
        endedAt: now,
        erased: { prospects: 120, messages: 88 },
        kept: [{ law: "proof", until: "2029-11-21", rows: { suppressions: 3 } }],
        tokenHash: digest(linkToken("closing", closingId)),
      },
    }),
  );
  return {
    "public/closing.$token.tsx": linkToken("closing", closingId),
    "public/digest.$token.tsx": digestToken(made.membership.id),
    "public/invite.$token.tsx": linkToken("invitation", ids.invitationId!),
    "public/privacy-file.$token._index.tsx": linkToken("privacy_file", ids.doneRequestId!),
    "public/reset.$token.tsx": linkToken("reset_password", made.reset),
    "public/security.not-me.$token.tsx": linkToken("not_me", made.notMe),
    "public/unsubscribe.$token.tsx": linkToken("unsubscribe", ids.sentMessageId!),
    "public/verify.$token.tsx": linkToken("verify_email", made.verify),
    "public/why.$token.tsx": linkToken("unsubscribe", ids.sentMessageId!),
  };
}
