import { z } from "zod";

export const interactionTypes = ["sent", "received", "call_made", "meeting_held", "message", "note", "stage_change", "email"] as const;
export type InteractionType = (typeof interactionTypes)[number];
export const interactionChannels = ["email", "linkedin", "phone", "meeting", "whatsapp", "sms", "other"] as const;
export type InteractionChannel = (typeof interactionChannels)[number];

/** What a person writes into the timeline: a note for the team, or what was said in a call. */
export const WriteInteraction = z.object({
  kind: z.enum(["note", "call"], "platform.form.invalid"),
  content: z.string("crm.interaction.empty").trim().min(1, "crm.interaction.empty").max(5000, "crm.interaction.too_long"),
});
export type WriteInteraction = z.output<typeof WriteInteraction>;

/** A line of a timeline. */
export interface TimelineEntry {
  id: string;
  type: InteractionType;
  channel: InteractionChannel;
  subject: string | null;
  content: string | null;
  metadata: Record<string, unknown>;
  messageId: string | null;
  /** The member who did it; null for what came by itself. */
  by: string | null;
  occurredAt: Date;
}
