/**
 * Whether an IP address belongs to the open internet: not to this machine, a private or provider's network, a link (where clouds keep
 * their metadata), a range for tests or protocols, a group. IPv4 inside IPv6 (mapped, NAT64, 6to4) is judged by what it holds; what
 * cannot be read is not public.
 */
export function isPublicAddress(address: string): boolean {
  const four = parseFour(address);
  if (four !== null) return isPublicFour(four);
  const six = parseSix(address);
  return six !== null && isPublicSix(six);
}

const closedFour = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
].map((range) => {
  const [base, bits] = range.split("/");
  return { base: parseFour(base!)!, divisor: 2 ** (32 - Number(bits)) };
});

const isPublicFour = (number: number) =>
  !closedFour.some(({ base, divisor }) => Math.floor(number / divisor) === Math.floor(base / divisor)) && number !== 0xa83f8110; // 168.63.129.16, where a cloud answers its own machines

function isPublicSix(groups: Array<number>): boolean {
  const [first = 0, second = 0] = groups;
  const tail = groups[6]! * 65_536 + groups[7]!;
  if (groups.slice(0, 5).every((group) => group === 0) && (groups[5] === 0xffff || groups[5] === 0))
    return groups[5] === 0xffff && isPublicFour(tail); // ::ffff:a.b.c.d; ::, ::1 and ::a.b.c.d never
  if (first === 0x64 && second === 0xff9b) return groups.slice(2, 6).every((group) => group === 0) && isPublicFour(tail);
  if (first === 0x2002) return isPublicFour(second * 65_536 + groups[2]!);
  if (first === 0x2001 && (second < 0x200 || second === 0xdb8)) return false; // Teredo, benchmarks, documentation
  if (first === 0x3fff && second < 0x1000) return false;
  return first >= 0x2000 && first <= 0x3fff; // all that is given out to the internet
}

function parseFour(text: string): number | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (!parts || parts.some((part) => part > 255)) return null;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

function parseSix(text: string): Array<number> | null {
  let plain = text.toLowerCase().split("%")[0]!;
  const embedded = /(?:^|:)(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1];
  if (embedded) {
    const four = parseFour(embedded);
    if (four === null) return null;
    plain = `${plain.slice(0, -embedded.length)}${Math.floor(four / 65_536).toString(16)}:${(four % 65_536).toString(16)}`;
  }
  const halves = plain.split("::");
  if (halves.length > 2) return null;
  const [left = [], right = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - left.length - right.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...left, ...Array<string>(missing).fill("0"), ...right];
  return groups.every((group) => /^[0-9a-f]{1,4}$/.test(group)) ? groups.map((group) => parseInt(group, 16)) : null;
}
