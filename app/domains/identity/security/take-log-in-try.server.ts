import { takeRates, takeTry } from "~/platform/rates.server";
import { networkOf } from "./device.rules";
import { deviceDigest, isDeviceOf, isKnownDevice } from "./known-device.server";

/**
 * Counts a try to log in before its password is looked at. Whoever tries an account's passwords makes others of his own network wait,
 * and, from many networks, all strangers to the account; the person's own browser has a count of its own, so that nobody keeps him out.
 * The same for an address that has no account. @returns what to call when the password was right
 * @throws AppError 'platform.rate.too_many', 'platform.rate.wait' (429)
 */
export async function takeLogInTry(request: Request, { email, clientAddress }: { email: string; clientAddress: string }) {
  const device = await deviceDigest(request);
  if (await isKnownDevice({ email, device })) return takeTry("login", `${email} ${device}`);
  await takeRates({ "login.address": clientAddress });
  const right = await takeTry("login", `${email} ${networkOf(clientAddress)}`);
  await takeRates({ "login.account": email });
  return right;
}

/** The same for the second factor of somebody whose password was right. */
export async function takeSecondTry(request: Request, { userId, clientAddress }: { userId: string; clientAddress: string }) {
  const device = await deviceDigest(request);
  if (await isDeviceOf({ userId, device })) return takeTry("second", `${userId} ${device}`);
  const right = await takeTry("second", `${userId} ${networkOf(clientAddress)}`);
  await takeRates({ "second.account": userId });
  return right;
}
