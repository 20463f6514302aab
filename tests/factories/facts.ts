import { uuidv7 } from "~/platform/ids";
import { asOwner } from "./company";

export interface ToldFact {
  type: string;
  at: string;
  campaignId?: string;
  messageId?: string;
  prospectId?: string;
  importRunId?: string;
  prospectIds?: Array<string>;
}

/** Writes facts of a company as they would stand in the store after those weeks: the clock of the product does not go back. */
export const tell = (companyId: string, facts: Array<ToldFact>) =>
  asOwner((owner) =>
    owner.query(
      `INSERT INTO events (id, company_id, event_type, aggregate_type, aggregate_id, payload, occurred_at)
       SELECT f.id, $1, f.type, 'message', f.about, f.payload, f.at FROM jsonb_to_recordset($2::jsonb) AS f (id uuid, type text, about uuid, payload jsonb, at timestamptz)`,
      [
        companyId,
        JSON.stringify(
          facts.map(({ type, at, ...rest }) => ({
            id: uuidv7(),
            type,
            about: rest.messageId ?? rest.importRunId ?? uuidv7(),
            payload: { companyId, ...rest },
            at,
          })),
        ),
      ],
    ),
  );

/** The company was there before its history. */
export const foundedOn = (companyIds: Array<string>, moment: string) =>
  asOwner((owner) => owner.query("UPDATE companies SET created_at = $2 WHERE id = ANY ($1::uuid[])", [companyIds, moment]));

/** Facts of one message: what happened to it, and when. */
export function aMessageStory(
  campaignId: string,
  steps: Record<string, string>,
  prospectId = uuidv7(),
  messageId = uuidv7(),
): Array<ToldFact> {
  return Object.entries(steps).map(([step, at]) => ({
    type: step === "unsubscribed" ? "outreach/prospect.unsubscribed" : `outreach/message.${step}`,
    at,
    campaignId,
    messageId,
    prospectId,
  }));
}
