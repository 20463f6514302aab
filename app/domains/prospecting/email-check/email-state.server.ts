import { Prisma } from "~/generated/prisma/client";
import { deadStates, roleFirstParts, roleWholePattern } from "./email-state.rules";

// Without parameters, so that lists may group and sort by it. Every list is IN of a query of its own, which row security keeps to the company: read once into a hash, whatever the number of prospects.
const dead = Prisma.sql`SELECT d.domain FROM mail_domains d WHERE d.state IN (${Prisma.raw(deadStates.map((state) => `'${state}'`).join(", "))})`;
const bounced = Prisma.sql`SELECT s.address FROM suppressions s WHERE s.channel = 'email' AND s.reason = 'hard_bounce' AND s.address IS NOT NULL`;

/** Whether the address of alias `p` of prospects is dead by the DNS, and nobody vouched for it. Never null. */
export const isDeadEmailSql = Prisma.sql`(p.email IS NOT NULL AND split_part(p.email, '@', 2) IN (${dead})
  AND (p.id, p.email) NOT IN (SELECT v.prospect_id, v.email FROM email_vouches v))`;

/** The state of the address of alias `p` of prospects, as judgeEmail of email-state.rules.ts says it; null without an address. */
export const emailStateSql = Prisma.sql`(CASE
  WHEN p.email IS NULL THEN NULL
  WHEN p.email IN (${bounced}) THEN 'invalid'
  WHEN (p.id, p.email) IN (SELECT v.prospect_id, v.email FROM email_vouches v) THEN 'valid'
  WHEN split_part(p.email, '@', 2) IN (${dead}) THEN 'invalid'
  WHEN substring(split_part(p.email, '@', 1) FROM '^[^._+-]*') IN (${Prisma.raw(roleFirstParts.map((word) => `'${word}'`).join(", "))})
    OR split_part(p.email, '@', 1) ~ ${Prisma.raw(`'${roleWholePattern}'`)}
    OR split_part(p.email, '@', 2) IN (SELECT d.domain FROM mail_domains d WHERE d.is_disposable OR d.meant_domain IS NOT NULL) THEN 'risky'
  WHEN split_part(p.email, '@', 2) IN (SELECT d.domain FROM mail_domains d WHERE d.state = 'accepts') THEN 'valid'
  ELSE 'unknown' END)`;
