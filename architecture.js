// Who may import whom. A line may only name domains ABOVE it, so the table cannot hold a cycle.
// Every domain may also use itself, operations, identity, the platform, and the FACTS (*.events.server.ts) of any other domain.
export const mayUse = {
  operations: [],
  identity: ["operations"],
  privacy: ["operations", "identity"],
  billing: ["operations", "identity"],
  catalogue: ["operations", "identity"],
  agents: ["operations", "identity", "privacy", "billing"],
  prospecting: ["operations", "identity", "privacy", "billing", "catalogue", "agents"],
  crm: ["operations", "identity", "privacy", "catalogue", "agents", "prospecting"],
  outreach: ["operations", "identity", "privacy", "billing", "catalogue", "agents", "prospecting", "crm"],
  inbox: ["operations", "identity", "privacy", "agents", "prospecting", "crm", "outreach"],
  ticketing: ["operations", "identity", "privacy", "agents", "crm", "inbox"],
  commerce: ["operations", "identity", "privacy", "catalogue", "crm"],
  integrations: ["operations", "identity", "privacy", "prospecting"],
  insights: ["operations", "identity"], // learns from facts only; nobody uses it
};

const domains = Object.keys(mayUse);
for (const [line, domain] of domains.entries())
  for (const other of mayUse[domain])
    if (domains.indexOf(other) >= line) throw new Error(`${domain} names ${other}, which is not above it`);

const zone = (target, from, message) => ({ target, from, message });

export const zones = [
  zone("./app/ui", ["./app/domains", "./app/routes", "./app/platform", "./inngest"], "ui/ knows no domain: pass data in as props."),
  zone(
    "./app/platform",
    ["./app/domains", "./app/routes", "./app/ui", "./inngest/functions", "./inngest/index.ts"],
    "platform/ is below the domains: take a function or a value instead.",
  ),
  zone("./app/domains", ["./app/routes", "./inngest"], "A domain does not know who calls it: emit a fact, or take a parameter."),
  zone(
    "./app/domains/*/ui/**/*",
    ["./app/**/*.server.ts"],
    "Components reach the browser: import the schema or rules file, take rows as props.",
  ),
  zone("./inngest", ["./app/routes/**/*", "./app/ui/**/*", "./app/domains/*/ui/**/*"], "A job calls domain functions, as a route does."),
  zone(
    "./app/routes/!(system)/**/*",
    ["./inngest/**/*"],
    "A route changes state through a domain, which emits the fact; system/api.inngest.ts alone serves jobs.",
  ),
  zone(
    ["./app/routes", "./app/domains", "./inngest", "./app/ui"],
    ["./app/platform/db.server.ts"],
    "Take ctx.db from inCompany: the raw client sees no rows of any company.",
  ),
  ...domains.flatMap((domain) => {
    const closed = domains.filter((other) => other !== domain && !mayUse[domain].includes(other));
    return closed.length
      ? [
          zone(
            `./app/domains/${domain}`,
            closed.map((other) => `./app/domains/${other}/**/!(*.events.server).{ts,tsx}`),
            `${domain} may not use this domain (architecture.js): listen to its fact, or let a route or job join the two.`,
          ),
        ]
      : [];
  }),
];
