import type { CompanyCtx } from "~/platform/tenancy.server";
import type { TimelineEntry } from "./interaction.schema";

/** What happened with a prospect, newest first. One statement. */
export const timelineOf = ({ db }: CompanyCtx, prospectId: string, take = 100) =>
  db.$queryRaw<Array<TimelineEntry>>`
    SELECT i.id, i.type, i.channel, i.subject, i.content, i.metadata, i.message_id AS "messageId", nullif(concat_ws(' ', u.first_name, u.last_name), '') AS by, i.occurred_at AS "occurredAt"
    FROM interactions i LEFT JOIN users u ON u.id = i.user_id
    WHERE i.prospect_id = ${prospectId}::uuid
    ORDER BY i.occurred_at DESC, i.id DESC LIMIT ${take}::int`;
