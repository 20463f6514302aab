import { Secret, TOTP } from "otpauth";
import { renderSVG } from "uqr";
import { now as readClock } from "~/platform/clock";
import { AppError } from "~/platform/errors";
import { uuidv7 } from "~/platform/ids";
import { asUser, type CompanyCtx } from "~/platform/tenancy.server";
import { open, seal } from "~/platform/vault/vault.server";

type Db = CompanyCtx["db"];

/** Seconds a code lives. One before and one after are taken too: clocks differ, and people type. */
const period = 30;

const placeOf = (userId: string, rowId: string) => ({ userId, table: "authenticator_apps", column: "sealed_secret", rowId });
const totpOf = (secret: string, label = "") =>
  new TOTP({ issuer: "Essor", label, algorithm: "SHA1", digits: 6, period, secret: Secret.fromBase32(secret) });

export interface AppToSetUp {
  /** The seed as one types it where nothing can be scanned, in groups of four. */
  key: string;
  /** The same as a picture: SVG. */
  picture: string;
}

/**
 * The app a person is setting up: the same seed until its first code was right.
 * @throws AppError 'identity.second.app_there' when one is set up already
 */
export async function startApp(userId: string): Promise<AppToSetUp> {
  return asUser(userId, async ({ db }) => {
    const { email } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
    const begun = await db.authenticatorApp.findUnique({ where: { userId } });
    if (begun?.confirmedAt) throw new AppError("identity.second.app_there");
    const secret = begun ? await open({ db }, placeOf(userId, begun.id), begun.sealedSecret) : await beginApp(db, userId);
    return {
      key: secret.match(/.{1,4}/g)!.join(" "),
      picture: renderSVG(totpOf(secret, email).toString(), { ecc: "M", border: 2, pixelSize: 4 }),
    };
  });
}

async function beginApp(db: Db, userId: string): Promise<string> {
  const id = uuidv7();
  const secret = new Secret({ size: 20 }).base32;
  await db.authenticatorApp.create({ data: { id, userId, sealedSecret: await seal({ db }, placeOf(userId, id), secret) } });
  return secret;
}

/** Turns the app on by its first code. @throws AppError 'identity.second.refused' at the field code */
export async function confirmApp({ userId, code }: { userId: string; code: string }): Promise<void> {
  await asUser(userId, async ({ db, now }) => {
    const app = await db.authenticatorApp.findUnique({ where: { userId } });
    if (!app || app.confirmedAt || !(await takeStep(db, app, code)))
      throw new AppError("identity.second.refused", { field: "code", status: 422 });
    await db.authenticatorApp.update({ where: { id: app.id }, data: { confirmedAt: now } });
  });
}

/** Whether this is a code of the person's app that was not used yet. Using it up is the same act. */
export async function takeAppCode({ userId, code }: { userId: string; code: string }): Promise<boolean> {
  return asUser(userId, async ({ db }) => {
    const app = await db.authenticatorApp.findUnique({ where: { userId } });
    return app?.confirmedAt ? takeStep(db, app, code) : false;
  });
}

/** Each half minute is taken once and none after a later one, so that a code seen over a shoulder is worth nothing. */
async function takeStep(db: Db, app: { id: string; userId: string; sealedSecret: string }, code: string): Promise<boolean> {
  const secret = await open({ db }, placeOf(app.userId, app.id), app.sealedSecret);
  const timestamp = readClock().getTime();
  const delta = totpOf(secret).validate({ token: code, timestamp, window: 1 });
  if (delta === null) return false;
  const step = BigInt(Math.floor(timestamp / 1000 / period) + delta);
  const { count } = await db.authenticatorApp.updateMany({ where: { id: app.id, lastStep: { lt: step } }, data: { lastStep: step } });
  return count > 0;
}
