/** The passwords that every list of leaks begins with, and their kin. Compared without digits at the end. */
const wellKnown = new Set([
  "password",
  "passwordpassword",
  "motdepasse",
  "motdepassemotdepasse",
  "azertyuiop",
  "azertyuiopqs",
  "qwertyuiop",
  "qwertyuiopas",
  "administrateur",
  "administrator",
  "bonjourbonjour",
  "iloveyouiloveyou",
  "essoressoressor",
  "letmeinletmein",
  "welcomewelcome",
]);

/** Whether a password falls to the first guesses: a well-known one, one character repeated, a run, or the person's own words. */
export function isGuessable(password: string, ownWords: Array<string>): boolean {
  const plain = password.toLowerCase().replace(/[\d\W_]+$/, "");
  if (wellKnown.has(plain) || plain.length === 0) return true;
  if (new Set(password).size < 5) return true;
  if ("abcdefghijklmnopqrstuvwxyz01234567890123456789".includes(password.toLowerCase())) return true;
  return ownWords.some((word) => word.length >= 4 && plain.replaceAll(word.toLowerCase(), "").length < 4);
}
