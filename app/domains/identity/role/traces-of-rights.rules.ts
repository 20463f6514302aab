import { type Permission, permissions } from "~/platform/permissions";
import type { Rights } from "~/platform/rights.rules";

/**
 * Which right an act of the audit log shows in use; none: it needs no right, or nobody's. Of several each counts as used, so that a doubt
 * keeps a right. A test holds this list to the acts that the code writes and to the gates of the pages that do.
 */
export const rightsOfAct: Readonly<Record<string, ReadonlyArray<Permission>>> = {
  "access.refused": [],
  "address.added": ["company:change"],
  "address.changed": ["company:change"],
  "address.deleted": ["company:change"],
  "agency.changed": ["company:change"],
  "api_token.created": ["key:change"],
  "api_token.revoked": ["key:change"],
  "audit.archived": [],
  "audit.exported": ["audit:read"],
  "audit.retention_changed": ["company:change"],
  "bant.recorded": ["prospect:change"],
  "branding.changed": ["company:change"],
  "call.noted": ["prospect:change"],
  "campaign.changed": ["campaign:change"],
  "campaign.created": ["campaign:change"],
  "campaign.launched": ["campaign:change"],
  "campaign.paused": ["campaign:change"],
  "campaign.resumed": ["campaign:change"],
  "campaign.stopped": ["campaign:change"],
  "company.changed": ["company:change"],
  "company.closed": ["company:close"],
  "company.created": [],
  "company.ended": [],
  "company.entered": [],
  "company.exported": ["company:export"],
  "company.reopened": ["company:close"],
  "custom_field.archived": ["company:change"],
  "custom_field.changed": ["company:change"],
  "custom_field.created": ["company:change"],
  "custom_field.restored": ["company:change"],
  "document_settings.changed": ["company:change"],
  "email.verified": [],
  "duplicate.parted": ["prospect:change"],
  "duplicate.reopened": ["prospect:change"],
  "duplicates.merged": ["prospect:change"],
  "duplicates.searched": ["prospect:change"],
  "import.mapped": ["prospect:import"],
  "import.rollback_asked": ["prospect:import"],
  "import.rolled_back": [],
  "import.started": ["prospect:import"],
  "import.uploaded": ["prospect:import"],
  "invitation.resent": ["member:invite"],
  "invitation.revoked": ["member:invite"],
  "login.denied": [],
  "member.deactivated": ["member:change"],
  "member.invited": ["member:invite"],
  "member.joined": [],
  "member.left": [],
  "member.reactivated": ["member:change"],
  "member.rights_changed": ["role:change"],
  "message.approved": ["message:approve"],
  "message.edited": ["message:edit"],
  "message.redraft_asked": ["message:edit"],
  "message.refused": ["message:approve"],
  "message.restored": ["message:approve"],
  "messages.approved": ["message:approve"],
  "note.written": ["prospect:change"],
  "onboarding.changed": ["company:change"],
  "outside_account.joined": [],
  "outside_account.left": [],
  "ownership.transferred": ["member:change"],
  "password.asked": [],
  "password.reset": [],
  "privacy_request.accepted": ["privacy:change"],
  "privacy_request.answered": [],
  "privacy_request.received": ["privacy:change"],
  "privacy_request.refused": ["privacy:change"],
  "product.changed": ["product:change"],
  "product.created": ["product:change"],
  "prospect.assigned": ["prospect:change"],
  "prospect.changed": ["prospect:change"],
  "prospect.created": ["prospect:change"],
  "prospect.forgotten": [],
  "prospect.merged": ["prospect:change"],
  "prospect.unmerged": ["prospect:change"],
  "prospects.changed": ["prospect:change"],
  "prospects.deleted": ["prospect:change"],
  "prospects.exported": ["prospect:read"],
  "prospects.restored": ["prospect:change"],
  "prospects.tagged": ["prospect:change"],
  "prospects.untagged": ["prospect:change"],
  "recovery_codes.renewed": [],
  "report.sent": ["report:send"],
  "retention.decided": ["privacy:change"],
  "role.changed": ["role:change"],
  "role.created": ["role:change"],
  "role.deleted": ["role:change"],
  "run.cancelled": ["run:replay"],
  "run.rerun": ["run:replay"],
  "schedule.added": ["schedule:change"],
  "schedule.deleted": ["schedule:change"],
  "score_rules.changed": ["company:change"],
  "score_rules.restored": ["company:change"],
  "second_factor.added": [],
  "second_factor.removed": [],
  "second_factor_rule.changed": ["company:change"],
  "service_key.activated": ["key:change"],
  "service_key.added": ["key:change"],
  "service_key.changed": ["key:change"],
  "service_key.deactivated": ["key:change"],
  "service_key.deleted": ["key:change"],
  "service_key.replaced": ["key:change"],
  "session.closed": [],
  "session.opened": [],
  "session.refused": [],
  "session.revoked": [],
  "settings.changed": ["company:change"],
  "suppression.added": ["message:edit", "prospect:change"],
  "suppression.removed": ["campaign:change"],
  "task.completed": ["task:change"],
  "task.opened": ["task:change"],
  "task.reopened": ["task:change"],
  "team.changed": ["member:change"],
  "team.created": ["member:change"],
  "team.deleted": ["member:change"],
  "time.deleted": ["schedule:change"],
  "time.recorded": ["schedule:change"],
  "time.started": ["schedule:change"],
  "time.stopped": ["schedule:change"],
  "webhooks.retried": ["run:replay"],
};

/** Looking at something leaves no trace, and some rights are used nowhere the log knows: of these nobody can say that they are unused. */
const traced: ReadonlySet<Permission> = new Set(Object.values(rightsOfAct).flat());
export const leavesTrace = (permission: Permission) => !permission.endsWith(":read") && traced.has(permission);

/** Beside seeing, what the log cannot tell the use of. */
export const untracedRights: ReadonlyArray<Permission> = permissions.filter((one) => !one.endsWith(":read") && !leavesTrace(one));

/** Days one may look back over, and what the page begins with. */
export const unusedWindows = [30, 90, 180] as const;
export type UnusedWindow = (typeof unusedWindows)[number];
export const usualWindow: UnusedWindow = 90;
/** With fewer days to judge by nothing is proposed: somebody who came last week has not had the occasion. */
export const fewestDays = 14;

/** Of these rights, those that the acts do not show in use though the log would know of it. */
export function unusedOf(rights: Rights, acts: ReadonlyArray<string>): Array<Permission> {
  const used = new Set(acts.flatMap((act) => rightsOfAct[act] ?? []));
  return [...rights.keys()].filter((permission) => leavesTrace(permission) && !used.has(permission));
}
