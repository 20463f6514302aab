/** What a person would call the browser a request came from. Null where its name says nothing known. */
export interface DeviceWords {
  browser: string | null;
  system: string | null;
}

const browsers: Array<[RegExp, string]> = [
  [/\bEdgA?\/|\bEdgiOS\//, "Edge"],
  [/\bOPR\/|\bOpera\b/, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bChrome\/|\bCriOS\/|\bHeadlessChrome\//, "Chrome"],
  [/\bVersion\/[\d.]+ .*Safari\//, "Safari"],
];
const systems: Array<[RegExp, string]> = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

/** Reads a user agent. The order counts: Edge calls itself Chrome, Chrome calls itself Safari. */
export function deviceOf(userAgent: string | null): DeviceWords {
  const nameIn = (names: Array<[RegExp, string]>) => names.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1] ?? null;
  return { browser: nameIn(browsers), system: nameIn(systems) };
}

/** "Chrome · macOS"; empty when nothing is known. Names of products: the same in every language. */
export function deviceName(userAgent: string | null): string {
  const { browser, system } = deviceOf(userAgent);
  return [browser, system].filter(Boolean).join(" · ");
}

/** The network an address lies in: what one attacker has many addresses of. IPv4 by /24, IPv6 by /48. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/i, "");
  return plain.includes(":") ? expand(plain).slice(0, 3).join(":") : plain.split(".").slice(0, 3).join(".");
}

function expand(address: string): Array<string> {
  const [head = "", tail] = address.split("::");
  const [before, after] = [head, tail ?? ""].map((part) => part.split(":").filter(Boolean));
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - before!.length - after!.length)).fill("0");
  return [...before!, ...zeros, ...after!].map((group) => group.toLowerCase().replace(/^0+(?=.)/, ""));
}
