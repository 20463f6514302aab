import { z } from "zod";
import { isTimezone } from "~/platform/local-time";
import { notificationChannels, notificationTypeNames, notificationTypes, type NotificationType } from "~/platform/notification-kinds";

/** A box that is not ticked is not posted. */
const box = z.literal("on", "platform.form.invalid").optional().transform(Boolean);

/** The name of a box: `inApp:reply.received`, without the dot that Conform reads as a path. */
export const boxName = (channel: string, type: NotificationType) => `${channel}_${type.replace(".", "_")}`;

const boxes = Object.fromEntries(
  notificationTypeNames.flatMap((type) => notificationChannels.map((channel) => [boxName(channel, type), box] as const)),
);

/** What one wants to be told of, and where: a box a type and channel, the Monday report, and the daily mail as a whole. */
export const NotificationChoices = z.object({
  ...boxes,
  weeklyReport: box,
  digest: box,
  /** Where one's mornings are counted; empty: as the company's. */
  timezone: z.string().refine(isTimezone, "platform.form.invalid").optional(),
});
export type NotificationChoices = z.output<typeof NotificationChoices>;

export interface Preferences {
  weeklyReport: boolean;
  digest: boolean;
  types: Record<NotificationType, { inApp: boolean; email: boolean }>;
}

interface Kept {
  weeklyReport?: boolean;
  digest?: boolean;
  types?: Partial<Record<string, { inApp?: boolean; email?: boolean }>>;
}

/** What a member chose, filled with what holds where he chose nothing. */
export function readPreferences(kept: unknown): Preferences {
  const { weeklyReport = true, digest = true, types = {} } = (kept ?? {}) as Kept;
  const filled = notificationTypeNames.map((type) => {
    const { inApp, email } = notificationTypes[type];
    return [type, { inApp: types[type]?.inApp ?? inApp, email: types[type]?.email ?? email }] as const;
  });
  return { weeklyReport, digest, types: Object.fromEntries(filled) as Preferences["types"] };
}

/** The boxes of a form as preferences. */
export function preferencesOf(choices: NotificationChoices): Preferences {
  const ticked = choices as Record<string, unknown>;
  const types = notificationTypeNames.map((type) => [
    type,
    { inApp: ticked[boxName("inApp", type)] === true, email: ticked[boxName("email", type)] === true },
  ]);
  return { weeklyReport: choices.weeklyReport, digest: choices.digest, types: Object.fromEntries(types) as Preferences["types"] };
}
