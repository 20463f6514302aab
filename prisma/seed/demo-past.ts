import type pg from "pg";

interface Past {
  companyId: string;
  manager: { id: string };
  agent: { id: string };
  owner: { id: string };
}

/** What the demo's people did before today: days ago, who, act. The manager never changed a product nor ran a job again, the agent brought no list. */
const acts: ReadonlyArray<[days: number, who: "owner" | "manager" | "agent", act: string]> = [
  [73, "owner", "company.changed"],
  [72, "owner", "member.invited"],
  [72, "owner", "product.created"],
  [71, "owner", "branding.changed"],
  [64, "manager", "import.uploaded"],
  [64, "manager", "import.started"],
  [60, "manager", "campaign.created"],
  [58, "manager", "messages.approved"],
  [58, "manager", "campaign.launched"],
  [51, "agent", "prospect.changed"],
  [50, "agent", "message.edited"],
  [44, "agent", "time.recorded"],
  [43, "manager", "time.recorded"],
  [39, "agent", "task.completed"],
  [36, "manager", "task.opened"],
  [31, "manager", "prospect.assigned"],
  [30, "owner", "settings.changed"],
  [24, "agent", "call.noted"],
  [19, "manager", "message.edited"],
  [17, "manager", "report.sent"],
  [12, "agent", "task.opened"],
  [9, "agent", "prospects.tagged"],
  [6, "manager", "messages.approved"],
  [3, "owner", "audit.exported"],
];

/** The first links of the company's log, so that the log has weeks to speak of. Only for a log that is empty: it is never written into the past. */
export async function seedDemoPast(owner: pg.ClientBase, { companyId, ...people }: Past, now: Date) {
  const { rowCount: isKept } = await owner.query("SELECT 1 FROM audit_logs WHERE company_id = $1 LIMIT 1", [companyId]);
  if (isKept) return;
  for (const [days, who, act] of acts)
    await owner.query(
      `INSERT INTO audit_logs (id, company_id, user_id, action, ip_address, created_at) VALUES (app.uuid_v7(), $1, $2, $3, '192.0.2.10', $4)`,
      [companyId, people[who].id, act, daysBefore(now, days)],
    );
  await owner.query("UPDATE memberships SET accepted_at = $2 WHERE company_id = $1", [companyId, daysBefore(now, 74)]);
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000);
