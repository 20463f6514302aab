/** What a site's robots.txt says of an address, for the robot of this name: of the rules that fit the longest one, and a yes before a no. */
export function mayRead(robots: string, robot: string, path: string): boolean {
  const own = rulesFor(robots, robot.toLowerCase());
  const rules = own.length > 0 ? own : rulesFor(robots, "*");
  let best = { length: -1, allow: true };
  for (const { allow, pattern } of rules)
    if (fits(pattern, path) && (pattern.length > best.length || (pattern.length === best.length && allow)))
      best = { length: pattern.length, allow };
  return best.allow;
}

function rulesFor(robots: string, robot: string): Array<{ allow: boolean; pattern: string }> {
  const rules: Array<{ allow: boolean; pattern: string }> = [];
  let [isMeant, wasRule] = [false, false];
  for (const line of robots.slice(0, 100_000).split(/\r?\n/).slice(0, 5000)) {
    const [, name = "", value = ""] = /^\s*([a-z-]+)\s*:\s*([^#]*)/i.exec(line) ?? [];
    const key = name.toLowerCase();
    if (key === "user-agent") {
      if (wasRule) isMeant = false; // another group begins
      wasRule = false;
      isMeant ||= value.trim().toLowerCase() === robot;
    } else if (key === "allow" || key === "disallow") {
      wasRule = true;
      const pattern = value.trim();
      if (isMeant && pattern !== "") rules.push({ allow: key === "allow", pattern });
    }
  }
  return rules;
}

/** `*` is anything, `$` the end. Walked without going back further than the last star, so that no pattern takes long. */
function fits(pattern: string, path: string): boolean {
  const toEnd = pattern.endsWith("$");
  const parts = (toEnd ? pattern.slice(0, -1) : pattern).split("*");
  let at = 0;
  for (const [number, part] of parts.entries()) {
    if (number === 0) {
      if (!path.startsWith(part)) return false;
      at = part.length;
    } else if (toEnd && number === parts.length - 1) {
      return path.length - part.length >= at && path.endsWith(part);
    } else {
      const found = path.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
  }
  return !toEnd || at === path.length;
}
